"""What every export takes: one figure with its chart, its numbers and where they come from.

A picture, a workbook, a table and a slide are made of the same `Figure`, so they can't
contradict each other. Nothing here reads the store or draws.
"""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

import pandas as pd

from words import Words, terms
from words.figures import render_fiscal_year, render_percent, render_value

if TYPE_CHECKING:
    import altair as alt

    AnyChart = alt.Chart | alt.LayerChart
else:  # the first page draws none, and Altair takes long to import
    AnyChart = Any

ColumnKind = Literal["text", "count", "ratio", "number", "date"]
NativeKind = Literal["bar", "stacked", "line", "doughnut", "ladder", "to_target", "span", "part"]
Row = Mapping[Hashable, Any]

WORDS = Words(ja={"unit": "単位"})

NUMBER_KINDS: tuple[ColumnKind, ...] = ("count", "ratio", "number")
#: Excel's codes: whole, as everywhere else. Published ratios are whole percents; more digits would
#: claim too much.
NUMBER_FORMATS: dict[ColumnKind, str] = {
    "text": "@",
    "count": "#,##0",
    "ratio": "0%",
    "number": "#,##0",
    "date": "yyyy-mm-dd",
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a figure's frame as people read it.

    `unit`: written into the heading, never into the cell. `unit_from`: the frame's column of
    each row's own unit, where rows differ ("%" marks a ratio 0-1). `state`: the frame's
    column that says why a number is missing (blank, undecided, not_applicable); without one
    a missing number reads 未報告, or `missing` where its absence is no omission (目標なし).
    `number_format`: Excel's code; "" takes the kind's own. `is_unit`: it holds other columns' units.
    """

    title: str
    kind: ColumnKind = "text"
    unit: str = ""
    number_format: str = ""
    state: str = ""
    unit_from: str = ""
    missing: str = ""
    is_unit: bool = False

    @property
    def heading(self) -> str:
        return f"{self.title}（{self.unit}）" if self.unit and self.kind != "ratio" else self.title

    @property
    def is_number(self) -> bool:
        return self.kind in NUMBER_KINDS

    def unit_of(self, row: Row) -> str:
        """The unit of this column in one row."""
        return str(row.get(self.unit_from) or "") if self.unit_from else self.unit

    def kind_of(self, row: Row) -> ColumnKind:
        return "ratio" if self.unit_from and self.unit_of(row) == "%" else self.kind

    def format_of(self, row: Row) -> str:
        """Excel's number format of this column in one row."""
        return self.number_format or NUMBER_FORMATS[self.kind_of(row)]


@dataclass(frozen=True, slots=True)
class NativeChart:
    """How Excel and PowerPoint draw the figure themselves.

    `category` and `series` name columns of the frame; with `by`, a row is one number, and the
    column of that name says of which series (the one of `series` holds the number). A ladder
    is a stacked bar whose stages begin where the one before ends: its one series holds the
    stages' own numbers. `is_partial`: the screen's chart says more (an interval, a line at
    the target, cancelled events), so slides take its picture.
    to_target: shares of a target and what is missing (columns value, target, gap_text beside);
    span: the least and the most; part: a whole and, where it is known, a part of it.
    """

    kind: NativeKind
    category: str
    series: tuple[str, ...]
    by: str = ""
    is_partial: bool = False


@dataclass(frozen=True, slots=True)
class Matrix:
    """How people read a frame of one number a row: a line each of what stands in the column
    `lines`, a column each of what stands in `across`, both in the order they come in. A cell
    says its numbers (`values`) one after the other, those that are missing beside one that is
    there left out."""

    lines: str
    across: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table as people read it: titles, one text a cell, and which columns stand right."""

    titles: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    is_right: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """The cell that one number came from, and the text as it stands there."""

    workbook: str
    sheet: str
    cell: str
    written: str = ""
    figure: str = ""


@dataclass(frozen=True, eq=False)
class Figure:
    """One figure, ready to be exported.

    key         ASCII id of the figure (`matching_stages`); stem of file names
    title       the finding: one Japanese sentence
    topic       what the figure is about, short (マッチング等の内訳): names the file
    frame       the numbers; only the columns named in `columns` leave the house
    columns     frame column -> Column, in the order shown
    chart       the chart, or a function that builds it when somebody asks for it
    definition  how the figure is counted, in words
    sources     one line a workbook and sheet
    as_of       up to which batch and moment the numbers reach
    version     the number of that batch: names the file (0: unknown)
    completeness  "9/10 フォーラム報告", or "" where nothing can be missing
    code        leads back to the live figure (`matching_stages-2020-total-v4`)
    path        of the page that shows it, after the app's own address
    scope_text  合計, 全国, 地方, a forum's name, or ""
    state_text  whether 速報 is in it, where it is told from 確定; else ""
    fiscal_year the first calendar year; None for figures of no one year
    is_practice True for the invented data set: every export bears the stamp
    notes       what changed since, or what to say: one text a line
    records     the cell of every number
    native      how Office draws it; None where Office has no such chart
    matrix      how its table is laid out where people read it; None: as the frame
    form        of an empty form: the shares of the width that its columns take
    is_unreported  what it measures is not there, be its denominators known or not
    says_nothing  there is nothing to show beside the title
    part_of     topic and title of the figure that slides show in parts, of which this is one
    """

    key: str
    title: str
    topic: str
    frame: pd.DataFrame
    columns: Mapping[str, Column]
    chart: AnyChart | Callable[[], AnyChart] | None = None
    definition: str = ""
    sources: tuple[str, ...] = ()
    as_of: str = ""
    version: int = 0
    completeness: str = ""
    code: str = ""
    path: str = ""
    scope_text: str = ""
    state_text: str = ""
    fiscal_year: int | None = None
    is_practice: bool = False
    notes: tuple[str, ...] = ()
    records: tuple[SourceRecord, ...] = ()
    native: NativeChart | None = None
    matrix: Matrix | None = None
    form: tuple[float, ...] = ()
    is_unreported: bool = False
    says_nothing: bool = False
    part_of: tuple[str, str] | None = None
    #: Further definitions for the workbook's definitions sheet: name -> text.
    definitions: Mapping[str, str] = field(default_factory=dict)

    @property
    def has_data(self) -> bool:
        """Is anything reported? A figure whose numbers are all missing is 未報告, not empty."""
        numbers = [name for name, column in self.columns.items() if column.is_number]
        shown = self.frame[numbers or list(self.columns)]
        return not self.is_unreported and bool(len(shown) and shown.notna().any(axis=None))

    @property
    def is_silent(self) -> bool:
        """Whether its title is all that a deck can show of it."""
        return self.says_nothing or not self.has_data

    @property
    def year_text(self) -> str:
        return "" if self.fiscal_year is None else render_fiscal_year(self.fiscal_year)

    @property
    def headings(self) -> list[str]:
        return [column.heading for column in self.columns.values()]

    @property
    def data_columns(self) -> dict[str, Column]:
        """The columns for files of bare numbers: with the units, where rows have their own."""
        sources = {column.unit_from for column in self.columns.values() if column.unit_from}
        units = {source: Column(WORDS["unit"], is_unit=True) for source in sorted(sources)}
        first, *others = self.columns.items()
        return dict([first, *units.items(), *others])

    def build_chart(self) -> AnyChart | None:
        """The chart; None where the figure has none."""
        return self.chart() if callable(self.chart) else self.chart

    @cached_property
    def spec(self) -> dict[str, Any] | None:
        """The chart's Vega-Lite specification, built once; not to be changed by who takes it.

        Not validated: our charts are tested, and the check takes as long as the building.
        """
        chart = self.build_chart()
        return None if chart is None else chart.to_dict(validate=False)

    def list_rows(self) -> list[dict[Hashable, Any]]:
        """The frame's rows as dictionaries, missing values of every kind as None."""
        rows = self.frame.to_dict("records")
        return [{name: _or_none(value) for name, value in row.items()} for row in rows]

    def render_rows(self) -> list[list[str]]:
        """The table as people read it: one text a cell, units and 未報告 written out."""
        return [
            [render_cell(column, row, name) for name, column in self.columns.items()]
            for row in self.list_rows()
        ]

    @cached_property
    def table(self) -> Table:
        """The table as people read it: a row a row, or as its matrix says."""
        if self.matrix is not None and len(self.frame):
            return _spread(self, self.matrix)
        columns = self.columns.values()
        return Table(
            titles=tuple(column.title for column in columns),
            rows=tuple(map(tuple, self.render_rows())),
            is_right=tuple(column.is_number for column in columns),
        )


def _spread(figure: Figure, matrix: Matrix) -> Table:
    rows = figure.list_rows()
    lines, across = ([*dict.fromkeys(str(row[n]) for row in rows)] for n in _keys(matrix))
    said = {tuple(str(row[n]) for n in _keys(matrix)): _say(figure, matrix, row) for row in rows}
    return Table(
        titles=(figure.columns[matrix.lines].title, *across),
        rows=tuple((line, *(said.get((line, one), "") for one in across)) for line in lines),
        is_right=(False, *(True for _ in across)),
    )


def _keys(matrix: Matrix) -> tuple[str, str]:
    return matrix.lines, matrix.across


def _say(figure: Figure, matrix: Matrix, row: Row) -> str:
    first, *others = matrix.values
    there = [name for name in others if row.get(name) is not None]
    return " / ".join(render_cell(figure.columns[name], row, name) for name in (first, *there))


def render_cell(column: Column, row: Row, name: str) -> str:
    """One cell in words.

    >>> render_cell(Column("実績", "count", unit_from="u"), {"value": 0.57, "u": "%"}, "value")
    '57%'
    >>> render_cell(Column("実績", "count", "件"), {"value": None}, "value")
    '未報告'
    """
    value = row.get(name)
    if value is None:
        return name_missing(column, row)
    if not column.is_number:
        return f"{value:%Y-%m-%d}" if column.kind == "date" else str(value)
    if column.kind == "ratio" and column.format_of(row) == NUMBER_FORMATS["ratio"]:
        return render_percent(value)
    ratio = column.kind_of(row) == "ratio"
    return render_value(value, "%" if ratio else column.unit_of(row))


def name_missing(column: Column, row: Row) -> str:
    """The word for a missing cell: 未報告, 未定 or 該当なし for numbers, nothing for text.

    >>> name_missing(Column("実績", "count"), {}), name_missing(Column("備考"), {})
    ('未報告', '')
    >>> name_missing(Column("実績", "count", state="s"), {"s": "undecided"})
    '未定'
    """
    if column.missing or not column.is_number:
        return column.missing
    return terms.STATES.get(str(row.get(column.state)), terms.STATES["blank"])


def _or_none(value: Any) -> Any:
    """pandas' ways to be missing as None; lists and texts as they are."""
    return None if pd.api.types.is_scalar(value) and pd.isna(value) else value
