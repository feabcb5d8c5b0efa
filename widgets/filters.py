"""The filters that all pages share, and choices of a page's own; each is kept in the URL."""

from collections.abc import Hashable, Mapping
from contextlib import nullcontext
from dataclasses import replace
from typing import Any, Literal

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from metrics.query import read_years
from store.database import Database
from store.release import State, choose_state, is_switched_on
from widgets.data_shown import ALL_BLOCKS, BLOCK, LATEST, SCOPE, STATE, YEAR
from widgets.links import read_id
from widgets.page_facts import PageFacts
from widgets.run import Run
from words import Words, terms
from words.figures import render_fiscal_year

Labels = Literal["visible", "collapsed"]
#: A fiscal year's first month.
APRIL = 4
#: The session key of whether 速報 counts on a meeting's pages.
WITH_PRELIMINARY = "with_preliminary"
#: The sections whose pages show figures.
_OF_FIGURES = ("", "activities")
WORDS = Words(
    ja={
        "fiscal_year": "年度",
        "latest": "最新",
        "scope": "範囲",
        "block": "ブロック",
        "state": "速報・確定",
        "with_preliminary": "速報を含める",
        "with_preliminary_help": "切ってあるときは、事務局が確定にした取込だけの数値です。",
        "block_help": "画面を1つのブロック（地方フォーラム）に絞ります。"
        "範囲が「全国」のときは使えません。",
    }
)


def choose_filters(run: Run) -> DeltaGenerator:
    """Year, scope and block, as far as they change the page; in a page's head without labels, which
    their words make needless and whose line is better spent on figures. Returns where
    `keep_filters` puts the others."""
    facts, labels = run.facts, _choose_labels(run.facts)
    unused = st.container(key="unused_filters")
    with nullcontext() if facts.holding else unused:  # whatever the page, it has a year
        choose_option(YEAR, WORDS["fiscal_year"], _name_years(run), labels)
    if facts.with_scope:
        _choose_scope(labels)
    if facts.with_block:
        # a national body is of no block
        _choose_block(facts.with_scope and st.session_state[SCOPE] == "national", labels)
    _choose_state(facts, labels)
    return unused


def keep_filters(run: Run, unused: DeltaGenerator) -> None:
    """The filters that change nothing on a page, where nobody sees them (screen.css) and when all
    that is seen is drawn: Streamlit forgets the value of any that is not there."""
    labels = _choose_labels(run.facts)
    with unused:
        if not run.facts.with_scope:
            _choose_scope(labels)
        if not run.facts.with_block:
            _choose_block(False, labels)


def _choose_labels(facts: PageFacts) -> Labels:
    return "visible" if facts.has_bar else "collapsed"


def _choose_scope(labels: Labels) -> None:
    choose_option(SCOPE, WORDS["scope"], terms.SCOPES, labels)


def _choose_block(is_disabled: bool, labels: Labels) -> None:
    if asked := read_id(BLOCK, terms.BLOCKS):
        st.session_state[BLOCK] = asked
    st.selectbox(
        WORDS["block"],
        list(terms.BLOCKS),
        format_func=terms.BLOCKS.__getitem__,
        key=BLOCK,
        bind="query-params",
        disabled=is_disabled,
        help=WORDS["block_help"],
        label_visibility=labels,
        width=150 if labels == "collapsed" else "stretch",
    )


def _choose_state(facts: PageFacts, labels: Labels) -> None:
    """Where 速報 is told from 確定: both or 確定 alone; for a meeting 確定, or 速報 with it."""
    if not is_switched_on():
        return
    if asked := read_id(STATE, terms.RELEASE_STATES):
        st.session_state[STATE] = asked
        st.session_state[WITH_PRELIMINARY] = asked == "all"
        del st.query_params[STATE]  # taken: it must not outlast another choice
    if facts.section in _OF_FIGURES:
        st.segmented_control(
            WORDS["state"],
            list(terms.RELEASE_STATES),
            default="all",
            required=True,
            format_func=terms.RELEASE_STATES.__getitem__,
            key=STATE,
            persist_state="session",
            label_visibility=labels,
        )
    elif facts.section == "meeting":
        st.toggle(
            WORDS["with_preliminary"],
            key=WITH_PRELIMINARY,
            help=WORDS["with_preliminary_help"],
            persist_state="session",
        )


def _read_state(facts: PageFacts) -> State:
    """Which loads count on a page; where loads are worked on all do, and nothing is said."""
    if facts.section == "meeting":
        return choose_state(bool(st.session_state.get(WITH_PRELIMINARY)))
    if facts.section in _OF_FIGURES:
        return choose_state(st.session_state.get(STATE) != "confirmed")
    return ""


def narrow(run: Run) -> Run:
    """The run as the filters stand and its page understands them: a year for "latest", a scope
    that it has."""
    facts, chosen = run.facts, st.session_state[YEAR]
    scope = st.session_state[SCOPE] if facts.with_scope else "total"
    block = st.session_state[BLOCK] if facts.with_block and scope != "national" else ALL_BLOCKS
    year = _find_latest_year(run) if chosen == LATEST else int(chosen)
    return replace(
        run,
        fiscal_year=year,
        scope=scope,
        block="" if block == ALL_BLOCKS else block,
        state=_read_state(facts),
    )


def _find_latest_year(run: Run) -> int:
    holding, years = run.facts.holding, run.fetch(_list_years)
    held = [year for year in years if not holding or year[holding]]
    known = [int(year["fiscal_year"]) for year in held or years]
    return max(known, default=run.day.year - (run.day.month < APRIL))  # all was taken back


def _list_years(database: Database) -> list[dict[Hashable, Any]]:
    """The years with what they hold; as plain rows, which every run looks through."""
    return read_years(database).to_dict("records")


def _name_years(run: Run) -> dict[str, str]:
    years = [year["fiscal_year"] for year in run.fetch(_list_years)]
    return {LATEST: WORDS["latest"], **{str(year): render_fiscal_year(year) for year in years}}


def choose_option(
    key: str,
    label: str,
    options: Mapping[str, str],
    labels: Labels = "visible",
) -> str:
    """One of a few named options, kept in the URL."""
    if asked := read_id(key, options):
        st.session_state[key] = asked
    return st.segmented_control(
        label,
        list(options),
        default=next(iter(options)),
        required=True,
        format_func=options.__getitem__,
        key=key,
        bind="query-params",
        label_visibility=labels,
    )


def choose_from_list(key: str, label: str, options: Mapping[str, str], width: int = 220) -> str:
    """One of many named options, kept in the URL. What other filters no longer leave among
    the options is given up for the first of them."""
    first = next(iter(options))
    if st.session_state.get(key, first) not in options:
        st.session_state[key] = first
    return st.selectbox(
        label,
        list(options),
        format_func=options.__getitem__,
        key=key,
        bind="query-params",
        width=width,
    )


def choose_several(key: str, label: str, options: Mapping[str, str]) -> list[str]:
    """Any number of named options, kept in the URL; none chosen: all."""
    chosen = st.pills(
        label,
        list(options),
        selection_mode="multi",
        format_func=options.__getitem__,
        key=key,
        bind="query-params",
        width="content",
    )
    return list(chosen) or list(options)
