"""指標の定義: what each indicator counts, from the catalogue."""

import pandas as pd

from data.figures import load_kpis
from metrics.kpi.definitions import list_definitions
from views.model.columns import text
from views.model.view import Answer, Question, View
from words import Words

WORDS = Words(
    ja={
        "topic": "指標の定義",
        "finding": "{count}指標が何を数えているか",
        "definition": "事業計画書の指標と、その説明文。",
    }
)


def answer(asked: Question) -> Answer:
    kpis = load_kpis().values()
    rows = [{"name": kpi.name, "definition": kpi.definition} for kpi in kpis]
    return Answer(pd.DataFrame(rows), title=WORDS["finding"].format(count=len(list_definitions())))


VIEW = View(
    __name__,
    page="definitions",
    words=WORDS,
    answer=answer,
    narrowed_by=(),
    columns={"name": text(), "definition": text()},
    headings=Words(ja={"name": "指標", "definition": "定義"}),
    source="catalogue",
)
