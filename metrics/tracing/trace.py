"""来歴: from a figure to the records behind it, to their cells, to who sent them when."""

import json
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

import duckdb
import pandas as pd

from data.figures import load_figures
from metrics.query import Readable, ask, list_rows, run, to_number
from metrics.tracing.figure_codes import (
    FigureRef,
    encode_fact,
    encode_figure,
    parse_code,
)
from store.people.names import Names
from words import Words, terms
from words.figures import render_value

__all__ = [
    "FigureRef",
    "encode_figure",
    "list_figures",
    "parse_code",
    "trace_figure",
    "trace_record",
]

Row = Mapping[Hashable, Any]

WORDS = Words(
    ja={
        "value": "公表値",
        "target": "目標",
        "counted": "明細から集計",
        "fact": "国民会議の数値",
        "scope_all": "全フォーラム",
        "scope_partial": "{scope}・{count}/{all}フォーラム報告",
        "scope_congress": "国民会議",
        "scope_unassigned": "フォーラム不明",
    }
)

#: So many records behind a figure are listed; of more, the first ones.
MOST_RECORDS = 2000
#: How many cells make a record's label, and how much of each.
_LABEL_CELLS, _LABEL_LENGTH = 3, 30
#: The rule of a cell that a person mended in place (loaders/fixes.py).
_FIX_RULE = "fix"


@dataclass(frozen=True, slots=True)
class TracedCell:
    """One cell of a record: as written, how understood; mended in place by whom to what."""

    field: str
    sheet: str
    cell: str
    written: str | None
    state: str
    rule: str | None
    fixed_text: str | None = None
    fixed_by: str | None = None


@dataclass(frozen=True, slots=True)
class TracedRecord:
    """One record behind a figure; `sheet` and `cell` are the figure's own, where it has one."""

    layout: str
    batch_id: int
    record_id: int
    file_name: str
    sha256: str
    accepted_by: str
    accepted_at: datetime
    sheet: str
    cell: str
    label: str
    cells: tuple[TracedCell, ...]


@dataclass(frozen=True, slots=True)
class Trace:
    """A figure as it is shown, and the records behind it: all `record_count` of them, or the
    first MOST_RECORDS."""

    code: str
    name: str
    scope_text: str
    fiscal_year: int
    basis: str
    value_text: str
    record_count: int
    records: tuple[TracedRecord, ...]


def list_figures(database: Readable, as_of: datetime | None = None) -> pd.DataFrame:
    """Every figure with its code, "" for one that has none.

    Columns: those of all_figures; code, name, scope_text, basis, value_text.
    """
    with database.read() as cursor:
        return read_figures_on(cursor, as_of)


def read_figures_on(
    cursor: duckdb.DuckDBPyConnection, as_of: datetime | None = None
) -> pd.DataFrame:
    """The same on an open cursor, such as a preview's.

    Columns: those of list_figures.
    """
    answer = ask(cursor, "all_figures", as_of=as_of)
    scopes = Scopes(read_scope_names(cursor), _count_regional(cursor))
    described = [_describe(row, scopes) for row in answer.to_dict("records")]
    return answer.assign(
        **{name: [each[name] for each in described] for name in _DESCRIBED},
    )


_DESCRIBED = ("code", "name", "unit", "scope_text", "basis", "value_text")


def trace_figure(database: Readable, code: str, as_of: datetime | None = None) -> Trace | None:
    """The records and cells behind a figure; None for a code that names none."""
    with database.read() as cursor:
        figures = read_figures_on(cursor, as_of)
        found = figures[figures["code"] == complete_code(code)]
        if found.empty:
            return None
        row: Row = found.to_dict("records")[0]
        wanted = {name: row[name] for name in ("kind", "figure", "scope", "fiscal_year")}
        answer = ask(cursor, "figure_cells", as_of=as_of, most=MOST_RECORDS, **wanted)
    cells = list_rows(answer)
    field = "target" if row["kind"] == "target" else "value"
    return Trace(
        row["code"],
        row["name"],
        row["scope_text"],
        int(row["fiscal_year"]),
        row["basis"],
        row["value_text"],
        int(cells[0]["record_count"]) if cells else 0,
        tuple(_gather_records(cells, field, database.read_names())),
    )


def trace_record(
    database: Readable, reference: str, as_of: datetime | None = None
) -> TracedRecord | None:
    """One record by its reference (layout:batch:number) with its cells; None for no such one."""
    layout, batch, number = reference.split(":")
    wanted = {"layout": layout, "batch_id": int(batch), "record_id": int(number)}
    answer = run(database, "record_cells", as_of=as_of, **wanted)
    return next(_gather_records(list_rows(answer), "", database.read_names()), None)


