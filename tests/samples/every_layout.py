"""The plain valid sheet of each of the nine layouts, and one broken cell in each."""

from tests.samples.example import EXAMPLES, schedule
from tests.samples.ledger import Cell, Ledger, break_cell, open_book
from tests.samples.sample import Sample, build_sample


def _sample(layout: str, change: tuple[int, str, Cell] | None = None) -> Sample:
    ledger: Ledger = EXAMPLES[layout]()
    if change:
        ledger.change(*change)
    book = open_book("一覧")
    return build_sample(book, [ledger.write(book.active)])


def ok_kpi_results() -> Sample:
    return _sample("kpi_results")


def ok_event_plans() -> Sample:
    return _sample("event_plans")


def ok_events() -> Sample:
    return _sample("events")


def ok_matchings() -> Sample:
    return _sample("matchings")


def ok_members() -> Sample:
    return _sample("members")


def ok_supports() -> Sample:
    return _sample("supports")


def ok_know_how() -> Sample:
    return _sample("know_how")


def ok_citizen_activities() -> Sample:
    return _sample("citizen_activities")


def ok_national_plans() -> Sample:
    return _sample("national_plans")


def ng_kpi_results() -> Sample:
    return _sample("kpi_results", (4, "indicator", break_cell("満足度", "invalid_choice")))


def ng_event_plans() -> Sample:
    return _sample("event_plans", (1, "name", break_cell(None, "missing_value")))


def ng_event_plans_date() -> Sample:
    return _sample("event_plans", (1, "scheduled", break_cell("13月", "invalid_date")))


def ng_events() -> Sample:
    return _sample("events", (2, "participants", break_cell("多数", "invalid_number")))


def ng_events_date() -> Sample:
    return _sample("events", (0, "held", break_cell("令和2年6月31日", "invalid_date")))


def ng_events_status() -> Sample:
    return _sample("events", (1, "status", break_cell("雨だった", "invalid_choice")))


def ng_members() -> Sample:
    return _sample("members", (1, "joined_on", break_cell("平成30年2月29日", "invalid_date")))


def ng_supports() -> Sample:
    return _sample("supports", (1, "government", break_cell(None, "missing_value")))


def ng_know_how() -> Sample:
    return _sample("know_how", (1, "type", break_cell("引き分け", "invalid_choice")))


def ng_know_how_title() -> Sample:
    return _sample("know_how", (2, "title", break_cell(None, "missing_value")))


def ng_citizen_activities() -> Sample:
    return _sample(
        "citizen_activities", (0, "participants", break_cell("クラス全員", "invalid_number"))
    )


def ng_national_plans() -> Sample:
    return _sample("national_plans", (1, "forum", break_cell("未来フォーラム", "invalid_choice")))


def ng_outside_fiscal_year() -> Sample:
    """A date in the year before is kept, with a warning at its cell."""
    means = schedule("令和元年6月8日", "2019-06-08", "day")
    return _sample("events", (0, "held", Cell("令和元年6月8日", means, "outside_fiscal_year")))
