"""決定事項: what the last frozen meeting decided, and an empty form: what this one decides stands
nowhere before it."""

from dataclasses import replace

import pandas as pd

from metrics.history.meetings import Meeting, find_last_meeting
from views.model.columns import text
from views.model.describing import describe
from views.model.figure import Figure
from views.model.view import Answer, Question, View
from words import Words

FORM_ROWS = 5

WORDS = Words(
    ja={
        "topic": "決定事項",
        "definition": "前回の会議を凍結したときに残した決定事項。",
        "finding": "決定事項と宿題（会議で記入）",
        "last": "{name}の決定事項{count}件",
        "record": "{name}（{held_on}）の記録",
    }
)
COLUMNS = {"number": text(), "text": text(), "who": text(), "when": text()}


def answer(asked: Question) -> Answer:
    rows = [dict.fromkeys(COLUMNS, " ") | {"number": str(n)} for n in range(1, FORM_ROWS + 1)]
    return Answer(pd.DataFrame(rows), title=WORDS["finding"])


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
        notes=(meeting.remarks,) if meeting.remarks else (),
    )
    held = WORDS["record"].format(name=meeting.name, held_on=meeting.held_on)
    return replace(describe(VIEW, asked, said), key="last_decisions", sources=(held,), form=())


VIEW = View(
    __name__,
    page="meetings",
    words=WORDS,
    answer=answer,
    narrowed_by=(),
    columns=COLUMNS,
    headings=Words(ja={"number": "番号", "text": "決定事項・宿題", "who": "担当", "when": "期限"}),
    form=(1, 9, 2.5, 2.5),
    slides=precede,
)
