"""提出状況: which forum has handed in which sheet, what waits, what is owed."""

from collections.abc import Hashable, Iterator, Mapping
from datetime import datetime
from typing import Any, Literal

import duckdb
import pandas as pd

from data.layout import load_layouts
from data.layout_names import name_layout
from metrics.history.impact import render_counts
from metrics.query import Readable, ask
from metrics.tracing.trace import read_scope_names
from store.people.names import Names
from words import Words

SubmissionState = Literal["missing", "parked", "confirmed"]
Row = Mapping[Hashable, Any]

WORDS = Words(
    ja={
        "missing": "未提出",
        "parked": "保留あり",
        "confirmed": "確定",
        "owed": "{layout} あと{count}件",
        "owed_missing": "{layout}（未提出）",
        "owed_parked": "{layout} 保留 {count}件の訂正",
        "separator": "、",
    }
)

COLUMNS = (
    *("forum", "forum_name", "forum_kind", "layout", "layout_text", "state", "state_text"),
    *("record_count", "parked_count", "count_text", "owed_count", "owed_text"),
    *("batch_id", "file_name", "accepted_at", "accepted_by"),
)


def list_owed_layouts() -> set[str]:
    """The layouts of which so many records are owed."""
    return {each.id for each in load_layouts() if each.owed.least}


def read_submissions(
    database: Readable, fiscal_year: int, as_of: datetime | None = None
) -> pd.DataFrame:
    """One row a forum and sheet, owed or handed in beyond that.

    `state`: missing, parked (some rows wait) or confirmed. `record_count` is null where
    nothing was handed in: not reported is not zero.

    Columns: forum, forum_name, forum_kind, layout, layout_text, state, state_text, record_count,
    parked_count, count_text, owed_count, owed_text, batch_id:id, file_name, accepted_at,
    accepted_by.
    """
    with database.read() as cursor:
        answer = ask(cursor, "submission_status", as_of=as_of, fiscal_year=fiscal_year)
        names, kinds = read_scope_names(cursor), _read_kinds(cursor)
    owed, people = dict(_walk_owed(kinds)), database.read_names()
    known = {(row["forum"], row["layout"]): row for row in answer.to_dict("records")}
    rows = [
        {
            **_describe(layout, known.get((forum, layout)), owed.get((forum, layout), 0), people),
            "forum": forum,
            "forum_name": names.get(forum, forum),
            "forum_kind": kinds.get(forum, OTHERS),
            "layout": layout,
            "layout_text": name_layout(layout),
        }
        for forum, layout in dict.fromkeys([*owed, *known])
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS))


#: The kind of whoever is no forum: the secretariat keeps the totals and the roster.
OTHERS = "secretariat"


def _read_kinds(cursor: duckdb.DuckDBPyConnection) -> dict[str, str]:
    forums = ask(cursor, "forums")
    return dict(zip(forums["forum"], forums["forum_kind"], strict=True))


def _walk_owed(kinds: Mapping[str, str]) -> Iterator[tuple[tuple[str, str], int]]:
    """(forum, layout) -> the least number of records, of everything that is owed each year."""
    layouts = load_layouts()
    for forum, kind in kinds.items():
        for each in layouts:
            if kind in each.owed.by:
                yield (forum, each.id), each.owed.least
    for each in layouts:
        yield from (((slot, each.id), each.owed.least) for slot in each.owed.slots)


def _describe(layout: str, row: Row | None, least: int, people: Names) -> dict[str, Any]:
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
        "owed_text": _render_owed(name_layout(layout), state, lacking, parked),
        "batch_id": None if row is None else int(row["batch_id"]),
        "file_name": "" if row is None else row["workbook"],
        "accepted_at": None if row is None else row["accepted_at"].to_pydatetime(),
        "accepted_by": "" if row is None else people.fill_in(row["accepted_by"]),
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
