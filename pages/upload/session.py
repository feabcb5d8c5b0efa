"""What a session holds of its uploads: bytes, and what was chosen for them.

Plain values only. A reading is made again from them at any time (`readings`), so a choice
that is taken back leaves no trace.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import streamlit as st

import widgets
from loaders.intake.archived import Reopened, reopen_batch
from loaders.intake.handling import Fix, Place
from store.disk.archive import compute_sha256
from store.errors import StoreError
from widgets.holding import room
from widgets.links import REOPENED
from widgets.plain_text import reveal_signs
from words.store_errors import explain_error

#: Session keys: files by SHA-256, the one looked at, the step, and by SHA-256 what was chosen.
FILES, CURRENT, STEP = "upload_files", "upload_current", "upload_step"
FIXES, TITLES, OUTCOME = "upload_fixes", "upload_titles", "upload_outcome"
#: Why what is hardly so is right, by SHA-256.
REASONS = "upload_reasons"
#: Fixes of a reopened batch with who made them, by SHA-256.
SIGNED = "upload_signed_fixes"
TOGETHER = "upload_together"
#: Every workbook that this session has met, the latest last: what a returned one is held against.
SEEN = "upload_seen"
#: Whose room was too small for all that was brought (room.Full).
OVER = "upload_over"
#: The uploader's files by SHA-256, as the server holds them.
HELD = "upload_held"
#: How often an upload was thrown away: each has an uploader of its own.
TURN = "upload_turn"
#: Who sees to the parked rows, and until when.
OWNER, DUE = "upload_owner", "upload_due"
#: All that an upload under way is made of, but for what its workbooks' own widgets keep.
BEGUN = (
    *(FILES, CURRENT, STEP, FIXES, TITLES, REASONS, OUTCOME, SIGNED, TOGETHER, OVER, HELD),
    *(OWNER, DUE),
)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A workbook that a person brought; `item_id` where it came through the inbox."""

    sha256: str
    name: str
    content: bytes
    forum: str | None = None
    fiscal_year: int | None = None
    item_id: str | None = None

    @property
    def key(self) -> str:
        """Short enough for widget keys."""
        return self.sha256[:12]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a workbook that was accepted: `good` rows count, `parked` ones wait;
    `is_new`: False where the same had been accepted before; `moved`: the code of the figure that
    moved first of all, "" for none."""

    name: str
    batch_id: int
    is_new: bool
    good: int
    parked: int
    forum: str | None
    fiscal_year: int | None
    moved: str = ""


# ------------------------------------------------------------------ files


def list_files() -> list[Waiting]:
    """The session's workbooks in the order they came."""
    files: dict[str, Waiting] = st.session_state.setdefault(FILES, {})
    return list(files.values())


def list_seen() -> dict[str, Waiting]:
    """Every workbook met so far, also those taken back or accepted; by SHA-256."""
    seen: dict[str, Waiting] = st.session_state.setdefault(SEEN, {})
    return seen


def find_current() -> Waiting | None:
    """The workbook looked at; the first where none is chosen."""
    files = list_files()
    chosen = st.session_state.get(CURRENT)
    return next((each for each in files if each.sha256 == chosen), files[0] if files else None)


def choose_current(sha256: str) -> None:
    st.session_state[CURRENT] = sha256


def keep_uploaded(key: str) -> None:
    """What the uploader holds joins the files; what was taken out of it leaves them."""
    brought = st.session_state[key] or []
    taken = list(_take_within(brought))
    st.session_state[OVER] = "session" if len(taken) < len(brought) else ""
    for each in brought[len(taken) :]:
        room.drop(each.file_id)
    held = [make_waiting(each.name, each.getvalue()) for each in taken]
    kept = {each.sha256: each for each in list_unheld()}
    st.session_state[FILES] = kept | {each.sha256: each for each in held}
    numbers = (each.file_id for each in taken)
    st.session_state[HELD] = {w.sha256: n for w, n in zip(held, numbers, strict=True)}
    list_seen().update({each.sha256: each for each in held})
    _forget_oldest(list_seen())
    if held:
        st.session_state[CURRENT] = held[-1].sha256
    st.session_state.pop(OUTCOME, None)


def list_unheld() -> list[Waiting]:
    """The workbooks that no uploader holds: from the inbox, a load, or a draft."""
    held = st.session_state.get(HELD, {})
    return [each for each in list_files() if each.sha256 not in held]


def _take_within(brought: Iterable[Any]) -> Iterator[Any]:
    """The first of the uploader's files that a session may hold together."""
    left = room.MOST_BYTES - sum(len(each.content) for each in list_unheld())
    for each in brought:
        left -= each.size
        if left < 0:
            return
        yield each


