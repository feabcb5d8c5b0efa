"""A figure's numbers as CSV: UTF-8 with a byte order mark, as Excel wants it."""

import csv
import io
from collections.abc import Hashable, Mapping
from typing import Any

from exports.safe_cells import neutralise
from views.model.figure import Column, Figure, name_missing
from words import Words, terms
from words.figures import render_missing

WORDS = Words(
    ja={
        "data_kind": "データ区分",
        "state": "速報・確定",
        "ratio": "割合（0～1）",
        "ratio_heading": "{title}（0～1）",
    }
)


def export_csv(figure: Figure) -> bytes:
    """One heading row, one row a record. Numbers are bare, dates ISO; ratios are 0-1, and their
    heading or unit says so.

    A missing number reads 未報告, 未定 or 該当なし, never 0; that data are invented, and whether
    速報 is in them, stands in columns of their own, so that it stays when rows are copied.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    stamps = {WORDS["data_kind"]: terms.DATA_KINDS["practice"]} if figure.is_practice else {}
    stamps |= {WORDS["state"]: figure.state_text} if figure.state_text else {}
    headings = [_write_heading(column) for column in figure.data_columns.values()]
    writer.writerow([*headings, *stamps])
    for row in list_cells(figure):
        writer.writerow([*row, *stamps.values()])
    return text.getvalue().encode("utf-8-sig")


def list_cells(figure: Figure) -> list[list[str]]:
    """Each row's cells as they stand in the file; one row of 未報告 where nothing is known."""
    rows = figure.list_rows()
    if not rows:
        return [[render_missing(figure.topic)]]
    return [
        [_write_cell(column, row, name) for name, column in figure.data_columns.items()]
        for row in rows
    ]


def _write_heading(column: Column) -> str:
    if column.kind == "ratio":
        return WORDS["ratio_heading"].format(title=column.title)
    return column.heading


def _write_cell(column: Column, row: Mapping[Hashable, Any], name: str) -> str:
    value = row.get(name)
    if column.is_unit and value == "%":
        return WORDS["ratio"]
    if value is None:
        return name_missing(column, row)
    if column.is_number:
        return write_number(value)
    return f"{value:%Y-%m-%d}" if column.kind == "date" else neutralise(str(value))


def write_number(value: float) -> str:
    """All digits, no separators, no exponent.

    >>> write_number(1234567890.0), write_number(0.57), write_number(0.1 + 0.2)
    ('1234567890', '0.57', '0.3')
    """
    return f"{round(float(value), 10):.10f}".rstrip("0").rstrip(".")
