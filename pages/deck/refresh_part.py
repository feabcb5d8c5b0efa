"""New numbers for charts of ours that stand in a deck of others: such a deck in, the same back."""

from collections.abc import Sequence

import streamlit as st

import widgets
from exports.deck.refreshing import Refreshed, name_chart, refresh_deck
from exports.file_names import name_refreshed
from pages.deck.words import WORDS
from widgets.files.jobs import Job
from widgets.files.made_files import PPTX, Made, MadeFile, offer_made_files

REFRESHED = "deck_refreshed"


def offer_refreshing(run: widgets.Run) -> None:
    """The deck to give, the button, and then the file to fetch with what became of its charts."""
    with st.expander(WORDS["refresh"], icon=":material/sync:"):
        st.caption(WORDS["refresh_help"])
        given = st.file_uploader(WORDS["refresh_drop"], type=["pptx"], key="deck_to_refresh")
        if given is None:
            return
        content, name = given.getvalue(), given.name

        def make(job: Job) -> Made:
            job.tell(0.0, WORDS["refreshing"])
            refreshed = refresh_deck(run.store, content, run.as_of, run.is_practice)
            file_name = name_refreshed(name, run.is_practice)
            file = MadeFile(WORDS["save_refreshed"], file_name, refreshed.content, PPTX)
            files = [file] if refreshed.taken else []
            return Made(files, _list("taken", refreshed.taken), _say_left(refreshed))

        wanted = (content, run.version, run.as_of, run.is_practice)
        offer_made_files(REFRESHED, WORDS["make_refreshed"], "sync", wanted, make)


def _list(key: str, paths: Sequence[str]) -> str:
    lines = [f"- {widgets.plain(name_chart(path))}" for path in paths]
    return "\n".join([WORDS[key], *lines]) if lines else ""


def _say_left(refreshed: Refreshed) -> str:
    if refreshed.taken or refreshed.left:
        return _list("left", refreshed.left)
    return WORDS["none_of_ours"]
