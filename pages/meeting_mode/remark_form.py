"""Parts of 会議モード: what is decided or remarked, kept with the figure that it is about, and who
is present."""

import streamlit as st

import widgets
from exports.deck.agenda import Request
from metrics.history.remarks import list_subjects, name_figure
from metrics.tracing.trace import list_figures
from pages.meeting_mode.screen_parts import Screen
from pages.meeting_mode.words import WORDS
from store.decisions.meetings import ATTEND
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
from widgets.records.attendance import offer_attendance
from words import terms
from words.store_errors import explain_error

POPOVER = "meeting_remarks"
TEXT, KIND, ABOUT = "meeting_remark_text", "meeting_remark_kind", "meeting_remark_about"
PRESENT, ATTENDANCE = "present", "meeting_attendance"
FAILURE = "meeting_remark_failure"


def list_kinds() -> list[str]:
    """What whoever works may record."""
    may = read_actor().may
    return [*(KINDS if may(REMARK, []) else ()), *([PRESENT] if may(ATTEND, []) else ())]


def open_form(kind: str) -> None:
    """At the next run the form is open, to be typed in at once."""
    st.session_state[POPOVER], st.session_state[KIND] = True, kind


def close_form() -> None:
    st.session_state[POPOVER] = False


def list_said(view: View, request: Request) -> list[Remark]:
    """What was recorded against a view today."""
    remarks = widgets.read_run().recall(list_remarks, request.as_of)
    todays = [each for each in remarks if each.held_on == request.held_on]
    return [each for each in todays if view.is_called(each.subject.item)]


def show_said(said: list[Remark]) -> None:
    """The last of it on the screen itself."""
    if said:
        more = WORDS["more_said"].format(count=len(said) - 1) if len(said) > 1 else ""
        with st.container(key="meeting_said"):
            st.markdown(_render(said[-1]) + more)


def offer_form(view: View, screen: Screen, request: Request, said: list[Remark]) -> None:
    """Decision, remark or who is present; and what was recorded against this view today."""
    label = WORDS["remarks"].format(count=len(said)) if said else WORDS["remarks_none"]
    popover = st.popover(label, icon=":material/edit_note:", key=POPOVER, on_change="rerun")
    if not popover.open:
        return
    with popover:
        if request.as_of:
            st.info(WORDS["past"])
        else:
            _ask(view, screen, request)
        for remark in said:
            _show_said(remark, can_withdraw=not request.as_of and _may_withdraw(remark))


def _ask(view: View, screen: Screen, request: Request) -> None:
    if not (kinds := list_kinds()):
        return
    kind = st.segmented_control(
        WORDS["kind"],
        kinds,
        default=None if KIND in st.session_state else kinds[0],
        required=True,
        format_func=_name_kind,
        key=KIND,
        persist_state="session",
    )
    with st.container(key="typed_at_once"):  # pages/focus.js
        if kind == PRESENT:
            offer_attendance(widgets.read_run(), request.held_on, ATTENDANCE, close_form)
        else:
            _ask_remark(_list_subjects(view, screen, request), request.held_on)
    ask_person(WORDS["by"])


def _name_kind(kind: str) -> str:
    return WORDS[PRESENT] if kind == PRESENT else terms.REMARK_KINDS[kind]


def _ask_remark(subjects: list[Subject], held_on: str) -> None:
    if failure := st.session_state.pop(FAILURE, ""):
        st.error(failure)
    with st.form("meeting_remark", border=False):
        st.text_area(WORDS["text"], max_chars=1000, key=TEXT)
        st.selectbox(
            WORDS["about"],
            range(len(subjects)),
            format_func=lambda number: _name(subjects[number]),
            key=f"{ABOUT}_{subjects[-1].item}",
        )
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
    close_form()
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


def _render(remark: Remark) -> str:
    text = " ".join(remark.text.split())
    return f"**{terms.REMARK_KINDS[remark.kind]}** {plain(text)}（{plain(remark.by)}）"


def _show_said(remark: Remark, can_withdraw: bool) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(_render(remark))
        if can_withdraw:
            st.button(
                WORDS["withdraw"],
                key=f"withdraw_{remark.remark_id}",
                type="tertiary",
                on_click=_withdraw,
                args=(remark,),
            )
