"""A later stage can't be dated before an earlier one."""

from datetime import date

from tests.samples import example
from tests.samples.example import day
from tests.samples.ledger import Cell, Ledger, open_book
from tests.samples.sample import Sample, build_sample


def _ledger() -> Ledger:
    ledger = example.matchings()
    ledger.titles = {**ledger.titles, "agreed_on": "成立日", "field_trial_on": "現場試行日"}
    ledger.change(1, "agreed_on", day(date(2020, 8, 1)))
    ledger.change(2, "agreed_on", day(date(2020, 9, 30)))
    ledger.change(2, "field_trial_on", day(date(2020, 11, 5)))
    return ledger


def ok() -> Sample:
    """Two stages on one day are in order."""
    return example.build_from(_ledger(), fiscal_year=2020, forum="chugoku")


def ok_vague() -> Sample:
    """成立 within the month of 検討: the order can't be called wrong."""
    ledger = _ledger()
    agreed = Cell("令和2年7月", "2020-07-01", None, {"agreed_on_text": "令和2年7月"})
    ledger.change(1, "agreed_on", agreed)
    return example.build_from(ledger, fiscal_year=2020, forum="chugoku")


def ng() -> Sample:
    """成立 a month before 検討: named at either date."""
    ledger, book = _ledger(), open_book("一覧")
    ledger.change(1, "agreed_on", day(date(2020, 6, 15)))
    answer = ledger.write(book.active)
    answer.add_problem(
        "stage_order", [ledger.address(1, k) for k in ("considered_on", "agreed_on")]
    )
    return build_sample(book, [answer], fiscal_year=2020, forum="chugoku")


def ng_trial_before_agreement() -> Sample:
    ledger, book = _ledger(), open_book("一覧")
    ledger.change(2, "field_trial_on", day(date(2020, 9, 29)))
    ledger.change(2, "considered_on", day(date(2020, 5, 1)))
    answer = ledger.write(book.active)
    keys = ("agreed_on", "field_trial_on")
    answer.add_problem("stage_order", [ledger.address(2, key) for key in keys])
    return build_sample(book, [answer], fiscal_year=2020, forum="chugoku")
