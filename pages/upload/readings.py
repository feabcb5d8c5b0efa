"""Workbooks as what was chosen for them makes them read, by a worker; what was read is cached."""

import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, wait
from contextvars import copy_context
from dataclasses import replace

import streamlit as st

import widgets
from loaders.check import FileResult
from loaders.intake.handling import Fix, Handling
from loaders.intake.recognising import recognise_beside
from loaders.intake.uploads import Upload, open_upload, read_as
from loaders.opening.safe_open import Workbook
from pages.upload import session
from pages.upload.words import WORDS
from store.child.stop import Stop
from store.database import log_version
from store.decisions.titles import find_titles
from widgets.holding.kept import Kept, keep_answers
from widgets.people.person import read_actor
from widgets.plain_text import plain
from widgets.reader import open_reader

#: What nobody has asked for so long is read again, and what goes beyond so many bytes.
READ_AGAIN_SECONDS = 30 * 60
MOST_READ = 80 << 20
#: What a cell and its answer take.
CELL_BYTES = 200
#: Seconds after which a reading under way says so, and between two looks at it from then on.
PATIENCE, PAUSE = 2.0, 0.2
Read = tuple[session.Waiting, Upload]


def read_all(files: Sequence[session.Waiting]) -> list[Read]:
    """Every workbook read; a click in between is answered before the next file is begun."""
    if not files:
        return []
    bar = st.empty()
    read = []
    for number, waiting in enumerate(files, 1):
        name = plain(waiting.name)
        text = WORDS["reading"].format(number=number, count=len(files), name=name)
        bar.progress(number / len(files), text=text)
        read.append((waiting, read_upload(waiting)))
    bar.empty()
    return read


def read_upload(waiting: session.Waiting) -> Upload:
    """A workbook as all that was chosen for it makes it read."""
    return _read(waiting, read_handling(waiting))


def read_unfixed(waiting: session.Waiting) -> Upload:
    """The workbook as its sender wrote it, before anything was mapped, skipped or fixed."""
    return _read(waiting, read_labels(waiting))


def read_unlabelled(waiting: session.Waiting) -> Upload:
    """The workbook speaking for itself: nothing chosen, mapped or fixed."""
    key = (waiting.sha256, waiting.name, None)
    return _open_kept().get(key, lambda: _open(waiting))


def read_handling(waiting: session.Waiting) -> Handling:
    """All that was chosen for a workbook: equal where it reads the same."""
    return replace(
        read_labels(waiting),
        titles=list_titles(waiting),
        skipped=tuple(sorted(st.session_state.get(f"skip_{waiting.key}", ()))),
        fixes=tuple(_sign_fixes(waiting)),
    )


def read_labels(waiting: session.Waiting) -> Handling:
    """Forum, fiscal year and layouts chosen by hand; the rest is as the workbook says."""
    forum = st.session_state.get(f"forum_{waiting.key}") or waiting.forum
    fiscal_year = st.session_state.get(f"year_{waiting.key}") or waiting.fiscal_year
    names = read_unlabelled(waiting).sheet_names
    chosen = ((name, st.session_state.get(session.name_choice(waiting, name))) for name in names)
    layouts = tuple((name, layout) for name, layout in chosen if layout)
    return Handling(fiscal_year, forum, layouts)


def _read(waiting: session.Waiting, handling: Handling) -> Upload:
    upload = read_unlabelled(waiting)
    if handling == upload.handling or not upload.readable:
        return upload
    key = (waiting.sha256, waiting.name, handling)
    return _open_kept().get(key, lambda: read_as(upload, handling, _recognise))


def _open(waiting: session.Waiting) -> Upload:
    return open_upload(open_reader(), waiting.content, waiting.name, recognise=_recognise)


def _recognise(workbook: Workbook, handling: Handling) -> FileResult:
    """Raises ReadingFailed. Where it takes long, a click in between ends it and is answered."""
    stop, outcome = Stop(), Future[FileResult]()

    def run() -> None:
        try:
            outcome.set_result(recognise_beside(workbook, handling, stop))
        except BaseException as error:  # told where it is waited for
            outcome.set_exception(error)

    threading.Thread(target=copy_context().run, args=(run,), daemon=True).start()
    if not wait([outcome], PATIENCE).done:
        _tell_waiting(workbook, stop, outcome)
    return outcome.result()


def _tell_waiting(workbook: Workbook, stop: Stop, outcome: Future[FileResult]) -> None:
    place = st.empty()
    try:
        while not wait([outcome], PAUSE).done:
            place.info(WORDS["still_reading"].format(name=plain(workbook.name)))
    except BaseException:  # Streamlit's, of a run that is over
        stop.ask()
        raise
    place.empty()


@st.cache_resource(show_spinner=False)
def _open_kept() -> Kept[Upload]:
    """The readings of all sessions."""
    return Kept(MOST_READ, READ_AGAIN_SECONDS, _weigh)


def _weigh(upload: Upload) -> int:
    cells = sum(len(row) for grid in upload.workbook.grids for row in grid.rows)
    return len(upload.content) + cells * CELL_BYTES


def list_titles(waiting: session.Waiting) -> tuple[tuple[tuple[str, str], str], ...]:
    """Titles learned for the workbook's forum and year, under those mapped here by hand."""
    upload = read_unfixed(waiting)
    learned: dict[tuple[str, str], str] = {}
    if upload.readable and upload.result.fiscal_year:
        store, asked = widgets.open_store(), (upload.result.forum, upload.result.fiscal_year)
        learned = _find_learned(*asked, str(store.root), log_version(store))
    mapped = learned | session.list_mapped(waiting)
    return tuple(sorted((key, field) for key, field in mapped.items() if field))


@keep_answers(100)
def _find_learned(
    forum: str | None, fiscal_year: int | None, root: str, version: int
) -> dict[tuple[str, str], str]:
    return find_titles(widgets.open_store(), forum, fiscal_year)


def _sign_fixes(waiting: session.Waiting) -> Iterator[Fix]:
    """The fixes with who made them: whoever is at work, but for those of a reopened batch."""
    fixes = session.list_fixes(waiting)
    signed = widgets.open_store().sign(read_actor()) if fixes else ""
    for place, text in sorted(fixes.items()):
        known = session.list_signed(waiting).get(place)
        yield known if known and known.text == text else Fix(*place, text, signed)
