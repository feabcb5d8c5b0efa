"""Parts of 保留: the table, one row with its problems, and what can be done about it."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

import widgets
from data.layout import name_field
from loaders.checking.problems import Problem
from loaders.intake.archived import reopen_batch
from pages.upload import session
from store.decisions.parked import Parked, assign_parked, close_parked, reopen_parked
from store.errors import StoreError
from texts import PARKED_STATE_TEXTS
from texts import UPLOAD_TEXTS as WORDS
from widgets import names
from widgets.person import read_signature
from widgets.plain_text import plain, reveal_signs
from words.store_errors import STORE_ERRORS

NOTICE = "parked_notice"


def render_title(waiting: Sequence[Parked]) -> str:
    late = sum(1 for each in waiting if each.due_on and each.due_on < date.today())
    if not waiting:
        return WORDS["parked_none"]
    key = "parked_title_late" if late else "parked_title"
    return WORDS[key].format(count=len(waiting), late=late)


def show_notice() -> None:
    if notice := st.session_state.pop(NOTICE, None):
        st.info(notice)


def choose_shown(parked: Sequence[Parked], waiting: Sequence[Parked]) -> Sequence[Parked]:
    """Only what still waits, or what was closed too."""
    if st.toggle(WORDS["show_closed"], key="parked_closed"):
        return parked
    return waiting


def show_table(parked: Sequence[Parked]) -> None:
    if not parked:
        return
    frame = pd.DataFrame([_describe(each) for each in parked])
    st.dataframe(
        frame,
        hide_index=True,
        alt=WORDS["parked_alt"],
        height=260 if len(parked) > 5 else "content",
    )


def _describe(parked: Parked) -> dict[str, Any]:
    return {
        WORDS["state"]: PARKED_STATE_TEXTS[parked.state],
        WORDS["forum"]: names.name_forum(parked.forum),
        WORDS["layout"]: names.name_layouts([parked.layout]),
        WORDS["reason_parked"]: reveal_signs("／".join(list_reasons(parked))),
        WORDS["owner"]: reveal_signs(parked.owner),
        WORDS["due_on"]: str(parked.due_on or ""),
        WORDS["file"]: reveal_signs(parked.file_name),
        WORDS["sheet"]: reveal_signs(parked.sheet),
        WORDS["cell"]: parked.cell,
    }


def list_reasons(parked: Parked) -> list[str]:
    """Each problem as its sentence."""
    return [
        f"{each.cell} "
        + Problem(
            each.code,
            parked.file_name,
            each.sheet,
            each.cell,
            each.title,
            each.found,
            each.expected,
        ).message
        for each in parked.problems
    ]


def choose_one(parked: Sequence[Parked]) -> Parked | None:
    names = {f"{each.batch_id}-{each.parked_id}": _name(each) for each in parked}
    if not names:
        return None
    chosen = st.selectbox(
        WORDS["choose_parked"], list(names), format_func=names.__getitem__, key="parked_chosen"
    )
    return next(each for each in parked if f"{each.batch_id}-{each.parked_id}" == chosen)


def _name(parked: Parked) -> str:
    return reveal_signs(f"{parked.file_name}・{parked.sheet}・{parked.cell}")


def show_one(parked: Parked) -> None:
    left, right = st.columns([3, 2], gap="large")
    with left:
        for reason in list_reasons(parked):
            st.markdown(f":material/error: {plain(reason)}")
        values = {
            name_field(parked.layout, name): reveal_signs(
                names.name_value(parked.layout, name, value)
            )
            for name, value in parked.fields.items()
            if value is not None
        }
        rows = pd.DataFrame({WORDS["field"]: values.keys(), WORDS["value"]: values.values()})
        st.dataframe(rows, hide_index=True, alt=WORDS["parked_alt"], height="content")
    with right:
        st.button(
            WORDS["mend_parked"],
            icon=":material/build:",
            type="primary",
            width="stretch",
            help=WORDS["mend_parked_help"],
            key="mend_parked",
            on_click=_reopen,
            args=(parked,),
        )
        _show_assignment(parked)
        _show_closing(parked)
    if st.session_state.pop("parked_to_upload", False):
        st.switch_page("upload/page.py")


def _reopen(parked: Parked) -> None:
    """Take the archived workbook to 取込 again, at the step where it is mended."""
    try:
        session.keep_reopened(reopen_batch(widgets.open_store(), parked.batch_id))
    except StoreError as error:
        st.session_state[NOTICE] = STORE_ERRORS[error.code]
        return
    session.go_to(3)
    st.session_state["parked_to_upload"] = True


def _show_assignment(parked: Parked) -> None:
    with st.form(f"assign_{parked.batch_id}_{parked.parked_id}"):
        owner, due = st.columns(2)
        name = owner.text_input(WORDS["owner"], value=parked.owner or "", max_chars=60)
        day = due.date_input(WORDS["due_on"], value=parked.due_on)
        if st.form_submit_button(WORDS["assign"], icon=":material/person:"):
            by = read_signature()
            database, numbers = widgets.open_store(), (parked.batch_id, parked.parked_id)
            _do(lambda: assign_parked(database, *numbers, name.strip(), day, by))


def _show_closing(parked: Parked) -> None:
    """Close with a reason, or open again."""
    with st.form(f"close_{parked.batch_id}_{parked.parked_id}"):
        reason = st.text_input(WORDS["reason_asked"], max_chars=300)
        database, numbers = widgets.open_store(), (parked.batch_id, parked.parked_id)
        by = read_signature()
        with st.container(horizontal=True):
            if parked.state != "open":
                if st.form_submit_button(WORDS["reopen"], icon=":material/undo:"):
                    _do(lambda: reopen_parked(database, *numbers, by, reason))
                return
            if st.form_submit_button(WORDS["resolve"], icon=":material/check:"):
                _do(lambda: close_parked(database, *numbers, "resolved", by, reason))
            if st.form_submit_button(WORDS["drop"], icon=":material/delete:"):
                _do(lambda: close_parked(database, *numbers, "dropped", by, reason))


def _do(decide: Callable[[], None]) -> None:
    """Decide and show the list anew, or say why not."""
    try:
        decide()
        st.session_state[NOTICE] = WORDS["kept"]
    except StoreError as error:
        st.session_state[NOTICE] = STORE_ERRORS.get(error.code, WORDS["not_done"])
    st.rerun()
