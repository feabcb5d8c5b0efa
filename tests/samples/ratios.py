"""57%, ５７％, a cell of 0.57 shown as 57%, and 57 under a title whose unit is %."""

from typing import Any

from tests.samples import example
from tests.samples.ledger import Cell, Row, break_cell
from tests.samples.sample import Sample


def _sample(target: Cell, value: Cell) -> Sample:
    ledger = example.kpi_results()
    ratio: dict[str, Any] = {
        "scope": Cell("総合計", "total"),
        "indicator": Cell("自治体会員数", "member_government_ratio"),
        "target": target,
        "value": value,
    }
    ledger.rows.insert(2, Row(ratio))
    return example.build_from(ledger, fiscal_year=2020)


def ok_text() -> Sample:
    return _sample(Cell("60%", 0.6), Cell("５７％", 0.57))


def ok_percent_cell() -> Sample:
    shown = {"number_format": "0%"}
    return _sample(Cell(0.6, 0.6, None, shown), Cell(0.57, 0.57, None, shown))


def ok_about() -> Sample:
    return _sample(Cell("60 ％", 0.6), Cell("約57.0%", 0.57))


def ng() -> Sample:
    return _sample(Cell("60%", 0.6), break_cell("半分くらい", "invalid_number"))
