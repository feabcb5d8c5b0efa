"""Which data are shown: real or practice, and as of which day; both stand in the URL."""

from datetime import date, datetime

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

import texts
from store.moments import end_of_day
from widgets.wording import TOKYO, render_moment

LATEST, AS_OF = "latest", "as_of"
#: The switch's session key, and how the URL says that it is on: ?data=practice.
PRACTICE, DATA_PARAMETER, PRACTICE_VALUE = "practice", "data", "practice"
#: The session keys of what all pages are narrowed to beside the year and the day.
SCOPE, BLOCK, ALL_BLOCKS = "scope", "block", "all"


def read_switch() -> bool:
    """Whether the switch 演習データ is on; before it was ever drawn, as the URL says."""
    asked = st.query_params.get(DATA_PARAMETER) == PRACTICE_VALUE
    return bool(st.session_state.get(PRACTICE, asked))


def choose_data(controls: DeltaGenerator) -> None:
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


def read_as_of() -> datetime | None:
    """The moment that the pages show, or None for now; only in a running app."""
    day = st.session_state.get(AS_OF)
    return end_of_day(day) if isinstance(day, date) else None


def read_day() -> date:
    """The day at which the pages stand: the one chosen, or today in Japan."""
    day = st.session_state.get(AS_OF)
    return day if isinstance(day, date) else datetime.now(TOKYO).date()


def choose_as_of(controls: DeltaGenerator) -> None:
    """The day at whose end the pages stand, also in the URL; told above every page."""
    with controls:
        st.date_input(
            texts.UPLOAD_TEXTS["as_of_day"],
            value=None,
            key=AS_OF,
            bind="query-params",
            help=texts.UPLOAD_TEXTS["as_of_help"],
        )
    if (moment := read_as_of()) is not None:
        day = render_moment(moment).partition(" ")[0]
        with st.container(horizontal=True, vertical_alignment="center"):
            st.warning(texts.UPLOAD_TEXTS["as_of_shown"].format(day=day), icon=":material/event:")
            st.button(texts.UPLOAD_TEXTS["as_of_latest"], key="as_of_now", on_click=_leave_as_of)


def _leave_as_of() -> None:
    st.session_state[AS_OF] = None
