"""What any two loads say differently, record by record."""

from collections.abc import Sequence

import streamlit as st

from data.layout import read_keys
from metrics.history.batch_difference import compare_batches
from pages.history.batch_details import name_batch
from pages.history.words import WORDS
from store.batches import Batch
from widgets import Run
from widgets.records.changes import show_changes
from words.headings import HEADINGS


def show(run: Run, loads: Sequence[Batch]) -> None:
    """Two choices side by side, the older and the newer; what differs below."""
    if len(loads) < 2:
        st.info(WORDS["one_batch_only"])
        return
    names = {load.entry.batch_id: name_batch(load) for load in loads}
    numbers = list(names)
    left, right = st.columns(2)
    before = left.selectbox(
        HEADINGS["before"], numbers, index=1, format_func=names.__getitem__, key="difference_before"
    )
    after = right.selectbox(
        HEADINGS["after"], numbers, index=0, format_func=names.__getitem__, key="difference_after"
    )
    difference = run.fetch(compare_batches, before, after, keys=read_keys())
    counts = {
        "added": len(difference.added),
        "changed": len(difference.changed),
        "removed": len(difference.removed),
        "unchanged": difference.unchanged_count,
    }
    st.markdown("　".join(f"{WORDS[key]} **{count}**" for key, count in counts.items()))
    show_changes(difference)
