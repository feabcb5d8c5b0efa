"""The table of all batches, and one of them up close."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import pandas as pd
import streamlit as st

import widgets
from pages.history import release_parts
from pages.history.words import KINDS, WORDS
from store.batches import Batch, BatchSlot, list_batches, list_concerned, redo, undo
from store.database import Database
from store.decisions.queries import Place
from store.disk.archive import read_archive
from store.release import is_switched_on
from widgets import Run, names, open_store
from widgets.decisions import ask_for_more, ask_reason, decide, show_notice
from widgets.links import read_id
from widgets.people.person import ask_person, read_actor
from widgets.plain_text import reveal_signs
from widgets.records.queries import offer_query
from widgets.records.receipt import BATCH
from words.headings import HEADINGS

REASON = "batch_reason"


def show(run: Run, loads: Sequence[Batch]) -> None:
    frame = run.recall(_list_rows, run.as_of)
    widgets.show_grid(
        frame,
        hide_index=True,
        alt=WORDS["batches"],
        height=200 if len(frame) > 4 else "content",
        column_config={
            HEADINGS["file"]: st.column_config.TextColumn(width="medium"),
            HEADINGS["by_whom"]: st.column_config.TextColumn(width="small"),
            WORDS["records"]: st.column_config.NumberColumn(format="localized"),
        },
    )
    if loads:
        _show_one(choose_load(loads), loads)


def _list_rows(store: Database, as_of: datetime | None) -> pd.DataFrame:
    """A row a batch, by the headings of the table."""
    return pd.DataFrame([_describe(batch) for batch in list_batches(store, as_of)])


def _describe(batch: Batch) -> dict[str, Any]:
    entry = batch.entry
    return {
        HEADINGS["batch"]: entry.batch_id,
        WORDS["kind"]: KINDS[entry.kind],
        HEADINGS["file"]: reveal_signs(entry.file_name)
        or WORDS["of_batch"].format(batch=entry.target_batch_id),
        HEADINGS["state"]: render_state(batch),
        WORDS["records"]: sum(slot.record_count for slot in batch.slots),
        HEADINGS["by_whom"]: reveal_signs(entry.accepted_by),
        HEADINGS["when"]: widgets.render_moment(entry.accepted_at),
        WORDS["reason"]: reveal_signs(entry.reason),
        "SHA-256": (entry.sha256 or "")[:12],
    }


def render_state(batch: Batch) -> str:
    """Whether a load's figures count: all, some, none of its slots; or that it was undone; and
    whether it is 速報, where that is told from 確定."""
    if batch.entry.kind != "load":
        return ""
    if batch.is_undone:
        return WORDS["state_undone"]
    state = _render_reach(batch)
    is_apart = is_switched_on() and batch.is_preliminary
    return WORDS["state_preliminary"].format(state=state) if is_apart else state


def _render_reach(batch: Batch) -> str:
    current = [slot.is_current for slot in batch.slots]
    if all(current):
        return WORDS["state_current"]
    return WORDS["state_partly"] if any(current) else WORDS["state_superseded"]


def choose_load(loads: Sequence[Batch]) -> Batch:
    """The load that the list or the URL names, by its number; the newest first."""
    names = {str(load.entry.batch_id): name_batch(load) for load in loads}
    if asked := read_id(BATCH, names):
        st.session_state[BATCH] = asked
    chosen = st.selectbox(
        WORDS["choose_batch"],
        list(names),
        format_func=names.__getitem__,
        key=BATCH,
        bind="query-params",
    )
    return next(load for load in loads if str(load.entry.batch_id) == chosen)


def name_batch(batch: Batch) -> str:
    return f"{batch.entry.batch_id}　{reveal_signs(batch.entry.file_name)}"


def _show_one(batch: Batch, loads: Sequence[Batch]) -> None:
    show_notice()
    left, right = st.columns([3, 2], gap="large")
    with left:
        rows = [_describe_slot(slot, batch, loads) for slot in batch.slots]
        widgets.show_grid(
            pd.DataFrame(rows),
            hide_index=True,
            alt=WORDS["slots_alt"],
            height="content",
            column_config={WORDS["records"]: st.column_config.NumberColumn(format="localized")},
        )
        st.caption(f"SHA-256 {batch.entry.sha256}")
    with right:
        _show_original(batch)
        ask_person()
        release_parts.show_one(batch)
        offer_query(Place(batch.entry.batch_id), "query_batch")
        _show_reversal(batch)


def _describe_slot(slot: BatchSlot, batch: Batch, loads: Sequence[Batch]) -> dict[str, Any]:
    before = find_superseded(slot, batch, loads)
    return {
        HEADINGS["forum"]: names.name_forum(slot.forum),
        HEADINGS["fiscal_year"]: names.name_year(slot.fiscal_year),
        HEADINGS["layout"]: names.name_layouts([slot.layout]),
        WORDS["records"]: slot.record_count,
        HEADINGS["state"]: WORDS["slot_current" if slot.is_current else "slot_past"],
        WORDS["superseded"]: str(before or WORDS["none"]),
    }


def find_superseded(slot: BatchSlot, batch: Batch, loads: Sequence[Batch]) -> int | None:
    """The load before this one that speaks for the same forum, year and layout."""
    wanted = (slot.forum, slot.fiscal_year, slot.layout)
    earlier = [
        load.entry.batch_id
        for load in loads
        if load.entry.batch_id < batch.entry.batch_id
        and not load.is_undone
        and wanted in {(each.forum, each.fiscal_year, each.layout) for each in load.slots}
    ]
    return max(earlier, default=None)


def _show_original(batch: Batch) -> None:
    """The bytes as they were sent, under their own name."""
    sha256, root = batch.entry.sha256 or "", open_store().root
    st.download_button(
        WORDS["fetch_original"],
        lambda: read_archive(root, sha256),
        file_name=reveal_signs(batch.entry.file_name),
        mime="application/octet-stream",
        icon=":material/download:",
        on_click="ignore",
        width="stretch",
        key="fetch_original",
    )


def _show_reversal(batch: Batch) -> None:
    """Undo, or redo where it is undone, for whoever may; the reason is asked for."""
    kind = "redo" if batch.is_undone else "undo"
    if not read_actor().may(kind, list_concerned(open_store(), batch.entry.batch_id)):
        return
    with st.form(f"{kind}_form", border=True):
        st.markdown(f"**{WORDS[f'{kind}_heading']}**　{WORDS[f'{kind}_help']}")
        ask_reason(REASON)
        st.form_submit_button(
            WORDS[kind],
            icon=":material/undo:" if kind == "undo" else ":material/redo:",
            on_click=_reverse,
            args=(kind, batch.entry.batch_id),
        )


def _reverse(kind: str, batch_id: int) -> None:
    reason, actor = str(st.session_state.get(REASON) or "").strip(), read_actor()
    if not (reason and actor.name):
        ask_for_more()
        return
    reverse, store = (undo if kind == "undo" else redo), open_store()

    def do() -> str:
        number = reverse(store, batch_id, actor, reason)
        return WORDS[f"{kind}_done"].format(batch=batch_id, number=number)

    if decide(do):
        st.session_state[REASON] = ""
