"""Streamlit parts that the pages share: the store, filters, heads, cards, charts, sources.

Text that comes from a cell of a workbook is never rendered as Markdown or HTML: it goes
through `escape_markdown`, `st.text` or a table.
"""

import inspect
import logging
import pickle
import re
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, partial
from pathlib import Path
from typing import Any, Concatenate, Literal, ParamSpec, TypeVar
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

import altair as alt
import pandas as pd
import pyarrow as pa  # type: ignore[import-untyped]
import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.navigation.page import StreamlitPage

import texts
from charts.theme import mark_chosen, mark_practice
from exports.agenda import MEETING, load_agendas
from loaders.load import ensure_plan_loaded
from loaders.practice import ensure_practice_loaded
from metrics.data_state import DataState, read_data_state
from metrics.definitions import Definition
from metrics.query import read_years
from metrics.reconciliation import Card
from metrics.status import render_status_rule
from metrics.trace import encode_figure
from store.activity import activity_version
from store.database import (
    Database,
    data_version,
    find_practice_root,
    find_root,
    is_practice_root,
    open_database,
)
from store.errors import StoreError
from store.moments import end_of_day
from store.parked import count_open
from texts import SCREEN_TEXTS as WORDS

LOGGER = logging.getLogger(__name__)

P = ParamSpec("P")
Answer = TypeVar("Answer")
Labels = Literal["visible", "collapsed"]


@dataclass(frozen=True, slots=True)
class PageFacts:
    """`holding`: what a year must hold for the page to open on it ("": all years alike);
    `with_scope`, `with_block`: whether the scope or the block changes what the page shows;
    `section`: the menu it is under ("": it stands in the bar itself); `has_bar`: whether the
    page has all controls in one bar at the bottom (`open_bar`) and nothing above it."""

    icon: str
    holding: str = ""
    with_scope: bool = False
    with_block: bool = False
    section: str = ""
    has_bar: bool = False


#: Every page in the menu's order.
PAGES = {
    "kpi": PageFacts(":material/flag:", "has_results", with_scope=True),
    "matchings": PageFacts(":material/handshake:", "has_results", with_scope=True, with_block=True),
    "trends": PageFacts(":material/timeline:", with_scope=True),
    "members": PageFacts(":material/groups:", "has_results", with_block=True),
    "blocks": PageFacts(":material/map:", "has_event_plans", with_block=True, section="activities"),
    "schedule": PageFacts(
        ":material/calendar_month:", "has_event_plans", with_block=True, section="activities"
    ),
    "citizens": PageFacts(
        ":material/diversity_3:",
        "has_results",
        with_scope=True,
        with_block=True,
        section="activities",
    ),
    "platform": PageFacts(":material/search:", with_block=True, section="activities"),
    "national": PageFacts(":material/public:", "has_national_plans", section="activities"),
    "reconciliation": PageFacts(":material/balance:", "has_results"),
    "definitions": PageFacts(":material/menu_book:"),
    "upload": PageFacts(":material/upload_file:", section="submitting"),
    "submissions": PageFacts(":material/checklist:", "has_results", section="submitting"),
    "parked": PageFacts(":material/pending_actions:", section="submitting"),
    "history": PageFacts(":material/history:", section="submitting"),
    "trace": PageFacts(":material/travel_explore:", section="submitting"),
    "titles": PageFacts(":material/link:", section="submitting"),
    "meeting_mode": PageFacts(
        ":material/present_to_all:", "has_results", with_scope=True, section="meeting", has_bar=True
    ),
    "deck": PageFacts(":material/slideshow:", "has_results", with_scope=True, section="meeting"),
    "meetings": PageFacts(":material/ac_unit:", section="meeting"),
}
#: An arch bridge. A Material icon here would be fetched from the outside for the browser's tab.
PAGE_ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">'
    '<rect width="32" height="32" rx="6" fill="#1B4F8A"/>'
    '<path d="M4 22h24M4 26h24M6 22a10 10 0 0 1 20 0M11 22v-8M16 22V12M21 22v-8"'
    ' stroke="#fff" stroke-width="2" fill="none"/></svg>'
)
#: The data's version while a run of the app is under way in this thread, else None.
VERSION: ContextVar[int | None] = ContextVar("version", default=None)
#: The store of that run: which of the two it is can't change before the next one.
STORE: ContextVar[Database | None] = ContextVar("store", default=None)
#: The bar of a page that has one, while that page runs.
BAR: ContextVar[DeltaGenerator | None] = ContextVar("bar", default=None)
#: A table of no more rows is shown whole; a longer one scrolls.
WHOLE_ROWS = 15
LATEST, AS_OF = "latest", "as_of"
#: The session keys of what all pages are narrowed to beside the year and the day.
SCOPE, BLOCK, ALL_BLOCKS = "scope", "block", "all"
#: The session key of the page that a click on a chart asked for.
GO_TO = "go_to"
#: The switch's session key, and how the URL says that it is on: ?data=practice.
PRACTICE, DATA_PARAMETER, PRACTICE_VALUE = "practice", "data", "practice"
TOKYO = ZoneInfo("Asia/Tokyo")

