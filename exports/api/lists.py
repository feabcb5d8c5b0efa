"""What there is to ask for: figures, single values by their codes, forums, blocks, sheets."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pandas as pd

from data.figures import load_figures
from data.forum_names import name_slot
from data.layout import Field, Layout, load_layouts
from exports.api.figures import list_columns, rename_state, render_number
from metrics.query import list_rows, run, to_number
from metrics.tracing.figure_codes import parse_code
from metrics.tracing.trace import Trace, complete_code, list_figures, trace_figure
from store.database import Database
from views import load_views
from views.model.view import Answer, View
from words import terms
from words.figures import name_place


def list_views() -> dict[str, View]:
    """Those that can be asked by year, scope and block alone, by their ids."""
    return {name: view for name, view in load_views().items() if not view.is_page_bound}


def tell_views(years: list[int]) -> list[dict[str, Any]]:
    """Every view with what narrows it."""
    return [_tell_view(view, years) for view in list_views().values()]


def _tell_view(view: View, years: list[int]) -> dict[str, Any]:
    columns = list(list_columns(view.name_columns()))
    units = {each["unit"] for each in columns if each["unit"]}
    narrowed = view.narrowed_by
    return {
        "id": view.id,
        "title": view.words["topic"],
        "definition": view.define(Answer(pd.DataFrame())),
        "unit": units.pop() if len(units) == 1 else None,
        "years": years if "fiscal_year" in narrowed else [],
        "scopes": list(terms.SCOPES) if "scope" in narrowed else [],
        "blocks": list(terms.BLOCKS) if "block" in narrowed else [],
        "columns": columns,
        "href": f"/api/v1/figures/{view.id}",
    }


def tell_forums(database: Database) -> list[dict[str, Any]]:
    rows = list_rows(run(database, "forums"))
    kept = {
        "forum": "id",
        "forum_name": "name",
        "forum_short_name": "short_name",
        "forum_kind": "kind",
    }
    return [{ours: row[name] for name, ours in kept.items()} for row in rows]


def tell_blocks() -> list[dict[str, Any]]:
    """In the order of lists; the regional forum of a block has its id."""
    return [{"id": block, "name": name} for block, name in terms.BLOCKS.items() if block != "all"]


def tell_layouts() -> list[dict[str, Any]]:
    return [_tell_layout(layout) for layout in load_layouts()]


def _tell_layout(layout: Layout) -> dict[str, Any]:
    return {
        "id": layout.id,
        "title": layout.title,
        "record": layout.record,
        "key": list(layout.key),
        "fields": [_tell_field(each) for each in layout.answers],
    }


def _tell_field(field: Field) -> dict[str, Any]:
    return {
        "name": field.name,
        "title": field.title,
        "type": field.type,
        "is_required": field.required,
        "units": list(field.units),
        "choices": {choice: spelled[0] for choice, spelled in field.choices.items()},
    }


def tell_values(database: Database, at: datetime | None, year: int | None) -> list[dict[str, Any]]:
    """Each single value that has a code, of a year or of all."""
    found = list_figures(database, at)
    coded = found[(found["code"] != "") & ((found["fiscal_year"] == year) | (year is None))]
    return [_tell_value(row) for row in list_rows(coded)]


def _tell_value(row: dict[Any, Any]) -> dict[str, Any]:
    value = to_number(row["value"])
    return {
        "code": row["code"],
        "name": row["name"],
        "kind": row["kind"],
        "fiscal_year": int(row["fiscal_year"]),
        "scope": row["scope"],
        "scope_text": row["scope_text"],
        "value": None if value is None else render_number(value),
        "state": rename_state(row["value_state"]),
        "unit": row["unit"] or None,
    }


def tell_value(database: Database, code: str, at: datetime | None) -> dict[str, Any] | None:
    """One value with the cells behind it; None for a code that names none."""
    trace = trace_figure(database, code, at)
    if trace is None:
        return _tell_unreported(code)
    value = next(each for each in tell_values(database, at, None) if each["code"] == trace.code)
    return value | {"record_count": trace.record_count, "sources": list(_list_cells(trace))}


def _tell_unreported(code: str) -> dict[str, Any] | None:
    """A value that is published in its scope, or counted, and of which nothing has come in."""
    ref = parse_code(code)
    figure = load_figures().get(ref.figure) if ref else None
    if ref is None or figure is None:
        return None
    if not (figure.counted if ref.kind == "counted" else ref.scope in figure.scopes):
        return None
    value = {"figure": figure.id, "value": None, "value_state": "blank", "unit": figure.unit}
    said = {"code": complete_code(code), "name": figure.name, "scope_text": name_slot(ref.scope)}
    place = {"kind": ref.kind, "fiscal_year": ref.fiscal_year, "scope": ref.scope}
    return _tell_value({**value, **said, **place}) | {"record_count": 0, "sources": []}


def _list_cells(trace: Trace) -> Iterator[dict[str, Any]]:
    """The first cell of each record: the value's own, or where a counted record begins."""
    for record in trace.records:
        written = record.cells[0].written if record.cells else None
        yield {
            "text": name_place(record.file_name, record.sheet, record.cell),
            "workbook": record.file_name,
            "sheet": record.sheet,
            "cell": record.cell,
            "written": written,
            "batches": [record.batch_id],
        }
