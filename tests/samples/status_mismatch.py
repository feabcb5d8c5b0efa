"""An event that did not take place, said in its name, its date or a remark."""

from tests.samples import example
from tests.samples.ledger import EMPTY, Cell, Ledger, say
from tests.samples.sample import Sample

CANCELLED = {"status": "cancelled"}


def _without_status() -> Ledger:
    """The form has no column for it: 備考 says what happened."""
    ledger = example.events()
    del ledger.titles["status"]
    ledger.titles["~remark"] = "備考"
    for row in ledger.rows:
        del row.cells["status"]
        row.cells["~remark"] = EMPTY
    return ledger


def ok_in_the_name() -> Sample:
    ledger = example.events()
    ledger.change(1, "status", EMPTY)
    ledger.change(1, "name", say("【延期】ピッチイベント"))
    ledger.rows[1].inherited = {"status": "postponed"}
    ledger.rows[1].cells["status"] = Cell(None, "postponed")
    return example.build_from(ledger, fiscal_year=2020)


def ok_instead_of_the_date() -> Sample:
    ledger = _without_status()
    ledger.change(0, "held", Cell("新型コロナウイルスの影響で中止"))
    planned = example.schedule("10月26日", "2020-10-26", "day")
    ledger.change(1, "held", Cell("10月26日→中止", planned))
    ledger.change(2, "participants", Cell("中止"))
    for row in ledger.rows:
        row.inherited = CANCELLED
    for at in (0, 1):
        ledger.change(at, "participants", EMPTY)
    return example.build_from(ledger, fiscal_year=2020)


def ok_in_a_remark() -> Sample:
    ledger = _without_status()
    ledger.rows[1].cells["~remark"] = say("コロナのため中止")
    ledger.rows[1].inherited = CANCELLED
    ledger.change(1, "participants", EMPTY)
    return example.build_from(ledger, fiscal_year=2020)


def ng_name_against_status() -> Sample:
    ledger = example.events()
    ledger.change(
        1, "name", Cell("ピッチイベント（中止）", "ピッチイベント（中止）", "status_mismatch")
    )
    ledger.change(1, "status", Cell("開催", None, "status_mismatch"))
    return example.build_from(ledger, fiscal_year=2020)


def ng_day_that_moved() -> Sample:
    """Postponed, and the cell names two days: which one holds is not for us to say."""
    ledger = _without_status()
    ledger.change(0, "held", Cell("6月8日→11月5日に延期", None, "invalid_date"))
    ledger.rows[0].inherited = {"status": "postponed"}
    return example.build_from(ledger, fiscal_year=2020)


def ng_people_who_came_to_nothing() -> Sample:
    """Both answers stand: those who had applied may be meant."""
    ledger = example.events()
    ledger.change(1, "status", Cell("中止", "cancelled"))
    ledger.change(1, "participants", Cell(45, 45, "status_mismatch"))
    return example.build_from(ledger, fiscal_year=2020)


def ng_plan_called_off() -> Sample:
    """A plan has no status: it waits."""
    ledger = example.event_plans()
    ledger.change(0, "name", say("（中止）" + ledger.rows[0].cells["name"].written))
    ledger.rows[0].code = "withdrawn_record"
    return example.build_from(ledger, fiscal_year=2021)