def complete_code(text: str) -> str:
    """A typed code as it is printed; "" where it names no figure.

    >>> complete_code("k2020tmat")
    'K2020-T-MAT'
    """
    known = parse_code(text)
    if known is None:
        return ""
    if known.kind == "fact":
        return known.token
    return encode_figure(known.figure, known.scope, known.fiscal_year, known.kind)


def read_scope_names(cursor: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """A figure's scope in words: a KPI scope, a forum, all of them, or a fact's period."""
    forums = ask(cursor, "forums")
    names = dict(zip(forums["forum"], forums["forum_name"], strict=True))
    others = {scope: WORDS[f"scope_{scope}"] for scope in ("all", "congress", "unassigned")}
    return {**names, **terms.PERIODS, **terms.SCOPES, **others}


@dataclass(frozen=True, slots=True)
class Scopes:
    """The scopes' names, and how many regional forums there are to report."""

    names: Mapping[str, str]
    regional_count: int

    def name(self, row: Row) -> str:
        """A scope in words; a sum that misses forums says so: 全フォーラム・9/10フォーラム報告."""
        name = self.names.get(row["scope"], row["scope"])
        count = to_number(row["forum_count"])
        if count is None or count >= self.regional_count:
            return name
        total = self.regional_count
        return WORDS["scope_partial"].format(scope=name, count=int(count), all=total)


def _count_regional(cursor: duckdb.DuckDBPyConnection) -> int:
    return int((ask(cursor, "forums")["forum_kind"] == "regional").sum())


def _describe(row: Row, scopes: Scopes) -> dict[str, Any]:
    name, unit = _name_figure(row)
    return {
        "code": _encode(row),
        "name": name,
        "unit": unit,
        "scope_text": scopes.name(row),
        "basis": WORDS[row["kind"]],
        "value_text": render_value(to_number(row["value"]), unit, row["value_state"]),
    }


def _encode(row: Row) -> str:
    """The code of a figure; "" for one that has none (a scope nobody has declared)."""
    if row["kind"] == "fact":
        day: str = "" if pd.isna(row["fact_on"]) else f"{row['fact_on']:%Y-%m-%d}"
        return encode_fact(row["figure"], row["scope"], day)
    try:
        return encode_figure(row["figure"], row["scope"], int(row["fiscal_year"]), row["kind"])
    except KeyError:
        return ""


def _name_figure(row: Row) -> tuple[str, str]:
    """Name and unit: a fact's as it stands, else those that its entry declares."""
    if row["kind"] == "fact":
        return row["figure"], row["unit"] or ""
    figure = load_figures()[row["figure"]]
    return figure.name, figure.unit


def _gather_records(rows: Sequence[Row], field: str, names: Names) -> Iterator[TracedRecord]:
    for _, group in groupby(rows, key=lambda row: (row["batch_id"], row["record_id"])):
        yield _build_record(list(group), field, names)


def _build_record(rows: Sequence[Row], field: str, names: Names) -> TracedRecord:
    """One record; the figure's own field stands first among its cells, the others as written."""
    first = rows[0]
    fixes = _index_fixes(first["options"], names)
    read = [row for row in rows if row["field"] is not None]
    cells = [_build_cell(row, fixes) for row in sorted(read, key=lambda r: r["field"] != field)]
    place = cells[0] if cells else None
    return TracedRecord(
        first["layout"],
        int(first["batch_id"]),
        int(first["record_id"]),
        first["workbook"],
        first["sha256"],
        names.fill_in(first["accepted_by"]),
        first["accepted_at"].to_pydatetime(),
        place.sheet if place else first["sheet"],
        place.cell if place else first["cell"],
        _label(cells, field),
        tuple(cells),
    )


def _label(cells: Sequence[TracedCell], field: str) -> str:
    """The record in a few of its own words, its figure and mere signs (－) apart."""
    reported = [each for each in cells if each.state == "reported"]
    others = [each for each in reported if each.field != field] or reported
    written = [each.fixed_text or each.written or "" for each in others]
    distinct = dict.fromkeys(text for text in written if any(map(str.isalnum, text)))
    return "・".join(text[:_LABEL_LENGTH] for text in list(distinct)[:_LABEL_CELLS])


def _build_cell(row: Row, fixes: Mapping[tuple[str, str], Mapping[str, str]]) -> TracedCell:
    fix = fixes.get((row["sheet"], row["cell"]), {}) if row["rule"] == _FIX_RULE else {}
    return TracedCell(
        row["field"],
        row["sheet"],
        row["cell"],
        row["written"],
        row["state"],
        row["rule"],
        fix.get("text"),
        fix.get("by"),
    )


def _index_fixes(options: str, names: Names) -> dict[tuple[str, str], Mapping[str, str]]:
    return {
        (fix["sheet"], fix["cell"]): fix | {"by": names.fill_in(fix["by"])}
        for fix in json.loads(options).get("fixes", ())
    }
