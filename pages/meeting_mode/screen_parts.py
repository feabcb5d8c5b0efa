"""Parts of 会議モード: one finding as it fills the screen, from the figure that a slide has."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

import widgets
from charts.theme import SCREEN, fit_to_place, mark_practice
from exports.deck.agenda import Request, build_figures
from exports.slides.slide import WORDS as SLIDE_WORDS
from pages.meeting_mode.words import WORDS
from store.log.activity import log_version
from views import load_views
from views.model.figure import Figure
from views.model.view import View
from widgets.holding.kept import keep_answers
from widgets.plain_text import plain
from words.figures import render_fiscal_year

STYLE = Path(__file__).with_name("meeting_mode.css")
#: Lines of a table that stand on one screen, and the full-width signs that one takes; what is
#: longer follows on the next screen.
MOST_LINES, LINE_LENGTH = 10, 52
#: How the cells of some columns stand out, in Markdown.
EMPHASIS = {"value": "**{}**", "gap_text": ":orange[**{}**]", "now_text": "**{}**"}
#: Workbooks named under a chart; the others are counted.
MOST_SOURCES = 2


@dataclass(frozen=True, slots=True)
class Screen:
    """One screen, ready to be shown: a chart's specification or a table's rows of texts."""

    title: str
    narrowing: str
    as_of: str
    note: str = ""
    reach: str = ""
    source: str = ""
    spec: Mapping[str, Any] | None = None
    headings: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = field(default=())
    is_silent: bool = False


def list_screens(view: View, request: Request) -> list[Screen]:
    """The screens of an agenda's view, kept until data or records of meetings change."""
    run = widgets.read_run()
    version = (run.store.root, run.version, log_version(run.store))
    return _list_screens(view.id, request, version)


@keep_answers(200)
def _list_screens(view: str, request: Request, version: object) -> list[Screen]:
    [(_, figures)] = build_figures(widgets.open_store(), [load_views()[view]], request)
    return [screen for figure in figures for screen in compose_screens(figure)]


def compose_screens(figure: Figure) -> list[Screen]:
    """A chart is one screen; a table as many as its rows need."""
    year = "" if figure.fiscal_year is None else render_fiscal_year(figure.fiscal_year)
    facts: dict[str, Any] = {
        "title": figure.title,
        "narrowing": "・".join(part for part in (year, figure.scope_text) if part),
        "as_of": figure.as_of,
        "reach": _render_reach(figure),
        "source": _render_source(figure),
        "is_silent": figure.is_silent,
    }
    if figure.spec is None:
        return [Screen(**facts, **part) for part in _split_table(figure)]
    spec = {name: part for name, part in figure.spec.items() if name != "title"}
    spec = fit_to_place(mark_practice(spec) if figure.is_practice else spec, SCREEN)
    subtitle = " ".join(figure.spec["title"].get("subtitle", []))
    return [Screen(**facts, note=subtitle, spec=widgets.pack_datasets(spec))]


def _split_table(figure: Figure) -> list[dict[str, Any]]:
    table = figure.table
    headings = tuple(map(plain, table.titles))
    note = SLIDE_WORDS["not_reported_note"] if not figure.has_data else ""
    is_spread = figure.matrix is not None
    looks = ["{}" if is_spread else EMPHASIS.get(name, "{}") for name in figure.columns]
    return [
        {
            "headings": headings,
            "note": note,
            "rows": tuple(tuple(map(_emphasise, looks, row)) for row in rows),
        }
        for rows in _split_rows(table.rows)
    ]


def _split_rows(rows: Sequence[Sequence[str]]) -> list[list[Sequence[str]]]:
    """The rows in groups that one screen takes each; at least one group."""
    groups: list[list[Sequence[str]]] = [[]]
    used = 0
    for row in rows:
        lines = max(1, math.ceil(sum(map(len, row)) / LINE_LENGTH))
        if groups[-1] and used + lines > MOST_LINES:
            groups.append([])
            used = 0
        groups[-1].append(row)
        used += lines
    return groups


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
    if screen.spec is not None:
        with st.container(key="meeting_chart"):
            st.vega_lite_chart(dict(screen.spec), theme=None, alt=screen.title, width="content")
    else:
        with st.container(key="meeting_table"):
            rows = pd.DataFrame(list(screen.rows), columns=list(screen.headings))
            st.table(rows, hide_index=True, alt=screen.title)
    st.caption("  \n".join(plain(line) for line in (screen.reach, screen.source) if line))


def show_stamp(screen: Screen) -> None:
    """Up to when the figures reach: always in sight."""
    with st.container(key="meeting_stamp", width="stretch"):
        st.markdown(WORDS["as_of"].format(text=plain(screen.as_of)))
