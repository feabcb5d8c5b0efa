"""前回会議からの変更: what moved since the last meeting; without any, what has been loaded at all."""

from datetime import datetime

import pandas as pd

from metrics.history.changes import read_batches_between, read_changes
from metrics.history.data_state import render_japan_time
from metrics.history.meetings import find_last_meeting
from views.model.columns import text
from views.model.figure import Column
from views.model.view import Answer, Question, View
from words import Words

#: Batches that a slide lists; the others are counted in its last line.
MOST_BATCHES = 7

WORDS = Words(
    ja={
        "topic": "前回会議からの変更",
        "finding": "前回（{moment}）から{count}個の数値が変わった",
        "finding_same": "前回（{moment}）から数値の変更はなし",
        "finding_unknown": "前回会議の時点が記録されていないため、取込の一覧を示す",
        "counted": "{moment} に確定していた数値と、現在の数値との差。",
        "no_batches": "取込はありません",
        "more_batches": "ほか {count}件（履歴の画面にすべてあります）",
    }
)
#: The columns of the batches, shown where no figure has moved.
BATCH_HEADINGS = Words(
    ja={
        "batch_id": "取込",
        "accepted_at_text": "日時",
        "kind_text": "種類",
        "content_text": "内容",
        "by": "取込者",
    }
)


def answer(asked: Question) -> Answer:
    meeting = asked.ask(find_last_meeting)
    since = asked.since or (meeting.frozen_at if meeting else None)
    if since is None:
        return _list_batches(asked, None, WORDS["finding_unknown"])
    changes = asked.ask(read_changes, since)
    moment = render_japan_time(since)
    if changes.empty:
        return _list_batches(asked, since, WORDS["finding_same"].format(moment=moment))
    return Answer(
        changes,
        title=WORDS["finding"].format(moment=moment, count=len(changes)),
        definition=WORDS["counted"].format(moment=moment),
    )


def _list_batches(asked: Question, since: datetime | None, title: str) -> Answer:
    batches = _keep_newest(asked.ask(read_batches_between, since))
    headings = BATCH_HEADINGS.pick(
        "batch_id", "accepted_at_text", "kind_text", "content_text", "by"
    )
    nothing = dict.fromkeys(headings, "") | {"content_text": WORDS["no_batches"]}
    return Answer(
        batches if len(batches) else pd.DataFrame([nothing]),
        title=title,
        columns={name: Column(heading) for name, heading in headings.items()},
    )


def _keep_newest(batches: pd.DataFrame) -> pd.DataFrame:
    """As many batches as one slide takes; the last line counts the others."""
    if len(batches) <= MOST_BATCHES:
        return batches.astype(str)
    rest = dict.fromkeys(batches.columns, "") | {
        "content_text": WORDS["more_batches"].format(count=len(batches) - MOST_BATCHES)
    }
    return pd.concat([batches.head(MOST_BATCHES).astype(str), pd.DataFrame([rest])])


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
