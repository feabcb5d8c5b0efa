"""A sheet of ours that was filled in, and of which no row could be read."""

from tests.samples import example
from tests.samples.ledger import open_book
from tests.samples.sample import Sample, build_sample


def ng_under_no_title() -> Sample:
    """The answers stand beside the table instead of in it."""
    ledger, book = example.supports(), open_book("一覧")
    ledger.rows = []
    answer, sheet = ledger.write(book.active), book.active
    row, last = ledger.header_row(), ledger.first_column + len(ledger.titles) - 1
    sheet.cell(row + 1, last + 1, "広島市の点検を手伝った")
    sheet.cell(row + 2, last + 1, "呉市の点検を手伝った")
    first = sheet.cell(row, ledger.first_column).coordinate
    answer.add_problem("no_records", first)
    answer.allow("missing_column")
    return build_sample(book, [answer])
