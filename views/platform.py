"""情報提供プラットフォームの収録数: how many needs, activities and cases the catalogue holds."""

from metrics.cases.platform import find_platform, name_kinds, read_counts
from views.model.columns import count, text
from views.model.view import Answer, Question, View
from words import Words


def answer(asked: Question) -> Answer:
    counts = asked.ask(read_counts)
    named = counts.assign(kind_text=counts["kind"].map(name_kinds()))
    return Answer(named.sort_values("entry_count", ascending=False), title=find_platform(counts))


VIEW = View(
    __name__,
    counts=("matchings", "citizen_activities", "know_how"),
    page="platform",
    words=Words(
        ja={
            "topic": "情報提供プラットフォームの収録数",
            "definition": "情報提供プラットフォームに載せる記録の件数（全年度）。",
        }
    ),
    answer=answer,
    narrowed_by=(),
    columns={"kind_text": text(), "entry_count": count()},
    headings=Words(ja={"kind_text": "種類", "entry_count": "収録数（件）"}),
)
