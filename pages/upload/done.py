"""Step 5, 確定: what was accepted, and the forum's own sheet in return."""

from typing import Any

import pandas as pd
import streamlit as st

import widgets
from pages.upload import forum_sheet, session, steps
from texts import UPLOAD_TEXTS as WORDS
from widgets import names
from widgets.plain_text import plain, reveal_signs


def show() -> None:
    outcomes: list[dict[str, Any]] = st.session_state.get(session.OUTCOME, [])
    if len(outcomes) > 1:
        _show_all(outcomes)
        _show_links()
    for outcome in outcomes if len(outcomes) == 1 else []:
        _show_outcome(outcome)
        _show_links()
        if outcome["forum"] in names.list_forums() and outcome["fiscal_year"]:
            forum_sheet.show(outcome["forum"], outcome["fiscal_year"])
    remaining = len(session.list_files())
    hint = WORDS["way_remaining"].format(count=remaining) if remaining else WORDS["way_done"]
    step = 2 if remaining else 1
    label = WORDS["to_next_file"] if remaining else WORDS["to_first"]
    steps.show_way(hint, label, step=step)


def _show_outcome(outcome: dict[str, Any]) -> None:
    if not outcome["is_new"]:
        st.info(WORDS["accepted_before"].format(batch=outcome["batch_id"]))
        return
    words = WORDS["accepted"].format(
        batch=outcome["batch_id"], good=outcome["good"], parked=outcome["parked"]
    )
    st.success(f"{words}　{plain(outcome['name'])}", icon=":material/check_circle:")


def _show_all(outcomes: list[dict[str, Any]]) -> None:
    good = sum(each["good"] for each in outcomes)
    parked = sum(each["parked"] for each in outcomes)
    words = WORDS["accepted_all"].format(count=len(outcomes), good=good, parked=parked)
    st.success(words, icon=":material/check_circle:")
    rows = [
        {
            WORDS["file"]: reveal_signs(each["name"]),
            WORDS["batch"]: each["batch_id"],
            WORDS["state"]: WORDS["state_new" if each["is_new"] else "state_known"],
            WORDS["good_count"]: each["good"],
            WORDS["waiting_count"]: each["parked"],
        }
        for each in outcomes
    ]
    st.dataframe(pd.DataFrame(rows), hide_index=True, alt=words, height=300)


def _show_links() -> None:
    """Where the coordinator looks next, each a click."""
    with st.container(horizontal=True):
        st.page_link("kpi/page.py", label=WORDS["see_kpi"], icon=":material/flag:")
        st.page_link("history/page.py", label=WORDS["see_history"], icon=":material/history:")
        st.page_link("parked/page.py", label=WORDS["see_parked"], icon=":material/pending:")
        st.page_link("submissions/page.py", label=WORDS["see_status"], icon=":material/checklist:")
        widgets.show_as_of()
