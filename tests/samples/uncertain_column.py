"""A title nearly right: read, with a warning at the title's cell."""

from tests.samples import example
from tests.samples.ledger import open_book
from tests.samples.sample import Sample, build_sample


def _sample(layout: str, key: str, title: str) -> Sample:
    ledger, book = example.EXAMPLES[layout](), open_book("一覧")
    ledger.titles[key] = title
    answer = ledger.write(book.active)
    cell = book.active.cell(ledger.header_row(), ledger.columns()[key]).coordinate
    answer.add_problem("uncertain_column", cell)
    return build_sample(book, [answer], fiscal_year=2020, forum="chugoku")


def ng_kanji() -> Sample:
    """客 for 容."""
    return _sample("matchings", "requirement", "求める内客／条件")


def ng_doubled() -> Sample:
    return _sample("events", "participants", "参加者者数")


def ng_longer() -> Sample:
    return _sample("matchings", "technology", "技術名称欄")
