"""The filters that all pages share, and choices of a page's own; each is kept in the URL."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import streamlit as st

import texts
from metrics.query import read_years
from store.database import Database
from texts import SCREEN_TEXTS as WORDS
from widgets.data_shown import ALL_BLOCKS, BLOCK, LATEST, SCOPE
from widgets.page_facts import PAGES, PageFacts
from widgets.store_shown import fetch
from words import terms
from words.figures import render_fiscal_year

Labels = Literal["visible", "collapsed"]


@dataclass(frozen=True, slots=True)
class Filters:
    """What the screen is narrowed to. `fiscal_year` is already resolved, never "latest";
    `block`: a block's id, "" for all of them."""

    fiscal_year: int
    scope: str
    block: str = ""

    @property
    def year_text(self) -> str:
        return render_fiscal_year(self.fiscal_year)

    @property
    def scope_text(self) -> str:
        return terms.SCOPES[self.scope]

    @property
    def block_text(self) -> str:
        """The block's name, "" for all of them."""
        return terms.BLOCKS[self.block] if self.block else ""


def choose_filters(facts: PageFacts) -> None:
    """Year, scope and block; in a page's head without labels, which their words make needless
    and whose line is better spent on figures."""
    labels: Labels = "visible" if facts.has_bar else "collapsed"
    choose_option("fiscal_year", WORDS["fiscal_year"], _name_years(), bool(facts.holding), labels)
    choose_option(SCOPE, WORDS["scope"], terms.SCOPES, facts.with_scope, labels)
    _choose_block(facts, labels)


def resolve_filters(page: str) -> Filters:
    """The filters as the page understands them: a year for "latest", a scope it has."""
    facts = PAGES[page]
    scope = st.session_state[SCOPE] if facts.with_scope else "total"
    block = st.session_state[BLOCK] if facts.with_block and scope != "national" else ALL_BLOCKS
    chosen = st.session_state["fiscal_year"]
    year = _find_latest_year(facts) if chosen == LATEST else int(chosen)
    return Filters(year, scope, "" if block == ALL_BLOCKS else block)


def _choose_block(facts: PageFacts, labels: Labels) -> None:
    """One of the ten blocks or all; a national body is of none."""
    is_national = facts.with_scope and st.session_state[SCOPE] == "national"
    st.selectbox(
        WORDS["block"],
        list(terms.BLOCKS),
        format_func=terms.BLOCKS.__getitem__,
        key=BLOCK,
        bind="query-params",
        disabled=not facts.with_block or is_national,
        help=texts.BLOCK_NOTES["help"],
        label_visibility=labels,
        width=150 if labels == "collapsed" else "stretch",
    )


def _find_latest_year(facts: PageFacts) -> int:
    years = fetch(_list_years)
    held = [year for year in years if not facts.holding or year[facts.holding]]
    return int(max(year["fiscal_year"] for year in held or years))


def _list_years(database: Database) -> list[dict[Hashable, Any]]:
    """The years with what they hold; as plain rows, which every run looks through."""
    return read_years(database).to_dict("records")


def _name_years() -> dict[str, str]:
    years = [year["fiscal_year"] for year in fetch(_list_years)]
    names = {str(year): render_fiscal_year(year) for year in years}
    return {LATEST: WORDS["fiscal_year_latest"], **names}


def choose_option(
    key: str,
    label: str,
    options: Mapping[str, str],
    is_used: bool = True,
    labels: Labels = "visible",
) -> str:
    """One of a few named options, kept in the URL."""
    return st.segmented_control(
        label,
        list(options),
        default=next(iter(options)),
        required=True,
        format_func=options.__getitem__,
        key=key,
        bind="query-params",
        disabled=not is_used,
        label_visibility=labels,
    )


def choose_from_list(key: str, label: str, options: dict[str, str], width: int = 220) -> str:
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


def choose_several(key: str, label: str, options: dict[str, str]) -> list[str]:
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