def _forget_oldest(seen: dict[str, Waiting]) -> None:
    """Keep of the workbooks met before only as many as a session may hold."""
    size = sum(len(each.content) for each in seen.values())
    for sha256 in list(seen):
        if size <= room.MOST_BYTES:
            return
        size -= len(seen.pop(sha256).content)


def make_waiting(name: str, content: bytes, **labels: Any) -> Waiting:
    return Waiting(compute_sha256(content), name, content, **labels)


def keep_waiting(waiting: Waiting) -> None:
    """Take a workbook from elsewhere (the inbox, a parked batch) beside the uploaded ones."""
    files: dict[str, Waiting] = st.session_state.setdefault(FILES, {})
    files[waiting.sha256] = list_seen()[waiting.sha256] = waiting
    st.session_state[CURRENT] = waiting.sha256
    st.session_state.pop(OUTCOME, None)


def reopen_asked() -> None:
    """Take to hand the load that the URL names, once, at the step where it is mended."""
    asked = st.query_params.pop(REOPENED, "")
    if not asked.isdecimal():
        return
    try:
        _keep_reopened(reopen_batch(widgets.open_store(), int(asked)))
    except StoreError as error:
        st.error(explain_error(error))
    else:
        go_to(3)


def _keep_reopened(reopened: Reopened) -> None:
    """An accepted workbook, with all that was chosen for it then."""
    handling = reopened.handling
    labels = {"forum": handling.forum, "fiscal_year": handling.fiscal_year}
    waiting = make_waiting(reopened.name, reopened.content, **labels)
    keep_waiting(waiting)
    for sheet, layout in handling.layouts:
        st.session_state[name_choice(waiting, sheet)] = layout
    st.session_state[f"skip_{waiting.key}"] = list(handling.skipped)
    list_mapped(waiting).update(handling.titles)
    list_fixes(waiting).update({fix.place: fix.text for fix in handling.fixes})
    list_signed(waiting).update({fix.place: fix for fix in handling.fixes})


def drop_files(waiting: Iterable[Waiting]) -> None:
    files: dict[str, Waiting] = st.session_state.setdefault(FILES, {})
    held: dict[str, str] = st.session_state.get(HELD, {})
    for each in waiting:
        files.pop(each.sha256, None)
        room.drop(held.pop(each.sha256, room.name_again(each.sha256)))


def render_name(name: str) -> str:
    """A file's name for lists, which show it as it stands."""
    return reveal_signs(name)


def read_step() -> int:
    return int(st.session_state.get(STEP, 1))


def go_to(step: int) -> None:
    """A button's answer: the step to show next; going back leaves the many for the one."""
    st.session_state[STEP] = step
    if step < 4:
        st.session_state.pop(TOGETHER, None)


# ------------------------------------------------------------------ what was chosen


def name_choice(waiting: Waiting, sheet: str) -> str:
    """Where the session keeps the layout chosen for a sheet."""
    return f"layout_{waiting.key}_{sheet}"


def list_mapped(waiting: Waiting) -> dict[tuple[str, str], str]:
    """What was mapped here: (layout, title key) → field, "" for none."""
    mapped: dict[str, dict[tuple[str, str], str]] = st.session_state.setdefault(TITLES, {})
    return mapped.setdefault(waiting.sha256, {})


def list_fixes(waiting: Waiting) -> dict[tuple[str, str], str]:
    """(sheet, cell) → the text typed in its place."""
    fixes: dict[str, dict[tuple[str, str], str]] = st.session_state.setdefault(FIXES, {})
    return fixes.setdefault(waiting.sha256, {})


def keep_fix(waiting: Waiting, places: Iterable[tuple[str, str]], key: str) -> None:
    """A widget's answer for one faulty cell, or for all that it is to be the same in."""
    written = str(st.session_state.get(key) or "").strip()
    if written:
        list_fixes(waiting).update(dict.fromkeys(places, written))


def list_reasons(waiting: Waiting) -> dict[str, str]:
    """An alarm's key → the reason typed why it is right."""
    reasons: dict[str, dict[str, str]] = st.session_state.setdefault(REASONS, {})
    return reasons.setdefault(waiting.sha256, {})


def list_signed(waiting: Waiting) -> dict[Place, Fix]:
    """The fixes that an accepted workbook came back with."""
    signed: dict[str, dict[Place, Fix]] = st.session_state.setdefault(SIGNED, {})
    return signed.setdefault(waiting.sha256, {})


def drop_fix(waiting: Waiting, sheet: str, cell: str) -> None:
    list_fixes(waiting).pop((sheet, cell), None)
