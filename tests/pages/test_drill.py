"""A click on a chart: only the screen's chart can be clicked, only known marks are taken."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from charts import figures_by_forum
from metrics.forums.results import read_forum_figures
from pages import list_pages
from store.database import Database, open_database
from tests.pages.reading import visit_parts
from widgets import BLOCK, Drill
from widgets.figures.charts import _make_clickable, _take_drill
from widgets.parts import PART

Open = Callable[..., AppTest]


def read_clickable(app: AppTest) -> list[dict[str, Any]]:
    specs = [json.loads(chart.proto.spec) for chart in app.get("vega_lite_chart")]
    return [spec for spec in specs if any(one["name"] == "drill" for one in spec.get("params", []))]


#: page: the fields that a click takes there, in the charts' order
FIELDS = {
    "kpi": ["name"],
    "trends": ["year_text"],
    "blocks": ["forum_name", "forum_name"],
    "matchings": ["name", "name", "name", "group_name", "group_name"],
}


@pytest.mark.parametrize("page", sorted(FIELDS))
def test_charts_can_be_clicked_and_say_so(
    look_at: Open,
    ledger_root: Path,
    page: str,
) -> None:
    words = list_pages()[page].words
    told = {words[key] for key in words if key.startswith("drill_")}
    params, hints = [], []
    for app in visit_parts(look_at(ledger_root, page), page):
        params += [spec["params"][0] for spec in read_clickable(app)]
        hints += [one.value for one in app.caption if one.value in told]
    assert [param["select"]["fields"] for param in params] == [[one] for one in FIELDS[page]]
    assert len(hints) == len(FIELDS[page])


def list_set_off(app: AppTest, page: str) -> list[str]:
    """The names that the charts' vertical axes set off, in all parts of the page."""
    specs = [spec for part in visit_parts(app, page) for spec in read_clickable(part)]
    axes = [spec["config"].get("axisY") for spec in specs]
    tests = [axis["labelFontWeight"]["condition"]["test"] for axis in axes if axis]
    return [json.loads(test.removeprefix("datum.label === ")) for test in tests]


def test_block_that_the_page_is_narrowed_to_is_set_off_in_its_charts(
    look_at: Open, ledger_root: Path
) -> None:
    assert list_set_off(look_at(ledger_root, "blocks"), "blocks") == []
    chosen = look_at(ledger_root, "blocks", block="近畿")
    assert list_set_off(chosen, "blocks") == ["近畿", "近畿"]
    chosen = look_at(ledger_root, "matchings", block="近畿")
    assert list_set_off(chosen, "matchings") == ["近畿"]
    national = look_at(ledger_root, "matchings", block="近畿", scope="全国")
    assert list_set_off(national, "matchings") == []


def test_stages_cannot_be_clicked_without_a_list_to_narrow(look_at: Open, plan_root: Path) -> None:
    assert read_clickable(look_at(plan_root, "matchings")) == []


@pytest.fixture
def plan_database(plan_root: Path) -> Iterator[Database]:
    with open_database(plan_root) as database:
        yield database


def test_chart_of_an_export_is_not_touched(plan_database: Database) -> None:
    chart = figures_by_forum.build(read_forum_figures(plan_database, 2021))
    before = chart.to_dict()
    clickable = _make_clickable(before, "forum_name")
    assert "params" not in before
    assert "mark" not in before["config"]
    assert clickable["params"][0]["views"] == [clickable["layer"][0]["name"]]


class Chosen:
    """What Streamlit keeps of a click."""

    def __init__(self, *picked: dict[str, Any]) -> None:
        self.selection = {"drill": list(picked)}


@pytest.mark.parametrize(
    ("picked", "block"),
    [
        (({"forum_name": "中国"},), "chugoku"),
        (({"forum_name": "まぼろし"},), "all"),
        (({"other": 1},), "all"),
        ((), "all"),
    ],
)
def test_only_a_known_mark_changes_the_control(
    monkeypatch: pytest.MonkeyPatch, picked: tuple[dict[str, Any], ...], block: str
) -> None:
    state: dict[str, Any] = {"chart": Chosen(*picked), BLOCK: "all"}
    monkeypatch.setattr("streamlit.session_state", state)
    drill = Drill("forum_name", {"中国": "chugoku"}, BLOCK, "押せます", part="フォーラムごと")
    _take_drill("chart", drill)
    assert state[BLOCK] == block
    assert state.get(PART) == (None if block == "all" else "フォーラムごと")
    assert not state.get("go_to")