#: How a status looks; the icon carries it where colour does not.
BADGES: dict[str, tuple[str, Literal["blue", "orange", "gray"]]] = {
    "met": (":material/check_circle:", "blue"),
    "nearly": (":material/trending_up:", "orange"),
    "short": (":material/flag:", "orange"),
    "not_started": (":material/radio_button_unchecked:", "orange"),
    "no_target": (":material/remove:", "gray"),
    "not_reported": (":material/help:", "gray"),
}


@dataclass(frozen=True, slots=True)
class Filters:
    """What the screen is narrowed to. `fiscal_year` is already resolved, never "latest";
    `block`: a block's id, "" for all of them."""

    fiscal_year: int
    scope: str
    block: str = ""

    @property
    def year_text(self) -> str:
        return texts.render_fiscal_year(self.fiscal_year)

    @property
    def scope_text(self) -> str:
        return texts.SCOPE_TEXTS[self.scope]

    @property
    def block_text(self) -> str:
        """The block's name, "" for all of them."""
        return texts.BLOCK_TEXTS[self.block] if self.block else ""


@dataclass(frozen=True, slots=True)
class Drill:
    """What a click on a chart's mark does: `field` is the column of the mark's row that is
    taken, `values` say what it means (nothing else is taken), and that becomes the value of
    the control `widget`, of this page or of the one named by `page`, which then opens."""

    field: str
    values: Mapping[str, str]
    widget: str
    page: str = ""


# ------------------------------------------------------------------ the app


def run_app() -> None:
    """Offer the pages, the filters that all share, and run the page that the URL names."""
    st.set_page_config(
        page_title=texts.PRACTICE_TEXTS["tab" if read_switch() else "tab_real"],
        page_icon=PAGE_ICON,
        layout="wide",
        initial_sidebar_state="collapsed",
    )
    pages = {
        st.Page(
            f"pages/{name}.py",
            title=texts.PAGE_TEXTS[name],
            icon=facts.icon,
            help=texts.PAGE_HELP_TEXTS[name],
        ): name
        for name, facts in PAGES.items()
    }
    page = st.navigation(_group_pages(pages), position="top")
    controls = _lay_out_controls(PAGES[pages[page]])
    _choose_data(controls)
    require_store()
    with _one_version():
        _choose_as_of(controls)
        require_data()
        _show_head(pages[page], controls)
        _run_page(page, pages[page])


def _run_page(page: StreamlitPage, name: str) -> None:
    """Run a page; a mistake of ours ends in a Japanese message and in the console's log.

    Streamlit's own stops and reruns are no `Exception` and pass.
    """
    try:
        page.run()
    except Exception:
        moment = datetime.now(TOKYO)
        LOGGER.exception("page %s failed", name)
        title = WORDS["page_failed"].format(page=texts.PAGE_TEXTS[name])
        st.title(title, anchor=False)
        st.error(WORDS["page_failed_help"].format(moment=f"{moment:%Y-%m-%d %H:%M:%S}"))


def _lay_out_controls(facts: PageFacts) -> DeltaGenerator:
    """Where the switch and the day are chosen: in the sidebar, or in the page's own bar."""
    if not facts.has_bar:
        BAR.set(None)
        return st.sidebar
    bar = st.bottom.container(horizontal=True, vertical_alignment="center", key="bar")
    BAR.set(bar)
    return bar.popover(WORDS["filters"], icon=":material/tune:", key="filters")


def open_bar() -> DeltaGenerator:
    """The bar of a page that has one (`PageFacts.has_bar`)."""
    bar = BAR.get()
    assert bar is not None
    return bar


@contextmanager
def _one_version() -> Iterator[None]:
    """A run asks for the data's version once, and every figure on the page is of it.

    Only while the page runs: what a callback or another run asks is asked anew.
    """
    database = open_store()
    store, version = STORE.set(database), VERSION.set(data_version(database))
    try:
        yield
    finally:
        VERSION.reset(version)
        STORE.reset(store)


