"""A column of codes beside figures, so that each row of a table leads to its cells."""

from collections.abc import Hashable, Mapping
from datetime import datetime
from typing import Any

import pandas as pd

from metrics.kpi.definitions import read_sources
from metrics.query import Readable
from metrics.tracing.figure_codes import FigureKind, encode_fact, encode_figure
from metrics.tracing.trace import list_figures

Row = Mapping[Hashable, Any]

#: A field of the published KPIs -> the kind of figure it is.
_KINDS: dict[str, FigureKind] = {"value": "value", "target": "target"}


def add_total_codes(totals: pd.DataFrame, fiscal_year: int) -> pd.DataFrame:
    """Rows of one indicator each (metrics.kpi.totals.read_scope_totals): the code of its total,
    or of its one part where no total is published.

    Columns: those of totals; code.
    """
    rows = totals.to_dict("records")
    return totals.assign(
        code=[encode_figure(row["indicator"], _find_scope(row), fiscal_year) for row in rows]
    )


def _find_scope(row: Row) -> str:
    scopes = ("total", "national", "regional")
    return next((scope for scope in scopes if not pd.isna(row[f"{scope}_value"])), "total")


def add_stage_codes(totals: pd.DataFrame, fiscal_year: int) -> pd.DataFrame:
    """Rows of one scope each (metrics.kpi.totals.read_stage_totals): the code of their figure.

    Columns: those of totals; code.
    """
    rows = totals.to_dict("records")
    codes = [encode_figure(row["indicator"], row["scope"], fiscal_year) for row in rows]
    return totals.assign(code=codes)


def read_coded_sources(database: Readable, as_of: datetime | None = None) -> pd.DataFrame:
    """Every read cell with the code of the figure that it is.

    Columns: those of read_sources; code.
    """
    return add_source_codes(read_sources(database, as_of), list_figures(database, as_of))


def add_source_codes(sources: pd.DataFrame, figures: pd.DataFrame) -> pd.DataFrame:
    """Rows of one read cell each (metrics.kpi.definitions.read_sources): the code of the figure
    that the cell is, "" where it is none of `figures` (metrics.tracing.trace.list_figures).

    Columns: those of sources; code.
    """
    known = set(figures["code"])
    codes = [_encode_source(row) for row in sources.to_dict("records")]
    return sources.assign(code=[code if code in known else "" for code in codes])


def _encode_source(row: Row) -> str:
    kind = _KINDS.get(row["field"])
    if row["layout"] != "kpi_results" or kind is None:
        return ""
    try:
        return encode_figure(row["figure"], row["scope"], int(row["fiscal_year"]), kind)
    except KeyError:
        return ""


def add_fact_codes(facts: pd.DataFrame) -> pd.DataFrame:
    """Rows of one fact each (metrics.kpi.definitions.read_facts): its code.

    Columns: those of facts; code.
    """
    return facts.assign(code=[_encode(row) for row in facts.to_dict("records")])


def _encode(row: Row) -> str:
    return encode_fact(row["item"], row["basis"], str(row["fact_as_of"]))
