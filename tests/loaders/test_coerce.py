"""A cell in its field: each type's parser gets what the row and the layout say."""

from datetime import date
from typing import Any

import pytest

from data.layout import Field, find_layout
from loaders.grid import Value
from loaders.values.coerce import Context, coerce, split_target
from loaders.values.dates.dates import DateContext

RATIO = "member_government_ratio"


def field(layout: str, name: str) -> Field:
    return find_layout(layout).field(name)


def read(layout: str, name: str, value: Value, **context: Any) -> Any:
    """The value understood, else the problem's code, else the state."""
    reading = coerce(field(layout, name), value, Context(**context))
    return reading.code or (reading.state if reading.value is None else reading.value)


@pytest.mark.parametrize(
    ("layout", "name", "value", "context", "expected"),
    [
        ("matchings", "theme", " 橋梁 ", {}, "橋梁"),
        ("matchings", "theme", "―", {}, "blank"),
        ("matchings", "theme", "\ufeff", {}, "blank"),
        ("matchings", "theme", "未定", {}, "未定"),
        ("events", "participants", "30人", {}, 30),
        ("events", "participants", "30件", {}, "invalid_number"),
        ("kpi_results", "value", "100者", {"indicator": "supported_governments"}, 100),
        ("kpi_results", "value", 57, {"indicator": RATIO}, 0.57),
        ("kpi_results", "value", 0.57, {"indicator": RATIO, "percent_cell": True}, 0.57),
        ("kpi_results", "value", 1, {"indicator": RATIO, "percent_cell": True}, 1.0),
        ("kpi_results", "value", 1, {"indicator": RATIO}, "invalid_number"),
        ("kpi_results", "value", 57, {}, 57),
        ("kpi_results", "scope", "総合計", {}, "total"),
        ("kpi_results", "scope", "中国フォーラム", {}, "chugoku"),
        ("kpi_results", "scope", "その他", {}, "invalid_choice"),
        ("kpi_results", "indicator", "支援自治体数", {}, "supported_governments"),
        ("kpi_results", "indicator", "支援自治体数 100者", {}, "supported_governments"),
        ("kpi_results", "indicator", "支援自治体数 毎年", {}, "invalid_choice"),
        ("kpi_results", "indicator", "支援件数 100者", {}, "invalid_choice"),
        ("kpi_results", "indicator", 100, {}, "invalid_choice"),
        ("matchings", "prefecture", "広島", {}, "広島県"),
        ("matchings", "prefecture", "広島市", {}, "blank"),
        ("matchings", "prefecture", 34, {}, "blank"),
        ("matchings", "government", "府中市", {"prefecture": "広島県"}, "342084"),
        ("matchings", "government", "府中市", {"forum": "chugoku"}, "342084"),
        ("matchings", "government", "府中市", {}, "ambiguous_government"),
        ("matchings", "government_code", "342084", {}, "342084"),
        ("matchings", "government_code", "342084", {"prefecture": "東京都"}, "342084"),
        ("matchings", "forum", "中国", {}, "chugoku"),
        ("matchings", "fields", "道路・河川", {}, ["道路", "河川"]),
        ("matchings", "stage", "検討中", {}, "considered"),
    ],
)
def test_cell_is_read_by_the_type_of_its_field(
    layout: str, name: str, value: Value, context: dict[str, Any], expected: Any
) -> None:
    assert read(layout, name, value, **context) == expected


def test_text_that_says_nothing_yet_keeps_its_state() -> None:
    theme = field("matchings", "theme")
    assert coerce(theme, "未定", Context()).state == "undecided"
    assert coerce(theme, "橋梁", Context()).state == "reported"


@pytest.mark.parametrize(("layout", "name"), [("supports", "supported_on"), ("events", "held")])
def test_dates_are_read_in_the_sheets_year_and_as_shown(layout: str, name: str) -> None:
    context = Context(dates=DateContext(2020), shown="month")
    day = coerce(field(layout, name), "6/1", context).value
    assert day.to_json()["periods"] == [{"start": "2020-06-01", "end": "2020-06-01"}]
    shown = coerce(field(layout, name), date(2020, 6, 1), context).value
    assert (shown.text, shown.precision) == ("2020年6月", "month")


@pytest.mark.parametrize(
    ("text", "label", "target"),
    [
        ("支援自治体数 100者", "支援自治体数", "100者"),
        ("支援自治体数：約100", "支援自治体数", "約100"),
        ("支援自治体数", "支援自治体数", None),
        ("支援自治体数" + " " * 50 + "100者", "支援自治体数", "100者"),
        ("支援自治体数" + " " * 51 + "100者", "支援自治体数" + " " * 51 + "100者", None),
    ],
)
def test_target_behind_an_indicator_is_parted_from_it(
    text: str, label: str, target: str | None
) -> None:
    assert split_target(text) == (label, target)