def _group_pages(pages: dict[st.Page, str]) -> dict[str, list[st.Page]]:
    """The menu's sections with their pages."""
    groups: dict[str, list[st.Page]] = {}
    for page, name in pages.items():
        section = PAGES[name].section
        heading = texts.MENU_TEXTS[section] if section else ""
        groups.setdefault(heading, []).append(page)
    return groups


def ensure_navigation() -> None:
    """Run the whole app when Streamlit has started a page file by itself.

    It does so for the first URL of a process that names a page, as the folder is called
    pages/ (its older way to find pages); from `st.navigation` on it no longer does.
    """
    if VERSION.get() is None:
        run_app()
        st.stop()


# ------------------------------------------------------------------ the store


def open_store() -> Database:
    """The database of what is shown: the real figures', or the practice data's."""
    if (store := STORE.get()) is not None:
        return store
    return _open_practice(find_practice_root()) if read_switch() else _open_real(find_root())


@st.cache_resource(show_spinner=False)
def _open_real(root: Path) -> Database:
    """The one real database of this process, at the first start filled with the plan's figures."""
    database = open_database(root)
    ensure_plan_loaded(database)
    return database


@st.cache_resource(show_spinner=texts.PRACTICE_TEXTS["loading"])
def _open_practice(root: Path) -> Database:
    """The one practice database of this process, filled when it is first asked for."""
    database = open_database(root)
    ensure_practice_loaded(database)
    return database


def fetch(
    reader: Callable[Concatenate[Database, P], Answer], *args: P.args, **kwargs: P.kwargs
) -> Answer:
    """A reader's answer from the store as of the day chosen, kept until a batch is accepted."""
    as_of = read_as_of()
    if as_of and _takes_as_of(reader):
        kwargs.setdefault("as_of", as_of)
    store = open_store()
    version = VERSION.get() or data_version(store)
    name = f"{reader.__module__}.{reader.__qualname__}"
    asked = pickle.dumps((name, str(store.root), version, args, kwargs))
    answer: Answer = _fetch(asked, partial(reader, store, *args, **kwargs))
    return answer


@cache
def _takes_as_of(reader: Callable[..., object]) -> bool:
    return "as_of" in inspect.signature(reader).parameters


@st.cache_data(max_entries=500, show_spinner=False)
def _fetch(asked: bytes, _answer: Callable[[], Any]) -> Any:
    """`asked` tells questions apart: all of one in bytes, which Streamlit hashes far sooner than
    its parts. Two spellings of one question only cost a second answer."""
    return _answer()


def require_store() -> None:
    """Stop with what is to be done when the store can't be opened."""
    try:
        open_store()
    except StoreError as error:
        st.title(WORDS["no_store_title"], anchor=False)
        st.error(texts.STORE_ERRORS[error.code])
        st.stop()


def require_data() -> None:
    """Stop with a plain message while nothing has been loaded."""
    if not fetch(read_data_state).version:
        key = "as_of_nothing" if read_as_of() else "no_data_title"
        st.title((WORDS | texts.UPLOAD_TEXTS)[key], anchor=False)
        st.info(WORDS["no_data"])
        st.stop()


# ------------------------------------------------------------------ practice data


def read_switch() -> bool:
    """Whether the switch 演習データ is on; before it was ever drawn, as the URL says."""
    asked = st.query_params.get(DATA_PARAMETER) == PRACTICE_VALUE
    return bool(st.session_state.get(PRACTICE, asked))


def is_practice() -> bool:
    """Whether the figures shown are the invented ones; whatever leaves the app must say so."""
    return is_practice_root(open_store().root)


def _choose_data(controls: DeltaGenerator) -> None:
    """The switch and its place in the URL; while it is on, every page says so at its top."""
    st.session_state.setdefault(PRACTICE, read_switch())
    with controls:
        st.toggle(
            texts.PRACTICE_TEXTS["switch"],
            key=PRACTICE,
            help=texts.PRACTICE_TEXTS["help"],
            on_change=_start_over,
        )
    if not read_switch():
        st.query_params.pop(DATA_PARAMETER, None)
        return
    # Streamlit drops a parameter of no widget's at every change of page.
    st.query_params[DATA_PARAMETER] = PRACTICE_VALUE
    with st.container(horizontal=True, vertical_alignment="center"):
        st.warning(texts.PRACTICE_TEXTS["banner"], icon=":material/science:")
        st.button(texts.PRACTICE_TEXTS["leave"], key="leave_practice", on_click=_leave_practice)


def _leave_practice() -> None:
    st.session_state[PRACTICE] = False
    _start_over()


