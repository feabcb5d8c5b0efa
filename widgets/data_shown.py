"""Which data are shown: real or practice, and as of which day; both stand in the URL."""

from contextlib import suppress
from datetime import date, datetime

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.elements.lib.mutable_popover_container import PopoverContainer

from store.moments import end_of_day, read_today
from words import Words
from words.figures import render_day

WORDS = Words(
    ja={
        "switch": "演習データ",
        "real": "実データ",
        "latest": "最新",
        "as_of_name": "{day}時点",
        "help": "3年度分の架空の国民会議で画面と取込を試せます。実データとは別に保存され、"
        "混ざりません。",
        "banner": "**演習データ（架空）** 企業・行事・案件・数値はすべて作りごとです。"
        "実績ではありません。",
        "leave": "実データに戻る",
        "as_of_day": "この日の時点で見る",
        "as_of_help": "選んだ日の終わりまでに確定した取込だけで、すべての画面を示します。"
        "空にすると最新です。",
        "as_of_shown": "{day} 時点の表示です。その後の取込は含みません。",
        "as_of_latest": "最新に戻す",
    }
)

LATEST, AS_OF = "latest", "as_of"
#: The day's control, and the day that the URL was given last; the day itself outlives both.
DAY_CONTROL, DAY_IN_URL = "day", "day_in_url"
#: The switch's session key, and how the URL says that it is on: ?data=practice.
PRACTICE, DATA_PARAMETER, PRACTICE_VALUE = "practice", "data", "practice"
#: How the URL names what somebody has begun on a page (widgets.holding.drafts).
DRAFT = "draft"
#: The session keys of what all pages are narrowed to beside the day.
YEAR, SCOPE, BLOCK, ALL_BLOCKS = "fiscal_year", "scope", "block", "all"
#: How the URL names which loads count, where 速報 is told from 確定; also a session key.
STATE = "state"


def read_switch() -> bool:
    """Whether the switch 演習データ is on; before it was ever drawn, as the URL says."""
    asked = st.query_params.get(DATA_PARAMETER) == PRACTICE_VALUE
    return bool(st.session_state.get(PRACTICE, asked))


def open_controls(place: DeltaGenerator) -> PopoverContainer:
    """Where the switch and the day are chosen, under the words for what is shown."""
    _take_day_of_url()
    day = st.session_state.get(AS_OF)
    shown = WORDS["as_of_name"].format(day=render_day(day)) if day else WORDS["latest"]
    data = WORDS["switch" if read_switch() else "real"]
    return place.popover(
        f"{data}・{shown}", icon=":material/database:", key="data_shown", on_change="rerun"
    )


def choose_data(controls: DeltaGenerator, banner: DeltaGenerator) -> None:
    """The switch and its place in the URL; while it is on, every page says so at its top."""
    st.session_state.setdefault(PRACTICE, read_switch())
    with controls:
        st.toggle(
            WORDS["switch"],
            key=PRACTICE,
            help=WORDS["help"],
            on_change=_start_over,
        )
    if not read_switch():
        st.query_params.pop(DATA_PARAMETER, None)
        return
    # Streamlit drops a parameter of no widget's at every change of page.
    st.query_params[DATA_PARAMETER] = PRACTICE_VALUE
    with banner.container(horizontal=True, vertical_alignment="center"):
        st.warning(WORDS["banner"], icon=":material/science:")
        st.button(WORDS["leave"], key="leave_practice", on_click=_leave_practice)


def _leave_practice() -> None:
    st.session_state[PRACTICE] = False
    _start_over()


def _start_over() -> None:
    """Nothing chosen or brought for the one data set is taken along into the other."""
    for key in set(map(str, st.session_state)) - {PRACTICE, AS_OF, SCOPE, BLOCK}:
        del st.session_state[key]
    st.session_state[YEAR] = LATEST
    st.query_params.pop(DRAFT, None)


def read_as_of() -> datetime | None:
    """The moment that the pages show, or None for now; only in a running app."""
    day = st.session_state.get(AS_OF)
    return end_of_day(day) if isinstance(day, date) else None


def read_day() -> date:
    """The day at which the pages stand: the one chosen, or today in Japan."""
    day = st.session_state.get(AS_OF)
    return day if isinstance(day, date) else read_today()


def choose_as_of(banner: DeltaGenerator) -> None:
    """The day at whose end the pages stand, also in the URL; told above every page."""
    _take_day_of_url()
    day = st.session_state.get(AS_OF)
    if day is None:
        st.query_params.pop(AS_OF, None)
        return
    # Streamlit drops a parameter of no widget's at every change of page.
    st.query_params[AS_OF] = st.session_state[DAY_IN_URL] = day.isoformat()
    with banner.container(horizontal=True, vertical_alignment="center"):
        shown = WORDS["as_of_shown"].format(day=render_day(day))
        st.warning(shown, icon=":material/event:")
        st.button(WORDS["as_of_latest"], key="as_of_now", on_click=_leave_as_of)


def _take_day_of_url() -> None:
    """A day that the URL names and this session has not put there: a link, or the way back."""
    asked = st.query_params.get(AS_OF, "")
    if asked and asked != st.session_state.get(DAY_IN_URL):
        with suppress(ValueError):
            st.session_state[AS_OF] = date.fromisoformat(asked)


def offer_day(place: DeltaGenerator) -> None:
    """The calendar for the day."""
    with place:
        _show_day_control()


def _show_day_control() -> None:
    st.session_state[DAY_CONTROL] = st.session_state.get(AS_OF)
    st.date_input(
        WORDS["as_of_day"],
        value=None,
        key=DAY_CONTROL,
        help=WORDS["as_of_help"],
        on_change=_take_day,
    )


def _take_day() -> None:
    st.session_state[AS_OF] = st.session_state[DAY_CONTROL]


def _leave_as_of() -> None:
    st.session_state[AS_OF] = None
