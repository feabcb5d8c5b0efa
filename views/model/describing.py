"""From a view and its answer to the figure that leaves the house."""

from collections.abc import Sequence
from functools import partial

import pandas as pd

from data.figures import load_kpis
from metrics.forums.reporters import count_forums
from metrics.kpi.definitions import pick_counted, read_counted_workbooks, read_sources
from metrics.tracing.figure_codes import encode_figure
from views.model.figure import AnyChart, Figure, SourceRecord
from views.model.view import Answer, Question, View
from views.model.words import REPORTED, SOURCES, UNSCOPED
from words import terms
from words.figures import render_block

Place = tuple[str, str, str]


def ask_figures(view: View, question: Question) -> list[Figure]:
    """What slides show of a view: its figure, or the several that it falls into there."""
    figure = describe(view, question, view.reply(question))
    return [figure] if view.slides is None else view.slides(figure, question)


def describe(view: View, question: Question, answer: Answer) -> Figure:
    """The view's figure, made of what it was answered."""
    table = answer.frame if answer.table is None else answer.table
    records = list_records(table if answer.cells is None else answer.cells, question)
    path = address(view, question, answer)
    return Figure(
        key=view.id,
        title=view.tell(answer),
        topic=view.words["topic"],
        frame=table.reset_index(drop=True),
        columns=view.name_columns() if answer.columns is None else answer.columns,
        chart=_plan_chart(view, answer),
        definition=view.define(answer),
        sources=_name_sources(records, view, question, answer.counts),
        as_of=question.as_of,
        version=question.version,
        completeness=view.say_reported(answer),
        code=_encode(view, question, answer) or path,
        path=path,
        scope_text=_name_scope(view, question),
        state_text=_name_state(question),
        fiscal_year=question.fiscal_year if "fiscal_year" in view.narrowed_by else None,
        is_practice=question.is_practice,
        notes=answer.notes,
        records=records,
        native=view.native,
        matrix=view.matrix,
        form=view.form,
        is_unreported=view.is_unreported(answer),
        says_nothing=answer.is_silent,
        definitions=define_indicators(table, view.coded_by()),
    )


def _plan_chart(view: View, answer: Answer) -> "partial[AnyChart] | None":
    """The chart, built when somebody asks for it."""
    return partial(view.chart.build, answer.frame, *answer.given) if view.chart else None


def _name_scope(view: View, question: Question) -> str:
    """合計, 全国, 地方, or that there is only the whole where a part of it was asked for; where it
    is narrowed to one, the block; whether 速報 is in it."""
    scope = terms.SCOPES[question.scope] if "scope" in view.narrowed_by else ""
    if not scope and question.scope != "total" and "fiscal_year" in view.narrowed_by:
        scope = UNSCOPED["no_scope"]
    is_narrowed = "block" in view.narrowed_by and question.block
    block = render_block(terms.BLOCKS[question.block]) if is_narrowed else ""
    return "・".join(part for part in (scope, block, _name_state(question)) if part)


def _name_state(question: Question) -> str:
    return terms.RELEASE_STATES[question.state] if question.state else ""


# ------------------------------------------------------------------ the way back


def _encode(view: View, question: Question, answer: Answer) -> str:
    """The codes that lead back to the figures on the screen; "" where none has one."""
    scope = question.scope if "scope" in view.narrowed_by else "total"
    indicators = answer.coded_by or view.coded_by()
    return " ".join(encode_figure(one, scope, question.fiscal_year) for one in indicators)


def address(view: View, question: Question, answer: Answer) -> str:
    """The path, after the server's own address, of the page that shows the view so narrowed."""
    scope = question.scope if "scope" in view.narrowed_by else "total"
    parameters = {
        "fiscal_year": str(question.fiscal_year),
        "scope": "" if scope == "total" else scope,
        "block": question.block if "block" in view.narrowed_by else "",
        "part": view.part,
        "state": "confirmed" if question.state == "confirmed" else "",
        "data": "practice" if question.is_practice else "",
        **answer.found_at,
    }
    query = "&".join(f"{name}={value}" for name, value in parameters.items() if value)
    return f"/{view.page}?{query}#{view.id}"


