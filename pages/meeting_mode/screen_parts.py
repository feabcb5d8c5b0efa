"""Parts of 会議モード: one finding as it fills the screen, from the figure that a slide has."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

import widgets
from charts.theme import SCREEN, fill_place, mark_practice
from exports.deck.agenda import Request, build_figures
from exports.pictures.text_fit import measure_em
from exports.slides.slide import WORDS as SLIDE_WORDS
from pages.meeting_mode.words import WORDS
from store.database import log_version
from views import load_views
from views.model.figure import Figure, Table
from views.model.view import View
from widgets.holding.kept import keep_answers
from widgets.plain_text import plain
from words.figures import render_fiscal_year

STYLE = Path(__file__).with_name("meeting_mode.css")
#: Sizes of a table's type, in rem: the largest with which it fits on one screen is taken; with the
#: least of them it goes on on the next.
TYPES = (1.8, 1.5, 1.3, 1.15, 1.0)
#: What a table has of a screen, in rem; of that a line of type takes so many times its size, and
#: each row and each column so much beside their type.
TABLE_HEIGHT, TABLE_WIDTH, LINE, ROW, COLUMN = 22.5, 63.0, 1.35, 0.56, 1.2
#: Columns of no more signs are not wrapped.
SHORT = 8
#: Signs in a line of the finding, and what a further one and words below take, in px of a screen of
#: 1920 x 1080.
TITLE_SIGNS, TITLE_LINE, SAID_HEIGHT = 39, 58, 73
#: How the cells of some columns stand out, in Markdown.
EMPHASIS = {"value": "**{}**", "gap_text": ":orange[**{}**]", "now_text": "**{}**"}
#: Workbooks named under a chart; the others are counted.
MOST_SOURCES = 2


@dataclass(frozen=True, slots=True)
class Screen:
    """One screen, ready to be shown: a chart's specification, a table's rows of texts, or in words
    that there is nothing to show of the figure."""

    title: str
    narrowing: str
    as_of: str
    note: str = ""
    reach: str = ""
    source: str = ""
    spec: Mapping[str, Any] | None = None
    statement: str = ""
    headings: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    type_size: float = 1.0


def list_screens(view: View, request: Request, with_words: bool = False) -> list[Screen]:
    """The screens of an agenda's view, kept until data or records of meetings change; `with_words`:
    what was said of it stands below."""
    run = widgets.read_run()
    version = (run.store.root, run.version, log_version(run.store))
    return _list_screens(view.id, request, with_words, version)


@keep_answers(200)
def _list_screens(view: str, request: Request, with_words: bool, version: object) -> list[Screen]:
    [(_, figures)] = build_figures(widgets.open_store(), [load_views()[view]], request)
    return [screen for figure in figures for screen in compose_screens(figure, with_words)]


def compose_screens(figure: Figure, with_words: bool = False) -> list[Screen]:
    """A chart is one screen; a table as many as its rows need; a silent figure a statement."""
    year = "" if figure.fiscal_year is None else render_fiscal_year(figure.fiscal_year)
    facts: dict[str, Any] = {
        "title": figure.title,
        "narrowing": "・".join(part for part in (year, figure.scope_text) if part),
        "as_of": figure.as_of,
        "reach": _render_reach(figure),
        "source": _render_source(figure),
    }
    if figure.is_silent:
        return [Screen(**facts, statement=_state(figure))]
    if figure.spec is None:
        share = 1 - _measure_words(figure, with_words) / SCREEN.height
        return [Screen(**facts, **part) for part in _split_table(figure, share)]
    spec = {name: part for name, part in figure.spec.items() if name != "title"}
    spec = mark_practice(spec) if figure.is_practice else spec
    place = replace(SCREEN, height=SCREEN.height - _measure_words(figure, with_words))
    spec = fill_place(spec, place)
    subtitle = " ".join(figure.spec["title"].get("subtitle", []))
    return [Screen(**facts, note=subtitle, spec=widgets.pack_datasets(spec))]


def _state(figure: Figure) -> str:
    """What there is to say of a figure that shows nothing."""
    told = "\n".join(text for row in figure.table.rows for text in row)
    return told if figure.says_nothing else SLIDE_WORDS["not_reported_note"]


def _measure_words(figure: Figure, with_words: bool) -> int:
    """What further lines of the finding, and what was said, take of a screen."""
    lines = math.ceil(measure_em(figure.title) / TITLE_SIGNS)
    return TITLE_LINE * (lines - 1) + SAID_HEIGHT * with_words


def _split_table(figure: Figure, share: float) -> list[dict[str, Any]]:
    """`share`: what rows have of the usual height."""
    table = figure.table
    needed = {each: math.ceil(_measure(table, table.rows, each) / share) for each in TYPES}
    size = next(each for each in TYPES if needed[each] == needed[TYPES[-1]])
    is_spread = figure.matrix is not None
    looks = ["{}" if is_spread else EMPHASIS.get(name, "{}") for name in figure.columns]
    return [
        {
            "headings": tuple(map(plain, table.titles)),
            "type_size": size,
            "rows": tuple(tuple(map(_emphasise, looks, row)) for row in rows),
        }
        for rows in _split_rows(table, size, share)
    ]


def _split_rows(table: Table, size: float, share: float) -> list[list[Sequence[str]]]:
    """The rows in groups of about the same height that one screen takes each."""
    whole = _measure(table, table.rows, size)
    fair = whole / math.ceil(whole / share)
    groups: list[list[Sequence[str]]] = [[]]
    for row in table.rows:
        taken = _measure(table, [*groups[-1], row], size)
        if groups[-1] and (taken > share or _measure(table, groups[-1], size) >= fair):
            groups.append([])
        groups[-1].append(row)
    return groups


def _measure(table: Table, rows: Sequence[Sequence[str]], size: float) -> float:
    """The share of a screen's height that rows of a table take, its heading above them."""
    signs = (TABLE_WIDTH - COLUMN * len(table.titles)) / size
    lines = [math.ceil(sum(map(measure_em, row)) / signs) for row in (table.titles, *rows)]
    height = sum(max(1, count) * LINE * size + ROW for count in lines)
    return height / TABLE_HEIGHT


