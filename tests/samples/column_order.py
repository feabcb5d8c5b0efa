"""Reordered, missing and extra columns."""

from tests.samples import example
from tests.samples.ledger import Cell, break_cell
from tests.samples.sample import Sample


def ok_reordered() -> Sample:
    ledger = example.matchings()
    ledger.titles = dict(reversed(ledger.titles.items()))
    return example.build_from(ledger, fiscal_year=2020, forum="chugoku")


def ok_optional_missing() -> Sample:
    ledger = example.matchings()
    for key in ("theme", "considered_on"):
        del ledger.titles[key]
        for row in ledger.rows:
            del row.cells[key]
    return example.build_from(ledger, fiscal_year=2020, forum="chugoku")


def ok_extra() -> Sample:
    """A column that numbers the rows, and one of a title that nobody filled in."""
    ledger = example.matchings()
    titles = list(ledger.titles.items())
    ledger.titles = dict([("~no", "No."), *titles, ("~y", "事務局確認欄")])
    for number, row in enumerate(ledger.rows, 1):
        row.cells |= {"~no": Cell(number)}
    return example.build_from(ledger, fiscal_year=2020, forum="chugoku")


def ok_untitled() -> Sample:
    ledger = example.supports()
    ledger.titles = {"~blank": "", **ledger.titles}
    for number, row in enumerate(ledger.rows, 1):
        row.cells["~blank"] = Cell(f"({number})")
    return example.build_from(ledger, fiscal_year=2020, forum="chugoku")


def ng() -> Sample:
    """A fault in a reordered sheet with extra columns is named at its own cell."""
    ledger = example.matchings()
    ledger.titles = {"~no": "No.", **dict(reversed(ledger.titles.items()))}
    ledger.change(1, "considered_on", break_cell("2020/13/1", "invalid_date"))
    return example.build_from(ledger, fiscal_year=2020, forum="chugoku")
