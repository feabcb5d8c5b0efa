"""One matching a card: 項目 | 値, as the plan's 提供情報の例-1; one or several a sheet."""

from datetime import date
from typing import Any

from tests.samples.example import day
from tests.samples.ledger import EMPTY, Card, Cell, break_cell, open_book, say
from tests.samples.sample import Answer, Sample, build_sample

ITEMS = [
    ("", "技術テーマ", "theme"),
    ("", "技術分野", "fields"),
    ("ニーズ側", "自治体名称", "government"),
    ("ニーズ側", "求める内容／条件", "requirement"),
    ("シーズ側", "企業等名称", "company"),
    ("シーズ側", "技術名称", "technology"),
    ("シーズ側", "技術の概要", "outline"),
    ("", "進捗状況", "stage"),
    ("", "検討開始日", "considered_on"),
]
HEAD = ("項目", "効率化技術のニーズとシーズのマッチング例")


def _values(government: Cell, technology: str) -> dict[str, Cell]:
    return {
        "theme": say("河道・堤防を効率的な点検・診断を行う技術"),
        "fields": Cell("道路・（河川）・砂防・海岸・港湾・建物", ["河川"]),
        "government": government,
        "requirement": say("近接目視と同等以上で安価な技術"),
        "company": say("〇〇〇会社"),
        "technology": say(technology),
        "outline": say("衛星のデータを使用したモニタリング"),
        "stage": Cell("検討中", "considered"),
        "considered_on": day(date(2020, 8, 3)),
    }


def _card(government: Cell, technology: str, **place: Any) -> Card:
    implied = {"forum": "chugoku"}
    return Card("matchings", ITEMS, _values(government, technology), implied, head=HEAD, **place)


HIROSHIMA, OKAYAMA, MATSUE = (
    Cell("広島県", "340006"),
    Cell("岡山市", "331007"),
    Cell("松江市", "322016"),
)


def ok_one_a_sheet() -> Sample:
    """Each sheet one card."""
    book = open_book("事例1", "事例2")
    answers = []
    for name, government in (("事例1", HIROSHIMA), ("事例2", OKAYAMA)):
        card = _card(government, "SAR衛星によるモニタリング")
        card.above = ["令和2年度 中国フォーラム 提供情報"]
        answers.append(card.write(book[name]))
    return build_sample(book, answers, fiscal_year=2020, forum="chugoku")


def ok_stacked() -> Sample:
    """Three cards below each other, a blank row between."""
    book = open_book("中国フォーラム")
    answer = Answer("中国フォーラム", "matchings")
    for at, government in enumerate((HIROSHIMA, OKAYAMA, MATSUE)):
        _card(government, f"技術その{at + 1}", first_row=1 + at * 12).write(book.active, answer)
    return build_sample(book, [answer], file="R2年度_提供情報.xlsx", fiscal_year=2020)


def ok_side_by_side() -> Sample:
    """Two cards beside each other, a blank column between."""
    book = open_book("カード")
    book.active["A1"] = "令和2年度　中国フォーラム　マッチング事例"
    answer = Answer("カード", "matchings")
    for at, government in enumerate((HIROSHIMA, OKAYAMA)):
        card = _card(government, f"技術その{at + 1}", first_row=3, first_column=1 + at * 4)
        card.write(book.active, answer)
    return build_sample(book, [answer], fiscal_year=2020, forum="chugoku")


def ng_faults_in_a_card() -> Sample:
    """An empty technology and a date that does not exist."""
    book = open_book("カード")
    card = _card(HIROSHIMA, "")
    card.above = ["令和2年度 中国フォーラム 提供情報"]
    card.values["technology"] = Cell(None, None, "missing_value")
    card.values["considered_on"] = break_cell("令和2年2月30日", "invalid_date")
    card.values["outline"] = EMPTY
    return build_sample(book, [card.write(book.active)], fiscal_year=2020, forum="chugoku")


def ng_the_plans_own_card() -> Sample:
    """The plan's card knows no stage: the stage is missing, the rest is read."""
    book = open_book("例-1")
    card = _card(HIROSHIMA, "SAR衛星によるインフラ変位モニタリング")
    card.items = [item for item in ITEMS if item[2] not in ("stage", "considered_on")]
    card.above = ["令和2年度 中国フォーラム 提供情報の例-1"]
    answer = card.write(book.active)
    answer.problems.append({"code": "missing_column", "cell": None, "or": ["missing_value"]})
    return build_sample(book, [answer], fiscal_year=2020, forum="chugoku")
