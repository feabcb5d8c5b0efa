"""速報 in the history: what waits to be 確定, released by forum or one by one, and taken back."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from pages.history.words import WORDS
from store.batches import Batch, list_concerned
from store.decisions.releasing import list_preliminary, release, withdraw_release
from store.release import is_switched_on
from widgets import Run, names, open_store
from widgets.decisions import ask_for_more, ask_reason, decide
from widgets.people.person import read_actor

FORUM, REASON = "release_forum", "withdraw_reason"


def show_waiting(run: Run) -> None:
    """How many loads are 速報; who may release them does so for a forum or for all."""
    waiting = list_preliminary(run.store) if is_switched_on() else []
    if not waiting:
        return
    forums = dict.fromkeys(slot.forum for batch in waiting for slot in batch.slots)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.warning(WORDS["waiting"].format(count=len(waiting)), icon=":material/pending:")
        if not run.actor.may("release", []):
            return
        chosen = st.selectbox(
            WORDS["release_forum"],
            ["", *forums],
            format_func=lambda forum: names.name_forum(forum) if forum else WORDS["all_forums"],
            key=FORUM,
            width=240,
        )
        st.button(
            WORDS["release_all"],
            icon=":material/task_alt:",
            on_click=partial(_release_forum, chosen),
            key="release_all",
        )


def show_one(batch: Batch) -> None:
    """確定にする, or with a reason 速報に戻す."""
    number, act = batch.entry.batch_id, "release" if batch.is_preliminary else "withdraw_release"
    is_told_apart = is_switched_on() and not batch.is_undone
    if not (is_told_apart and read_actor().may(act, list_concerned(open_store(), number))):
        return
    if batch.is_preliminary:
        st.button(
            WORDS["release"],
            icon=":material/task_alt:",
            help=WORDS["release_help"],
            on_click=partial(_release, [number]),
            key="release",
            width="stretch",
        )
        return
    with st.form("withdraw_form", border=True):
        st.markdown(f"**{WORDS['withdraw_heading']}**　{WORDS['withdraw_help']}")
        ask_reason(REASON)
        st.form_submit_button(
            WORDS["withdraw"], icon=":material/pending:", on_click=_withdraw, args=(number,)
        )


def _release_forum(forum: str) -> None:
    _release([batch.entry.batch_id for batch in list_preliminary(open_store(), forum)])


def _release(numbers: Sequence[int]) -> None:
    def do() -> str:
        release(open_store(), numbers, read_actor())
        return WORDS["released"].format(batches="、".join(map(str, numbers)))

    decide(do)


def _withdraw(batch_id: int) -> None:
    reason, actor = str(st.session_state.get(REASON) or "").strip(), read_actor()
    if not (reason and actor.name):
        ask_for_more()
        return

    def do() -> str:
        withdraw_release(open_store(), batch_id, actor, reason)
        return WORDS["withdrawn"].format(batch=batch_id)

    if decide(do):
        st.session_state[REASON] = ""
