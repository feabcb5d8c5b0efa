"""A required column is missing: said once for the sheet; the rest is read."""

from tests.samples import example
from tests.samples.ledger import open_book
from tests.samples.sample import Sample, build_sample


def _sample(layout: str, key: str) -> Sample:
    ledger, book = example.EXAMPLES[layout](), open_book("一覧")
    del ledger.titles[key]
    for row in ledger.rows:
        del row.cells[key]
    answer = ledger.write(book.active)
    answer.problems.append({"code": "missing_column", "cell": None, "allow": ["missing_value"]})
    return build_sample(book, [answer])


def ng_technology() -> Sample:
    return _sample("matchings", "technology")


def ng_stage() -> Sample:
    return _sample("matchings", "stage")


def ng_know_how_type() -> Sample:
    return _sample("know_how", "type")
