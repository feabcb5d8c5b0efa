"""Parts of 会議モード: what is decided or remarked, kept with the figure that it is about."""

import streamlit as st

import widgets
from exports.deck.agenda import Request
from metrics.history.remarks import list_subjects, name_figure
from metrics.tracing.trace import list_figures
from pages.meeting_mode.screen_parts import Screen
from pages.meeting_mode.words import WORDS
from store.decisions.remarks import (
    KINDS,
    REMARK,
    WITHDRAWAL,
    Remark,
    Subject,
    list_remarks,
    record_remark,
    withdraw_remark,
)
from store.errors import StoreError
from store.log.activity import list_concerned
from views.model.view import View
from widgets.people.person import ask_person, read_actor
from widgets.plain_text import plain
from words import terms
from words.store_errors import explain_error

TEXT, KIND, ABOUT = "meeting_remark_text", "meeting_remark_kind", "meeting_remark_about"
FAILURE = "meeting_remark_failure"


def offer_remarks(view: View, screen: Screen, request: Request) -> None:
    """The form, and what was recorded against this view today."""
    said = _list_said(view, request)
    label = WORDS["remarks"].format(count=len(said)) if said else WORDS["remarks_none"]
    with st.popover(label, icon=":material/edit_note:", key="meeting_remarks"):
        if request.as_of:
            st.info(WORDS["past"])
        elif read_actor().may(REMARK, []):
            _ask(_list_subjects(view, screen, request), request.held_on)
        for remark in said:
            _show_said(remark, can_withdraw=not request.as_of and _may_withdraw(remark))


def _ask(subjects: list[Subject], held_on: str) -> None:
    if failure := st.session_state.pop(FAILURE, ""):
        st.error(failure)
    with st.form("meeting_remark", border=False):
        st.segmented_control(
            WORDS["kind"],
            KINDS,
            default=KINDS[0],
            required=True,
            format_func=terms.REMARK_KINDS.__getitem__,
            key=KIND,
        )
        st.selectbox(
            WORDS["about"],
            range(len(subjects)),
            format_func=lambda number: _name(subjects[number]),
            key=f"{ABOUT}_{subjects[-1].item}",
        )
        st.text_area(WORDS["text"], max_chars=1000, key=TEXT)
        ask_person(WORDS["by"])
        st.form_submit_button(
            WORDS["record"], type="primary", on_click=_record, args=(subjects, held_on)
        )


def _record(subjects: list[Subject], held_on: str) -> None:
    state = st.session_state
    text, actor = str(state[TEXT]).strip(), read_actor()
    if not (text and actor.name):
        state[FAILURE] = WORDS["incomplete"]
        return
    subject = subjects[state[f"{ABOUT}_{subjects[-1].item}"]]
    try:
        record_remark(widgets.open_store(), actor, state[KIND], text, held_on, subject)
    except StoreError as error:
        state[FAILURE] = explain_error(error)
        return
    state[TEXT] = ""
    st.toast(WORDS["recorded"], icon=":material/check:")


def _may_withdraw(remark: Remark) -> bool:
    actor = read_actor()
    return actor.may(WITHDRAWAL, list_concerned(widgets.open_store(), actor, remark.remark_id))


def _withdraw(remark: Remark) -> None:
    try:
        withdraw_remark(widgets.open_store(), read_actor(), remark.remark_id)
    except KeyError:
        return  # somebody else has just withdrawn it
    except StoreError as error:
        st.session_state[FAILURE] = explain_error(error)


def _list_said(view: View, request: Request) -> list[Remark]:
    remarks = list_remarks(widgets.open_store(), request.as_of)
    todays = [each for each in remarks if each.held_on == request.held_on]
    return [each for each in todays if view.is_called(each.subject.item)]


def _list_subjects(view: View, screen: Screen, request: Request) -> list[Subject]:
    """The view's own figures, the first one meant unless another is chosen; then the screen
    as a whole."""
    run = widgets.read_run()
    whole = Subject(view.id, screen.title, run.version, request.fiscal_year, request.scope)
    figures = run.fetch(list_figures)
    meant = list_subjects(figures, view.indicators(), request.scope, request.fiscal_year)
    return [
        *(
            Subject(
                *(view.id, screen.title, run.version, request.fiscal_year, request.scope),
                code=row["code"],
                name=name_figure(row),
                value_text=row["value_text"],
                value=row["value"],
            )
            for row in meant.to_dict("records")
        ),
        whole,
    ]


def _name(subject: Subject) -> str:
    if not subject.code:
        return WORDS["whole_screen"]
    return WORDS["subject"].format(name=subject.name, value=subject.value_text)


def _show_said(remark: Remark, can_withdraw: bool) -> None:
    line = f"**{terms.REMARK_KINDS[remark.kind]}** {plain(remark.text)}（{plain(remark.by)}）"
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(line)
        if can_withdraw:
            st.button(
                WORDS["withdraw"],
                key=f"withdraw_{remark.remark_id}",
                type="tertiary",
                on_click=_withdraw,
                args=(remark,),
            )
