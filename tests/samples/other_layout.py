"""A heading of one sheet over the titles of another: it waits until a person says which it is."""

from tests.samples import example
from tests.samples.ledger import open_book
from tests.samples.sample import Sample, build_sample


def ng() -> Sample:
    ledger, book = example.know_how(), open_book("一覧")
    ledger.above = ["令和2年度 中国フォーラム 活動計画"]
    answer = ledger.write(book.active)
    answer.add_problem("other_layout", "A1")
    return build_sample(book, [answer], fiscal_year=2020, forum="chugoku")