def _start_over() -> None:
    """Nothing chosen or brought for the one data set is taken along into the other."""
    for key in set(map(str, st.session_state)) - {PRACTICE, AS_OF, SCOPE, BLOCK}:
        del st.session_state[key]
    st.session_state["fiscal_year"] = LATEST


# ------------------------------------------------------------------ as of a day


def read_as_of() -> datetime | None:
    """The moment that the pages show, or None for now; only in a running app."""
    day = st.session_state.get(AS_OF)
    return end_of_day(day) if isinstance(day, date) else None


def read_day() -> date:
    """The day at which the pages stand: the one chosen, or today in Japan."""
    day = st.session_state.get(AS_OF)
    return day if isinstance(day, date) else datetime.now(TOKYO).date()


def _choose_as_of(controls: DeltaGenerator) -> None:
    """The day at whose end the pages stand, also in the URL; told above every page."""
    with controls:
        st.date_input(
            texts.UPLOAD_TEXTS["as_of_day"],
            value=None,
            key=AS_OF,
            bind="query-params",
            help=texts.UPLOAD_TEXTS["as_of_help"],
        )
        st.caption(texts.UPLOAD_TEXTS["as_of_help"])
    if (moment := read_as_of()) is not None:
        day = render_moment(moment).partition(" ")[0]
        with st.container(horizontal=True, vertical_alignment="center"):
            st.warning(texts.UPLOAD_TEXTS["as_of_shown"].format(day=day), icon=":material/event:")
            st.button(texts.UPLOAD_TEXTS["as_of_latest"], key="as_of_now", on_click=_leave_as_of)


def _leave_as_of() -> None:
    st.session_state[AS_OF] = None


# ------------------------------------------------------------------ filters and heads


def open_page(page: str) -> Filters:
    """What the page is narrowed to; the filters themselves stand in the app's head."""
    ensure_navigation()
    if target := st.session_state.pop(GO_TO, ""):
        st.switch_page(f"pages/{target}.py", query_params=_address_shown())
    return _resolve_filters(page)


def _show_head(page: str, controls: DeltaGenerator) -> None:
    """The page's name and what it shows at the left, the shared filters at the right.

    They are the same widgets on every page (else their values were lost between pages); one
    that changes nothing on a page is shown switched off.
    """
    facts = PAGES[page]
    if facts.has_bar:
        with controls:
            _choose_filters(facts)
        return
    head = st.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"
    )
    with head.container(width="content"):
        name = st.empty()
    with head.container(horizontal=True, width="content", vertical_alignment="center"):
        _choose_filters(facts)
        _offer_meeting_mode(page)
    filters = _resolve_filters(page)
    shown = [filters.year_text] * bool(facts.holding) + [filters.scope_text] * facts.with_scope
    if filters.block:
        shown.append(texts.BLOCK_NOTES["named"].format(block=filters.block_text))
    name.markdown(f"**{texts.PAGE_TEXTS[page]}**　{'・'.join(shown)}")


def _choose_filters(facts: PageFacts) -> None:
    """Year, scope and block; in a page's head without labels, which their words make needless
    and whose line is better spent on figures."""
    labels: Labels = "visible" if facts.has_bar else "collapsed"
    choose_option("fiscal_year", _name_years(), bool(facts.holding), labels)
    choose_option(SCOPE, texts.SCOPE_TEXTS, facts.with_scope, labels)
    _choose_block(facts, labels)


def _offer_meeting_mode(page: str) -> None:
    """Over to the page's first figure on the meeting's screen."""
    item = next((each.id for each in load_agendas()[MEETING].items if each.page == page), "")
    if item:
        link_page("meeting_mode", WORDS["meeting_mode"], PAGES["meeting_mode"].icon, {"item": item})


def link_page(page: str, label: str, icon: str, parameters: dict[str, str] | None = None) -> None:
    """A link to another page of the same data set."""
    kept = {DATA_PARAMETER: PRACTICE_VALUE} if read_switch() else {}
    st.page_link(
        f"pages/{page}.py", label=label, icon=icon, query_params={**(parameters or {}), **kept}
    )


def _resolve_filters(page: str) -> Filters:
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
        list(texts.BLOCK_TEXTS),
        format_func=texts.BLOCK_TEXTS.__getitem__,
        key=BLOCK,
        bind="query-params",
        disabled=not facts.with_block or is_national,
        help=texts.BLOCK_NOTES["help"],
        label_visibility=labels,
        width=150,
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
    names = {str(year): texts.render_fiscal_year(year) for year in years}
    return {LATEST: WORDS["fiscal_year_latest"], **names}


