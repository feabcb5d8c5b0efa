"""Agenda items about meetings: what the last one said, then against now; what this one says."""

from collections.abc import Callable
from dataclasses import replace

import pandas as pd

from exports.deck.deck_figures import Sources, build_changes, describe_table
from metrics.history.remarks import (
    find_last_word,
    find_meeting_of,
    find_previous_day,
    read_remarks,
    render_iso_day,
)
from store.decisions.remarks import KINDS
from texts import REMARK_TEXTS as WORDS
from views.model.figure import Column, Figure


def build_previous_meeting(sources: Sources) -> list[Figure]:
    """The decisions and remarks of the meeting before, each with its figure then and now;
    then every figure that has moved since."""
    day = find_previous_day(sources.database, sources.held_on, sources.as_of)
    if day is None:
        return [_describe_nothing("previous_meeting", sources, WORDS["previous_none"])]
    since = find_last_word(sources.database, day, sources.as_of)
    return [_describe_previous(sources, day), *build_changes(replace(sources, since=since))]


def _describe_previous(sources: Sources, day: str) -> Figure:
    rows = read_remarks(sources.database, day, sources.as_of)
    meeting = find_meeting_of(sources.database, day, sources.as_of)
    name = render_iso_day(day)
    if meeting:
        name = WORDS["day_named"].format(day=name, name=meeting.name)
    if rows.empty:
        title = WORDS["previous_silent"].format(name=name)
        return _describe_nothing("previous_meeting", sources, title)
    moved = int(rows["has_moved"].sum())
    title = WORDS["previous_finding" if moved else "previous_finding_same"]
    finding = title.format(name=name, moved=moved, **_count_kinds(rows))
    return _describe_remarks("previous_meeting", sources, rows, finding)


def _count_kinds(rows: pd.DataFrame) -> dict[str, int]:
    return {kind: int((rows["kind"] == kind).sum()) for kind in KINDS}


def build_meeting_record(sources: Sources) -> list[Figure]:
    """What the meeting under way (else the last one) has said of the figures."""
    day = sources.held_on or find_previous_day(sources.database, as_of=sources.as_of) or ""
    rows = read_remarks(sources.database, day, sources.as_of)
    if rows.empty:
        return [_describe_nothing("meeting_record", sources, WORDS["record_none"])]
    title = WORDS["record_finding"].format(day=render_iso_day(day), **_count_kinds(rows))
    return [_describe_remarks("meeting_record", sources, rows, title)]


def _describe_remarks(key: str, sources: Sources, rows: pd.DataFrame, title: str) -> Figure:
    columns = {
        name: Column(WORDS[f"column_{name}"])
        for name in ("kind_text", "text", "figure_text", "then_text", "now_text", "by")
    }
    return describe_table(key, sources.wide, rows, title=title, columns=columns)


def _describe_nothing(key: str, sources: Sources, title: str) -> Figure:
    """No record yet: what to do, in one line."""
    rows = pd.DataFrame([{"text": WORDS["how_to_record"]}])
    columns = {"text": Column(WORDS["column_text"])}
    return describe_table(key, sources.wide, rows, title=title, columns=columns)


BUILDERS: dict[str, Callable[[Sources], list[Figure]]] = {
    "previous_meeting": build_previous_meeting,
    "meeting_record": build_meeting_record,
}
