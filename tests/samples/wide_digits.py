"""Full-width and spaced digits."""

from tests.samples import example
from tests.samples.ledger import Cell, break_cell
from tests.samples.sample import Sample


def ok() -> Sample:
    ledger = example.events()
    forms = {
        "１２０": 120,
        "１ ２ ０": 120,
        " 45 ": 45,
        "１，２００": 1200,
        "1,200": 1200,
        "８０　名": 80,
    }
    cells = [Cell(written, means) for written, means in forms.items()]
    example.fill_column(ledger, "participants", cells)
    return example.build_from(ledger, fiscal_year=2020, forum="chugoku")


def ng_letter_among_digits() -> Sample:
    """A letter O or l among the digits is no digit."""
    ledger = example.events()
    cells = [break_cell(text, "invalid_number") for text in ("12O", "l20", "1２x")]
    example.fill_column(ledger, "participants", cells)
    return example.build_from(ledger, fiscal_year=2020, forum="chugoku")
