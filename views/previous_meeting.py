"""前回の会議から: the decisions and remarks of the meeting before, each with its figure then and
now; then every figure that has moved since."""

from dataclasses import replace

import pandas as pd

from metrics.history.remarks import (
    find_last_word,
    find_meeting_of,
    find_previous_day,
    read_remarks,
    render_iso_day,
)
from views import changes
from views.meeting_record import COLUMNS, HEADINGS, count_kinds, say_nothing
from views.model.describing import ask_figures
from views.model.figure import Figure
from views.model.view import Answer, Question, View
from words import Words

WORDS = Words(
    ja={
        "topic": "前回の会議から",
        "agenda": "前回の会議から（当時と現在）",
        "definition": "前の会議で記録した決定・意見。当時は記録したときの値、現在はいまの値。",
        "finding": "前回（{name}）の決定{decision}件・意見{remark}件、その数値のうち{moved}個が動いた",
        "finding_same": "前回（{name}）の決定{decision}件・意見{remark}件、その数値に動きはない",
        "finding_silent": "前回（{name}）に決定・意見の記録はありません",
        "finding_none": "前回の会議の記録はまだありません",
        "named": "{day} {name}",
    }
)


def answer(asked: Question) -> Answer:
    day = _find_day(asked)
    if day is None:
        return say_nothing(WORDS["finding_none"])
    rows = asked.ask(read_remarks, day)
    name = _name_meeting(asked, day)
    if rows.empty:
        return say_nothing(WORDS["finding_silent"].format(name=name))
    return Answer(rows, title=_tell(rows, name))


def _find_day(asked: Question) -> str | None:
    return asked.ask(find_previous_day, asked.held_on)


def _name_meeting(asked: Question, day: str) -> str:
    meeting, name = asked.ask(find_meeting_of, day), render_iso_day(day)
    return WORDS["named"].format(day=name, name=meeting.name) if meeting else name


def _tell(rows: pd.DataFrame, name: str) -> str:
    moved = int(rows["has_moved"].sum())
    finding = WORDS["finding" if moved else "finding_same"]
    return finding.format(name=name, moved=moved, **count_kinds(rows))


def add_changes(figure: Figure, asked: Question) -> list[Figure]:
    day = _find_day(asked)
    if day is None:
        return [figure]
    since = asked.ask(find_last_word, day)
    return [figure, *ask_figures(changes.VIEW, replace(asked, since=since))]


VIEW = View(
    __name__,
    page="meetings",
    words=WORDS,
    answer=answer,
    narrowed_by=(),
    columns=COLUMNS,
    headings=HEADINGS,
    source="journal",
    slides=add_changes,
)
