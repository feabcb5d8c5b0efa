"""Parts of 凍結: choosing a meeting by its link, what it saw, what moved, freezing one."""

from datetime import date
from typing import NamedTuple

import pandas as pd
import streamlit as st

import widgets
from metrics.history.meetings import freeze_figures, read_frozen, read_then_and_now
from pages.meetings.words import WORDS
from store.decisions.meetings import ATTEND, FREEZE, Meeting, list_meetings
from store.decisions.remarks import list_remarks
from store.errors import StoreError
from store.release import narrow
from widgets.people.person import ask_person, read_actor
from widgets.plain_text import plain, reveal_signs
from widgets.records.attendance import (
    ask_present,
    offer_attendance,
    render_present,
    split_names,
)
from words import terms
from words.figures import render_fiscal_year
from words.store_errors import explain_error

MEETING = "meeting"
MOVED = {
    "code": "code",
    "name": "figure",
    "scope_text": "scope",
    "year_text": "fiscal_year",
    "before_text": "then",
    "after_text": "now",
    "cause": "cause",
}
FROZEN = {
    "code": "code",
    "name": "figure",
    "scope_text": "scope",
    "year_text": "fiscal_year",
    "basis": "basis",
    "value_text": "value",
}


class Said(NamedTuple):
    """What is frozen with the figures, as `freeze_figures` takes it."""

    remarks: str
    decisions: list[str]
    present: list[str]


def choose_meeting(run: widgets.Run) -> Meeting | None:
    """The meeting that the link or the list names, the newest first; None without any."""
    meetings = {str(each.meeting_id): each for each in list_meetings(run.store)}
    if not meetings:
        return None
    options = {
        number: WORDS["option"].format(held_on=each.held_on, name=reveal_signs(each.name))
        for number, each in meetings.items()
    }
    asked = st.query_params.get(MEETING)
    if asked and asked not in options:
        st.warning(WORDS["unknown"])
    chosen = st.selectbox(
        WORDS["meeting"],
        list(options),
        index=list(options).index(asked) if asked in options else 0,
        format_func=options.__getitem__,
        key=MEETING,
    )
    st.query_params[MEETING] = chosen  # the number, not the name: a link that never changes
    return meetings[chosen]


def show_meeting(run: widgets.Run, meeting: Meeting) -> None:
    """The finding, remarks and decisions, then against now, and the figures as they were."""
    moved = read_then_and_now(run.store, meeting)
    title = WORDS["title_same" if moved.empty else "title"]
    st.title(title.format(name=plain(meeting.name), count=len(moved)), anchor=False)
    st.caption(
        WORDS["caption"].format(
            by=plain(meeting.frozen_by),
            moment=widgets.render_moment(meeting.frozen_at),
            version=meeting.version,
        )
    )
    if state := meeting.filters.get("state"):
        st.caption(terms.RELEASE_STATES[state])
    if present := render_present(run, meeting.held_on):
        st.markdown(present)
    _show_words(meeting)
    if not moved.empty:
        st.header(WORDS["moved"], anchor=False)
        _show_rows(moved, MOVED)
    frozen = read_frozen(meeting)
    years = [render_fiscal_year(year) for year in frozen["fiscal_year"]]
    with st.expander(WORDS["frozen_figures"].format(count=len(frozen)), expanded=moved.empty):
        _show_rows(frozen.assign(year_text=years), FROZEN)


def _show_words(meeting: Meeting) -> None:
    left, right = st.columns(2)
    if meeting.decisions:
        left.markdown(f"**{WORDS['decisions'].partition('（')[0]}**")
        left.markdown("\n".join(f"1. {plain(each)}" for each in meeting.decisions))
    if meeting.remarks:
        right.markdown(f"**{WORDS['remarks']}**")
        right.text(reveal_signs(meeting.remarks))


def _show_rows(frame: pd.DataFrame, columns: dict[str, str]) -> None:
    headings = {name: WORDS[key] for name, key in columns.items()}
    widgets.show_grid(
        frame[list(columns)],
        hide_index=True,
        column_config=headings,
        alt=" ".join(headings.values()),
    )


def offer_writing(run: widgets.Run, meeting: Meeting | None) -> None:
    """Under one name: who was at the meeting shown, as many a name is added afterwards; and the
    next freeze."""
    attended = meeting if run.actor.may(ATTEND, []) and not run.as_of else None
    may_freeze = run.actor.may(FREEZE, [])
    if attended or may_freeze:
        ask_person(WORDS["by"])
    if attended:
        with st.expander(WORDS["mend_present"], icon=":material/group:"):
            offer_attendance(run, attended.held_on, "meeting_present")
    if may_freeze:
        _offer_freeze(run, is_open=meeting is None)


def _offer_freeze(run: widgets.Run, is_open: bool) -> None:
    """The form that freezes all figures as they are now."""
    with st.expander(WORDS["freeze"], icon=":material/ac_unit:", expanded=is_open):
        st.caption(WORDS["help"])
        held_on = st.date_input(WORDS["held_on"], value=run.day, key="freeze_day")
        with st.form("freeze", border=False):
            name = st.text_input(WORDS["name"], max_chars=100, key="freeze_name")
            present = ask_present(run, held_on.isoformat(), "freeze_present")
            remarks = st.text_area(WORDS["remarks"], max_chars=5000, key="freeze_remarks")
            decisions = st.text_area(
                WORDS["decisions"],
                value="\n".join(_list_decisions(run, held_on.isoformat())),
                max_chars=5000,
                key=f"freeze_decisions_{held_on}",  # another day has decided other things
            )
            is_sent = st.form_submit_button(WORDS["submit"], type="primary")
    if is_sent:
        _freeze(run, name, held_on, Said(remarks, decisions.split("\n"), split_names(present)))


def _list_decisions(run: widgets.Run, day: str) -> list[str]:
    """What the meeting mode has recorded on an ISO day, to be frozen with the figures."""
    remarks = run.recall(list_remarks, run.as_of)
    said = [each for each in remarks if each.held_on == day and each.kind == "decision"]
    return [" ".join(each.text.split()) for each in said]


def _freeze(run: widgets.Run, name: str, held_on: date, said: Said) -> None:
    actor = read_actor()
    if not (name.strip() and actor.name):
        st.error(WORDS["incomplete"])
        return
    filters = {key: st.session_state.get(key) for key in ("fiscal_year", "scope")}
    filters["state"] = run.state
    database = narrow(run.store, run.state)
    try:
        freeze_figures(database, name, held_on.isoformat(), actor, filters, *said)
    except ValueError:
        st.error(WORDS["changed"])
        return
    except StoreError as error:
        st.error(explain_error(error))
        return
    st.session_state.pop(MEETING, None)  # the list shows the newest meeting first
    st.query_params.pop(MEETING, None)
    st.toast(WORDS["frozen"].format(name=plain(name)))
    st.rerun()