def choose_option(
    key: str, options: dict[str, str], is_used: bool = True, labels: Labels = "visible"
) -> str:
    """One of a few named options, kept in the URL; `key` also names its label."""
    return st.segmented_control(
        WORDS[key],
        list(options),
        default=next(iter(options)),
        required=True,
        format_func=options.__getitem__,
        key=key,
        bind="query-params",
        disabled=not is_used,
        label_visibility=labels,
    )


def choose_from_list(key: str, options: dict[str, str]) -> str:
    """One of many named options, kept in the URL."""
    return st.selectbox(
        WORDS[key],
        list(options),
        format_func=options.__getitem__,
        key=key,
        bind="query-params",
        width=320,
    )


def choose_several(key: str, options: dict[str, str]) -> list[str]:
    """Any number of named options, kept in the URL; none chosen: all."""
    chosen = st.pills(
        WORDS[key],
        list(options),
        selection_mode="multi",
        format_func=options.__getitem__,
        key=key,
        bind="query-params",
        width="content",
    )
    return list(chosen) or list(options)


def require_rows(frame: pd.DataFrame, filters: Filters, subject: str) -> None:
    """Stop with "not reported, which is not zero" when the year has nothing to show."""
    if frame.empty:
        message = WORDS["nothing_for_year"].format(fiscal_year=filters.year_text, subject=subject)
        st.title(message, anchor=False)
        show_as_of()
        st.stop()


# ------------------------------------------------------------------ figures


def show_cards(figures: pd.DataFrame, column_count: int = 6, min_width: int = 180) -> None:
    """One card an indicator: the figure, its target, the gap, the status, its cell."""
    rows = figures[(figures["part_of"] == "") | figures["is_outcome"]].to_dict("records")
    with st.grid(column_count, min_column_width=min_width, gap="small"):
        for row in rows:
            with st.container(border=True, gap="xsmall", height="stretch"):
                _show_card(row)


def _show_card(row: dict[Any, Any]) -> None:
    st.markdown(row["name"])
    st.metric(row["name"], row["value_text"], label_visibility="collapsed")
    icon, color = BADGES[row["status"]]
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        st.badge(row["status_label"], icon=icon, color=color)
        if row["gap_text"]:
            st.markdown(f":orange[**{row['gap_text']}**]")
    st.markdown(f"{WORDS['target']} {row['target_text']}")
    if row.get("pace_text"):
        st.markdown(row["pace_text"])
    st.caption(
        f"{WORDS['last_year']} {row['previous_text']}  \n"
        f"{WORDS['next_year_target']} {row['next_target_text']}"
    )
    if row.get("completeness_text"):
        st.caption(row["completeness_text"])
    show_cell(row)
    show_code(encode_figure(row["indicator"], row["scope"], row["fiscal_year"]))


def show_big_figures(figures: dict[str, str], span: pd.DataFrame, code: str = "") -> None:
    """A few big figures side by side, each a key of its label and its text; `code` is that of
    the one figure which they all come from."""
    with st.grid(len(figures), min_column_width=330):
        for key, value in figures.items():
            with st.container(border=True, gap="xsmall", height="stretch"):
                st.metric(WORDS[key], value)
                show_cell(span.iloc[0])
    if code:
        show_code(code)


def show_metrics(figures: dict[str, str]) -> None:
    """The same without a cell: figures counted from many records."""
    with st.grid(max(len(figures), 1), min_column_width=330):
        for key, value in figures.items():
            with st.container(border=True, gap="xsmall", height="stretch"):
                st.metric(WORDS[key], value)


def show_reconciliation_cards(cards: Sequence[Card]) -> None:
    """Two columns of cards: what the plan says, how it is treated here, the cells."""
    with st.grid(2, min_column_width=460):
        for card in cards:
            with st.container(border=True, height="stretch"):
                st.markdown(f"**{card.title}**")
                st.markdown(card.says)
                st.markdown(f":blue-badge[{WORDS['treatment']}] {card.treatment}")
                show_sources(card.sources)


def show_definitions(definitions: Sequence[Definition]) -> None:
    """Each indicator's definition as a short list."""
    with st.grid(2, min_column_width=460):
        for definition in definitions:
            with st.container(border=True, height="stretch"):
                st.markdown(f"**{definition.name}**")
                lines = [f"- {WORDS[key]}: {text}" for key, text in definition.lines]
                st.markdown("\n".join(lines))


