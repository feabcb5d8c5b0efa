"""－ ― … *** say that nothing is reported; a zero is a zero."""

from tests.samples import example
from tests.samples.ledger import Cell, break_cell, say
from tests.samples.sample import Sample

MARKS = ["－", "―", "-", "‐", "…", "***", "ー", "　", None]


def ok() -> Sample:
    ledger = example.events()
    example.fill_column(ledger, "participants", [*(Cell(mark) for mark in MARKS), say(0)])
    ledger.change(0, "venue", Cell("－"))
    return example.build_from(ledger, fiscal_year=2020, forum="chugoku")


def ng_required() -> Sample:
    """A dash where a value is required is a missing value."""
    ledger = example.matchings()
    ledger.change(1, "company", break_cell("－", "missing_value"))
    return example.build_from(ledger, fiscal_year=2020, forum="chugoku")
