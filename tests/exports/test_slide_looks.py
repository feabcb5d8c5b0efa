"""What a slide shows can be read from four metres: 12 points and more, in colours apart enough."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from charts import block_by_prefecture, member_ratio_by_prefecture, theme
from charts.theme import Place, find_growth, fit_to_place
from exports.deck.agenda import Request, build_figures
from exports.deck.plan_drawing import find_color
from exports.pictures.text_fit import POINTS_PER_INCH
from exports.slides import native_chart
from exports.slides.native_chart import GAP_SOFT, REST, STAGES, VALUE, VALUE_SOFT, Paint
from exports.slides.slide import ChartPart, Page, compose_slides
from exports.slides.slide_picture import LEAST_TYPE, MOST_GROWTH
from exports.slides.slide_table import TablePart
from store.database import PRACTICE_NAME, open_database
from tests.plan_store import fill_plan_store
from tests.practice_store import fill_practice_store
from views import list_slide_views
from views.model.figure import Figure

LEAST_POINTS, LEAST_CONTRAST = 12.0, 4.5
PALETTE = (VALUE, VALUE_SOFT, *STAGES)
#: What words stand on: the ground, and the marks and cells that hold some.
GROUNDS = {
    theme.INK: (
        *("#FFFFFF", theme.PALE, theme.LINE, theme.VALUE_SOFT, theme.GAP_SOFT),
        *(*block_by_prefecture.SHADES, *member_ratio_by_prefecture.SHADES),
        *(find_color(paint) for paint in PALETTE if not paint.is_dark),
    ),
    "#FFFFFF": tuple(find_color(paint) for paint in PALETTE if paint.is_dark),
    theme.MUTED: ("#FFFFFF", theme.PALE),
    theme.GAP: ("#FFFFFF",),
}


def list_figures(root: Path, name: str) -> list[Figure]:
    """Of every view, in the year with most to show."""
    if name == "practice":
        fill_practice_store(root / PRACTICE_NAME)
    elif name == "plan":
        fill_plan_store(root / name)
    place, year = (PRACTICE_NAME, 2021) if name == "practice" else (name, 2020)
    request = Request(year, is_practice=name == "practice")
    with open_database(root / place) as database:
        built = build_figures(database, tuple(list_slide_views().values()), request)
        return [figure for _, figures in built for figure in figures]


@pytest.mark.parametrize("name", ["plan", "practice", "empty"])
def test_nothing_on_a_slide_is_under_twelve_points_or_pale(name: str, tmp_path: Path) -> None:
    drawn = 0
    for figure in list_figures(tmp_path, name):
        for slide in compose_slides(figure, Page()):
            words = (slide.kicker, slide.title, *slide.footer)
            assert min(each.size for each in words) >= LEAST_POINTS, figure.key
            for part in slide.parts:
                if isinstance(part, TablePart):
                    assert part.size >= LEAST_POINTS, figure.key
                elif isinstance(part, ChartPart) and not part.is_native:
                    assert_readable(figure, part)
                    drawn += 1
    assert (drawn > 0) == (name != "empty")


def assert_readable(figure: Figure, part: ChartPart) -> None:
    spec = figure.spec
    assert spec is not None
    sides = (part.box.width * POINTS_PER_INCH, part.box.height * POINTS_PER_INCH)
    place = Place(*sides, LEAST_TYPE, MOST_GROWTH)
    growth = find_growth(spec, place)
    sizes = [size * growth for size in list_values(fit_to_place(spec, place), "fontsize")]
    assert sizes
    assert min(sizes) >= LEAST_POINTS, figure.key
    for mark in list_values(spec, "mark"):
        if isinstance(mark, dict) and mark["type"] == "text" and "color" in mark:
            assert measure_contrast(mark["color"], "#FFFFFF") >= LEAST_CONTRAST, figure.key


def list_values(part: Any, ending: str) -> Iterator[Any]:
    """The values of a specification's keys that end so; its data aside."""
    if isinstance(part, list):
        for each in part:
            yield from list_values(each, ending)
    elif isinstance(part, dict):
        for name, value in part.items():
            if name.lower().endswith(ending) and not isinstance(value, list):
                yield value
            elif name not in ("datasets", "data"):
                yield from list_values(value, ending)


@pytest.mark.parametrize(("words", "ground"), [(w, g) for w in GROUNDS for g in GROUNDS[w]])
def test_words_are_told_from_their_ground(words: str, ground: str) -> None:
    assert measure_contrast(words, ground) >= LEAST_CONTRAST


def test_contrast_is_measured_as_wcag_does() -> None:
    assert measure_contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert measure_contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)
    # why what is missing is said beside its bar and not on it
    assert measure_contrast(theme.GAP, find_color(GAP_SOFT)) < LEAST_CONTRAST


def test_part_that_nobody_joined_is_seen_beside_the_ground() -> None:
    assert measure_contrast(find_color(REST), "#FFFFFF") > 1.5
    assert (
        tuple(
            place
            for place in ("accent1", "accent2", "accent3", "accent4", "accent5")
            if measure_contrast("#FFFFFF", find_color(Paint(place))) >= LEAST_CONTRAST
        )
        == native_chart.DARK_PLACES
    )


def measure_contrast(one: str, other: str) -> float:
    """The ratio of WCAG 2 between two colours (#RRGGBB)."""
    dark, light = sorted(_measure_light(each) for each in (one, other))
    return (light + 0.05) / (dark + 0.05)


def _measure_light(color: str) -> float:
    parts = [int(color[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
