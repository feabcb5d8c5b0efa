"""A national body's plan as a card, as the plan itself prints it."""

from tests.samples.ledger import EMPTY, Card, open_book, say
from tests.samples.sample import Answer, Sample, build_sample

ITEMS = [
    ("", "今年度目標", "goal"),
    ("", "実施内容", "activities"),
    ("", "行程", "schedule"),
    ("", "体制", "organisation"),
    ("", "イベント予定", "events"),
    ("", "その他", "other"),
]
VALUES = {
    "goal": say("国民会議実施方針検討、事業計画の策定。"),
    "activities": say("1. 情報共有の推進\n2. 自律的運営に向けた検討"),
    "schedule": say("上記1から3の項目に関する検討を年度を通じて実施。"),
    "organisation": say("実行委員会との意見交換により具体施策内容を検討する。"),
    "events": EMPTY,
    "other": EMPTY,
}


def _card(forum: str, title: str, row: int = 1) -> Card:
    above = [title, "実施計画概要"]
    return Card("national_plans", ITEMS, VALUES, {"forum": forum}, above, first_row=row)


def ok_one_a_sheet() -> Sample:
    """The sheets are named for their bodies."""
    names = {"企画部会": "planning_subcommittee", "広報部会": "public_relations_subcommittee"}
    book = open_book(*names)
    answers = [_card(body, name).write(book[name]) for name, body in names.items()]
    return build_sample(book, answers, file="令和3年度実施計画.xlsx", fiscal_year=2021)


def ok_stacked() -> Sample:
    book = open_book("3.全国フォーラム実施計画")
    book.active["A1"] = "令和3年度 全国フォーラム実施計画"
    answer = Answer(book.active.title, "national_plans")
    bodies = [
        ("(1) 企画部会", "planning_subcommittee"),
        ("(3) 革新的技術フォーラム", "innovative_technology"),
        ("(7) 市民参画フォーラム", "citizen_participation"),
    ]
    for number, (title, body) in enumerate(bodies):
        _card(body, title, 3 + number * 10).write(book.active, answer)
    return build_sample(book, [answer], fiscal_year=2021)


def ng_no_body() -> Sample:
    """Nothing says whose plan it is."""
    book = open_book("計画")
    card = _card("", "令和3年度 実施計画")
    card.implied = {"forum": None}
    answer = card.write(book.active)
    answer.problems.append({"code": "missing_value", "cell": None, "or": ["missing_column"]})
    return build_sample(book, [answer], fiscal_year=2021)
