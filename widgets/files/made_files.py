"""Files that are made at a button's click and then offered, while they are of what is asked for."""

from collections.abc import Callable, Hashable, Sequence
from concurrent.futures import FIRST_COMPLETED, wait
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Literal

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from exports.errors import ExportError
from store.errors import StoreError
from widgets.files.jobs import Job, Place, begin_job, find_job, forget_job
from widgets.plain_text import plain
from widgets.run import read_run
from words import Words
from words.store_errors import explain_error

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = "application/pdf"
ZIP = "application/zip"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
_ICONS = {DOCX: "description", PDF: "picture_as_pdf", PPTX: "slideshow", ZIP: "folder_zip"}
#: Seconds between two looks at what is under way.
PAUSE = 0.2
WORDS = Words(
    ja={
        "stop": "取消",
        "under_way": "ほかのページを見たり、読み込み直したりしても続きます。",
        "waiting": "順番を待っています",
    }
)


@dataclass(frozen=True, slots=True)
class MadeFile:
    """`label`: what its button says; `kind`: its media type."""

    label: str
    name: str
    content: bytes
    kind: str


@dataclass(frozen=True, slots=True)
class Made:
    """What the making came to: the files, and above them, as Markdown, what was done and what was
    not."""

    files: Sequence[MadeFile]
    done: str = ""
    undone: str = ""


#: What this run shows the progress of, each with its bar.
WATCHED: ContextVar[list[tuple[Job, DeltaGenerator]]] = ContextVar("watched")


def offer_made_files(
    key: str,
    label: str,
    icon: str,
    wanted: Hashable,
    make: Callable[[Job], Made],
    *,
    is_primary: bool = False,
) -> None:
    """The button, then how far the making is, and then the files to fetch; what was made of
    anything but `wanted` is not offered. `make` runs in a thread of its own, outside the page:
    it must not ask Streamlit for anything."""
    place, asked = name_place(key), hash((wanted, key))
    job = find_job(place)
    is_under_way = job is not None and job.is_under_way
    kind: Literal["primary", "secondary"] = "primary" if is_primary else "secondary"
    if st.button(
        label,
        key=f"make_{key}",
        icon=f":material/{icon}:",
        type=kind,
        width="stretch",
        disabled=is_under_way,
    ):
        job = begin_job(place, asked, make)
    if job is None:
        return
    if job.is_under_way:
        _show_progress(job, key)
    elif job.asked == asked:
        _show_outcome(job, place)


def name_place(key: str) -> Place:
    """Where this person's making of that kind is found, also after a reload."""
    run = read_run()
    return str(run.store.root), run.actor.person_id, key


def _show_progress(job: Job, key: str) -> None:
    bar = st.empty()
    st.button(WORDS["stop"], key=f"stop_{key}", icon=":material/close:", on_click=job.stop.ask)
    st.caption(WORDS["under_way"])
    WATCHED.get().append((job, bar))


def watch_jobs() -> None:
    """At a page's end: show how far what it shows is, until one of them is done; then the page
    runs anew. A click in between is answered at once."""
    watched = WATCHED.get()
    while watched:
        for job, bar in watched:
            bar.progress(job.share, job.said or WORDS["waiting"])
        outcomes = [job.outcome for job, _ in watched]
        if wait(outcomes, PAUSE, FIRST_COMPLETED).done:
            st.rerun()


def _show_outcome(job: Job, place: Place) -> None:
    """The files, or why there are none."""
    error = job.outcome.exception()
    if error is None:
        _offer(job.outcome.result())
    elif isinstance(error, ExportError):
        st.error(plain(str(error)))
    elif isinstance(error, StoreError):
        st.error(explain_error(error))
    else:
        forget_job(place)
        raise error


def _offer(made: Made) -> None:
    if made.done:
        st.success(made.done)
    if made.undone:
        st.warning(made.undone)
    for file in made.files:
        icon = f":material/{_ICONS[file.kind]}:"
        st.download_button(
            file.label, file.content, file.name, file.kind, icon=icon, width="stretch"
        )
