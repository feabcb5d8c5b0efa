"""決定事項: what the last frozen meeting decided, and an empty form: what this one decides stands
nowhere before it."""

from collections.abc import Hashable, Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from metrics.history.meetings import Meeting, find_last_meeting
from metrics.kpi.figures import read_figures
from views.model.columns import text
from views.model.describing import describe
from views.model.figure import Figure
from views.model.view import Answer, Question, View
from words import Words
from words.figures import render_value

#: Lines to write on, those that a gap fills and open ones; of these at least so many.
FORM_ROWS, OPEN_ROWS = 5, 2

WORDS = Words(
    ja={
        "topic": "決定事項",
        "decided": "前回の会議を凍結したときに残した決定事項。",
        "definition": "論点は、目標に届いていない指標とその差。",
        "finding": "決定事項と宿題（会議で記入）",
        "finding_gaps": "目標に届かない{count}指標の扱いを決める（会議で記入）",
        "gap": "{name}　{value} / {target}（{gap}）",
        "last": "{name}の決定事項{count}件",
        "record": "{name}（{held_on}）の記録",
    }
)
COLUMNS = {"number": text(), "about": text(), "text": text(), "who": text(), "when": text()}


def answer(asked: Question) -> Answer:
    """What falls short of its target is what there is to decide about."""
    figures = asked.ask(read_figures, asked.fiscal_year, asked.scope)
    gaps = [_say_gap(row) for row in figures.to_dict("records") if row["gap_text"]]
    count = max(FORM_ROWS, len(gaps) + OPEN_ROWS)
    rows = [
        dict.fromkeys(COLUMNS, " ") | {"number": str(number), "about": about}
        for number, about in enumerate(gaps + [" "] * (count - len(gaps)), 1)
    ]
    finding = WORDS["finding_gaps" if gaps else "finding"]
    return Answer(pd.DataFrame(rows), title=finding.format(count=len(gaps)))


def _say_gap(row: Mapping[Hashable, Any]) -> str:
    value, target = (render_value(row[name], row["unit"]) for name in ("value", "target"))
    return WORDS["gap"].format(name=row["name"], value=value, target=target, gap=row["gap_text"])


def precede(form: Figure, asked: Question) -> list[Figure]:
    """Before the form the decisions of last time, where there are any."""
    meeting = asked.ask(find_last_meeting)
    return [_list_last(asked, meeting), form] if meeting and meeting.decisions else [form]


def _list_last(asked: Question, meeting: Meeting) -> Figure:
    lines = [
        {"number": str(number), "text": decision}
        for number, decision in enumerate(meeting.decisions, 1)
    ]
    columns = VIEW.name_columns()
    said = Answer(
        pd.DataFrame(lines),
        columns={name: columns[name] for name in ("number", "text")},
        title=WORDS["last"].format(name=meeting.name, count=len(lines)),
        definition=WORDS["decided"],
        notes=(meeting.remarks,) if meeting.remarks else (),
    )
    held = WORDS["record"].format(name=meeting.name, held_on=meeting.held_on)
    return replace(describe(VIEW, asked, said), key="last_decisions", sources=(held,), form=())


VIEW = View(
    __name__,
    page="meetings",
    words=WORDS,
    answer=answer,
    narrowed_by=("fiscal_year", "scope"),
    columns=COLUMNS,
    headings=Words(
        ja={
            "number": "番号",
            "about": "論点（目標との差）",
            "text": "決定事項・宿題",
            "who": "担当",
            "when": "期限",
        }
    ),
    form=(0.8, 5.4, 5.2, 1.8, 1.8),
    slides=precede,
)