def show_forum(forum: pd.DataFrame, code: str = "") -> None:
    """One forum's purpose, as written, and how many events it plans."""
    row = forum.iloc[0]
    st.metric(WORDS["event_count"], row["event_text"])
    st.caption(f"{WORDS['undated_count']} {row['undated_text']}")
    if code and not pd.isna(row["event_count"]):
        show_code(code)
    st.markdown(f"**{WORDS['purpose']}**")
    purpose = row["purpose"]
    st.markdown(texts.STATE_TEXTS["blank"] if pd.isna(purpose) else escape_markdown(purpose))
    show_cell(row)


def show_block_map(
    build: Callable[[pd.DataFrame, str], alt.LayerChart], tiles: pd.DataFrame, chosen: str
) -> None:
    """The tile map; a click on a block makes it the shared filter's."""
    show_map(build, tiles, chosen, key="block_map", chooses=("block_click", "block", BLOCK))


def show_map(
    build: Callable[[pd.DataFrame, str], alt.LayerChart],
    tiles: pd.DataFrame,
    chosen: str,
    key: str,
    chooses: tuple[str, str, str],
) -> None:
    """A tile map at its own size. `chooses`: the chart's selection, the field of it that a
    click takes, and the widget (its key) that becomes what was clicked."""
    spec, finding, note = _draw(build, tiles, chosen)
    _show_heading(finding, note)
    take = partial(_take_click, key, *chooses)
    st.vega_lite_chart(spec, theme=None, alt=finding, width="content", key=key, on_select=take)


def _take_click(key: str, selection: str, field: str, widget: str) -> None:
    picked = st.session_state[key].selection.get(selection, [])
    if picked:
        st.session_state[widget] = picked[0][field]


def show_cell(row: Any) -> None:
    """The cell a figure came from; workbook and sheet on hover."""
    if pd.isna(row["cell"]):
        return
    st.caption(
        f"{WORDS['source']} {escape_markdown(row['cell'])}",
        help=escape_markdown(_name_source(row["workbook"], row["sheet"], row["cell"])),
    )


def show_code(code: str) -> None:
    """A figure's code, which leads to the records and cells behind it on the day shown."""
    st.page_link(
        "pages/trace.py",
        label=code,
        icon=":material/travel_explore:",
        query_params=_address_code(code),
    )


def _address_code(code: str) -> dict[str, str]:
    """A figure's page in the URL: its code, on the day and of the data that are shown."""
    return {"code": code, **_address_shown()}


def _address_shown() -> dict[str, str]:
    """The day and the data set that are shown, as they stand in the URL."""
    day = st.session_state.get(AS_OF)
    shown = {}
    if isinstance(day, date):
        shown[AS_OF] = day.isoformat()
    if read_switch():
        shown[DATA_PARAMETER] = PRACTICE_VALUE
    return shown


def show_status_rule() -> None:
    """The published rule, from the catalogue's data."""
    with st.expander(WORDS["status_rule"], icon=":material/rule:"):
        st.markdown("\n".join(f"- {line}" for line in render_status_rule()))


def show_chart(build: Callable[P, alt.LayerChart], *args: P.args, **kwargs: P.kwargs) -> None:
    """A chart under its finding as a heading (which wraps and is read aloud)."""
    spec, finding, note = _draw(build, *args, **kwargs)
    _show_heading(finding, note)
    st.vega_lite_chart(spec, theme=None, alt=finding)


def show_main_chart(build: Callable[P, alt.LayerChart], *args: P.args, **kwargs: P.kwargs) -> None:
    """A chart whose finding is the page's title already."""
    spec, finding, note = _draw(build, *args, **kwargs)
    st.title(escape_finding(finding), anchor=False)
    if note:
        st.caption(note)
    st.vega_lite_chart(spec, theme=None, alt=finding)


def show_drill_chart(
    drill: Drill, build: Callable[P, alt.LayerChart], *args: P.args, **kwargs: P.kwargs
) -> None:
    """A chart under its finding whose marks can be clicked."""
    spec, finding, note = _draw(build, *args, **kwargs)
    _show_heading(finding, note)
    _show_clickable(drill, spec, finding, build.__module__)


def show_main_drill_chart(
    drill: Drill, build: Callable[P, alt.LayerChart], *args: P.args, **kwargs: P.kwargs
) -> None:
    """The same for a chart whose finding is the page's title."""
    spec, finding, note = _draw(build, *args, **kwargs)
    st.title(escape_finding(finding), anchor=False)
    if note:
        st.caption(note)
    _show_clickable(drill, spec, finding, build.__module__)


