"""Parts of 保留: the table, one row with its problems, and what can be done about it."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

import widgets
from data.layout_names import name_field
from loaders.checking.problems import Problem
from pages.parked.words import STATES, WORDS
from store.batches import ACCEPT, list_forums
from store.decisions.parked import (
    ASSIGN,
    CLOSE,
    REOPEN,
    Parked,
    assign_parked,
    close_parked,
    reopen_parked,
)
from store.decisions.queries import Place
from store.moments import read_today
from widgets import names
from widgets.decisions import ask_reason, decide
from widgets.people.person import ask_person, read_actor
from widgets.plain_text import plain, reveal_signs
from widgets.records.queries import offer_query
from words.headings import HEADINGS


def render_title(waiting: Sequence[Parked]) -> str:
    late = sum(1 for each in waiting if each.due_on and each.due_on < read_today())
    if not waiting:
        return WORDS["title_none"]
    key = "title_late" if late else "title"
    return WORDS[key].format(count=len(waiting), late=late)


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
        alt=WORDS["rows"],
        height=260 if len(parked) > 5 else "content",
    )


def _describe(parked: Parked) -> dict[str, Any]:
    return {
        HEADINGS["state"]: STATES[parked.state],
        HEADINGS["forum"]: names.name_forum(parked.forum),
        HEADINGS["layout"]: names.name_layouts([parked.layout]),
        WORDS["reason_parked"]: reveal_signs("／".join(list_reasons(parked))),
        HEADINGS["owner"]: reveal_signs(parked.owner),
        HEADINGS["due_on"]: str(parked.due_on or ""),
        HEADINGS["file"]: reveal_signs(parked.file_name),
        HEADINGS["sheet"]: reveal_signs(parked.sheet),
        HEADINGS["cell"]: parked.cell,
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
        WORDS["choose"], list(names), format_func=names.__getitem__, key="parked_chosen"
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
        rows = pd.DataFrame({HEADINGS["field"]: values.keys(), HEADINGS["value"]: values.values()})
        st.dataframe(rows, hide_index=True, alt=WORDS["rows"], height="content")
    with right:
        _offer_mending(parked)
        ask_person()
        offer_query(_find_place(parked), f"query_{parked.batch_id}_{parked.parked_id}")
        if read_actor().may(ASSIGN, [parked.forum]):
            _show_assignment(parked)
        if read_actor().may(CLOSE if parked.state == "open" else REOPEN, [parked.forum]):
            _show_closing(parked)


def _offer_mending(parked: Parked) -> None:
    """To those who may accept the workbook once it is mended."""
    forums = list_forums(widgets.open_store(), parked.batch_id)
    if read_actor().may(ACCEPT, forums) and st.button(
        WORDS["mend"],
        icon=":material/build:",
        type="primary",
        width="stretch",
        help=WORDS["mend_help"],
        key="mend_parked",
    ):
        widgets.go_to_mending(parked.batch_id)


def _find_place(parked: Parked) -> Place:
    """The row's first faulty cell, as its problem names it."""
    first = parked.problems[0] if parked.problems else None
    if first is None:
        return Place(parked.batch_id, parked.sheet, parked.cell)
    return Place(parked.batch_id, first.sheet, first.cell, first.found, first.expected)


def _show_assignment(parked: Parked) -> None:
    with st.form(f"assign_{parked.batch_id}_{parked.parked_id}"):
        owner, due = st.columns(2)
        name = owner.text_input(HEADINGS["owner"], value=parked.owner or "", max_chars=60)
        day = due.date_input(HEADINGS["due_on"], value=parked.due_on)
        if st.form_submit_button(WORDS["assign"], icon=":material/person:"):
            _do(parked, assign_parked, name.strip(), day, read_actor())


def _show_closing(parked: Parked) -> None:
    """Close with a reason, or open again."""
    with st.form(f"close_{parked.batch_id}_{parked.parked_id}"):
        reason, actor = ask_reason(), read_actor()
        with st.container(horizontal=True):
            if parked.state != "open":
                if st.form_submit_button(WORDS["reopen"], icon=":material/undo:"):
                    _do(parked, reopen_parked, actor, reason)
                return
            if st.form_submit_button(WORDS["resolve"], icon=":material/check:"):
                _do(parked, close_parked, "resolved", actor, reason)
            if st.form_submit_button(WORDS["drop"], icon=":material/delete:"):
                _do(parked, close_parked, "dropped", actor, reason)


def _do(parked: Parked, decision: Callable[..., None], *decided: object) -> None:
    """Decide about a row, and show the list anew."""
    store, row = widgets.open_store(), (parked.batch_id, parked.parked_id)
    decide(partial(decision, store, *row, *decided))
    st.rerun()
