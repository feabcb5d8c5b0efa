"""凍結: keep a meeting's figures under a name and a link; later: then against now."""

import streamlit as st

import widgets
from pages.meetings import meeting_parts
from pages.meetings.words import WORDS

meeting = meeting_parts.choose_meeting()
if meeting is None:
    st.title(WORDS["title_none"], anchor=False)
else:
    meeting_parts.show_meeting(meeting)
meeting_parts.offer_freeze(is_open=meeting is None)
widgets.show_as_of()
