"""今回の決定・意見: what the meeting under way (else the last one) has said of the figures."""

import pandas as pd

from metrics.history.remarks import find_previous_day, read_remarks, render_iso_day
from store.decisions.remarks import KINDS
from views.model.columns import text
from views.model.figure import Column
from views.model.view import Answer, Question, View
from words import Words

WORDS = Words(
    ja={
        "topic": "今回の決定・意見",
        "definition": "会議モードと凍結の画面で記録した決定・意見。当時は記録したときの値、現在はいまの値。",
        "finding": "{day}の決定{decision}件・意見{remark}件",
        "finding_none": "この会議の決定・意見はまだ記録されていません",
        "how_to_record": "会議モードの「記録」で、画面の数値に決定・意見を書くと、ここに残り、"
        "次の会議の最初の画面に開きます。",
    }
)
#: What a meeting's record says of each remark.
COLUMNS = {
    "kind_text": text(),
    "text": text(),
    "figure_text": text(),
    "then_text": text(),
    "now_text": text(),
    "by": text(),
}
HEADINGS = Words(
    ja={
        "kind_text": "種類",
        "text": "決定・意見",
        "figure_text": "どの数値・画面か",
        "then_text": "当時",
        "now_text": "現在",
        "by": "記録者",
    }
)


def answer(asked: Question) -> Answer:
    day = asked.held_on or asked.ask(find_previous_day) or ""
    rows = asked.ask(read_remarks, day)
    if rows.empty:
        return say_nothing(WORDS["finding_none"])
    finding = WORDS["finding"].format(day=render_iso_day(day), **count_kinds(rows))
    return Answer(rows, title=finding)


def say_nothing(title: str) -> Answer:
    """No record yet: what to do, in one line."""
    rows = pd.DataFrame([{"text": WORDS["how_to_record"]}])
    columns = {"text": Column(HEADINGS["text"])}
    return Answer(rows, title=title, columns=columns, is_silent=True)


def count_kinds(rows: pd.DataFrame) -> dict[str, int]:
    return {kind: int((rows["kind"] == kind).sum()) for kind in KINDS}


VIEW = View(
    __name__,
    page="meetings",
    words=WORDS,
    answer=answer,
    narrowed_by=(),
    columns=COLUMNS,
    headings=HEADINGS,
    source="journal",
)
