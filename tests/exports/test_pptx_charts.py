"""Native charts: the numbers in the file are the metric's numbers."""

import math
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from exports.deck.pptx_deck import export_deck, export_slide
from metrics.kpi.figures import read_figures, read_stages
from metrics.membership import read_block_counts, read_membership
from store.database import Database
from tests.exports.deck_orders import HOSTILE, make_bars, order_only, order_standard
from tests.exports.pptx_files import find_chart, read_embedded, read_numbers
from tests.plan_store import fill_plan_store
from views.model.figure import NativeChart

NATIVE = (
    "kpi_attainment",
    "matching_stages",
    "stage_ladder",
    "membership_span",
    "government_count_by_block",
)


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    root: Path = tmp_path_factory.mktemp("store")
    with fill_plan_store(root) as database:
        yield database


@pytest.fixture(scope="module")
def deck(database: Database) -> bytes:
    return export_deck(order_only(order_standard(database), *NATIVE))


def test_stages_of_the_deck_are_the_metrics_numbers(database: Database, deck: bytes) -> None:
    numbers = read_numbers(find_chart(deck, "matching_stages"))
    stages = read_stages(database, 2020, "total")
    assert numbers["実績（件）"] == [*stages["value"], stages["total"].iloc[0]]
    assert numbers["実績（件）"] == [113, 14, 6, 0, 133]
    assert numbers["（前の段階まで）"] == [0, 113, 127, 133, None]
    assert numbers["目標まで"] == [None, None, None, None, 17]


def test_attainment_of_the_deck_is_value_over_target(database: Database, deck: bytes) -> None:
    numbers = read_numbers(find_chart(deck, "kpi_attainment"))
    figures = read_figures(database, 2020, "total")
    aimed = figures[figures["target"].notna()]
    assert numbers["達成率"] == pytest.approx(list(aimed["value"] / aimed["target"]))
    together = [a + (b or 0) for a, b in zip(numbers["達成率"], numbers["目標まで"], strict=True)]
    assert together == pytest.approx([1.0] * len(aimed))


def test_ladder_of_the_deck_adds_up_the_later_stages(deck: bytes) -> None:
    assert read_numbers(find_chart(deck, "stage_ladder")) == {"到達した案件": [133, 20, 6, 0]}


def test_membership_of_the_deck_is_the_span(database: Database, deck: bytes) -> None:
    numbers = read_numbers(find_chart(deck, "membership_span"))
    span = read_membership(database, 2020, "governments").iloc[0]
    least, spread = numbers["最小（団体）"], numbers["丸めによる幅"]
    assert least == [span["member_count_from"], span["needed_count"], span["missing_count_from"]]
    assert spread == [17, None, 17]


def test_governments_of_the_deck_are_the_reference_counts(database: Database, deck: bytes) -> None:
    chart = find_chart(deck, "government_count_by_block")
    counts = read_block_counts(database, 2020)
    assert list(chart.plots[0].categories) == list(counts["block_name"])
    assert read_numbers(chart) == {"地方公共団体": list(counts["government_count"])}
    assert sum(counts["government_count"]) == 1788


@pytest.mark.parametrize("key", NATIVE)
def test_data_to_edit_is_what_the_chart_shows(deck: bytes, key: str) -> None:
    chart = find_chart(deck, key)
    head, *rows = read_embedded(chart)
    numbers = read_numbers(chart)
    assert head[1:] == list(numbers)
    assert [row[0] for row in rows] == list(chart.plots[0].categories)
    columns = zip(*[row[1:] for row in rows], strict=True)
    for column, shown in zip(columns, numbers.values(), strict=True):
        assert list(column) == pytest.approx(shown)


def test_missing_number_is_no_bar_and_its_name_says_so() -> None:
    chart = find_chart(export_slide(make_bars(["甲", "乙", "丙"], [3, None, 0])), "bars")
    assert read_numbers(chart) == {"件数": [3, None, 0]}
    assert list(chart.plots[0].categories) == ["甲", "乙（未報告）", "丙"]


def test_stage_that_is_not_reported_is_told_from_zero(database: Database) -> None:
    order = order_only(order_standard(database), "matching_stages")
    figure = order.figures[0]
    figure.frame.loc[figure.frame["indicator"] == "field_trials", "value"] = math.nan
    chart = find_chart(export_slide(figure), "matching_stages")
    names = list(chart.plots[0].categories)
    assert names[2:4] == ["現場試行　未報告", "社会実装　0件"]
    assert read_numbers(chart)["実績（件）"][2] is None


@pytest.mark.parametrize("kind", ["bar", "line", "doughnut", "ladder"])
def test_every_kind_of_native_chart_keeps_ten_digit_numbers(kind: str) -> None:
    values = [1234567890, 9876543210]
    figure = make_bars(["甲", "乙"], values, native=NativeChart(kind, "name", ("value",)))  # type: ignore[arg-type]
    numbers = read_numbers(find_chart(export_slide(figure), "bars"))
    shown = next(series for name, series in numbers.items() if "件数" in name)
    assert shown[:2] == values


def test_stacked_chart_has_a_series_of_each_kind_and_a_category_of_each_name() -> None:
    values = [1234567890.0, 9876543210.0]
    native = NativeChart("stacked", "name", ("value",), by="name")
    chart = find_chart(export_slide(make_bars(["甲", "乙"], values, native=native)), "bars")
    assert read_numbers(chart) == {"甲": [values[0], None], "乙": [None, values[1]]}
    assert list(chart.plots[0].categories) == ["甲　1,234,567,890件", "乙　9,876,543,210件"]


def test_name_that_looks_like_a_formula_stays_text() -> None:
    chart = find_chart(export_slide(make_bars([HOSTILE, "=1+1"], [1, 2])), "bars")
    rows = read_embedded(chart)
    assert rows[2] == ["=1+1", 2]
    assert str(rows[1][0]).startswith("=cmd|")
    assert "\x00" not in str(rows[1][0])


def test_members_once_known_are_drawn_in_their_blocks(database: Database) -> None:
    order = order_only(order_standard(database), "government_count_by_block")
    figure = order.figures[0]
    figure.frame["member_count"] = pd.Series(range(10), dtype="float64")
    numbers = read_numbers(find_chart(export_slide(figure), figure.key))
    whole = [a + b for a, b in zip(*numbers.values(), strict=True)]  # type: ignore[operator]
    assert numbers["会員"] == list(range(10))
    assert whole == list(figure.frame["government_count"])
