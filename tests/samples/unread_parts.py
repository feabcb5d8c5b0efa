"""A cell that answers more than its column: the rest is said, once a column."""

from tests.samples import example
from tests.samples.ledger import Cell, open_book
from tests.samples.sample import Sample, build_sample


def _sample(title: str, written: str) -> Sample:
    """No column for the day; the first name says it."""
    ledger, book = example.events(), open_book("一覧")
    for row in ledger.rows:
        del row.cells["held"]
    del ledger.titles["held"]
    ledger.titles["name"] = title
    ledger.change(0, "name", Cell(written, written))
    answer = ledger.write(book.active)
    answer.add_problem("unread_parts", ledger.address(0, "name"))
    return build_sample(book, [answer], fiscal_year=2020, forum="chugoku")


def ng_day_in_name() -> Sample:
    return _sample("行事名", "第1回講習会（6/8）")


def ng_title_names_both() -> Sample:
    return _sample("行事名（開催日）", "第1回講習会（春のうち）")
