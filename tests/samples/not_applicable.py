"""該当なし and 未定 are answers, not faults: the value is null and nothing is reported."""

from tests.samples import example
from tests.samples.ledger import Cell
from tests.samples.sample import Sample


def ok_counts() -> Sample:
    ledger = example.events()
    words = ["該当なし", "未定", "該当無し", "調整中"]
    example.fill_column(ledger, "participants", [Cell(word) for word in words])
    return example.build_from(ledger, fiscal_year=2020, forum="chugoku")


def ok_dates() -> Sample:
    ledger = example.members()
    ledger.change(0, "left_on", Cell("該当なし"))
    ledger.change(1, "joined_on", Cell("未定"))
    return example.build_from(ledger)