def _emphasise(look: str, text: str) -> str:
    """A cell's text, harmless, in its column's look."""
    return look.format(plain(text)) if text.strip() else ""


def _render_reach(figure: Figure) -> str:
    """How many have reported, and how it is counted."""
    definition = figure.definition and WORDS["definition"].format(text=figure.definition)
    return WORDS["between"].join(part for part in (figure.completeness, definition) if part)


def _render_source(figure: Figure) -> str:
    named, rest = figure.sources[:MOST_SOURCES], len(figure.sources) - MOST_SOURCES
    if not named:
        return ""
    more = WORDS["more_sources"].format(count=rest) if rest > 0 else ""
    return WORDS["source"].format(text="／".join(named), more=more)


# ------------------------------------------------------------------ on the screen


def use_large_type() -> None:
    """The sizes of a screen read from four metres; no menus."""
    st.html(STYLE)


def show(screen: Screen) -> None:
    """The chart or table, filling the screen, and in words how far it reaches."""
    if screen.note:
        st.caption(plain(screen.note))
    if screen.statement:
        with st.container(key="meeting_statement", vertical_alignment="center"):
            st.markdown(plain(screen.statement))
    elif screen.spec is not None:
        with st.container(key="meeting_chart"):
            st.vega_lite_chart(dict(screen.spec), theme=None, alt=screen.title, width="content")
    else:
        st.html(_style_table(screen))
        with st.container(key="meeting_table"):
            rows = pd.DataFrame(list(screen.rows), columns=list(screen.headings))
            st.table(rows, hide_index=True, alt=screen.title)
    below = (plain(line) for line in (screen.reach, screen.source) if line)
    st.caption(WORDS["between"].join(below))


def _style_table(screen: Screen) -> str:
    """The size of its type; short texts on one line."""
    cells = [*zip(*screen.rows, strict=True)]
    short = [max(map(measure_em, column)) <= SHORT for column in cells]
    places = ", ".join(f":nth-child({n})" for n, is_short in enumerate(short, 1) if is_short)
    whole = f":is(td, th):is({places}) * {{white-space: nowrap}}" if places else ""
    return f"<style>.st-key-meeting_table {{--type: {screen.type_size}rem; {whole}}}</style>"


def show_stamp(screen: Screen) -> None:
    """Up to when the figures reach: always in sight."""
    with st.container(key="meeting_stamp", width="stretch"):
        st.markdown(WORDS["as_of"].format(text=plain(screen.as_of)))
