"""The app: its menu, its head with the filters, and the page that the URL names."""

import logging
import threading
import time
from collections.abc import Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import NoReturn

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.elements.lib.mutable_popover_container import PopoverContainer
from streamlit.navigation.page import StreamlitPage

from charts.late import import_altair
from exports.deck.agenda import MEETING, load_agendas
from metrics.history.data_state import read_data_state
from store.actor import Actor
from store.child.pool import WORKS_FOR
from store.errors import MENDED_BY_REBUILD, DatabaseDamaged, DiskFull, StoreError, is_full
from store.events import FACTS, tell
from store.moments import JAPAN
from widgets.data_shown import choose_as_of, choose_data, offer_day, open_controls, read_switch
from widgets.figures.charts import GO_TO
from widgets.figures.grids import build_paper_line
from widgets.figures.sources import render_reach
from widgets.files.copying import offer_address
from widgets.files.made_files import WATCHED, watch_jobs
from widgets.filters import choose_filters, keep_filters, narrow
from widgets.links import address_shown, link_meeting, list_parameters
from widgets.menu import choose_page, offer_shortcut
from widgets.news import tell_of_news
from widgets.page_facts import PageFacts
from widgets.people.person import name_worker, read_actor, render_actor
from widgets.people.sign_in import is_set_up, name_role, offer_sign_out, require_sign_in
from widgets.plain_text import plain
from widgets.remaking import await_remaking
from widgets.run import PageOver, Run, find_root_shown, open_store, read_run, under_way
from words import Words, terms
from words.figures import render_block
from words.store_errors import explain_error

LOGGER = logging.getLogger(__name__)
#: An arch bridge. A Material icon here would be fetched from the outside for the browser's tab.
PAGE_ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">'
    '<rect width="32" height="32" rx="6" fill="#1B4F8A"/>'
    '<path d="M4 22h24M4 26h24M6 22a10 10 0 0 1 20 0M11 22v-8M16 22V12M21 22v-8"'
    ' stroke="#fff" stroke-width="2" fill="none"/></svg>'
)
#: After the first page, until what draws charts is imported.
READY_SECONDS = 1.0
#: The bar of a page that has one, while that page runs.
BAR: ContextVar[DeltaGenerator | None] = ContextVar("bar", default=None)
#: The session key of what is to be looked into since the store was made anew.
REMADE = "remade"
WORDS = Words(
    ja={
        "practice": "【演習】{title}",
        "filters": "絞り込み",
        "meeting_mode": "会議モード",
        "no_right": "このページは「{role}」では使えません。必要なときは事務局に依頼してください。",
        "no_sign_in": "サインインを設定していないので、利用者の登録もAPIのトークンも要りません。"
        "このコンピューターでは、名乗った人がすべての操作をできます。",
        "read_only": "データのフォルダーに書き込めないため、いまは何も保存できません"
        "（見ることと書き出すことはできます。空き容量と権限を直すと、保存できるようになります）。",
        "alone": "{moment} 時点（保存先に接続できません）。見ることと書き出すことはできます。"
        "つながると、自動で最新になります。",
        "no_store_title": "データベースを開けません",
        "no_data_title": "データがまだありません",
        "no_data_then": "この日までに取り込まれたものはありません",
        "no_data": "調査票が取り込まれていません。"
        "data/plan/ の調査票を取り込むと、ここに数値が表示されます。",
        "page_failed": "「{page}」を表示できませんでした",
        "page_failed_help": "プログラムの誤りです。取り込んだ調査票と数値は失われていません。"
        "ページを再読み込みしても直らないときは、この時刻（{moment}）と画面の名前を事務局に"
        "お知らせください。くわしい内容はサーバーの記録に残っています。",
    }
)


def run_app(pages: Mapping[str, PageFacts]) -> None:
    """Offer the pages, the filters that all share, and run the page that the URL names.

    Damage of the database comes out where it is read; then it is made anew.
    """
    try:
        _run_app(pages)
    except DatabaseDamaged as damage:
        LOGGER.warning("the database is damaged: %s", damage)
        _make_anew(damage)
        st.rerun()
    _get_ready_to_draw()


