"""Part of 自治体会員: who is no member yet, those with a tie to the Congress first."""

import pandas as pd
import streamlit as st

import widgets
from charts import headlines
from exports.member_views import describe_non_members
from exports.views import Context
from metrics.membership import (
    pick_block,
    pick_denominator,
    pick_dimension,
    pick_kind,
    pick_prefecture,
    read_non_members,
)
from pages.members.words import WORDS
from widgets.export_menu import render_export_menu

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


def show(groups: pd.DataFrame, denominator: str, context: Context, block: str) -> None:
    """The list, of one prefecture and kind or of all."""
    whole = pick_denominator(widgets.fetch(read_non_members, context.fiscal_year), denominator)
    with st.container(horizontal=True):
        prefecture = _choose_group(groups, "prefecture", PREFECTURE)
        kind = _choose_group(groups, "kind", KIND)
    leads = pick_kind(pick_prefecture(pick_block(whole, block), prefecture), kind)
    st.subheader(headlines.find_non_members(leads, is_reported=True), anchor=False)
    st.caption(headlines.WORDS["non_members_note"])
    widgets.show_rows(leads, WORDS.pick(**COLUMNS))
    render_export_menu(describe_non_members, leads, context)


def _choose_group(groups: pd.DataFrame, dimension: str, key: str) -> str:
    """One of the groups, "" for all."""
    names = list(pick_dimension(groups, dimension)["group_name"])
    options = {EVERYTHING: WORDS["everything"], **dict(zip(names, names, strict=True))}
    chosen = widgets.choose_from_list(key, WORDS[key], options, width=320)
    return "" if chosen == EVERYTHING else chosen


def read_prefecture(tiles: pd.DataFrame) -> str:
    """The prefecture chosen in the list, or "" for all; for the map, which sets it off."""
    chosen = st.session_state.get(PREFECTURE, EVERYTHING)
    return chosen if chosen in set(tiles["group_name"]) else ""
