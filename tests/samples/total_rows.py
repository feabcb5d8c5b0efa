"""Subtotal and total rows are checked and are no records."""

from typing import Any

from tests.samples import example
from tests.samples.ledger import Cell, Ledger, Row, say
from tests.samples.sample import Sample


def _total(word: str, count: Any, code: str | None = None, key: str = "participants") -> Row:
    return Row({"name": Cell(word), key: Cell(count, None, code)}, kind="total")


def _grouped(subtotal: int, code: str | None) -> Ledger:
    ledger = example.events()
    one, two, three = ledger.rows
    ledger.rows = [one, two, _total("小計", subtotal, code), three, _total("小計", 80)]
    ledger.rows.append(_total("合計", 245))
    return ledger


def ok() -> Sample:
    ledger = example.events()
    ledger.rows.append(_total("合計", 245))
    return example.build_from(ledger, fiscal_year=2020, forum="chugoku")


def ok_subtotals() -> Sample:
    return example.build_from(_grouped(165, None), fiscal_year=2020, forum="chugoku")


def ok_spaced_word_and_unit() -> Sample:
    ledger = example.citizen_activities()
    total = {"kind": Cell("合　　計"), "participants": Cell("300名")}
    ledger.rows.append(Row(total, kind="total"))
    return example.build_from(ledger, fiscal_year=2020, forum="chugoku")


def ok_count_of_rows() -> Sample:
    """計 | 3団体 below a roster counts its rows."""
    ledger = example.members()
    ledger.titles = {"~no": "No.", **ledger.titles}
    ledger.rows.append(Row({"~no": Cell("計"), "government": Cell("3団体")}, kind="total"))
    return example.build_from(ledger)


def ok_name_begins_like_a_total() -> Sample:
    """総合計画 and 計画 begin with 計 or 合計, and are records."""
    ledger = example.events()
    ledger.change(0, "name", say("総合計画説明会"))
    ledger.change(1, "name", say("計測技術の講習会"))
    return example.build_from(ledger, fiscal_year=2020, forum="chugoku")


def ng() -> Sample:
    ledger = example.events()
    ledger.rows.append(_total("合計", 255, "total_mismatch"))
    return example.build_from(ledger, fiscal_year=2020, forum="chugoku")


def ng_subtotal() -> Sample:
    """The subtotal is wrong, the grand total right."""
    return example.build_from(_grouped(170, "total_mismatch"), fiscal_year=2020, forum="chugoku")


def ng_count_of_rows() -> Sample:
    ledger = example.members()
    ledger.titles = {"~no": "No.", **ledger.titles}
    total = {"~no": Cell("計"), "government": Cell("5団体", None, "total_mismatch")}
    ledger.rows.append(Row(total, kind="total"))
    return example.build_from(ledger)


def ng_kpi_scopes() -> Sample:
    """総合計 is not 全国 + 地方: named at the total's value."""
    ledger = example.kpi_results()
    ledger.change(1, "value", Cell(7, 7, "total_mismatch"))
    return example.build_from(ledger, fiscal_year=2020)
