"""Units in titles, notes and rows of units, and the figures under them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.values.units import Scale, find_scale, holds_for, parse_unit, scale_value

THOUSANDS = Scale(1000, "人", "千人")


@pytest.mark.parametrize(
    ("text", "factor", "unit"),
    [
        ("参加者数（百人）", 100, "人"),
        ("参加者数〔千名〕", 1000, "名"),
        ("（単位：千人）", 1000, "人"),
        ("単位:百万円", 10**6, "円"),
        ("※単位は千件", 1000, "件"),
        ("会員比率（％）", 1, "%"),
        ("件数（件）", 1, "件"),
        ("参加者数(十万人)", 10**5, "人"),
    ],
)
def test_a_unit_is_found_where_it_is_said(text: str, factor: int, unit: str) -> None:
    scale = find_scale(text)
    assert scale is not None
    assert (scale.factor, scale.unit) == (factor, unit)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "参加者数",
        "百人会議",
        "（百人規模）",
        "千葉県（千葉市）",
        "（千人・百円）",
        "単位",
        "会場（A）",
    ],
)
def test_other_brackets_are_no_unit(text: str) -> None:
    assert find_scale(text) is None


def test_two_units_in_one_title_say_nothing() -> None:
    assert find_scale("参加者数（百人）（千人）") is None


def test_a_unit_holds_for_figures_of_its_kind_only() -> None:
    assert holds_for(THOUSANDS, ["名"])
    assert not holds_for(THOUSANDS, ["件"])
    assert holds_for(Scale(1000, "", "千"), ["件"])


@given(st.integers(0, 10**9), st.sampled_from([10, 100, 1000, 10**6]))
def test_a_bare_figure_is_multiplied_exactly(number: int, factor: int) -> None:
    scale = Scale(factor, "人", "")
    assert scale_value(number, scale, ["人"]) == number * factor
    assert scale_value(f"約{number}", scale, ["人"]) == number * factor
    assert scale_value(number / factor, scale, ["人"]) == pytest.approx(number)


@given(st.one_of(st.text(max_size=40), st.floats(), st.integers(), st.booleans(), st.none()))
def test_whatever_stands_under_a_unit_comes_back_or_is_multiplied(value) -> None:  # type: ignore[no-untyped-def]
    scaled = scale_value(value, THOUSANDS, ["人"])
    assert scaled is value or isinstance(scaled, int | float)


@given(st.text(max_size=200))
def test_any_text_is_looked_at_without_a_fault(text: str) -> None:
    for scale in (find_scale(text), parse_unit(text)):
        assert scale is None or scale.factor >= 1
