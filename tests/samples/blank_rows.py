"""Blank rows inside a table do not end it."""

from tests.samples import example
from tests.samples.ledger import Row, break_cell
from tests.samples.sample import Sample


def ok() -> Sample:
    ledger = example.matchings()
    one, two, three = ledger.rows
    blank = Row(kind="blank")
    ledger.rows = [one, blank, two, blank, blank, blank, three]
    return example.build_from(ledger, fiscal_year=2020, forum="chugoku")


def ok_blank_row_below_header() -> Sample:
    ledger = example.supports()
    ledger.rows.insert(0, Row(kind="blank"))
    return example.build_from(ledger, fiscal_year=2020, forum="chugoku")


def ng() -> Sample:
    ledger = example.matchings()
    ledger.rows.insert(2, Row(kind="blank"))
    ledger.change(2, "stage", break_cell("不思議", "invalid_choice"))
    return example.build_from(ledger, fiscal_year=2020, forum="chugoku")
