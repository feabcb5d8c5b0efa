"""Records added, changed field by field, and gone: of a preview or of two loads."""

from collections.abc import Sequence
from typing import Any, Protocol

import pandas as pd
import streamlit as st

from data.layout_names import name_field
from metrics.history.impact import RecordChange, RecordLine
from widgets import names
from widgets.figures.grids import show_grid
from widgets.plain_text import reveal_signs
from words import Words
from words.headings import HEADINGS

WORDS = Words(
    ja={
        "added": "追加",
        "changed": "変更",
        "removed": "消える",
        "records_same": "記録の変化はありません。",
    }
)
#: Lines shown of one kind; the counts above say how many there are.
LONGEST = 500


class Changes(Protocol):
    """What a preview (Impact) and a comparison of loads (Difference) share."""

    @property
    def added(self) -> Sequence[RecordLine]: ...
    @property
    def changed(self) -> Sequence[RecordChange]: ...
    @property
    def removed(self) -> Sequence[RecordLine]: ...


def show_changes(changes: Changes) -> None:
    if changes.changed:
        st.markdown(f"**{WORDS['changed']} {len(changes.changed)}**")
        rows = [row for each in changes.changed[:LONGEST] for row in _list_fields(each)]
        show_grid(pd.DataFrame(rows), hide_index=True, alt=WORDS["changed"])
    for key, lines in (("added", changes.added), ("removed", changes.removed)):
        if lines:
            st.markdown(f"**{WORDS[key]} {len(lines)}**")
            frame = pd.DataFrame([describe_line(each) for each in lines[:LONGEST]])
            show_grid(frame, hide_index=True, alt=WORDS[key])
    if not (changes.changed or changes.added or changes.removed):
        st.markdown(WORDS["records_same"])


def describe_line(line: RecordLine) -> dict[str, Any]:
    return {
        HEADINGS["layout"]: names.name_layouts([line.layout]),
        HEADINGS["forum"]: names.name_forum(line.forum),
        HEADINGS["fiscal_year"]: names.name_year(line.fiscal_year),
        HEADINGS["record"]: reveal_signs(line.key_text),
        HEADINGS["sheet"]: reveal_signs(line.sheet),
        HEADINGS["cell"]: line.cell,
    }


def _list_fields(change: RecordChange) -> list[dict[str, Any]]:
    line = change.line
    return [
        {
            HEADINGS["record"]: reveal_signs(line.key_text),
            HEADINGS["field"]: name_field(line.layout, each.field),
            HEADINGS["before"]: reveal_signs(each.before),
            HEADINGS["after"]: reveal_signs(each.after),
            HEADINGS["sheet"]: reveal_signs(line.sheet),
            HEADINGS["cell"]: each.cell,
        }
        for each in change.fields
    ]
