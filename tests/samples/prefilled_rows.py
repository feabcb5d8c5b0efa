"""Rows that the form already numbered, and nobody filled, are no records."""

from tests.samples import example
from tests.samples.ledger import Cell, Ledger, Row, break_cell, open_book
from tests.samples.sample import Sample, build_sample


def _numbered(ledger: Ledger, count: int) -> Ledger:
    """A No. column that runs on below the last filled row."""
    ledger.titles = {"~no": "No.", **ledger.titles}
    ledger.rows += [Row(kind="blank") for _ in range(count - len(ledger.rows))]
    for number, row in enumerate(ledger.rows, 1):
        row.cells["~no"] = Cell(number)
    return ledger


def ok() -> Sample:
    return example.build_from(_numbered(example.matchings(), 20), fiscal_year=2020)


def ok_nothing_filled() -> Sample:
    """A form sent back empty: our layout, no record, no problem."""
    ledger = example.supports()
    ledger.rows = []
    return example.build_from(_numbered(ledger, 10), fiscal_year=2020, forum="chugoku")


def ok_header_alone() -> Sample:
    ledger = example.matchings()
    ledger.rows = []
    return example.build_from(ledger, fiscal_year=2020, forum="chugoku")


def ok_forum_merged_over_all() -> Sample:
    """The forum's name merged over the filled and the empty rows alike."""
    ledger, book = example.events(), open_book("一覧")
    ledger.titles = {"forum": "フォーラム名", **ledger.titles}
    for row in ledger.rows:
        row.cells["forum"] = Cell(None, "chugoku")
    ledger.rows[0].cells["forum"] = Cell("中国フォーラム", "chugoku")
    answer = ledger.write(book.active)
    top = ledger.header_row() + 1
    book.active.merge_cells(start_row=top, start_column=1, end_row=top + 9, end_column=1)
    return build_sample(book, [answer], fiscal_year=2020, forum="chugoku")


def ng_gap_between() -> Sample:
    """The clerk left a numbered row empty and went on; the fault below is at its cell."""
    ledger = example.supports()
    ledger.rows.insert(1, Row(kind="blank"))
    ledger.change(2, "government", break_cell("架空市", "unknown_government"))
    return example.build_from(_numbered(ledger, 12), fiscal_year=2020, forum="chugoku")
