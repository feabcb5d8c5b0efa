"""提出状況: forum by layout for a fiscal year, what is owed, and the reminders to send."""

import streamlit as st

import widgets
from metrics.forums.submissions import read_submissions
from pages.submissions import reminder_parts, submissions_parts
from pages.submissions.words import WORDS
from widgets.verified import warn_of_findings

run = widgets.read_run()
submissions = run.fetch(read_submissions, run.fiscal_year)

st.title(submissions_parts.render_title(run, submissions), anchor=False)
warn_of_findings(run)
submissions_parts.show_matrix(run, submissions)
st.caption(WORDS["matrix_help"])
left, right = st.columns([2, 3], gap="large")
with left:
    forum = submissions_parts.choose_forum(submissions)
    submissions_parts.show_owed(submissions, forum)
with right:
    reminder_parts.offer_reminders(run, submissions, forum)
    submissions_parts.show_uploads(run, submissions, forum)
widgets.show_as_of()
