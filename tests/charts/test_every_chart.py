"""One loop over every chart: a valid specification, JSON, and a picture with text in it."""

import io
import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import altair as alt
import pandas as pd
import pytest
import vl_convert
from altair.utils.schemapi import SchemaBase
from PIL import Image

from charts import theme
from store.database import Database
from tests.stores import make_empty_store
from tests.view_questions import ask_view
from views import load_views
from views.model.figure import AnyChart
from views.model.view import Answer
from words import Words

#: Modules of charts/ that are no chart; any other is one and stands every test here.
OTHERS = {"late", "theme", "headlines", "tile_grid", "year_axis"}
CHARTS = {path.stem for path in Path(theme.__file__).parent.glob("*.py")} - OTHERS
VIEWS = [name for name, view in load_views().items() if view.chart]
#: R2 has results and no plans, R3 plans and no results: each chart meets both.
YEARS = (2020, 2021)
#: (view, year) -> specification
Draw = Callable[[str, int], dict[str, Any]]


def ask(name: str, database: Database, year: int) -> Answer:
    return ask_view(load_views()[name], database, year)


def build(name: str, database: Database, year: int) -> AnyChart:
    chart, answer = load_views()[name].chart, ask(name, database, year)
    assert chart
    return chart.build(answer.frame, *answer.given)


@pytest.fixture(scope="module")
def draw(plan_database: Database) -> Draw:
    """The specification of a view's chart in a year, held against Vega-Lite's schema; made once."""

    @cache
    def draw_once(name: str, year: int) -> dict[str, Any]:
        return build(name, plan_database, year).to_dict()

    return draw_once


@pytest.fixture(scope="module")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    with make_empty_store(tmp_path_factory.mktemp("empty")) as database:
        yield database


@pytest.fixture(autouse=True)
def only_channels(monkeypatch: pytest.MonkeyPatch) -> None:
    """A bare x="end:Q" makes Altair look through all of its classes, for a fifth of a chart's time:
    x=alt.X("end:Q") says the same."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a channel of this chart has no class of Altair's own")

    monkeypatch.setattr(SchemaBase, "from_dict", refuse)


@cache
def has_japanese_font() -> bool:
    """A Japanese letter drawn by vl-convert leaves ink; without any font there is none."""
    spec = (
        alt.Chart(pd.DataFrame({"t": ["国"]})).mark_text(fontSize=40).encode(text=alt.Text("t:N"))
    )
    return count_dark(spec.configure(font=theme.FONT).to_dict()) > 50


def count_dark(spec: dict[str, Any], height: int | None = None) -> int:
    picture = Image.open(io.BytesIO(vl_convert.vegalite_to_png(spec))).convert("L")
    return sum(picture.crop((0, 0, picture.width, height or picture.height)).histogram()[:110])


def test_every_chart_is_of_a_view() -> None:
    charts = [load_views()[name].chart for name in VIEWS]
    assert {chart.__name__.rpartition(".")[2] for chart in charts} == CHARTS  # type: ignore[union-attr]


@pytest.mark.parametrize("name", sorted(CHARTS))
def test_chart_is_one_file_with_its_finding_its_drawing_and_its_words(name: str) -> None:
    chart = import_module(f"charts.{name}")
    assert chart.find.__module__ == chart.build.__module__ == chart.__name__
    assert isinstance(chart.WORDS, Words)


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("name", VIEWS)
def test_chart_is_valid_json_with_its_finding_as_title(
    plan_database: Database, draw: Draw, name: str, year: int
) -> None:
    spec = json.loads(json.dumps(draw(name, year)))
    assert spec["title"]["text"] == load_views()[name].tell(ask(name, plan_database, year))
    assert re.search(r"[ぁ-ん一-龠]", spec["title"]["text"])
    assert spec["config"]["axis"]["labelAngle"] == 0
    assert "NaN" not in json.dumps(spec)


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("name", VIEWS)
def test_chart_is_drawn_with_its_title(draw: Draw, name: str, year: int) -> None:
    if not has_japanese_font():
        pytest.skip("no Japanese font on this machine: vl-convert would draw no text")
    assert count_dark(draw(name, year), height=40) > 300


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("name", VIEWS)
def test_chart_fills_a_meetings_screen(draw: Draw, name: str, year: int) -> None:
    spec = theme.fill_place(draw(name, year), theme.SCREEN)
    growth = theme.SCREEN.width / spec["width"]
    assert spec["height"] * growth == pytest.approx(theme.SCREEN.height, rel=0.01)
    sizes = re.findall(r'"(?:label|title|subtitle)?[fF]ontSize": ([\d.]+)', json.dumps(spec))
    assert min(map(float, sizes)) * growth >= theme.SCREEN.least_type * 0.99


@pytest.mark.parametrize("name", VIEWS)
def test_chart_of_an_empty_store_is_drawn_and_shows_no_figure(
    empty_database: Database, name: str
) -> None:
    spec = build(name, empty_database, 2020).to_dict()
    assert "未報告" in json.dumps(spec, ensure_ascii=False)


@pytest.mark.parametrize("name", VIEWS)
def test_nothing_on_a_chart_is_smaller_than_a_shared_screen_needs(draw: Draw, name: str) -> None:
    spec = json.dumps([draw(name, year) for year in YEARS])
    sizes = [
        int(size) for size in re.findall(r'"(?:label|title|subtitle)?[fF]ontSize": (\d+)', spec)
    ]
    assert min(sizes) >= 14


def test_zero_is_a_mark_of_its_own(draw: Draw) -> None:
    spec = json.dumps(draw("matching_stages", 2020), ensure_ascii=False)
    assert '"label": "0件"' in spec
    assert '"mark": "zero"' in spec


def test_zero_of_a_target_is_drawn_as_zero_and_a_missing_value_is_not() -> None:
    from charts.kpi_attainment_by_indicator import build as build_attainment

    figures = pd.DataFrame(
        {
            "name": ["甲", "乙"],
            "unit": ["件", "件"],
            "value": [0.0, None],
            "target": [5.0, 5.0],
            "gap_text": ["あと5件", ""],
        }
    )
    rows = [
        row
        for rows in build_attainment(figures).to_dict()["datasets"].values()
        for row in rows
        if "name" in row
    ]
    assert [(row["label"], row["is_reported"]) for row in rows] == [
        ("0件 / 5件", True),
        ("未報告 / 5件", False),
    ]
