"""運営ノウハウの提出: every case, and which forum owes one."""

from charts.headlines import find_know_how
from metrics.forums.results import read_know_how
from views.model.columns import text
from views.model.view import View
from words import Words

VIEW = View(
    __name__,
    page="blocks",
    part="know_how",
    words=Words(
        ja={
            "topic": "運営ノウハウの提出",
            "definition": "地方フォーラムは年度に1件以上の運営ノウハウ（成功例・失敗例・反省）を出す"
            "（令和3年度事業計画書）。",
        }
    ),
    read=read_know_how,
    find=find_know_how,
    columns={
        "forum_name": text(),
        "owed_text": text(),
        "type_text": text(),
        "title": text(),
        "lesson": text(),
    },
    headings=Words(
        ja={"owed_text": "提出", "type_text": "区分", "title": "事例", "lesson": "教訓"}
    ),
    source="journal",
    measured="title",
    formerly="know_how",
)
