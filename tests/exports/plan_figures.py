"""The plan's figures, and a figure of hostile or absent content, for the tests of exports."""

from pathlib import Path

import altair as alt
import pandas as pd

from store.database import Database
from tests.plan_store import fill_plan_store
from views import (
    block_by_prefecture,
    event_plans_by_forum,
    government_count_by_block,
    kpi_attainment,
    matching_stages,
    membership_span,
)
from views.model.asking import ask_database
from views.model.describing import describe
from views.model.figure import Column, Figure, NativeChart, SourceRecord
from views.model.view import Question, View

AS_OF = "データ: 4件目の取込まで（2021年4月1日 9:05 時点）"


def describe_plan(root: Path) -> dict[str, Figure]:
    """Every view of the plan's figures by its key, in a new store at `root`."""
    with fill_plan_store(root) as database:
        figures = [*describe_results(database, 2020), *describe_plans(database, 2021)]
    return {figure.key: figure for figure in figures}


def describe_results(database: Database, fiscal_year: int) -> list[Figure]:
    views = (matching_stages, kpi_attainment, membership_span, government_count_by_block)
    return [describe_view(each.VIEW, database, fiscal_year) for each in views]


def describe_plans(database: Database, fiscal_year: int) -> list[Figure]:
    return [
        describe_view(event_plans_by_forum.VIEW, database, fiscal_year),
        describe_view(block_by_prefecture.VIEW, database, fiscal_year, chosen="kinki"),
    ]


def describe_view(view: View, database: Database, fiscal_year: int, **choices: object) -> Figure:
    question = Question(ask_database(database), fiscal_year, as_of=AS_OF, version=4)
    return describe(view, question, view.reply(question, **choices))


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
