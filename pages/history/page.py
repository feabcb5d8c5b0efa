"""履歴: every batch, its original bytes, what it changed, its receipt, undo and redo, and who did
what."""

from functools import partial

import streamlit as st

import widgets
from pages.history import (
    activity_log,
    batch_details,
    batch_difference,
    query_parts,
    receipt_part,
    release_parts,
)
from pages.history.words import WORDS
from store.batches import list_batches
from widgets.records.receipt import BATCH
from widgets.verified import show_verified

run = widgets.read_run()
batches = run.recall(list_batches, run.as_of)
loads = [batch for batch in batches if batch.entry.kind == "load"]

st.title(WORDS["title"].format(count=len(batches)), anchor=False)
show_verified(run.store.root)
release_parts.show_waiting(run)
widgets.show_parts(
    widgets.Part("batches", WORDS["part_batches"], partial(batch_details.show, run, loads)),
    widgets.Part("receipt", WORDS["part_receipt"], partial(receipt_part.show, loads)),
    widgets.Part(
        "difference", WORDS["part_difference"], partial(batch_difference.show, run, loads)
    ),
    widgets.Part("queries", WORDS["part_queries"], partial(query_parts.show, run)),
    widgets.Part("log", WORDS["part_log"], partial(activity_log.show, run)),
    keep=(BATCH,),
)
