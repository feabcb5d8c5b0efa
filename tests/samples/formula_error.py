"""Error values, and formulas without a stored result."""

from tests.samples import example
from tests.samples.ledger import Cell, break_cell, open_book
from tests.samples.patch import patch_sheet
from tests.samples.sample import Sample, build_sample


def ok_stored_result() -> Sample:
    """A formula with its stored result reads as the result."""
    ledger, book = example.events(), open_book("一覧")
    ledger.change(1, "participants", Cell("=15*3", 45))
    answer = ledger.write(book.active)
    content = patch_sheet(book, r"<f>15\*3</f><v ?(/>|></v>)", "<f>15*3</f><v>45</v>")
    return build_sample(content, [answer], fiscal_year=2020, forum="chugoku")


def ng() -> Sample:
    ledger = example.events()
    ledger.change(0, "participants", break_cell("#REF!", "formula_error"))
    ledger.change(1, "venue", break_cell("#N/A", "formula_error"))
    ledger.change(2, "held", break_cell("#VALUE!", "formula_error"))
    return example.build_from(ledger, fiscal_year=2020, forum="chugoku")


def ng_no_stored_result() -> Sample:
    ledger = example.events()
    ledger.change(1, "participants", break_cell("=15*3", "formula_error"))
    return example.build_from(ledger, fiscal_year=2020, forum="chugoku")


def ng_required() -> Sample:
    """An error in a required cell is an error, not an empty cell."""
    ledger = example.matchings()
    ledger.change(1, "government", break_cell("#N/A", "formula_error"))
    return example.build_from(ledger, fiscal_year=2020, forum="chugoku")
