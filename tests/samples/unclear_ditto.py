"""〃 with more behind it: the cell above with another end, or a question."""

from tests.samples import example
from tests.samples.ledger import Cell, break_cell, say
from tests.samples.sample import Sample


def ok_another_end() -> Sample:
    ledger = example.events()
    ledger.change(0, "name", say("橋梁講座（午前の部）"))
    ledger.change(1, "name", Cell("〃（午後の部）", "橋梁講座（午後の部）"))
    ledger.change(2, "name", Cell("同上（夜の部）", "橋梁講座（夜の部）"))
    return example.build_from(ledger, fiscal_year=2020)


def ng() -> Sample:
    """第1回 stands in the name above: what 第2回 leaves of it is not certain."""
    ledger = example.events()
    ledger.change(1, "name", break_cell("〃（第2回）", "unclear_ditto"))
    ledger.change(2, "name", break_cell("〃と見学会", "unclear_ditto"))
    return example.build_from(ledger, fiscal_year=2020)
