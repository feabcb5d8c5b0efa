"""A list in place of an event's name: several events, which must have a row each."""

from tests.samples import example
from tests.samples.ledger import say
from tests.samples.sample import Sample


def _write(name: str) -> Sample:
    ledger = example.events()
    ledger.change(0, "name", say(name))
    if name.startswith("・"):
        ledger.row_problems.append((0, ["name"], "several_in_cell"))
    return example.build_from(ledger, fiscal_year=2020)


def ok_name_in_two_lines() -> Sample:
    return _write("技術交流会\n（午後の部）")


def ng() -> Sample:
    return _write("・技術交流会\n・点検実習")
