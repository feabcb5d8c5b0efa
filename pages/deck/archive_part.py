"""All figures and records in one archive, for who works on with them elsewhere."""

import streamlit as st

import widgets
from exports.archive.archive import name_archive
from exports.archive.asking import ask_archive
from exports.archive.contents import read_contents
from exports.deck.agenda import Request
from pages.deck.words import WORDS
from widgets.files.made_files import ZIP, Made, MadeFile, offer_made_files

ARCHIVE = "archive_made"


def offer_archive(request: Request) -> None:
    """The button, the progress, and then the file to fetch."""
    with st.expander(WORDS["archive"], icon=":material/folder_zip:"):
        st.caption(WORDS["archive_help"])

        def make() -> Made:
            bar = st.progress(0.0)

            def report(done: int, count: int) -> None:
                said = WORDS["making_archive"].format(done=done, count=count)
                bar.progress(done / count, said)

            contents = read_contents(widgets.open_store(), request, report)
            bar.progress(1.0, WORDS["packing_archive"])
            content = ask_archive(contents)
            bar.empty()
            return Made([MadeFile(WORDS["save_archive"], name_archive(contents), content, ZIP)])

        asked = (request.scope, request.as_of, request.is_practice, request.state)
        wanted = (*asked, widgets.read_run().version)
        offer_made_files(ARCHIVE, WORDS["make_archive"], "folder_zip", wanted, make)
