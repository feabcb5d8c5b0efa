"""The plan's figures, and a figure of hostile or absent content, for the tests of exports."""

from pathlib import Path

import altair as alt
import pandas as pd

from exports.views import (
    Context,
    describe_block_map,
    describe_event_plans,
    describe_government_counts,
    describe_kpi_attainment,
    describe_matching_stages,
    describe_membership,
)
from metrics.forums.plans import read_block_tiles, read_forums, read_plans
from metrics.kpi.definitions import read_sources
from metrics.kpi.figures import read_figures, read_stages
from metrics.membership import read_block_counts, read_membership
from store.database import Database
from tests.plan_store import fill_plan_store
from views.model.figure import Column, Figure, NativeChart, SourceRecord

AS_OF = "データ: 4件目の取込まで（2021年4月1日 9:05 時点）"


def describe_plan(root: Path) -> dict[str, Figure]:
    """Every view of the plan's figures by its key, in a new store at `root`."""
    with fill_plan_store(root) as database:
        figures = [*describe_results(database, 2020), *describe_plans(database, 2021)]
    return {figure.key: figure for figure in figures}


def describe_results(database: Database, fiscal_year: int) -> list[Figure]:
    cells = read_sources(database)
    context = Context(fiscal_year, "total", AS_OF, version=4, read_cells=lambda: cells)
    return [
        describe_matching_stages(read_stages(database, fiscal_year, "total"), context),
        describe_kpi_attainment(read_figures(database, fiscal_year, "total"), context),
        describe_membership(read_membership(database, fiscal_year, "governments"), context),
        describe_government_counts(read_block_counts(database, fiscal_year), context),
    ]


def describe_plans(database: Database, fiscal_year: int) -> list[Figure]:
    context = Context(fiscal_year, "", AS_OF, version=4, read_cells=lambda: read_sources(database))
    plans, forums = read_plans(database, fiscal_year), read_forums(database, fiscal_year)
    tiles = read_block_tiles(database, fiscal_year)
    return [
        describe_event_plans(plans, forums, context),
        describe_block_map(tiles, "kinki", context),
    ]


def build_figure(names: list[str], values: list[float | None], title: str = "題") -> Figure:
    """A small figure with a chart; a missing value has no bar."""
    frame = pd.DataFrame({"name": names, "value": pd.array(values, dtype="Float64")})
    bars = alt.Chart(frame).mark_bar().encode(x="value:Q", y="name:N")
    return Figure(
        key="small",
        title=title,
        topic="小さな図",
        frame=frame,
        columns={"name": Column("名称"), "value": Column("実績", "count", "件")},
        chart=bars.properties(width=400),
        native=NativeChart("bar", "name", ("value",)),
        records=(SourceRecord("調査票.xlsx", "実績", "B2", "約１２", "件数"),),
    )
