"""Reading many workbooks: one after another with progress, and a table of what they are."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from loaders.intake.uploads import Upload
from pages.upload import session
from pages.upload.words import WORDS
from widgets import names
from widgets.plain_text import reveal_signs
from words.headings import HEADINGS

Read = tuple[session.Waiting, Upload]


def read_all(files: Sequence[session.Waiting]) -> list[Read]:
    """Every workbook read; a click in between is answered before the next file is begun."""
    if not files:
        return []
    bar = st.empty()
    read = []
    for number, waiting in enumerate(files, 1):
        name = session.render_name(waiting.name)
        text = WORDS["reading"].format(number=number, count=len(files), name=name)
        bar.progress(number / len(files), text=text)
        read.append((waiting, session.read_upload(waiting)))
    bar.empty()
    return read


def show_summary(read: Sequence[Read]) -> None:
    """One row a workbook; a click on a row looks at it."""
    frame = pd.DataFrame([describe(waiting, upload) for waiting, upload in read])
    st.dataframe(
        frame,
        hide_index=True,
        column_config={"sha256": None},
        alt=WORDS["summary_alt"],
        on_select=_take_row,
        selection_mode="single-row",
        key="upload_summary",
        height="content" if len(read) <= 4 else 220,
    )


def _take_row() -> None:
    rows = st.session_state["upload_summary"].selection.rows
    files = session.list_files()
    if rows and rows[0] < len(files):
        session.choose_current(files[rows[0]].sha256)


def describe(waiting: session.Waiting, upload: Upload) -> dict[str, object]:
    """A workbook in one line of plain words."""
    result = upload.result
    warnings = sum(each.level == "warning" for each in upload.problems)
    return {
        HEADINGS["file"]: reveal_signs(waiting.name),
        HEADINGS["state"]: render_state(upload),
        HEADINGS["forum"]: names.name_forum(result.forum),
        HEADINGS["fiscal_year"]: names.name_year(result.fiscal_year),
        WORDS["layouts"]: names.name_layouts(upload.layouts),
        WORDS["good_count"]: upload.good_count,
        WORDS["waiting_count"]: upload.waiting_count,
        WORDS["errors"]: upload.error_count,
        WORDS["warnings"]: warnings,
    }


def render_state(upload: Upload) -> str:
    """What a workbook needs next, in a word."""
    if not upload.readable:
        return WORDS["state_unreadable"]
    if not upload.layouts:
        return WORDS["state_foreign"]
    return WORDS["state_faulty"] if upload.error_count else WORDS["state_good"]
