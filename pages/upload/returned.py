"""A workbook that came back from its sender: which problems are gone, which are new."""

import streamlit as st

from loaders.intake.returned import ProblemChange, compare_uploads, is_return_of
from loaders.intake.uploads import Upload
from pages.upload import readings, session
from pages.upload.words import WORDS
from widgets.plain_text import plain


def show_change(waiting: session.Waiting, upload: Upload) -> None:
    """Against the latest other workbook of the same forum, year and layouts."""
    before = _find_before(waiting, upload)
    if before is None:
        return
    change = compare_uploads(before, upload)
    counts = {"gone": len(change.gone), "new": len(change.new), "left": len(change.remaining)}
    with st.popover(WORDS["returned"].format(**counts), icon=":material/sync:"):
        st.markdown(WORDS["returned_from"].format(name=plain(before.name)))
        _show_lists(change)


def _find_before(waiting: session.Waiting, upload: Upload) -> Upload | None:
    seen = session.list_seen()
    met = list(seen)
    for sha256 in reversed(met[: met.index(waiting.sha256)] if waiting.sha256 in seen else met):
        before = readings.read_unfixed(seen[sha256])
        if is_return_of(before, upload):
            return before
    return None


def _show_lists(change: ProblemChange) -> None:
    for key in ("gone", "new", "remaining"):
        problems = getattr(change, key)
        st.markdown(f"**{WORDS[f'returned_{key}'].format(count=len(problems))}**")
        for problem in problems[:10]:
            st.markdown(f"- {plain(problem.sheet)} {plain(problem.cell)} {plain(problem.message)}")
