"""凍結: keep a meeting's figures under a name and a link; later: then against now."""

import streamlit as st

import widgets
from pages.meetings import meeting_parts, minutes_part
from pages.meetings.words import WORDS

run = widgets.read_run()
meeting = meeting_parts.choose_meeting(run)
if meeting is None:
    st.title(WORDS["title_none"], anchor=False)
else:
    meeting_parts.show_meeting(run, meeting)
    minutes_part.offer_minutes(run, meeting)
meeting_parts.offer_writing(run, meeting)
widgets.show_as_of()
