"""A schedule that tells its months by colour alone, which no one can take for a word."""

from openpyxl.styles import PatternFill

from tests.samples import example
from tests.samples.ledger import open_book
from tests.samples.sample import Sample, build_sample

GREEN = PatternFill("solid", fgColor="FFC6EFCE")


def ng() -> Sample:
    ledger, book = example.event_plans(), open_book("予定")
    del ledger.titles["scheduled"]
    for row in ledger.rows:
        del row.cells["scheduled"]
    ledger.titles |= {f"~{month}": f"{month}月" for month in range(4, 10)}
    answer = ledger.write(book.active)
    for index in range(len(ledger.rows)):
        book.active[ledger.address(index, "~6")].fill = GREEN
    answer.add_problem("unmarked_months", ledger.address(-1, "~4"))
    return build_sample(book, [answer], fiscal_year=2021, forum="chugoku")
