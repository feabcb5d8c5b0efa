"""A row that says a name and nothing else, between rows that say more."""

from tests.samples import example
from tests.samples.ledger import open_book
from tests.samples.sample import Sample, build_sample


def ng_name_alone() -> Sample:
    """The last of the example's events has no more than its name."""
    ledger, book = example.events(), open_book("一覧")
    row = len(ledger.rows) - 1
    for name in [name for name in ledger.rows[row].cells if name != "name"]:
        del ledger.rows[row].cells[name]
    answer = ledger.write(book.active)
    answer.add_problem("lone_name", ledger.address(row, "name"))
    return build_sample(book, [answer], fiscal_year=2020, forum="chugoku")
