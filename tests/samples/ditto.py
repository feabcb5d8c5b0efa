"""〃 and 同上 repeat the cell above."""

from tests.samples import example
from tests.samples.ledger import Cell, open_book
from tests.samples.sample import Sample, build_sample


def ok() -> Sample:
    book, ledger = open_book("一覧"), example.matchings()
    ledger.change(1, "government", Cell("〃", "341002"))
    ledger.change(2, "government", Cell("同上", "341002"))
    ledger.change(1, "company", Cell("同 上", "株式会社アルファ計測"))
    return build_sample(book, [ledger.write(book.active)], fiscal_year=2020, forum="chugoku")


def ok_dates_and_stage() -> Sample:
    book, ledger = open_book("一覧"), example.matchings()
    ledger.change(1, "stage", Cell("〃", "considered"))
    ledger.change(1, "considered_on", Cell("〃", "2020-06-01"))
    ledger.change(2, "considered_on", Cell("″", "2020-06-01"))
    return build_sample(book, [ledger.write(book.active)], fiscal_year=2020, forum="chugoku")


def ng_first_row() -> Sample:
    """Nothing stands above the first row that 同上 could repeat."""
    book, ledger = open_book("一覧"), example.supports()
    ledger.change(0, "government", Cell("同上", None))
    answer = ledger.write(book.active)
    cell = ledger.address(0, "government")
    answer.problems.append({"code": "missing_value", "cell": cell, "or": ["unknown_government"]})
    return build_sample(book, [answer], fiscal_year=2020, forum="chugoku")
