"""Who did what: read only, and checked against its seals."""

from typing import Any

import pandas as pd
import streamlit as st

import widgets
from data.acts import load_acts
from pages.history.told import render_details
from pages.history.words import WORDS
from store.log.activity import list_entries, verify_log
from store.log.entries import ACTOR, Entry
from store.people.names import Names
from widgets import Run
from widgets.plain_text import reveal_signs
from words.headings import HEADINGS


def show(run: Run) -> None:
    false = verify_log(run.store)
    if false:
        numbers = "、".join(str(number) for number in false)
        st.error(WORDS["log_broken"].format(numbers=numbers), icon=":material/gpp_bad:")
    else:
        st.success(WORDS["log_whole"], icon=":material/verified_user:")
    entries = run.recall(list_entries, run.as_of)
    names = run.store.read_names()
    frame = pd.DataFrame([_describe(entry, names) for entry in entries])
    widgets.show_grid(frame, hide_index=True, alt=WORDS["part_log"], height=430)


def _describe(entry: Entry, names: Names) -> dict[str, Any]:
    details = render_details(entry.details)
    return {
        WORDS["number"]: entry.number,
        HEADINGS["when"]: widgets.render_moment(entry.at),
        HEADINGS["by_whom"]: _name_actor(entry),
        WORDS["action"]: load_acts().acts[entry.action].name,
        WORDS["subject"]: reveal_signs(names.fill_in(entry.subject)),
        WORDS["details"]: reveal_signs(names.fill_in(details)),
        WORDS["seal"]: entry.hash[:12],
    }


def _name_actor(entry: Entry) -> str:
    """Who it was, and whether that was but a name typed; entries of before do not say so."""
    name = reveal_signs(entry.by)
    is_claimed = entry.details.get(ACTOR, {}).get("known_by") == "claimed"
    return WORDS["claimed"].format(name=name) if is_claimed else name