# ------------------------------------------------------------------ where it comes from


def list_records(frame: pd.DataFrame, question: Question) -> tuple[SourceRecord, ...]:
    """The cells that a frame's rows name (columns workbook, sheet, cell), each once, with the
    text that stands in them."""
    if "cell" not in frame or frame.empty:
        return ()
    named = frame[frame["cell"].notna()]
    names = named["name"] if "name" in named else [""] * len(named)
    found: dict[Place, str] = {}
    for place, name in zip(_list_places(named), names, strict=True):
        found.setdefault(place, str(name))
    written = _index_written(question.ask(read_sources)) if found else {}
    return tuple(
        SourceRecord(*place, written.get(place, ""), name) for place, name in found.items()
    )


def _index_written(cells: pd.DataFrame) -> dict[Place, str]:
    """Rows of the question figure_sources: place -> the text as it stands in the cell."""
    said = ("" if pd.isna(text) else str(text) for text in cells["written"].tolist())
    return dict(zip(_list_places(cells), said, strict=True))


def _list_places(frame: pd.DataFrame) -> list[Place]:
    columns = (frame[name].tolist() for name in ("workbook", "sheet", "cell"))
    return list(zip(*columns, strict=True))


def name_sources(records: Sequence[SourceRecord]) -> tuple[str, ...]:
    """One line a workbook and sheet."""
    return tuple(dict.fromkeys(f"{one.workbook}・{one.sheet}" for one in records))


def _name_sources(
    records: Sequence[SourceRecord],
    view: View,
    question: Question,
    counts: tuple[str, ...] | None,
) -> tuple[str, ...]:
    """The sheets of the cells that are named, the other workbooks whose records are counted; where
    no cell is named, also what the view itself names."""
    books = {one.workbook for one in records}
    counted = [book for book in _list_counted(view, question, counts) if book not in books]
    named = (SOURCES[view.source],) if view.source and not records else ()
    return (*name_sources(records), *counted, *named)


def _list_counted(view: View, question: Question, counts: tuple[str, ...] | None) -> list[str]:
    """The workbooks whose records are counted."""
    layouts = view.counts if counts is None else counts
    if not layouts:
        return []
    scope = question.scope if "scope" in view.narrowed_by else "total"
    block = question.block if "block" in view.narrowed_by else ""
    year = question.fiscal_year if "fiscal_year" in view.narrowed_by else None
    return pick_counted(question.ask(read_counted_workbooks), layouts, year, scope, block)


def define_indicators(table: pd.DataFrame, coded_by: Sequence[str]) -> dict[str, str]:
    """Name -> definition of the indicators that the rows are of (column `indicator`), else of
    those that the figure is coded by."""
    named = table["indicator"].unique() if "indicator" in table else coded_by
    kpis = [load_kpis()[indicator] for indicator in named]
    return {kpi.name: f"{kpi.definition}{kpi.remark}" for kpi in kpis}


# ------------------------------------------------------------------ how many have reported


def count_reported(key: str, values: "pd.Series[float]") -> str:
    """How many of the values are there: 4/4 段階報告."""
    return say_reported(key, int(values.notna().sum()), len(values))


def say_reported(key: str, reported: int, count: int) -> str:
    return REPORTED[key].format(reported=reported, count=count)


def reported(key: str, column: str) -> "partial[str]":
    """For a view: how many of its rows have a number."""
    return partial(_count_reported, key, column)


def _count_reported(key: str, column: str, frame: pd.DataFrame) -> str:
    return count_reported(key, frame[column])


def forums_reported(column: str, forum: str = "forum") -> "partial[str]":
    """For a view: of how many forums, whose ids stand in the column `forum`, there are numbers."""
    return partial(count_forums, column, forum)
