"""The frame of the five steps: where one is, and the way on, both always in sight."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from pages.upload import readings, session
from pages.upload.words import WORDS
from store.errors import ReadingFailed
from words.store_errors import explain_error

STEPS = range(1, 6)


def show_stepper() -> int:
    """The five steps in one line; returns the one to show."""
    step = session.read_step()
    if step < 5 and not session.list_files():
        step = 1
    shown = [
        _render_step(f"{number}\u00a0{WORDS[f'step_{number}']}", number - step) for number in STEPS
    ]
    arrow = " :gray[:material/chevron_right:] "
    st.title(f":small[{arrow.join(shown)}]", anchor=False)
    return step


def _render_step(name: str, ahead: int) -> str:
    """`ahead`: how far from the step one is at; below 0 it is done."""
    if ahead == 0:
        return f":blue-background[:blue[**{name}**]]"
    return f":gray[{':material/check: ' if ahead < 0 else ''}{name}]"


def show_way(
    hint: str,
    onward: str | None = None,
    step: int = 0,
    back: int | None = None,
    is_ready: bool = True,
    on_click: Callable[..., None] | None = None,
    args: tuple[Any, ...] = (),
) -> None:
    """The bar at the screen's foot: back, what comes next, and the button that goes there."""
    with st.bottom.container(
        horizontal=True,
        horizontal_alignment="distribute",
        vertical_alignment="center",
        key="way",
    ):
        if back:
            st.button(
                WORDS["back"],
                icon=":material/arrow_back:",
                key="upload_back",
                on_click=session.go_to,
                args=(back,),
            )
        st.markdown(hint, width="stretch")
        if onward:
            st.button(
                onward,
                type="primary",
                icon=":material/arrow_forward:",
                icon_position="right",
                key="upload_next",
                disabled=not is_ready,
                on_click=on_click or session.go_to,
                args=args if on_click else (step,),
            )


def show_failure(error: ReadingFailed) -> None:
    """Why a workbook could not be read, and the way to try again: what was chosen is all there."""
    st.error(explain_error(error), icon=":material/block:")
    show_way(WORDS["way_read_again"], WORDS["read_again"], step=session.read_step(), back=1)


def show_file_choice() -> None:
    """Which of several workbooks is looked at, each with the number of its errors."""
    files = session.list_files()
    if len(files) < 2:
        return
    current = session.find_current()
    names = {each.sha256: _name_file(each) for each in files}
    st.selectbox(
        WORDS["looked_at"],
        list(names),
        index=list(names).index(current.sha256) if current else 0,
        format_func=names.__getitem__,
        key="upload_looked_at",
        on_change=_take_choice,
    )


def _name_file(waiting: session.Waiting) -> str:
    upload, name = readings.read_upload(waiting), session.render_name(waiting.name)
    if not upload.readable:
        return WORDS["file_unreadable"].format(name=name)
    key = "file_faulty" if upload.error_count else "file_good"
    return WORDS[key].format(name=name, count=upload.error_count)


def begin_checking() -> None:
    """A button's answer: over to the second step, at the first workbook with something wrong."""
    for waiting in session.list_files():
        if _asks_for_care(waiting):
            session.choose_current(waiting.sha256)
            break
    session.go_to(2)


def _asks_for_care(waiting: session.Waiting) -> bool:
    try:
        upload = readings.read_upload(waiting)
    except ReadingFailed:  # the page says so
        return True
    return not upload.readable or upload.error_count > 0


def _take_choice() -> None:
    session.choose_current(st.session_state["upload_looked_at"])
