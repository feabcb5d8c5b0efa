"""A cell with two stored values: one parser takes the first, the other the last."""

from tests.samples import example
from tests.samples.ledger import break_cell, open_book
from tests.samples.patch import patch_sheet
from tests.samples.sample import Sample, build_sample


def ng() -> Sample:
    ledger, book = example.events(), open_book("一覧")
    ledger.change(1, "participants", break_cell(45, "readers_disagree"))
    answer = ledger.write(book.active)
    content = patch_sheet(book, "<v>45</v>", "<v>45</v><v>54</v>")
    return build_sample(content, [answer], fiscal_year=2020, forum="chugoku")
