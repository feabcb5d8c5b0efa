"""別紙のとおり: the answer stands on another sheet, and is asked for here."""

from tests.samples import example
from tests.samples.ledger import break_cell, say
from tests.samples.sample import Sample


def ok_paper_that_is_the_answer() -> Sample:
    ledger = example.matchings()
    ledger.change(0, "requirement", say("別紙様式の電子化"))
    ledger.change(1, "theme", say("前回と同じ橋の点検"))
    return example.build_from(ledger, fiscal_year=2020)


def ng() -> Sample:
    ledger = example.matchings()
    ledger.change(0, "requirement", break_cell("別紙2のとおり", "points_elsewhere"))
    ledger.change(1, "requirement", break_cell("（別添資料参照）", "points_elsewhere"))
    return example.build_from(ledger, fiscal_year=2020)


def ng_answer_that_nobody_must_give() -> Sample:
    ledger = example.matchings()
    ledger.change(1, "theme", break_cell("別紙のとおり", "points_elsewhere"))
    ledger.change(2, "theme", break_cell("前回と同じ", "points_elsewhere"))
    return example.build_from(ledger, fiscal_year=2020)
