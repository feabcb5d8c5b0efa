"""Part of はじめに: what there is to send, what is owed by when, and what waits."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial

import pandas as pd
import streamlit as st

import widgets
from metrics.forums.due import Due, list_due
from metrics.forums.submissions import read_submissions
from pages.home.words import WORDS
from store.decisions.parked import list_parked
from store.decisions.queries import ANSWER, list_queries
from store.decisions.reminding import list_deadlines
from store.disk.inbox import list_inbox
from widgets import Run, names
from widgets.parts import PART
from widgets.plain_text import plain
from words.figures import render_day

#: Forums named in one line.
MOST_NAMED = 4


def order_tasks(run: Run) -> list[str]:
    """What somebody is here for first: a forum's own people send, whoever sends nothing looks."""
    if not run.is_open("upload"):
        return ["look", "meet"]
    return ["send", "look", "meet"]


def show(run: Run, _figures: pd.DataFrame) -> None:
    with st.container(key="send_now"):
        widgets.link_page("upload", WORDS["send_now"])
    deadlines = run.recall(list_deadlines, run.fiscal_year, run.as_of)
    due = run.keep((__name__, run.fiscal_year, deadlines), partial(_list_due, run, deadlines))
    if run.actor.forums:
        for forum in sorted(run.actor.forums, key=list(names.list_forums()).index):
            _show_own(run, forum, [each for each in due if each.forum == forum])
    else:
        _show_all(run, due)
    widgets.link_page("submissions", WORDS["status"])
    _show_waiting(run)
    _show_queries(run)
    _show_inbox(run)


def _list_due(run: Run, deadlines: Mapping[str, date]) -> list[Due]:
    return list_due(run.fetch(read_submissions, run.fiscal_year), deadlines)


def _show_own(run: Run, forum: str, due: Sequence[Due]) -> None:
    """What one's own forum owes, sheet by sheet, and by when."""
    said = {"forum": plain(names.name_forum(forum)), "year": run.year_text}
    if not due:
        st.markdown(f":material/check_circle: {WORDS['owed_none'].format(**said)}")
        return
    heading = WORDS["owed"].format(**said)
    st.markdown(f"**{heading}**　{render_due(due[0].due_on, run.day)}")
    st.markdown("\n".join(f"- {plain(text)}" for each in due for text in each.texts))


def _show_all(run: Run, due: Sequence[Due]) -> None:
    """Who owes anything, as one line; the nearest day of all."""
    if not due:
        said = WORDS["owing_nobody"].format(year=run.year_text)
        st.markdown(f":material/check_circle: {said}")
        return
    named = "、".join(each.name for each in due[:MOST_NAMED])
    if len(due) > MOST_NAMED:
        named = WORDS["and_more"].format(names=named, count=len(due) - MOST_NAMED)
    said = WORDS["owing_all"].format(year=run.year_text, count=len(due), names=plain(named))
    days = [each.due_on for each in due if each.due_on]
    st.markdown(f"{said}　{render_due(min(days, default=None), run.day)}")


def render_due(due_on: date | None, day: date) -> str:
    """A deadline as Markdown, seen from a day; one that is over stands out."""
    if due_on is None:
        return f":gray[{WORDS['no_due']}]"
    left, shown = (due_on - day).days, render_day(due_on)
    if left < 0:
        return f":orange[**{WORDS['late'].format(day=shown, days=-left)}**]"
    return WORDS["due" if left else "due_today"].format(day=shown, days=left)


def _show_waiting(run: Run) -> None:
    """The rows that wait: of one's own forums, or all."""
    own = run.actor.forums
    waiting = [
        each
        for each in run.recall(list_parked, run.as_of)
        if each.state == "open" and (not own or each.forum in own)
    ]
    late = sum(1 for each in waiting if each.due_on and each.due_on < run.day)
    if waiting:
        key = "waiting_late" if late else "waiting"
        widgets.link_page("parked", WORDS[key].format(count=len(waiting), late=late))


def _show_queries(run: Run) -> None:
    """What is asked of whoever works and not answered yet."""
    asked = [
        each
        for each in run.recall(list_queries, run.as_of)
        if not (each.is_closed or each.answers) and run.actor.may(ANSWER, each.forums)
    ]
    if asked:
        label = WORDS["queries"].format(count=len(asked))
        widgets.link_page("history", label, ":material/mail:", {PART: "queries"})


def _show_inbox(run: Run) -> None:
    """The workbooks that came by the command line, of those that one may accept."""
    items = [
        each for each in list_inbox(run.store.root) if run.actor.may("accept", [each.concerned])
    ]
    if items:
        widgets.link_page("upload", WORDS["send_all"].format(count=len(items)), ":material/inbox:")