@cache
def _get_ready_to_draw() -> None:
    """Once, while whoever opened the first page looks at it."""
    timer = threading.Timer(READY_SECONDS, import_altair)
    timer.daemon = True
    timer.start()


def _run_app(pages: Mapping[str, PageFacts]) -> None:
    title = terms.NAMES["app"]
    st.set_page_config(
        page_title=WORDS["practice"].format(title=title) if read_switch() else title,
        page_icon=PAGE_ICON,
        layout="wide",
        initial_sidebar_state="collapsed",
    )
    require_sign_in()
    actor = read_actor()
    WORKS_FOR.set(name_worker(actor))
    WATCHED.set([])
    closed = {name for name, facts in pages.items() if _find_obstacle(facts, actor)}
    offered, name = choose_page(pages, closed)
    head = _lay_out(pages[name])
    choose_data(head.controls, head.banner)
    _require_store()
    choose_as_of(head.banner)
    run = read_run(pages, name, offered)
    _say_if_alone(run, head.banner)
    _require_data(run)
    with under_way(run):
        run, unused = _show_head(run, head)
        address = list_parameters(run)
    with under_way(run):
        _run_page(offered[name], run)
        _end_head(run, head, address)
        keep_filters(run, unused)
        offer_shortcut()
        tell_of_news(run)
        watch_jobs()


def _require_store() -> None:
    """Stop with what is to be done when the store can't be opened; one that is damaged or of
    another schema is made anew first."""
    try:
        try:
            open_store()
        except MENDED_BY_REBUILD as why:
            _make_anew(why)
            open_store()
        open_store().catch_up()
    except StoreError as error:
        _stop_without_store(error)
    for line in st.session_state.pop(REMADE, ()):
        st.warning(plain(line))


def _say_if_alone(run: Run, banner: DeltaGenerator) -> None:
    """As of when the figures are, while those of other processes can't be asked for."""
    if lost := run.store.find_lost():
        moment = f"{lost.replace(tzinfo=UTC).astimezone(JAPAN):%H:%M}"
        banner.warning(WORDS["alone"].format(moment=moment), icon=":material/cloud_off:")


def _make_anew(why: StoreError) -> None:
    try:
        st.session_state[REMADE] = await_remaking(find_root_shown(), why)
    except StoreError as error:
        _stop_without_store(error)


def _stop_without_store(error: StoreError) -> NoReturn:
    st.title(WORDS["no_store_title"], anchor=False)
    st.error(plain(explain_error(error)))
    st.stop()


def _require_data(run: Run) -> None:
    """Stop with a plain message while nothing has been loaded."""
    if not run.fetch(read_data_state).version:
        st.title(WORDS["no_data_then" if run.as_of else "no_data_title"], anchor=False)
        st.info(WORDS["no_data"])
        st.stop()


def _run_page(page: StreamlitPage, run: Run) -> None:
    """Run a page, or go where a click on a chart led; a mistake of ours ends in a Japanese
    message and in the console's log.

    Streamlit's own stops and reruns are no `Exception` and pass.
    """
    if obstacle := _find_obstacle(run.facts, run.actor):
        st.title(run.facts.name, anchor=False)
        st.info(obstacle)
        return
    if run.facts.writes and not run.store.can_be_written():
        st.warning(WORDS["read_only"], icon=":material/lock:")
    if target := st.session_state.pop(GO_TO, ""):
        st.switch_page(f"{target}/page.py", query_params=address_shown())
    began = time.monotonic()
    try:
        page.run()
    except DatabaseDamaged:
        raise
    except PageOver:
        pass
    except Exception as error:
        moment = datetime.now(JAPAN)
        LOGGER.exception("page failed", extra={FACTS: {"page": run.page}})
        st.title(WORDS["page_failed"].format(page=run.facts.name), anchor=False)
        help_text = WORDS["page_failed_help"].format(moment=f"{moment:%Y-%m-%d %H:%M:%S}")
        st.error(explain_error(DiskFull()) if is_full(error) else help_text)
    seconds = round(time.monotonic() - began, 3)
    tell("run", page=run.page, seconds=seconds, **run.actor.tell())


