"""Heading rows inside the table hold for the rows below: a prefecture's or forum's name."""

from tests.samples import example
from tests.samples.ledger import Cell, Ledger, Row, break_cell, copy_row, open_book
from tests.samples.sample import Sample, build_sample


def _heading(ledger: Ledger, text: str) -> Row:
    return Row({next(iter(ledger.titles)): Cell(text)}, kind="heading")


def _supports() -> Ledger:
    ledger = example.supports()
    one, two, three = ledger.rows
    one.cells["government"] = Cell("府中市", "342084")
    two.cells["government"] = Cell("福山市", "342076")
    hiroshima, shimane = _heading(ledger, "広島県"), _heading(ledger, "島根県")
    ledger.rows = [hiroshima, one, two, shimane, three]
    return ledger


def ok() -> Sample:
    return example.build_from(_supports(), fiscal_year=2020, forum="chugoku")


def _members() -> Ledger:
    """府中市 twice: only the heading tells 東京都's from 広島県's."""
    ledger = example.members()
    one, two, three = ledger.rows
    one = copy_row(one, government=Cell("府中市", "132063"))
    two = copy_row(two, government=Cell("府中市", "342084"))
    tokyo, hiroshima = _heading(ledger, "【東京都】"), _heading(ledger, "【広島県】")
    shimane = _heading(ledger, "【島根県】")
    ledger.rows = [tokyo, one, hiroshima, two, shimane, three]
    return ledger


def ok_decides_between_same_names() -> Sample:
    return example.build_from(_members())


def ok_merged_across() -> Sample:
    """The heading is merged over the whole width of the table."""
    ledger, book = _members(), open_book("一覧")
    answer = ledger.write(book.active)
    for index, row in enumerate(ledger.rows):
        if row.kind == "heading":
            at = ledger.header_row() + 1 + index
            book.active.merge_cells(start_row=at, start_column=1, end_row=at, end_column=3)
    return build_sample(book, [answer])


def ok_forums() -> Sample:
    """One sheet of several forums, each under its heading."""
    ledger = example.events(None)
    ledger.above = ["令和2年度 地方フォーラム開催実績"]
    one, two, three = ledger.rows
    one.inherited = two.inherited = {"forum": "chugoku"}
    three.inherited = {"forum": "shikoku"}
    chugoku, shikoku = _heading(ledger, "中国フォーラム"), _heading(ledger, "■四国フォーラム")
    ledger.rows = [chugoku, one, two, shikoku, three]
    return example.build_from(ledger, fiscal_year=2020)


def ng() -> Sample:
    """An unknown name below a heading is named at its own cell."""
    ledger = _supports()
    ledger.change(1, "government", break_cell("架空見本市", "unknown_government"))
    return example.build_from(ledger, fiscal_year=2020, forum="chugoku")
