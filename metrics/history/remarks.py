"""What a meeting said of its figures: the figures then, and what they are now."""

from collections.abc import Hashable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

import pandas as pd

from metrics.query import to_number
from metrics.tracing.trace import list_figures
from store.database import Database
from store.decisions.meetings import Meeting, list_meetings
from store.decisions.remarks import Remark, list_remarks
from words import Words
from words.figures import render_day, render_fiscal_year
from words.terms import REMARK_KINDS

WORDS = Words(
    ja={
        "figure": "{name}（{basis}・{scope}・{year}）",
        "figure_gone": "（いまは無い数値）",
    }
)

COLUMNS = [
    *("remark_id", "kind", "kind_text", "text", "by", "code", "figure_text"),
    *("then_text", "now_text", "has_moved"),
]


def find_previous_day(
    database: Database, day: str = "", as_of: datetime | None = None
) -> str | None:
    """The day of the last meeting before an ISO day ("": of the very last) that left remarks
    or was frozen; None without any."""
    days = {each.held_on for each in list_remarks(database, as_of)}
    days |= {each.held_on for each in list_meetings(database, as_of)}
    return max((each for each in days if not day or each < day), default=None)


def find_meeting_of(database: Database, day: str, as_of: datetime | None = None) -> Meeting | None:
    """The meeting frozen under a day, the newest; None where that day was not frozen."""
    found = (each for each in list_meetings(database, as_of) if each.held_on == day)
    return next(found, None)


def find_last_word(database: Database, day: str, as_of: datetime | None = None) -> datetime | None:
    """The moment (UTC) of a meeting day's last remark or freeze: what came later is new."""
    said = [each.at for each in list_remarks(database, as_of) if each.held_on == day]
    meeting = find_meeting_of(database, day, as_of)
    return max([*said, *([meeting.frozen_at] if meeting else [])], default=None)


def read_remarks(database: Database, day: str, as_of: datetime | None = None) -> pd.DataFrame:
    """A meeting day's remarks, decisions first.

    `then_text` is the figure as the meeting saw it, `now_text` as it is (as of the moment);
    a remark about a whole screen has its finding in `figure_text` and no figures. A frozen
    meeting's decisions and remarks, typed under no figure, follow.

    Columns: remark_id:id, kind, kind_text, text, by, code, figure_text, then_text, now_text,
    has_moved.
    """
    remarks = [each for each in list_remarks(database, as_of) if each.held_on == day]
    now = list_figures(database, as_of).set_index("code") if remarks else pd.DataFrame()
    rows = [_describe(each, now) for each in remarks]
    rows += _list_frozen_words(find_meeting_of(database, day, as_of), rows)
    frame = pd.DataFrame(rows, columns=COLUMNS)
    return frame.sort_values("kind", kind="stable").reset_index(drop=True)


def render_iso_day(day: str) -> str:
    """
    >>> render_iso_day("2026-11-03")
    '2026年11月3日'
    """
    return render_day(date.fromisoformat(day))


def list_subjects(
    figures: pd.DataFrame, indicators: Sequence[str], scope: str, fiscal_year: int
) -> pd.DataFrame:
    """The published and counted figures (rows of `list_figures`) that a screen speaks of, in the
    order of `indicators`.

    Columns: those of figures; place:order.
    """
    is_meant = (
        figures["figure"].isin(indicators)
        & figures["kind"].isin(("value", "counted"))
        & (figures["scope"] == scope)
        & (figures["fiscal_year"] == fiscal_year)
        & (figures["code"] != "")
    )
    order = {name: place for place, name in enumerate(indicators)}
    meant = figures[is_meant]
    return meant.assign(place=meant["figure"].map(order)).sort_values("place", kind="stable")


def name_figure(row: Mapping[Hashable, Any]) -> str:
    """A figure's name with what it is narrowed to: マッチング等（公表値・総合計・令和2年度）."""
    return WORDS["figure"].format(
        name=row["name"],
        basis=row["basis"],
        scope=row["scope_text"],
        year=render_fiscal_year(int(row["fiscal_year"])),
    )


def _describe(remark: Remark, now: pd.DataFrame) -> dict[str, Any]:
    subject = remark.subject
    known = now.loc[subject.code] if subject.code in now.index else None
    present = None if known is None else to_number(known["value"])
    gone = WORDS["figure_gone"] if subject.code else ""
    return {
        "remark_id": remark.remark_id,
        "kind": remark.kind,
        "kind_text": REMARK_KINDS[remark.kind],
        "text": remark.text,
        "by": remark.by,
        "code": subject.code,
        "figure_text": subject.name or subject.finding,
        "then_text": subject.value_text,
        "now_text": gone if known is None else known["value_text"],
        "has_moved": bool(subject.code) and (known is None or present != subject.value),
    }


def _list_frozen_words(
    meeting: Meeting | None, typed: Sequence[dict[str, Any]]
) -> list[dict[str, Any]]:
    """The frozen meeting's own decisions and remarks, those typed already left out."""
    if meeting is None:
        return []
    words = [("decision", text) for text in meeting.decisions]
    words += [("remark", meeting.remarks)] if meeting.remarks else []
    known = {row["text"] for row in typed}
    empty = dict.fromkeys(COLUMNS, "") | {"remark_id": 0, "has_moved": False}
    return [
        empty
        | {"kind": kind, "kind_text": REMARK_KINDS[kind], "text": text, "by": meeting.frozen_by}
        for kind, text in words
        if text not in known
    ]