def _show_clickable(drill: Drill, spec: dict[str, Any], finding: str, name: str) -> None:
    """The chart, and the hint that it can be clicked; a plain one where nothing can be chosen.
    The block that the page is narrowed to is set off among the names.

    The key names what is chosen now: after a click, or a change of the control, the chart is
    a new one that has nothing selected, so that the same mark can be clicked again.
    """
    if not drill.values:
        st.vega_lite_chart(spec, theme=None, alt=finding)
        return
    now = st.session_state.get(drill.widget, "")
    if drill.widget == BLOCK and now in texts.BLOCK_TEXTS and now != ALL_BLOCKS:
        spec = mark_chosen(spec, texts.BLOCK_TEXTS[now])
    key = f"{name}_{drill.widget}_{now}"
    st.vega_lite_chart(
        _make_clickable(spec, drill.field),
        theme=None,
        alt=finding,
        key=key,
        on_select=partial(_take_drill, key, drill),
    )
    st.caption(texts.DRILL_TEXTS[drill.widget])


def _make_clickable(spec: dict[str, Any], field: str) -> dict[str, Any]:
    """The specification with a selection; only on the screen, an export has nothing to click.

    It belongs to the first layer, as a layered chart takes one once; a click on a mark of
    any layer counts.
    """
    first, *others = spec["layer"]
    select = {"type": "point", "fields": [field], "toggle": False}
    return {
        **spec,
        "layer": [{**first, "name": "clickable"}, *others],
        "params": [{"name": "drill", "select": select, "views": ["clickable"]}],
        "config": {**spec["config"], "mark": {"cursor": "pointer"}},
    }


def _take_drill(key: str, drill: Drill) -> None:
    picked = st.session_state[key].selection.get("drill", [])
    value = drill.values.get(str(picked[0].get(drill.field))) if picked else None
    if value is not None:
        st.session_state[drill.widget] = value
        st.session_state[GO_TO] = drill.page


def _show_heading(finding: str, note: str) -> None:
    st.subheader(escape_finding(finding), anchor=False)
    if note:
        st.caption(note)


def _draw(
    build: Callable[P, alt.LayerChart], *args: P.args, **kwargs: P.kwargs
) -> tuple[dict[str, Any], str, str]:
    """The chart's specification without its title, the title, and the subtitle.

    Frames are told apart by their bytes, ten times faster than Streamlit's own way.
    """
    drawn = pickle.dumps((build.__module__, args, kwargs, is_practice()))
    return _draw_once(drawn, partial(build, *args, **kwargs))


@st.cache_data(max_entries=200, show_spinner=False)
def _draw_once(
    drawn: bytes, _draw_chart: Callable[[], alt.LayerChart]
) -> tuple[dict[str, Any], str, str]:
    """A specification is kept because Altair's validation takes longer than the rest of a page."""
    spec = _draw_chart().to_dict()
    title = spec.pop("title")
    if is_practice():
        spec = mark_practice(spec)
    return pack_datasets(spec), title["text"], " ".join(title.get("subtitle", []))


def pack_datasets(spec: dict[str, Any]) -> dict[str, Any]:
    """The specification with its rows as the browser gets them."""
    datasets = spec.get("datasets", {})
    return {**spec, "datasets": {name: _pack_rows(rows) for name, rows in datasets.items()}}


def _pack_rows(rows: list[dict[str, Any]]) -> bytes:
    """A chart's rows as the browser gets them (Arrow), packed once and not at every run."""
    table = pa.Table.from_pandas(pd.DataFrame(rows))
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    return bytes(sink.getvalue().to_pybytes())


# ------------------------------------------------------------------ tables and sources


@st.fragment
def show_table(frame: pd.DataFrame, columns: dict[str, str]) -> None:
    """The figures behind a chart, sent when opened; `columns` maps a column to the key of
    its heading. Two tables of one page differ in at least one heading."""
    key = "_".join(("table", *columns.values()))
    table = st.expander(WORDS["data_table"], icon=":material/table:", key=key, on_change="rerun")
    if table.open:
        with table:
            show_rows(frame, columns)


def show_rows(frame: pd.DataFrame, columns: dict[str, str]) -> None:
    """Chosen columns under Japanese headings; cell texts stay plain text.

    A column `code` leads to the page of where the figure comes from.
    """
    shown = frame[list(columns)].copy()
    for name in shown.select_dtypes("datetime"):
        shown[name] = shown[name].dt.strftime("%Y-%m-%d")
    shown = shown.fillna(WORDS["nothing"])
    headings: dict[str, Any] = {name: WORDS[key] for name, key in columns.items()}
    alt = " ".join(headings.values())
    if "code" in columns:
        shown = shown.assign(code=shown["code"].map(_link_code))
        headings["code"] = st.column_config.LinkColumn(
            headings["code"], display_text="code=([^&]+)"
        )
    height: Literal["content", "auto"] = "content" if len(shown) <= WHOLE_ROWS else "auto"
    st.dataframe(shown, hide_index=True, column_config=headings, alt=alt, height=height)


