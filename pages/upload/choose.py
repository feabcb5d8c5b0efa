"""Step 1, 選ぶ: drop workbooks, take one from the inbox, or fetch a blank form."""

import streamlit as st

import widgets
from pages.upload import forms, inbox, session, steps
from pages.upload.readings import read_all, show_summary
from pages.upload.words import WORDS
from widgets.decisions import show_notice
from widgets.person import ask_person

UPLOADER = "upload_files_dropped"


def show() -> None:
    show_notice()
    left, right = st.columns([3, 2], gap="large")
    with left:
        _show_uploader()
    with right:
        inbox.show(widgets.open_store().root)
        forms.show()
    files = session.list_files()
    uploads = read_all(files)
    if uploads:
        show_summary(uploads)
    _show_way(len(files))


def _show_uploader() -> None:
    ask_person(example=True)
    st.file_uploader(
        WORDS["drop_here"],
        accept_multiple_files=True,
        key=UPLOADER,
        on_change=session.keep_uploaded,
        args=(UPLOADER,),
    )
    st.caption(WORDS["drop_help"])


def _show_way(count: int) -> None:
    hint = WORDS["chosen"].format(count=count) if count else WORDS["nothing_chosen"]
    steps.show_way(hint, WORDS["to_check"], step=2, is_ready=count > 0)
