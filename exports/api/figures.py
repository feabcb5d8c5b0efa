"""A declared view as JSON: its rows typed, why a number is missing, and where each comes from."""

from collections.abc import Hashable, Iterator, Mapping
from typing import Any

import pandas as pd

from exports.api.asking import Asked
from metrics.history.data_state import DataState
from metrics.kpi.definitions import read_counted_workbooks
from views.model.describing import describe
from views.model.figure import Column, Figure, name_missing
from views.model.view import Question, View
from words import terms
from words.figures import name_place

#: So many cells are named as sources; of more, the first ones.
MOST_SOURCES = 1000
REPORTED, NOT_REPORTED, NONE = "reported", "not_reported", "none"
Row = Mapping[Hashable, Any]


def render_figure(view: View, question: Question, asked: Asked, state: DataState) -> dict[str, Any]:
    """The view as its page shows it, so narrowed; `state`: up to which load it reaches."""
    figure = describe(view, question, view.reply(question))
    rows = figure.list_rows()
    shown = rows[asked.offset : asked.offset + asked.limit]
    return {
        "id": figure.key,
        "topic": figure.topic,
        "title": figure.title,
        "codes": [] if figure.code == figure.path else figure.code.split(),
        "path": figure.path,
        "data_set": "practice" if figure.is_practice else "real",
        "data_set_text": terms.DATA_KINDS["practice"] if figure.is_practice else None,
        **_tell_narrowing(view, question, figure),
        "as_of": tell_as_of(state),
        "is_reported": figure.has_data,
        "completeness": figure.completeness,
        "definition": figure.definition,
        "indicator_definitions": dict(figure.definitions),
        "notes": list(figure.notes),
        "columns": list(list_columns(figure.columns)),
        "row_count": len(rows),
        "offset": asked.offset,
        "rows": [_render_row(figure, row) for row in shown],
        "sources": list(_list_sources(figure, question))[:MOST_SOURCES],
    }


def _tell_narrowing(view: View, question: Question, figure: Figure) -> dict[str, Any]:
    """What of the question narrows the view; null for what does not."""
    return {
        "fiscal_year": figure.fiscal_year,
        "scope": question.scope if "scope" in view.narrowed_by else None,
        "block": question.block or "all" if "block" in view.narrowed_by else None,
        "scope_text": figure.scope_text,
        "release_state": question.state or None,
    }


def tell_as_of(state: DataState) -> dict[str, Any]:
    """Up to which batch the numbers reach, and when that was accepted (UTC)."""
    at = state.accepted_at
    return {"batch": state.version, "accepted_at": f"{at.isoformat()}Z" if at else None}


def list_columns(columns: Mapping[str, Column]) -> Iterator[dict[str, Any]]:
    """`unit`: null where there is none, or each row has its own."""
    for name, column in columns.items():
        yield {
            "name": name,
            "title": column.title,
            "kind": column.kind,
            "unit": column.unit or None,
            "has_own_units": bool(column.unit_from),
            "missing": column.missing or None,
        }


def _render_row(figure: Figure, row: Row) -> dict[str, Any]:
    """Each column under its name; a number's state, and its unit where each row has its own,
    beside it."""
    rendered: dict[str, Any] = {}
    for name, column in figure.columns.items():
        value = row.get(name)
        rendered[name] = None if value is None else render_value(column, value)
        if column.is_number:
            rendered[f"{name}_state"] = REPORTED if value is not None else name_state(column, row)
            if column.unit_from:
                rendered[f"{name}_unit"] = column.unit_of(row) or None
    return rendered | {"source": _render_place(row)}


def render_value(column: Column, value: Any) -> int | float | str:
    """
    >>> render_value(Column("", "count"), 133.0), render_value(Column("", "ratio"), 0.1 + 0.2)
    (133, 0.3)
    >>> from datetime import date
    >>> render_value(Column("", "date"), date(2021, 4, 1)), render_value(Column(""), 3)
    ('2021-04-01', '3')
    """
    if column.is_number:
        return render_number(value)
    return f"{value:%Y-%m-%d}" if column.kind == "date" else str(value)


def render_number(value: float) -> int | float:
    """With the digits that files have."""
    number = round(float(value), 10)
    return int(number) if number.is_integer() else number


def name_state(column: Column, row: Row) -> str:
    """Why a number is missing; "none" where there is none and that is no omission (目標なし).

    >>> name_state(Column("", "count"), {}), name_state(Column("", "count", missing="目標なし"), {})
    ('not_reported', 'none')
    >>> name_state(Column("", "count", state="s"), {"s": "undecided"})
    'undecided'
    """
    word = name_missing(column, row)
    known = {text: state for state, text in terms.STATES.items()}
    return rename_state(known.get(word, NONE))


def rename_state(state: str) -> str:
    """A state of the store as the API calls it."""
    return NOT_REPORTED if state == "blank" else state


def _render_place(row: Row) -> dict[str, Any] | None:
    names = ("workbook", "sheet", "cell")
    return {name: row[name] for name in names} if row.get("cell") else None


def _index_batches(workbooks: pd.DataFrame) -> dict[str, list[int]]:
    """A workbook's name -> the loads of that name that count now."""
    found: dict[str, list[int]] = {}
    names, batches = workbooks["workbook"].tolist(), workbooks["batch_id"].tolist()
    for name, batch in sorted(set(zip(names, batches, strict=True))):
        found.setdefault(name, []).append(int(batch))
    return found


def _list_sources(figure: Figure, question: Question) -> Iterator[dict[str, Any]]:
    """The cells that are named; then what else it comes from: workbooks whose records are counted,
    the lists that are part of the program."""
    numbers = _index_batches(question.ask(read_counted_workbooks))
    for one in figure.records:
        yield {
            "text": name_place(one.workbook, one.sheet, one.cell),
            "workbook": one.workbook,
            "sheet": one.sheet,
            "cell": one.cell,
            "written": one.written or None,
            "batches": numbers.get(one.workbook, []),
        }
    named = {f"{one.workbook}・{one.sheet}" for one in figure.records}
    for line in (line for line in figure.sources if line not in named):
        workbook = line if line in numbers else None
        place = {"workbook": workbook, "sheet": None, "cell": None, "written": None}
        yield {"text": line, **place, "batches": numbers.get(line, [])}