def _link_code(code: str) -> str | None:
    return f"trace?{urlencode(_address_code(code))}" if code else None


def show_sources(frame: pd.DataFrame) -> None:
    """One line: every workbook, sheet and cell that the shown figures stand in."""
    sheets: dict[tuple[str, str], list[str]] = {}
    for workbook, sheet, cell in zip(frame["workbook"], frame["sheet"], frame["cell"], strict=True):
        if not pd.isna(cell):
            sheets.setdefault((workbook, sheet), []).append(cell)
    lines = [_name_source(*place, _join_cells(cells)) for place, cells in sheets.items()]
    if lines:
        st.caption(f"{WORDS['source']}: {escape_markdown('／'.join(lines))}")


def show_as_of() -> None:
    """The footer: up to which batch the figures reach, when it was accepted, what waits."""
    if reach := render_reach(fetch(read_data_state)):
        st.caption(reach)
    store = open_store()
    # A row is closed or opened again without a batch, but never without an entry in the log.
    version = (VERSION.get() or data_version(store), activity_version(store))
    if waiting := _count_waiting(store.root, version, read_as_of()):
        st.page_link(
            "pages/parked.py",
            label=WORDS["rows_waiting"].format(count=f"{waiting:,}"),
            icon=PAGES["parked"].icon,
            query_params=_address_shown(),
        )


@st.cache_data(max_entries=50, show_spinner=False)
def _count_waiting(root: Path, version: tuple[int, int], as_of: datetime | None) -> int:
    return count_open(open_store(), as_of)


def render_reach(state: DataState) -> str:
    """Up to which batch the figures reach, and when it was accepted; "" when nothing was."""
    if state.accepted_at is None:
        return ""
    moment = render_moment(state.accepted_at)
    return WORDS["as_of"].format(version=state.version, moment=moment)


def render_moment(moment: datetime) -> str:
    """A moment kept in UTC as Japanese time.

    >>> render_moment(datetime(2021, 4, 1, 0, 5))
    '2021年4月1日 9:05'
    """
    local = moment.replace(tzinfo=ZoneInfo("UTC")).astimezone(TOKYO)
    return f"{local.year}年{local.month}月{local.day}日 {local.hour}:{local.minute:02}"


def escape_markdown(text: str) -> str:
    r"""Text of a cell, safe inside Markdown: every ASCII sign is escaped, lines are kept.

    >>> escape_markdown("<b>a</b> [x](http://y) :red[z] $1$")
    '\\<b\\>a\\<\\/b\\> \\[x\\]\\(http\\:\\/\\/y\\) \\:red\\[z\\] \\$1\\$'
    """
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", text)


def escape_finding(text: str) -> str:
    r"""A finding, which may quote a cell, as a heading: only what begins Markdown is escaped.

    >>> escape_finding("133/150（89%）、課題は「![x](http://y)」")
    '133/150（89%）、課題は「\\!\\[x\\](http\\://y)」'
    """
    return re.sub(r"([\\`*_\[\]<>$:~#!|])", r"\\\1", text)


def _name_source(workbook: str, sheet: str, cell: str) -> str:
    return WORDS["source_cell"].format(workbook=workbook, sheet=sheet, cell=cell)


def _join_cells(cells: Sequence[str]) -> str:
    """A1 addresses in order, neighbours below each other as a range.

    >>> _join_cells(["D3", "D4", "D5", "D9", "C4"])
    'C4 D3～D5 D9'
    """
    runs: list[tuple[str, int, int]] = []
    for column, row in sorted({_split_cell(cell) for cell in cells}):
        if runs and runs[-1][0] == column and runs[-1][2] == row - 1:
            runs[-1] = (column, runs[-1][1], row)
        else:
            runs.append((column, row, row))
    return " ".join(
        f"{column}{first}" if first == last else f"{column}{first}{WORDS['to']}{column}{last}"
        for column, first, last in runs
    )


def _split_cell(cell: str) -> tuple[str, int]:
    """Column and row of an A1 address; of a range (B4:B7), its first cell's."""
    letters = cell.split(":")[0].rstrip("0123456789")
    return letters, int(cell.split(":")[0][len(letters) :])
