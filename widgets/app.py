"""The app: its menu, its head with the filters, and the page that the URL names."""

import logging
from contextvars import ContextVar
from datetime import datetime

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.navigation.page import StreamlitPage

import texts
from exports.deck.agenda import MEETING, load_agendas
from texts import SCREEN_TEXTS as WORDS
from widgets.data_shown import choose_as_of, choose_data, read_switch
from widgets.figures.charts import GO_TO
from widgets.filters import Filters, choose_filters, resolve_filters
from widgets.links import address_shown, link_page
from widgets.page_facts import PAGES, PageFacts
from widgets.store_shown import VERSION, one_version, require_data, require_store
from widgets.wording import TOKYO
from words.figures import render_block

LOGGER = logging.getLogger(__name__)
#: An arch bridge. A Material icon here would be fetched from the outside for the browser's tab.
PAGE_ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">'
    '<rect width="32" height="32" rx="6" fill="#1B4F8A"/>'
    '<path d="M4 22h24M4 26h24M6 22a10 10 0 0 1 20 0M11 22v-8M16 22V12M21 22v-8"'
    ' stroke="#fff" stroke-width="2" fill="none"/></svg>'
)
#: The bar of a page that has one, while that page runs.
BAR: ContextVar[DeltaGenerator | None] = ContextVar("bar", default=None)


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
            f"pages/{name}/page.py",
            url_path=name,
            title=texts.PAGE_TEXTS[name],
            icon=facts.icon,
            help=texts.PAGE_HELP_TEXTS[name],
        ): name
        for name, facts in PAGES.items()
    }
    page = st.navigation(_group_pages(pages), position="top")
    controls = _lay_out_controls(PAGES[pages[page]])
    choose_data(controls)
    require_store()
    with one_version():
        choose_as_of(controls, is_folded=not PAGES[pages[page]].has_bar)
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


def open_page(page: str) -> Filters:
    """What the page is narrowed to; the filters themselves stand in the app's head."""
    ensure_navigation()
    if target := st.session_state.pop(GO_TO, ""):
        st.switch_page(f"pages/{target}/page.py", query_params=address_shown())
    return resolve_filters(page)


def _show_head(page: str, controls: DeltaGenerator) -> None:
    """The page's name and what it shows at the left, the shared filters at the right.

    They are the same widgets on every page (else their values were lost between pages); one
    that changes nothing on a page is shown switched off.
    """
    facts = PAGES[page]
    if facts.has_bar:
        with controls:
            choose_filters(facts)
        return
    head = st.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"
    )
    with head.container(width="content"):
        name = st.empty()
    with head.container(horizontal=True, width="content", vertical_alignment="center"):
        choose_filters(facts)
        _offer_meeting_mode(page)
    filters = resolve_filters(page)
    shown = [filters.year_text] * bool(facts.holding) + [filters.scope_text] * facts.with_scope
    if filters.block:
        shown.append(render_block(filters.block_text))
    name.markdown(f"**{texts.PAGE_TEXTS[page]}**　{'・'.join(shown)}")


def _offer_meeting_mode(page: str) -> None:
    """Over to the page's first figure on the meeting's screen."""
    item = next((each.id for each in load_agendas()[MEETING].items if each.page == page), "")
    if item:
        link_page("meeting_mode", WORDS["meeting_mode"], PAGES["meeting_mode"].icon, {"item": item})
