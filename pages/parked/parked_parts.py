"""Parts of 保留: the table, one row with its problems, and what can be done about it."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

import widgets
from data.layout_names import name_field
from metrics.history.receipt import render_reasons
from pages.parked.words import WORDS
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
from words import terms
from words.headings import HEADINGS


def render_title(waiting: Sequence[Parked]) -> str:
    late = sum(1 for each in waiting if each.due_on and each.due_on < read_today())
    if not waiting:
        return WORDS["title_none"]
    key = "title_late" if late else "title"
    return WORDS[key].format(count=len(waiting), late=late)


def choose_shown(parked: Sequence[Parked], waiting: Sequence[Parked]) -> Sequence[Parked]:
    """Only what still waits, or what was closed too."""
    if st.toggle(WORDS["show_closed"], key="parked_closed", bind="query-params"):
        return parked
    return waiting


def show_table(parked: Sequence[Parked]) -> None:
    if not parked:
        return
    frame = pd.DataFrame([_describe(each) for each in parked])
    widgets.show_grid(
        frame,
        hide_index=True,
        alt=WORDS["rows"],
        height=260 if len(parked) > 5 else "content",
    )


def _describe(parked: Parked) -> dict[str, Any]:
    return {
        HEADINGS["state"]: terms.PARKED_STATES[parked.state],
        HEADINGS["forum"]: names.name_forum(parked.forum),
        HEADINGS["layout"]: names.name_layouts([parked.layout]),
        WORDS["reason_parked"]: reveal_signs("／".join(render_reasons(parked))),
        HEADINGS["owner"]: reveal_signs(parked.owner),
        HEADINGS["due_on"]: str(parked.due_on or ""),
        HEADINGS["file"]: reveal_signs(parked.file_name),
        HEADINGS["sheet"]: reveal_signs(parked.sheet),
        HEADINGS["cell"]: "、".join(dict.fromkeys(each.cell for each in parked.problems)),
    }


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
        for reason in render_reasons(parked):
            st.markdown(f":material/error: {plain(reason)}")
        values = {
            name_field(parked.layout, name): reveal_signs(
                names.name_value(parked.layout, name, value)
            )
            for name, value in parked.fields.items()
            if value is not None
        }
        rows = pd.DataFrame({HEADINGS["field"]: values.keys(), HEADINGS["value"]: values.values()})
        widgets.show_grid(rows, hide_index=True, alt=WORDS["rows"], height="content")
    with right:
        _offer_mending(parked)
        ask_person()
        offer_query(_find_place(parked), f"query_{_name_key(parked)}")
        if read_actor().may(ASSIGN, [parked.forum]):
            _show_assignment(parked)
        if read_actor().may(CLOSE if parked.state == "open" else REOPEN, [parked.forum]):
            _show_closing(parked)


def _offer_mending(parked: Parked) -> None:
    """To those who may accept the workbook once it is mended."""
    forums = widgets.read_run().recall(list_forums, parked.batch_id)
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
    key = _name_key(parked)
    with st.form(f"assign_{key}"):
        owner, due = st.columns(2)
        owner.text_input(
            HEADINGS["owner"], value=parked.owner or "", max_chars=60, key=f"owner_{key}"
        )
        due.date_input(HEADINGS["due_on"], value=parked.due_on, key=f"due_{key}")
        st.form_submit_button(
            WORDS["assign"], icon=":material/person:", on_click=_assign, args=(parked,)
        )


def _show_closing(parked: Parked) -> None:
    """Close with a reason, or open again."""
    with st.form(f"close_{_name_key(parked)}"):
        ask_reason(_name_reason(parked))
        with st.container(horizontal=True):
            if parked.state == "open":
                _offer("resolve", ":material/check:", parked, close_parked, "resolved")
                _offer("drop", ":material/delete:", parked, close_parked, "dropped")
            else:
                _offer("reopen", ":material/undo:", parked, reopen_parked)


def _offer(
    name: str, icon: str, parked: Parked, decision: Callable[..., None], *decided: str
) -> None:
    st.form_submit_button(
        WORDS[name], icon=icon, on_click=_close, args=(parked, decision, *decided)
    )


def _assign(parked: Parked) -> None:
    key = _name_key(parked)
    owner, day = st.session_state[f"owner_{key}"].strip(), st.session_state[f"due_{key}"]
    _do(parked, assign_parked, owner, day, read_actor())


def _close(parked: Parked, decision: Callable[..., None], *decided: str) -> None:
    reason = st.session_state[_name_reason(parked)].strip()
    if _do(parked, decision, *decided, read_actor(), reason):
        st.session_state[_name_reason(parked)] = ""


def _do(parked: Parked, decision: Callable[..., None], *decided: object) -> bool:
    row = parked.batch_id, parked.parked_id
    return decide(partial(decision, widgets.open_store(), *row, *decided))


def _name_key(parked: Parked) -> str:
    return f"{parked.batch_id}_{parked.parked_id}"


def _name_reason(parked: Parked) -> str:
    return f"parked_reason_{_name_key(parked)}"
