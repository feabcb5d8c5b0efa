"""All figures and records in one archive, for who works on with them elsewhere."""

import streamlit as st

from exports.archive.archive import export_archive, name_archive
from exports.archive.contents import read_contents
from exports.deck.agenda import Request
from exports.making import make_files
from pages.deck.words import WORDS
from widgets import Run
from widgets.files.jobs import Job
from widgets.files.made_files import ZIP, Made, MadeFile, offer_made_files

ARCHIVE = "archive_made"
#: Every figure of every year takes longer than a deck.
SECONDS = 300.0


def offer_archive(run: Run, request: Request) -> None:
    """The button, the progress, and then the file to fetch."""
    with st.expander(WORDS["archive"], icon=":material/folder_zip:"):
        st.caption(WORDS["archive_help"])

        def make(job: Job) -> Made:
            def report(done: int, count: int) -> None:
                said = WORDS["making_archive"].format(done=done, count=count)
                job.tell(done / count, said)

            contents = read_contents(run.store, request, report)
            job.tell(1.0, WORDS["packing_archive"])
            [content] = make_files(export_archive, contents, stop=job.stop, seconds=SECONDS)
            return Made([MadeFile(WORDS["save_archive"], name_archive(contents), content, ZIP)])

        asked = (request.scope, request.as_of, request.is_practice, request.state)
        wanted = (*asked, run.version)
        offer_made_files(ARCHIVE, WORDS["make_archive"], "folder_zip", wanted, make)
