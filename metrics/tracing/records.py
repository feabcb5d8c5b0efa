"""The records that count, layout by layout, as rows of a table with the place of each."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

import duckdb
import pandas as pd

from data.figures import load_kpis
from data.forum_names import name_slot
from data.layout import Field, Layout, find_layout
from data.layout_names import name_choice
from metrics.query import Readable
from store.moments import END_OF_TIME
from store.reference import read_government_names
from words import Words
from words.figures import render_fiscal_year
from words.terms import STATES

WORDS = Words(ja={"between": "、", "period": "{start}～{end}"})
#: What is said of a field beside its value: the column's name is the field's with this.
STATE, NAME, PERIODS, TEXT = "_state", "_name", "_periods", "_text"
#: The column of each row's own unit, in a layout of indicators.
UNIT = "unit"
#: Types whose answer is one of the field's choices, by its id.
_CHOSEN = ("choice", "stage", "scope", "indicator")
#: Why a value is not there, where that is no mere blank: (batch, record, field) -> state.
States = Mapping[tuple[int, int, str], str]


def read_records(database: Readable, layout_id: str, as_of: datetime | None = None) -> pd.DataFrame:
    """One row a record.

    Columns: year, slot; each answer's own, a government's name beside its code, the periods of a
    time beside its text, of each number its state, the unit where indicators have their own;
    workbook, sheet, cell, batch.
    """
    layout = find_layout(layout_id)
    with database.read() as cursor:
        governments = read_government_names(cursor)
        books = dict(cursor.sql("SELECT batch_id, file_name FROM batches").fetchall())
        states = _read_states(cursor, layout)
        rows = [
            _describe(layout, row, states, governments) | {"workbook": books[row["batch_id"]]}
            for row in _read_rows(cursor, layout, as_of or END_OF_TIME)
        ]
    return pd.DataFrame(rows)


def _read_rows(
    cursor: duckdb.DuckDBPyConnection, layout: Layout, as_of: datetime
) -> Iterator[dict[str, Any]]:
    sql = f"SELECT * FROM {layout.id}_as_of($as_of)"  # noqa: S608 - of a layout of ours
    order = " ORDER BY fiscal_year, slot_forum, batch_id, record_id"
    found = cursor.execute(sql + order, {"as_of": as_of})
    names = [name for name, *_ in found.description]
    return (dict(zip(names, row, strict=True)) for row in found.fetchall())


def _read_states(cursor: duckdb.DuckDBPyConnection, layout: Layout) -> States:
    found = cursor.execute(
        "SELECT batch_id, record_id, field, state FROM cells"
        " WHERE layout = $layout AND state IN ('undecided', 'not_applicable')",
        {"layout": layout.id},
    )
    return {(batch, record, field): state for batch, record, field, state in found.fetchall()}


def _describe(
    layout: Layout, row: Mapping[str, Any], states: States, governments: Mapping[str, str]
) -> dict[str, Any]:
    told: dict[str, Any] = {
        "year": render_fiscal_year(row["fiscal_year"]),
        "slot": name_slot(row["slot_forum"]),
    }
    for field in layout.answers:
        state = states.get((row["batch_id"], row["record_id"], field.name), "blank")
        told |= _tell(layout, field, row, state)
        if field.type == "government":
            told[field.name + NAME] = governments.get(row[field.name])
    return told | {"sheet": row["sheet"], "cell": row["cell"], "batch": str(row["batch_id"])}


def _tell(layout: Layout, field: Field, row: Mapping[str, Any], state: str) -> dict[str, Any]:
    """A field's columns; what is missing is told by its state, a mere blank by nothing."""
    if field.type == "scheduled":
        text = f"{field.name}{TEXT}"
        return {text: row[text], field.name + PERIODS: _tell_periods(row[field.name + PERIODS])}
    value = row[field.name]
    if field.type == "indicator":
        return {field.name: _tell_text(layout, field, value), UNIT: load_kpis()[value].unit}
    if field.type == "date":
        text = f"{field.name}{TEXT}"
        return {field.name: value, text: row[text] or _tell_missing(state)}
    if field.type in ("number", "count", "measure", "ratio"):
        return {field.name: value, field.name + STATE: state}
    if value is None:
        return {field.name: _tell_missing(state)}
    return {field.name: _tell_text(layout, field, value)}


def _tell_text(layout: Layout, field: Field, value: Any) -> str:
    if field.type == "choices":
        return WORDS["between"].join(name_choice(layout.id, field.name, each) for each in value)
    if field.type == "forum" or (field.type == "scope" and value not in field.choices):
        return name_slot(value)
    return name_choice(layout.id, field.name, value) if field.type in _CHOSEN else str(value)


def _tell_missing(state: str) -> str | None:
    return None if state == "blank" else STATES[state]


def _tell_periods(periods: list[dict[str, Any]] | None) -> str | None:
    told = (WORDS["period"].format_map(each) for each in periods or [])
    return WORDS["between"].join(told) or None
