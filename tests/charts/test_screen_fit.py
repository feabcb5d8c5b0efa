"""A chart on a meeting's screen: its shape, and no type that ends too small."""

import copy
import itertools
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charts.theme import SCREEN, fit_to_place, mark_practice


def make_spec(height: float, sizes: list[int], has_axis: bool = True) -> dict[str, Any]:
    """A layered specification with labels of some sizes, dy with each."""
    marks = [
        {
            "mark": {"type": "text", "fontSize": size, "dy": -9},
            "encoding": {"x": {"field": "v"} if has_axis else {"field": "v", "axis": None}},
        }
        for size in sizes
    ]
    return {"height": height, "width": 900, "layer": marks, "datasets": {"d": [{"fontSize": 1}]}}


def list_sizes(part: Any) -> Iterator[float]:
    if isinstance(part, dict):
        for name, each in part.items():
            is_size = name.lower().endswith("fontsize") and not isinstance(each, dict)
            yield from [each] if is_size else list_sizes(each)
    elif isinstance(part, list):
        yield from itertools.chain.from_iterable(map(list_sizes, part))


def measure_growth(spec: dict[str, Any]) -> float:
    return SCREEN.width / float(spec["width"])


@given(st.integers(100, 1200), st.lists(st.integers(8, 40), min_size=1, max_size=4), st.booleans())
def test_no_type_ends_below_the_least_and_the_chart_fits(
    height: int, sizes: list[int], has_axis: bool
) -> None:
    fitted = fit_to_place(make_spec(height, sizes, has_axis), SCREEN)
    growth = measure_growth(fitted)
    assert height * growth <= SCREEN.height * 1.001
    ends = [size * growth for size in list_sizes(fitted["layer"])]
    assert min(ends) >= SCREEN.least_type * 0.99
    assert [end for size, end in zip(sizes, ends, strict=True) if end < size * growth * 0.99] == []


def test_raised_type_stands_further_from_its_neighbour() -> None:
    [layer] = fit_to_place(make_spec(SCREEN.height, [10], has_axis=False), SCREEN)["layer"]
    assert layer["mark"]["fontSize"] == pytest.approx(20)
    assert layer["mark"]["dy"] == pytest.approx(-18)


def test_rows_and_the_given_specification_stay_as_they_are() -> None:
    spec = make_spec(500, [12])
    before = copy.deepcopy(spec)
    assert fit_to_place(spec, SCREEN)["datasets"] == {"d": [{"fontSize": 1}]}
    assert spec == before


def test_practice_stamp_is_raised_too() -> None:
    fitted = fit_to_place(mark_practice(make_spec(900, [17])), SCREEN)
    assert fitted["title"]["fontSize"] * measure_growth(fitted) >= SCREEN.least_type * 0.99
