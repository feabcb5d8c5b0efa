"""The definitions page's lists: indicators, the Congress's facts, the cell of each figure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import pandas as pd

from data.figures import Figure, load_kpis
from data.layout_names import name_field, name_layout
from metrics.query import Readable, run
from words import Words, terms
from words.figures import render_fiscal_year, render_value

WORDS = Words(ja={"reported": "報告あり"})


@dataclass(frozen=True, slots=True)
class Definition:
    """One indicator in words: its name and (label key, text) lines; empty texts left out."""

    name: str
    lines: tuple[tuple[str, str], ...]


def list_definitions() -> list[Definition]:
    """Every indicator of the catalogue, in its order."""
    return [Definition(kpi.name, _describe(kpi)) for kpi in load_kpis().values()]


def _describe(kpi: Figure) -> tuple[tuple[str, str], ...]:
    scopes = "・".join(terms.SCOPES[scope] for scope in kpi.scopes)
    lines = (
        ("definition", kpi.definition),
        ("numerator", kpi.numerator),
        ("denominator_long", kpi.denominator),
        ("scope", scopes),
        ("period", terms.PERIODS[kpi.period]),
        ("unit", kpi.unit),
        ("source", kpi.source),
        ("remark", kpi.remark),
    )
    return tuple((key, text) for key, text in lines if text)


def read_facts(database: Readable, as_of: datetime | None = None) -> pd.DataFrame:
    """The plan's facts about the Congress.

    Columns: those of congress_facts; value_text, period_text.
    """
    facts = run(database, "congress_facts", as_of=as_of)
    rows = facts.to_dict("records")
    return facts.assign(
        value_text=[
            render_value(row["value"], row["unit"] or "", row["value_state"]) for row in rows
        ],
        period_text=[terms.PERIODS.get(row["basis"], "") for row in rows],
        fact_as_of=pd.to_datetime(facts["fact_as_of"]).dt.date,
    )


def read_counted_workbooks(database: Readable, as_of: datetime | None = None) -> pd.DataFrame:
    """The workbooks that speak for the sheets of each year.

    Columns: those of counted_workbooks.
    """
    return run(database, "counted_workbooks", as_of=as_of)


def pick_counted(
    workbooks: pd.DataFrame,
    layouts: Sequence[str],
    fiscal_year: int | None,
    scope: str = "total",
    block: str = "",
) -> list[str]:
    """The names of those that are of some sheets, a year (None: of any), a scope and a block; what
    is no forum's counts in all of them."""
    is_meant = workbooks["layout"].isin(list(layouts))
    if fiscal_year is not None:
        is_meant &= workbooks["fiscal_year"] == fiscal_year
    is_forums = workbooks["forum_kind"].notna()
    if scope != "total":
        is_meant &= ~is_forums | ((workbooks["forum_kind"] == "regional") == (scope == "regional"))
    if block:
        is_meant &= ~is_forums | (workbooks["forum"] == block)
    return list(dict.fromkeys(workbooks[is_meant]["workbook"]))


def read_sources(database: Readable, as_of: datetime | None = None) -> pd.DataFrame:
    """Every figure with its workbook, sheet and cell; ids in words beside.

    Columns: those of figure_sources; layout_text, year_text, scope_text, figure_text,
    field_text, state_text.
    """
    sources = run(database, "figure_sources", as_of=as_of)
    kpis = load_kpis()
    return sources.assign(
        layout_text=[name_layout(layout) for layout in sources["layout"]],
        year_text=[render_fiscal_year(year) for year in sources["fiscal_year"]],
        scope_text=[_name_scope(scope) for scope in sources["scope"]],
        figure_text=[kpis[f].name if f in kpis else f for f in sources["figure"]],
        field_text=[
            name_field(layout, field)
            for layout, field in zip(sources["layout"], sources["field"], strict=True)
        ],
        state_text=[_name_state(state) for state in sources["state"]],
    )


def _name_scope(scope: object) -> str:
    """A KPI scope or a fact's basis in words; a forum's name stands as it is."""
    return {**terms.PERIODS, **terms.SCOPES}.get(str(scope), str(scope))


def _name_state(state: str) -> str:
    return terms.STATES.get(state, WORDS["reported"])
