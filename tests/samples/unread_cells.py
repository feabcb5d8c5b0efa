"""Cells of a table that nobody asked for: left alone, and said, each column once."""

from tests.samples import example
from tests.samples.ledger import Cell, Ledger, open_book
from tests.samples.sample import Sample, build_sample


def _sample(ledger: Ledger, *extra: str) -> Sample:
    """A problem at the first cell below each extra title."""
    book = open_book("一覧")
    answer = ledger.write(book.active)
    for key in extra:
        cell = book.active.cell(ledger.header_row() + 1, ledger.columns()[key])
        answer.add_problem("unread_cells", cell.coordinate)
    return build_sample(book, [answer], fiscal_year=2020, forum="chugoku")


def ng_columns() -> Sample:
    """Columns that are not ours, between our own and after them."""
    ledger = example.matchings()
    titles = list(ledger.titles.items())
    ledger.titles = dict([*titles[:3], ("~x", "担当者"), *titles[3:], ("~y", "事務局確認欄")])
    for row in ledger.rows:
        row.cells |= {"~x": Cell("山田"), "~y": Cell("済")}
    return _sample(ledger, "~x", "~y")


def ng_beside() -> Sample:
    """A remark beside the table, without any title."""
    ledger, book = example.events(), open_book("一覧")
    answer = ledger.write(book.active)
    row, column = ledger.header_row() + 2, ledger.first_column + len(ledger.titles) + 1
    answer.add_problem("unread_cells", book.active.cell(row, column, "←要確認").coordinate)
    return build_sample(book, [answer], fiscal_year=2020, forum="chugoku")
