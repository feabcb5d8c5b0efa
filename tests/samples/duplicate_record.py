"""The same record twice in one sheet: named at the second."""

from tests.samples import example
from tests.samples.ledger import Ledger, copy_row, say
from tests.samples.sample import Sample


def _again(ledger: Ledger, at: int) -> Ledger:
    copy = copy_row(ledger.rows[at])
    copy.code = "duplicate_record"
    ledger.rows.append(copy)
    return ledger


def ok() -> Sample:
    """One government, two technologies: two records."""
    ledger = example.matchings()
    ledger.rows.append(copy_row(ledger.rows[0], technology=say("打音検査ロボット")))
    return example.build_from(ledger, fiscal_year=2020, forum="chugoku")


def ng_matchings() -> Sample:
    return example.build_from(_again(example.matchings(), 0), fiscal_year=2020)


def ng_members() -> Sample:
    return example.build_from(_again(example.members(), 1))


def ng_events() -> Sample:
    return example.build_from(_again(example.events(), 2), fiscal_year=2020)


def ng_kpi_results() -> Sample:
    return example.build_from(_again(example.kpi_results(), 5), fiscal_year=2020)
