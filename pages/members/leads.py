"""Part of 自治体会員: who is no member yet, those with a tie to the Congress first."""

import pandas as pd
import streamlit as st

import widgets
from charts import headlines
from metrics.membership import pick_dimension
from pages.members.words import WORDS
from views import non_members
from widgets import Run

#: The keys of the list's own controls.
PREFECTURE, KIND = CHOICES = ("prefecture", "government_kind")
#: The choice of no one prefecture or kind.
EVERYTHING = "all"
COLUMNS = {
    "block_name": "block",
    "prefecture": "prefecture",
    "name": "government",
    "kind": "kind",
    "lead_text": "lead",
    "support_count": "support_count",
    "matching_count": "matching_count",
    "event_name": "event_name_lead",
    "year_text": "last_contact",
    "left_on": "left_on",
}


def show(run: Run, denominator: str, groups: pd.DataFrame) -> None:
    """The list, of one prefecture and kind or of all."""
    with st.container(horizontal=True):
        prefecture = _choose_group(groups, "prefecture", PREFECTURE)
        kind = _choose_group(groups, "kind", KIND)
    chosen = {"denominator": denominator, "prefecture": prefecture, "kind": kind}
    leads = widgets.ask_view(non_members.VIEW, run, **chosen)
    leads.draw()
    st.caption(headlines.WORDS["non_members_note"])
    widgets.show_rows(leads.frame, WORDS.pick(**COLUMNS))
    leads.offer_files()


def _choose_group(groups: pd.DataFrame, dimension: str, key: str) -> str:
    """One of the groups, "" for all."""
    names = list(pick_dimension(groups, dimension)["group_name"])
    options = {EVERYTHING: WORDS["everything"], **dict(zip(names, names, strict=True))}
    chosen = widgets.choose_from_list(key, WORDS[key], options, width=320)
    return "" if chosen == EVERYTHING else chosen


def read_prefecture() -> str:
    """The prefecture chosen in the list, or "" for all; for the map, which sets it off."""
    chosen = str(st.session_state.get(PREFECTURE, EVERYTHING))
    return "" if chosen == EVERYTHING else chosen
