"""前回会議からの変更: what moved since the last meeting, or why that can't be said."""

import pandas as pd

from metrics.history.changes import read_changes
from metrics.history.data_state import render_japan_time
from metrics.history.meetings import find_last_meeting
from views.model.columns import text
from views.model.figure import Column
from views.model.view import Answer, Question, View
from words import Words

WORDS = Words(
    ja={
        "topic": "前回会議からの変更",
        "definition": "前回の会議のときの数値と、現在の数値との差。",
        "finding": "前回（{moment}）から{count}個の数値が変わった",
        "finding_same": "前回（{moment}）から数値の変更はなし",
        "finding_unknown": "前回会議の記録がないため、変更は示せない",
        "unknown": "会議モードの「凍結」で時点を記録すると、次の会議からここに変わった数値が並びます。",
        "same": "前回と同じ数値です。取込の記録は履歴の画面にあります。",
        "counted": "{moment} に確定していた数値と、現在の数値との差。",
    }
)


def answer(asked: Question) -> Answer:
    meeting = asked.ask(find_last_meeting)
    since = asked.since or (meeting.frozen_at if meeting else None)
    if since is None:
        return _say_nothing(WORDS["finding_unknown"], "unknown")
    changes = asked.ask(read_changes, since)
    moment = render_japan_time(since)
    if changes.empty:
        return _say_nothing(WORDS["finding_same"].format(moment=moment), "same")
    return Answer(
        changes,
        title=WORDS["finding"].format(moment=moment, count=len(changes)),
        definition=WORDS["counted"].format(moment=moment),
    )


def _say_nothing(title: str, reason: str) -> Answer:
    return Answer(
        pd.DataFrame([{"reason": WORDS[reason]}]),
        title=title,
        columns={"reason": Column(WORDS["topic"])},
        is_silent=True,
    )


VIEW = View(
    __name__,
    page="meetings",
    words=WORDS,
    answer=answer,
    narrowed_by=(),
    columns={
        "name": text(),
        "scope_text": text(),
        "year_text": text(),
        "before_text": text(),
        "after_text": text(),
        "cause": text(),
    },
    headings=Words(
        ja={
            "name": "数値",
            "scope_text": "範囲",
            "year_text": "年度",
            "before_text": "前回",
            "after_text": "現在",
            "cause": "理由",
        }
    ),
    source="journal",
)
