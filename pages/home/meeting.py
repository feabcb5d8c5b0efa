"""Part of はじめに: the next meeting, what has moved since the last, and the ways to its pages."""

from datetime import date

import pandas as pd
import streamlit as st

import widgets
from metrics.history.changes import read_changes
from metrics.history.remarks import render_iso_day
from pages.home.words import WORDS
from store.decisions.meetings import Meeting, list_days, list_meetings
from widgets import Run
from widgets.plain_text import plain

#: The menu's section of the pages that are linked.
SECTION = "meeting"


def show(run: Run, _figures: pd.DataFrame) -> None:
    st.markdown(f"**{_say_next(run)}**")
    last = next(iter(run.recall(list_meetings, run.as_of)), None)
    if last is None:
        st.markdown(WORDS["no_meeting"])
    else:
        _show_last(run, last)
    for name, facts in run.pages.items():
        if facts.section == SECTION and run.is_open(name):
            widgets.link_page(name, facts.name)


def _say_next(run: Run) -> str:
    """The nearest day that a meeting is known of, today's too."""
    today = run.day.isoformat()
    ahead = [day for day in run.recall(list_days, run.as_of) if day >= today]
    if not ahead:
        return WORDS["next_unknown"]
    day = min(ahead)
    left = (date.fromisoformat(day) - run.day).days
    return WORDS["next" if left else "next_today"].format(day=render_iso_day(day), days=left)


def _show_last(run: Run, last: Meeting) -> None:
    said = WORDS["last"].format(day=render_iso_day(last.held_on), name=plain(last.name))
    st.markdown(said)
    moved = len(run.fetch(read_changes, last.frozen_at))
    st.markdown(WORDS["moved" if moved else "moved_none"].format(count=moved))
