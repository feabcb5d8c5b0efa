"""One loop over every chart: a valid specification, JSON, and a picture with text in it."""

import importlib
import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import altair as alt
import pandas as pd
import pytest
import vl_convert
from PIL import Image

from charts import theme
from metrics.cases.matchings import (
    measure_steps,
    plan_target,
    read_by_block,
    read_days,
    read_ladder,
    read_obstacles,
)
from metrics.forums.citizens import read_activity_counts, read_workshops
from metrics.forums.national import read_national_plans
from metrics.forums.plans import read_block_tiles, read_conflicts, read_plans
from metrics.forums.results import read_forum_figures, read_held
from metrics.kpi.figures import read_figures, read_stages
from metrics.kpi.trends import read_all_members, read_implementations, read_trend
from metrics.membership import (
    pick_dimension,
    read_block_counts,
    read_member_changes,
    read_member_groups,
    read_membership,
    read_units,
)
from pages.national.national_parts import list_steps
from store.database import Database, open_database

#: Modules of charts/ that are no chart.
OTHERS = {"theme", "headlines", "tile_grid", "year_axis"}
CHARTS = sorted({path.stem for path in Path(theme.__file__).parent.glob("*.py")} - OTHERS)

#: How each chart gets its frame for a year.
FRAMES: dict[str, Callable[[Database, int], tuple[Any, ...]]] = {
    "kpi_attainment_by_indicator": lambda db, year: (read_figures(db, year, "total"),),
    "matching_stages": lambda db, year: (read_stages(db, year, "total"),),
    "membership_span": lambda db, year: (read_membership(db, year, "governments"),),
    "government_count_by_block": lambda db, year: (read_block_counts(db, year),),
    "event_plans_by_forum": lambda db, year: (read_plans(db, year), year),
    "matchings_reached_by_stage": lambda db, year: (read_ladder(db, year, "total"),),
    "conversion_by_step": lambda db, year: (measure_steps(read_ladder(db, year, "total")),),
    "matchings_needed_by_stage": lambda db, year: (plan_target(read_ladder(db, year, "total"), 5),),
    "days_by_stage": lambda db, year: (read_days(db, year, "total"),),
    "matchings_by_obstacle": lambda db, year: (read_obstacles(db, year, "total"),),
    "matchings_by_group": lambda db, year: (read_by_block(db, year, "total"),),
    "plan_steps_by_body": lambda db, year: (list_steps(read_national_plans(db, year), year), year),
    "workshops_by_scope": lambda db, year: (read_workshops(db, year),),
    "citizen_activities_by_forum": lambda db, year: (read_activity_counts(db, year, "total"),),
    "kpi_by_year": lambda db, year: (read_trend(db, "total"),),
    "all_members_by_date": lambda db, year: (read_all_members(db),),
    "implementations_by_period": lambda db, year: (read_implementations(db),),
    "member_ratio_by_group": lambda db, year: (
        pick_dimension(read_member_groups(db, year, "governments"), "block"),
        "ブロック",
    ),
    "member_ratio_by_prefecture": lambda db, year: (
        pick_dimension(read_member_groups(db, year, "governments"), "prefecture"),
    ),
    "government_membership_by_block": lambda db, year: (read_units(db, year), 0.6),
    "member_changes_by_year": lambda db, year: (read_member_changes(db, year),),
    "figures_by_forum": lambda db, year: (read_forum_figures(db, year),),
    "events_held_by_forum": lambda db, year: (read_held(db, year),),
    "event_plans_by_month": lambda db, year: (read_conflicts(db, year),),
    "block_by_prefecture": lambda db, year: (read_block_tiles(db, year), "kinki"),
}
#: R2 has results and no plans, R3 plans and no results: each chart meets both.
YEARS = (2020, 2021)


def build(name: str, database: Database, year: int) -> alt.LayerChart:
    chart: alt.LayerChart = importlib.import_module(f"charts.{name}").build(
        *FRAMES[name](database, year)
    )
    return chart


def has_japanese_font() -> bool:
    """A Japanese letter drawn by vl-convert leaves ink; without any font there is none."""
    spec = alt.Chart(pd.DataFrame({"t": ["国"]})).mark_text(fontSize=40).encode(text="t:N")
    return count_dark(spec.configure(font=theme.FONT).to_dict()) > 50


def count_dark(spec: dict[str, Any], height: int | None = None) -> int:
    picture = Image.open(io.BytesIO(vl_convert.vegalite_to_png(spec))).convert("L")
    return sum(picture.crop((0, 0, picture.width, height or picture.height)).histogram()[:110])


def test_every_chart_is_tested() -> None:
    assert set(FRAMES) == set(CHARTS)


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("name", CHARTS)
def test_chart_is_valid_json_with_its_finding_as_title(
    plan_database: Database, name: str, year: int
) -> None:
    spec = json.loads(build(name, plan_database, year).to_json())
    assert re.search(r"[ぁ-ん一-龠]", spec["title"]["text"])
    assert spec["config"]["axis"]["labelAngle"] == 0
    assert "NaN" not in json.dumps(spec)


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("name", CHARTS)
def test_chart_is_drawn_with_its_title(plan_database: Database, name: str, year: int) -> None:
    if not has_japanese_font():
        pytest.skip("no Japanese font on this machine: vl-convert would draw no text")
    assert count_dark(build(name, plan_database, year).to_dict(), height=40) > 300


@pytest.mark.parametrize("name", CHARTS)
def test_chart_of_an_empty_store_is_drawn_and_shows_no_figure(tmp_path: Path, name: str) -> None:
    with open_database(tmp_path) as database:
        spec = build(name, database, 2020).to_dict()
    assert "未報告" in json.dumps(spec, ensure_ascii=False)


@pytest.mark.parametrize("name", CHARTS)
def test_nothing_on_a_chart_is_smaller_than_a_shared_screen_needs(
    plan_database: Database, name: str
) -> None:
    spec = json.dumps([build(name, plan_database, year).to_dict() for year in YEARS])
    sizes = [
        int(size) for size in re.findall(r'"(?:label|title|subtitle)?[fF]ontSize": (\d+)', spec)
    ]
    assert min(sizes) >= 14


def test_zero_is_a_mark_of_its_own(plan_database: Database) -> None:
    spec = json.dumps(build("matching_stages", plan_database, 2020).to_dict(), ensure_ascii=False)
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
