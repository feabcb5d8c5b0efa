"""Excel serials: a date whose cell lost its format."""

from datetime import datetime

from tests.samples import example
from tests.samples.ledger import Cell, break_cell
from tests.samples.sample import Sample


def ok() -> Sample:
    ledger = example.supports()
    cells = [
        Cell(43983, "2020-06-01"),
        Cell(44012.5625, "2020-06-30"),
        Cell("43983", "2020-06-01"),
        Cell(datetime(2020, 6, 1, 13, 30), "2020-06-01"),
        Cell(datetime(2021, 3, 31), "2021-03-31"),
    ]
    example.fill_column(ledger, "supported_on", cells)
    return example.build_from(ledger, fiscal_year=2020, forum="chugoku")


def ng() -> Sample:
    """A number that is no date of this century."""
    ledger = example.supports()
    cells = [break_cell(-3, "invalid_date"), break_cell(99999999, "invalid_date")]
    example.fill_column(ledger, "supported_on", cells)
    return example.build_from(ledger, fiscal_year=2020, forum="chugoku")
