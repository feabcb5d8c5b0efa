"""▲ △ － − write a negative number, and no count is negative."""

from tests.samples import example
from tests.samples.ledger import break_cell
from tests.samples.sample import Sample


def ng() -> Sample:
    ledger = example.events()
    forms = ["▲5", "△5", "－5", "−5", "-5", -5]
    example.fill_column(ledger, "participants", [break_cell(f, "invalid_number") for f in forms])
    return example.build_from(ledger, fiscal_year=2020, forum="chugoku")
