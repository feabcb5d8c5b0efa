"""A chart on a meeting's screen: its shape, and no type that ends too small."""

import copy
import itertools
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charts.theme import LINE_HEIGHT, SCREEN, Place, fill_place, fit_to_place, mark_practice

SLIDE = Place(1780, 640, least_type=20, most_growth=1.9)


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
    return SLIDE.width / float(spec["width"])


@given(st.integers(100, 1200), st.lists(st.integers(8, 40), min_size=1, max_size=4), st.booleans())
def test_no_type_ends_below_the_least_and_the_chart_fits(
    height: int, sizes: list[int], has_axis: bool
) -> None:
    fitted = fit_to_place(make_spec(height, sizes, has_axis), SLIDE)
    growth = measure_growth(fitted)
    assert height * growth <= SLIDE.height * 1.001
    ends = [size * growth for size in list_sizes(fitted["layer"])]
    assert min(ends) >= SLIDE.least_type * 0.99
    assert [end for size, end in zip(sizes, ends, strict=True) if end < size * growth * 0.99] == []


def test_raised_type_stands_further_from_its_neighbour() -> None:
    [layer] = fit_to_place(make_spec(SLIDE.height, [10], has_axis=False), SLIDE)["layer"]
    assert layer["mark"]["fontSize"] == pytest.approx(20)
    assert layer["mark"]["dy"] == pytest.approx(-18)


def test_rows_and_the_given_specification_stay_as_they_are() -> None:
    spec = make_spec(500, [12])
    before = copy.deepcopy(spec)
    for fit in (fit_to_place, fill_place):
        assert fit(spec, SLIDE)["datasets"] == {"d": [{"fontSize": 1}]}
    assert spec == before


def test_practice_stamp_is_raised_too() -> None:
    fitted = fit_to_place(mark_practice(make_spec(900, [17])), SLIDE)
    assert fitted["title"]["fontSize"] * measure_growth(fitted) >= SLIDE.least_type * 0.99


@given(st.integers(100, 1200), st.lists(st.integers(8, 40), min_size=1, max_size=4), st.booleans())
def test_picture_fills_the_screen_with_marks_no_lower_than_they_were_made(
    height: int, sizes: list[int], is_practice: bool
) -> None:
    spec = make_spec(height, sizes)
    fitted = fill_place(mark_practice(spec) if is_practice else spec, SCREEN)
    growth = SCREEN.width / fitted["width"]
    assert fitted["height"] * growth == pytest.approx(SCREEN.height, rel=0.01)
    around = LINE_HEIGHT * SCREEN.least_type * (2 if is_practice else 1)  # the axis, the stamp
    assert growth * height <= (SCREEN.height - around) * 1.01
    assert growth == pytest.approx(SCREEN.most_growth, rel=0.01) or (
        growth * height >= (SCREEN.height - around) * 0.99
    )
    assert min(list_sizes(fitted["layer"])) * growth >= SCREEN.least_type * 0.98


@pytest.mark.parametrize(
    ("encoding", "lines"),
    [
        ({"x": {"field": "v", "axis": None}}, 0),
        ({"x": {"field": "v", "axis": {"labels": False}}}, 0),
        ({"x": {"field": "v", "axis": {"title": None}}}, 1),
        ({"x": {"field": "v", "axis": {"title": "件"}}}, 2),
        ({"x": {"field": "v", "axis": {"orient": "top", "labels": False}}}, 1),
        ({"x": {"field": "v", "axis": None}, "color": {"legend": {"orient": "top"}}}, 1),
        ({"x": {"field": "v", "axis": None}, "color": {"legend": None}}, 0),
    ],
)
def test_lines_around_the_marks_have_room(encoding: dict[str, Any], lines: int) -> None:
    spec = {"height": 600, "width": 900, "layer": [{"mark": {}, "encoding": encoding}]}
    growth = SCREEN.width / fill_place(spec, SCREEN)["width"]
    room = SCREEN.height - lines * LINE_HEIGHT * SCREEN.least_type
    assert growth == pytest.approx(room / 600, rel=0.01)
