"""A frozen meeting's minutes as a Word file."""

import streamlit as st

import widgets
from exports.deck.agenda import STANDARD, load_agendas
from exports.errors import ExportError
from exports.file_names import name_minutes
from exports.minutes.minutes_docx import export_minutes
from exports.minutes.record import read_minutes
from pages.meetings.words import WORDS
from store.decisions.meetings import Meeting
from widgets.plain_text import plain

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MINUTES = "meeting_minutes"


def offer_minutes(run: widgets.Run, meeting: Meeting) -> None:
    """The button, and then the file to fetch, of this meeting and of what was said until now."""
    wanted = (meeting.meeting_id, run.version)
    if st.button(WORDS["make_minutes"], icon=":material/description:"):
        st.session_state[MINUTES] = None
        try:
            with st.spinner(WORDS["making_minutes"]):
                agenda = load_agendas()[STANDARD].items
                minutes = read_minutes(run.store, meeting, agenda, run.is_practice)
                st.session_state[MINUTES] = (wanted, export_minutes(minutes))
        except ExportError as error:
            st.error(plain(str(error)))
    finished = st.session_state.get(MINUTES)
    if finished and finished[0] == wanted:
        name = name_minutes(meeting.name, meeting.held_on, run.is_practice)
        st.download_button(WORDS["save_minutes"], finished[1], name, DOCX, type="primary")
