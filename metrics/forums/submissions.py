"""提出状況: which forum has handed in which sheet, what waits, what is owed, a reminder."""

import tomllib
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, Literal

import duckdb
import pandas as pd

import texts
from metrics.history.impact import render_counts
from metrics.query import Readable, ask
from metrics.tracing.trace import read_scope_names
from texts import WORKBENCH_TEXTS as WORDS
from words.figures import render_fiscal_year

SubmissionState = Literal["missing", "parked", "confirmed"]
Row = Mapping[Hashable, Any]

COLUMNS = (
    "forum",
    "forum_name",
    "forum_kind",
    "layout",
    "layout_text",
    "state",
    "state_text",
    "record_count",
    "parked_count",
    "count_text",
    "owed_count",
    "owed_text",
    "batch_id",
    "file_name",
    "accepted_at",
    "accepted_by",
)


@dataclass(frozen=True, slots=True)
class Duty:
    """What a kind of forum owes each year; `forums` where the kind is no forum's."""

    kind: str
    layouts: tuple[str, ...]
    forums: tuple[str, ...] = ()
    least: Mapping[str, int] = field(default_factory=dict)


@cache
def load_duties() -> tuple[Duty, ...]:
    path = Path(__file__).with_name("submissions.toml")
    declared = tomllib.loads(path.read_text(encoding="utf-8"))["owed"]
    return tuple(
        Duty(
            each["kind"],
            tuple(each["layouts"]),
            tuple(each.get("forums", ())),
            each.get("least", {}),
        )
        for each in declared
    )


def list_owed_layouts() -> set[str]:
    """The layouts of which so many records are owed."""
    return {layout for duty in load_duties() for layout in duty.least}


def read_submissions(
    database: Readable, fiscal_year: int, as_of: datetime | None = None
) -> pd.DataFrame:
    """One row a forum and sheet, owed or handed in beyond that; columns: COLUMNS.

    `state`: missing, parked (some rows wait) or confirmed. `record_count` is null where
    nothing was handed in: not reported is not zero.
    """
    with database.read() as cursor:
        answer = ask(cursor, "submission_status", as_of=as_of, fiscal_year=fiscal_year)
        names, kinds = read_scope_names(cursor), _read_kinds(cursor)
    expected = {(each[0], each[1]): each[2] for each in _walk_expected(kinds)}
    known = {(row["forum"], row["layout"]): row for row in answer.to_dict("records")}
    rows = [
        {
            **_describe(layout, known.get((forum, layout)), expected.get((forum, layout), 0)),
            "forum": forum,
            "forum_name": names.get(forum, forum),
            "forum_kind": kinds.get(forum, _OTHERS),
            "layout": layout,
            "layout_text": texts.LAYOUT_TEXTS[layout],
        }
        for forum, layout in dict.fromkeys([*expected, *known])
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def render_reminder(submissions: pd.DataFrame, forum: str, fiscal_year: int) -> str:
    """The text of a mail that asks a forum for what it owes; "" when it owes nothing."""
    rows = submissions[(submissions["forum"] == forum) & (submissions["owed_text"] != "")]
    if rows.empty:
        return ""
    return texts.REMINDER_TEXT.format(
        forum=rows["forum_name"].iloc[0],
        year=render_fiscal_year(fiscal_year),
        lines="\n".join(f"・{text}" for text in rows["owed_text"]),
    )


#: The kind of whoever is no forum: the secretariat keeps the totals and the roster.
_OTHERS = "secretariat"


def _read_kinds(cursor: duckdb.DuckDBPyConnection) -> dict[str, str]:
    forums = ask(cursor, "forums")
    return dict(zip(forums["forum"], forums["forum_kind"], strict=True))


def _walk_expected(kinds: Mapping[str, str]) -> Iterator[tuple[str, str, int]]:
    """Forum, layout, least number of records of everything that is owed."""
    for duty in load_duties():
        forums = duty.forums or [forum for forum, kind in kinds.items() if kind == duty.kind]
        for forum in forums:
            for layout in duty.layouts:
                yield forum, layout, duty.least.get(layout, 0)


def _describe(layout: str, row: Row | None, least: int) -> dict[str, Any]:
    """State, counts and what is owed of one sheet; `row` None: nothing was handed in."""
    good, parked = _count(row, "record_count"), _count(row, "parked_count") or 0
    state: SubmissionState = "missing" if row is None else "parked" if parked else "confirmed"
    lacking = max(least - (good or 0), 0)
    return {
        "state": state,
        "state_text": WORDS[state],
        "record_count": good,
        "parked_count": parked,
        "count_text": "" if row is None else render_counts(good or 0, parked),
        "owed_count": lacking or int(state == "missing"),
        "owed_text": _render_owed(texts.LAYOUT_TEXTS[layout], state, lacking, parked),
        "batch_id": None if row is None else int(row["batch_id"]),
        "file_name": "" if row is None else row["workbook"],
        "accepted_at": None if row is None else row["accepted_at"].to_pydatetime(),
        "accepted_by": "" if row is None else row["accepted_by"],
    }


def _count(row: Row | None, name: str) -> int | None:
    return None if row is None or pd.isna(row[name]) else int(row[name])


def _render_owed(layout: str, state: SubmissionState, lacking: int, parked: int) -> str:
    """What the sheet lacks in words; "" where nothing."""
    owed = []
    if lacking:
        owed.append(WORDS["owed"].format(layout=layout, count=lacking))
    elif state == "missing":
        owed.append(WORDS["owed_missing"].format(layout=layout))
    if parked:
        owed.append(WORDS["owed_parked"].format(layout=layout, count=parked))
    return WORDS["separator"].join(owed)