def _find_obstacle(facts: PageFacts, actor: Actor) -> str:
    """Why a page is not for this person here; "" where it is."""
    if facts.of_signing_in and not is_set_up():
        return WORDS["no_sign_in"]
    if facts.act and not actor.may(facts.act, actor.forums):
        return WORDS["no_right"].format(role=name_role(actor))
    return ""


@dataclass(frozen=True, slots=True)
class Head:
    """Places of a page: `paper`, its first line in print; `banner`, in sight while the page
    scrolls; `name`, the page's and what it shows (none where it has a bar); `filters`;
    `controls`, a popover for the switch and the day."""

    paper: DeltaGenerator
    banner: DeltaGenerator
    name: DeltaGenerator | None
    filters: DeltaGenerator
    controls: PopoverContainer


def _lay_out(facts: PageFacts) -> Head:
    """At the left of the head the name, at the right all that is chosen; or all in the page's own
    bar."""
    paper = st.empty()
    banner = st.container(key="banner", gap="xsmall")
    if facts.has_bar:
        bar = st.bottom.container(horizontal=True, vertical_alignment="center", key="bar")
        BAR.set(bar)
        controls = bar.popover(WORDS["filters"], icon=":material/tune:", key="filters")
        return Head(paper, banner, None, controls, controls)
    BAR.set(None)
    head = st.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"
    )
    name = head.container(width="content").empty()
    right = head.container(horizontal=True, width="content", vertical_alignment="center")
    filters = right.container(
        horizontal=True, width="content", vertical_alignment="center", key="page_filters"
    )
    return Head(paper, banner, name, filters, open_controls(right))


def open_bar() -> DeltaGenerator:
    """The bar of a page that has one (`PageFacts.has_bar`)."""
    bar = BAR.get()
    assert bar is not None
    return bar


def _show_head(run: Run, head: Head) -> tuple[Run, DeltaGenerator]:
    """The page's name and what it shows, and the shared filters; the run as they narrow it, and
    the place of filters that nobody sees."""
    with head.filters:
        unused = choose_filters(run)
        if head.name:
            _offer_meeting_mode(run.page)
            if is_set_up():
                offer_sign_out()
    narrowed = narrow(run)
    if head.name:
        reach = "・".join(_name_reach(narrowed))
        head.name.markdown(f"**{run.facts.name}**　{reach}{render_actor(run.actor)}")
    return narrowed, unused


def _end_head(run: Run, head: Head, address: list[tuple[str, str]]) -> None:
    """What of the head nobody sees before they ask for it: drawn behind the page, for which each
    element would be some milliseconds more to wait. The calendar, heavy and seldom needed, comes
    once its popover is opened, if that is known. `address`: that of the page as it was asked for.
    """
    reach_in_print = render_reach(run.fetch(read_data_state))
    head.paper.html(build_paper_line(terms.NAMES["app"], reach_in_print))
    with head.controls:
        day = st.container()  # so that the link keeps its place, and what it has said, as it comes
        offer_address(address)
    if head.controls.open is not False:
        offer_day(day)


def _name_reach(run: Run) -> list[str]:
    """What the page is narrowed to, of what changes it."""
    named = [run.year_text] * bool(run.facts.holding) + [run.scope_text] * run.facts.with_scope
    named += [render_block(run.block_text)] if run.block else []
    return [*named, *([run.state_text] if run.state else [])]


def _offer_meeting_mode(page: str) -> None:
    """Over to the page's first figure on the meeting's screen."""
    view = next((each.id for each in load_agendas()[MEETING].items if each.page == page), "")
    if view:
        link_meeting(WORDS["meeting_mode"], item=view)
