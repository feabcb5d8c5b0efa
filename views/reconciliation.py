"""計画書の中で食い違う数値: where the plan says two things, what, and how it is treated here."""

import pandas as pd

from charts.headlines import WORDS as HEADLINES
from metrics.kpi.reconciliation import read_cards
from views.model.columns import text
from views.model.view import Answer, Question, View
from words import Words

WORDS = Words(
    ja={
        "topic": "計画書の中で食い違う数値",
        "definition": "同じ事柄について、計画書の中の二か所の記載が違うもの。どちらを採るかは「扱い」に記載。",
        "finding": "計画書の中で食い違う数値は{count}点、扱いを決めて示す",
    }
)
COLUMNS = {"title": text(), "says": text(), "treatment": text()}


def answer(asked: Question) -> Answer:
    cards = asked.ask(read_cards, asked.fiscal_year)
    shown = [card for card in cards if card.kind == "mismatch" and card.is_complete]
    rows = [{name: getattr(card, name) for name in COLUMNS} for card in shown]
    finding = WORDS["finding"].format(count=len(shown))
    return Answer(
        pd.DataFrame(rows, columns=list(COLUMNS)),
        title=finding if shown else HEADLINES["totals_missing"],
        cells=pd.concat([card.sources for card in shown]) if shown else pd.DataFrame(),
    )


VIEW = View(
    __name__,
    page="reconciliation",
    words=WORDS,
    answer=answer,
    columns=COLUMNS,
    headings=Words(ja={"title": "食い違い", "says": "計画書の記載", "treatment": "扱い"}),
    source="journal",
)
