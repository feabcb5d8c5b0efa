"""That data came in since the page was drawn: said beside it, moving nothing (screen.css)."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import streamlit as st
from streamlit.errors import StreamlitAPIException
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.runtime import get_instance

from store.database import data_version
from store.events import hear
from widgets.run import RUN, Run, open_store
from words import Words

WORDS = Words(
    ja={
        "news": "新しいデータがあります",
        "take": "表示を新しくする",
    }
)
#: What Streamlit calls the part of the page that looks.
LOOK = "look_for_news"
#: Seconds over which all open pages look, so that they do not all ask at once.
WITHIN = 0.5
#: Seconds until a page that is at work is asked again.
AGAIN = 0.2
#: Seconds after which a page looks by itself: its browser may have been away when it was told.
AT_LEAST_EVERY = 60


@contextmanager
def wake_open_pages() -> Iterator[None]:
    """While the block runs on the server's loop, open pages look as soon as something is new."""
    loop = asyncio.get_running_loop()

    def wake() -> None:
        loop.call_soon_threadsafe(_wake_all, loop)

    with hear(wake):
        yield


def _wake_all(loop: asyncio.AbstractEventLoop) -> None:
    sessions = get_instance()._session_mgr.list_active_sessions()
    for number, info in enumerate(sessions):
        loop.call_later(WITHIN * number / len(sessions), _wake, loop, info.session.id)


def _wake(loop: asyncio.AbstractEventLoop, session_id: str) -> None:
    """Let one page look, as its browser would; while it runs its own state comes first."""
    session = get_instance().get_app_session(session_id)
    if session is None:
        return
    if session._scriptrunner is not None:
        loop.call_later(AGAIN, _wake, loop, session_id)
        return
    with suppress(StreamlitAPIException):  # it shows a past day, or nothing yet
        for fragment_id in session._fragment_storage.resolve_target(LOOK):
            asked = ClientState(fragment_id=fragment_id, is_auto_rerun=True)
            asked.MergeFrom(session._client_state)
            session.request_rerun(asked)


def tell_of_news(run: Run) -> None:
    """At a page's end; a past day has no news."""
    if not run.as_of:
        _look(run.version)


@st.fragment(run_every=AT_LEAST_EVERY, key=LOOK)
def _look(seen: int) -> None:
    """Asks for nothing but the last batch's number; `seen` is the one that the page shows. While
    the page itself runs there is nothing newer."""
    if RUN.get() or data_version(open_store()) <= seen:
        return
    with st.container(key="news", horizontal=True, vertical_alignment="center"):
        st.markdown(f":material/update: {WORDS['news']}", width="content")
        if st.button(WORDS["take"], key="take_news"):
            st.rerun()
