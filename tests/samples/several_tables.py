"""Several tables on one sheet, of one layout or of two."""

from datetime import date

from tests.samples import example
from tests.samples.example import day
from tests.samples.ledger import Cell, break_cell, open_book
from tests.samples.sample import Answer, Sample, build_sample


def ok_two_forums_stacked() -> Sample:
    """A title with its forum above each of two tables."""
    book, answer = open_book("全体"), Answer("全体", "events")
    first, second = example.events("chugoku"), example.events("shikoku")
    second.above = ["令和2年度 四国フォーラム 開催実績"]
    first.write(book.active, answer)
    second.first_row = first.last_row() + 3
    second.write(book.active, answer)
    return build_sample(book, [answer], fiscal_year=2020)


def ok_two_layouts_stacked() -> Sample:
    book = open_book("報告")
    events, supports = example.events(), example.supports()
    answers = [events.write(book.active)]
    supports.first_row = events.last_row() + 3
    answers.append(supports.write(book.active))
    return build_sample(book, answers, fiscal_year=2020, forum="chugoku")


def ok_side_by_side() -> Sample:
    """A roster in two halves beside each other, to save paper."""
    book, answer = open_book("名簿"), Answer("名簿", "members")
    left, right = example.members(), example.members()
    right.first_column, right.above = 5, [""]
    others = [("福山市", "342076"), ("鳥取県", "310000"), ("山口市", "352039")]
    for index, (name, code) in enumerate(others):
        right.change(index, "government", Cell(name, code))
        right.change(index, "joined_on", day(date(2019, 5, 1)))
    left.write(book.active, answer)
    right.write(book.active, answer)
    return build_sample(book, [answer])


def ng_fault_in_the_second() -> Sample:
    book = open_book("報告")
    events, supports = example.events(), example.supports()
    answers = [events.write(book.active)]
    supports.first_row = events.last_row() + 3
    supports.change(0, "government", break_cell("架空市", "unknown_government"))
    answers.append(supports.write(book.active))
    return build_sample(book, answers, fiscal_year=2020, forum="chugoku")
