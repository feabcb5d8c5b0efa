"""運営ノウハウの提出: every case, and which forum owes one."""

from charts.headlines import find_know_how
from metrics.forums.results import read_know_how
from views.model.columns import text
from views.model.view import Answer, Question, View
from words import Words

WORDS = Words(
    ja={
        "not_given": "未提出",
        "topic": "運営ノウハウの提出",
        "definition": "地方フォーラムは年度に1件以上の運営ノウハウ（成功例・失敗例・反省）を出す"
        "（令和3年度事業計画書）。",
    }
)


def answer(asked: Question) -> Answer:
    """A forum that owes a case has the word for that in the kind's place."""
    cases = asked.ask(read_know_how, asked.fiscal_year)
    given = cases["title"].notna()
    return Answer(cases.assign(type_text=cases["type_text"].where(given, WORDS["not_given"])))


VIEW = View(
    __name__,
    page="blocks",
    part="know_how",
    words=WORDS,
    answer=answer,
    find=find_know_how,
    columns={
        "forum_name": text(),
        "type_text": text(),
        "title": text(),
        "lesson": text(),
    },
    headings=Words(ja={"type_text": "区分", "title": "事例", "lesson": "教訓"}),
    source="journal",
    measured="title",
    formerly="know_how",
)
