"""Step 1, 選ぶ: drop workbooks, take one from the inbox, or fetch a blank form."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

import widgets
from loaders.intake.uploads import Upload
from pages.upload import forms, inbox, session, steps
from pages.upload.begun import draft, superseded
from pages.upload.readings import Read, read_all
from pages.upload.words import WORDS
from store.people.drafts import MOST_OF_PERSON
from widgets import names
from widgets.decisions import show_notice
from widgets.holding import room
from widgets.people.person import ask_person
from widgets.plain_text import plain, reveal_signs
from widgets.records.queries import tell_open
from words.headings import HEADINGS

UPLOADER = "upload_files_dropped"
#: The table of workbooks; a row of it that was clicked is looked at.
SUMMARY = "upload_summary"


def show() -> None:
    show_notice()
    tell_open(widgets.read_run())
    superseded.tell()
    left, right = st.columns([3, 2], gap="large")
    with left:
        _show_uploader()
        draft.show_kept()
        if not session.list_files():
            draft.offer()
    with right:
        inbox.show(widgets.open_store().root)
        forms.show()
    files = session.list_files()
    uploads = read_all(files)
    if uploads:
        _show_summary(uploads)
        draft.offer()
    _show_way(len(files))


def _show_uploader() -> None:
    ask_person(example=True)
    key = f"{UPLOADER}{st.session_state.get(session.TURN, '')}"
    st.file_uploader(
        WORDS["drop_here"],
        accept_multiple_files=True,
        key=key,
        on_change=session.keep_uploaded,
        args=(key,),
    )
    st.caption(WORDS["drop_help"])
    _show_brought()
    if full := room.read_full() or st.session_state.get(session.OVER):
        most = room.MOST_BYTES if full == "session" else MOST_OF_PERSON
        words = WORDS[f"over_{full}"].format(limit=most >> 20)
        st.warning(words, icon=":material/scale:")


def _show_brought() -> None:
    """What came otherwise than by the uploader, which shows its own: each can be taken out."""
    for waiting in session.list_unheld():
        row = st.container(horizontal=True, vertical_alignment="center")
        row.markdown(f":material/draft: {plain(waiting.name)}")
        row.button(
            "",
            icon=":material/close:",
            type="tertiary",
            help=WORDS["take_out"].format(name=plain(waiting.name)),
            key=f"take_out_{waiting.key}",
            on_click=session.drop_files,
            args=([waiting],),
        )


def _show_way(count: int) -> None:
    hint = WORDS["chosen"].format(count=count) if count else WORDS["nothing_chosen"]
    is_chosen = bool(st.session_state.get(SUMMARY, {}).get("selection", {}).get("rows"))
    onward = None if is_chosen else steps.begin_checking
    steps.show_way(hint, WORDS["to_check"], step=2, is_ready=count > 0, on_click=onward)


def _show_summary(read: Sequence[Read]) -> None:
    """One row a workbook; a click on a row looks at it."""
    frame = pd.DataFrame([_describe(waiting, upload) for waiting, upload in read])
    widgets.show_grid(
        frame,
        hide_index=True,
        column_config={"sha256": None},
        alt=WORDS["summary_alt"],
        on_select=_take_row,
        selection_mode="single-row",
        key=SUMMARY,
        height="content" if len(read) <= 4 else 220,
    )


def _take_row() -> None:
    rows = st.session_state[SUMMARY].selection.rows
    files = session.list_files()
    if rows and rows[0] < len(files):
        session.choose_current(files[rows[0]].sha256)


def _describe(waiting: session.Waiting, upload: Upload) -> dict[str, object]:
    """A workbook in one line of plain words."""
    result = upload.result
    good, parked = upload.count_rows()
    warnings = sum(each.level == "warning" for each in upload.problems)
    return {
        HEADINGS["file"]: reveal_signs(waiting.name),
        HEADINGS["state"]: _render_state(upload),
        HEADINGS["forum"]: names.name_forum(result.forum),
        HEADINGS["fiscal_year"]: names.name_year(result.fiscal_year),
        WORDS["layouts"]: names.name_layouts(upload.layouts),
        WORDS["good_count"]: good,
        WORDS["waiting_count"]: parked,
        WORDS["errors"]: upload.error_count,
        WORDS["warnings"]: warnings,
    }


def _render_state(upload: Upload) -> str:
    """What a workbook needs next, in a word."""
    if not upload.readable:
        return WORDS["state_unreadable"]
    if not upload.layouts:
        return WORDS["state_foreign"]
    return WORDS["state_faulty"] if upload.error_count else WORDS["state_good"]
