"""Drafts: what a person has begun and not brought to its end, an upload or a deck.

A draft is no act: it changes no figure, the log has nothing of it, and it is its owner's alone.
Each has a folder, `drafts/<owner>/<id>/`: a note, written anew as a whole with each change, and
beside it the bytes of the workbooks that it is about, each written once.
"""

import json
import re
import secrets
import shutil
import threading
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import nullcontext, suppress
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec

from store.actor import Actor
from store.database import Database
from store.disk.archive import compute_sha256
from store.errors import DraftsFull, DraftUnknown, WriteFailed, name_refusal
from store.moments import read_utc_now
from store.people.names import PREFIX
from store.shared.home import find_home, keep_file, read_file, remove_file

FOLDER, NOTE_NAME = "drafts", "draft.json"
#: Whose drafts are where nobody signs in: all sessions at one's own desk are one person's.
DESK = "desk"
#: Untouched for longer, a draft is thrown away.
KEPT_FOR = timedelta(days=90)
#: A person's room in bytes: for their drafts together, and for these with the workbooks that their
#: sessions hold (widgets.holding.room).
MOST_OF_PERSON = 200 << 20
_OWNER = re.compile(rf"{DESK}|[0-9a-f]{{16}}")
_ID = re.compile(r"[0-9a-f]{16}")
#: One writer at a time for each owner.
_locks: dict[str, threading.Lock] = {}


@dataclass(frozen=True, slots=True)
class Draft:
    """`kind`: the page that goes on with it; `title`: what it is about, "" where there is nothing
    left to be done; `by`: who changed it last, as the log would call them; `changed_at` in UTC;
    `revision`: how often it was saved; `content`: plain values, the page's own; `files`: SHA-256
    -> bytes, of the workbooks beside the note."""

    owner: str
    kind: str
    draft_id: str
    title: str = ""
    by: str = ""
    changed_at: datetime = datetime.min
    revision: int = 0
    content: Mapping[str, Any] = field(default_factory=dict)
    files: Mapping[str, int] = field(default_factory=dict)

    @property
    def size(self) -> int:
        return sum(self.files.values())


def find_owner(actor: Actor) -> str:
    """Whose drafts somebody works on; "" for nobody's."""
    return DESK if actor.known_by == "claimed" else actor.person_id


def begin_draft(owner: str, kind: str) -> Draft:
    """A new one, not saved yet."""
    return Draft(owner, kind, secrets.token_hex(8))


def save_draft(
    database: Database, draft: Draft, actor: Actor, files: Mapping[str, bytes] | None = None
) -> Draft:
    """Keep a draft with the bytes of its workbooks; returns it as it is kept.

    Where it was saved from elsewhere since it was read, this one gets an id of its own: neither
    takes anything from the other. Raises DraftsFull, DraftUnknown for nobody's, WriteFailed; what
    was saved before then stands.
    """
    if not database.can_be_written():
        raise WriteFailed(f"{database.root} was opened to be read alone")
    files = files or {}
    draft = replace(
        draft,
        by=database.sign(actor),
        files={sha256: len(content) for sha256, content in files.items()},
        changed_at=read_utc_now(),
    )
    is_shared = find_home(database.root).is_shared
    alone = database.exclusive() if is_shared else nullcontext()
    with _locks.setdefault(draft.owner, threading.Lock()), alone:
        known = _peek(_find_folder(database.root, draft.owner, draft.draft_id))
        if known and known.revision != draft.revision:
            draft = replace(draft, draft_id=secrets.token_hex(8))
        if known is None:
            discard_old(database.root, draft.changed_at)
        _require_room(database.root, draft)
        saved = replace(draft, revision=draft.revision + 1)
        _write(database.root, saved, files)
    return saved


def load_draft(root: Path, owner: str, kind: str, draft_id: str) -> Draft:
    """Raises DraftUnknown where its owner has none of this kind (any more)."""
    draft = _peek(_find_folder(root, owner, draft_id))
    if draft is None or draft.kind != kind or _is_old(draft, read_utc_now()):
        raise DraftUnknown(f"{owner} has no {kind} {draft_id}")
    return draft


def read_draft_file(root: Path, draft: Draft, sha256: str) -> bytes:
    """The bytes of one of a draft's workbooks; raises DraftUnknown where they are not what they
    were."""
    try:
        content = read_file(root, f"{_name_folder(draft.owner, draft.draft_id)}/{sha256}")
    except OSError as error:
        raise DraftUnknown(sha256) from error
    if compute_sha256(content) != sha256:
        raise DraftUnknown(f"{sha256} is not what was kept")
    return content


def list_drafts(root: Path, owner: str) -> list[Draft]:
    """All of an owner's that can be gone on with, the one changed last first."""
    now = read_utc_now()
    drafts = [each for each in _list_of(root, owner) if not _is_old(each, now)]
    return sorted(drafts, key=lambda each: each.changed_at, reverse=True)


def weigh(root: Path, owner: str) -> dict[str, int]:
    """Draft id -> the bytes of its workbooks."""
    return {each.draft_id: each.size for each in list_drafts(root, owner)}


def has_room(sizes: Iterable[int]) -> bool:
    """Whether a person may have so much together."""
    return sum(sizes) <= MOST_OF_PERSON


def discard_draft(root: Path, draft: Draft) -> None:
    """Throw a draft away, for good; raises WriteFailed."""
    _remove(root, _name_folder(draft.owner, draft.draft_id))


def discard_drafts_of(root: Path, signed: Collection[str]) -> None:
    """Throw away what people own or have changed last, by what the log calls them; raises
    WriteFailed."""
    for folder in _list_folders(root):
        draft = _peek(folder)
        if draft and {draft.by, PREFIX + draft.owner} & set(signed):
            _remove(root, folder.relative_to(root).as_posix())


def discard_old(root: Path, now: datetime) -> None:
    """Throw away everybody's that nobody has touched for so long, and what a process that died
    has left of one."""
    for folder in _list_folders(root):
        with suppress(OSError, WriteFailed):
            touched = datetime.fromtimestamp(folder.stat().st_mtime, UTC).replace(tzinfo=None)
            draft = _peek(folder)
            if now - (draft.changed_at if draft else touched) > KEPT_FOR:
                _remove(root, folder.relative_to(root).as_posix())


def _require_room(root: Path, draft: Draft) -> None:
    others = weigh(root, draft.owner) | {draft.draft_id: 0}
    if not has_room([*others.values(), draft.size]):
        raise DraftsFull(MOST_OF_PERSON >> 20)


def _write(root: Path, draft: Draft, files: Mapping[str, bytes]) -> None:
    """The bytes first: a note names none that are not there."""
    name = _name_folder(draft.owner, draft.draft_id)
    folder = root / name
    note = asdict(draft) | {"changed_at": draft.changed_at.isoformat()}
    try:
        for sha256, content in files.items():
            if not (folder / sha256).exists():
                keep_file(root, f"{name}/{sha256}", content, is_copied=False)
        keep_file(root, f"{name}/{NOTE_NAME}", json.dumps(note).encode())
    except OSError as error:
        raise name_refusal(folder, error) from error
    with suppress(OSError):
        for path in folder.iterdir():
            if path.name not in {NOTE_NAME, *files}:
                remove_file(root, f"{name}/{path.name}")


def _remove(root: Path, name: str) -> None:
    """The note first: without it there is no draft. Raises WriteFailed."""
    try:
        remove_file(root, f"{name}/{NOTE_NAME}")
    except OSError as error:
        raise name_refusal(root / name, error) from error
    find_home(root).remove(name)
    shutil.rmtree(root / name, ignore_errors=True)


def _list_of(root: Path, owner: str) -> Iterator[Draft]:
    folders = (root / FOLDER / owner).iterdir() if (root / FOLDER / owner).is_dir() else ()
    return (draft for draft in map(_peek, folders) if draft)


def _list_folders(root: Path) -> list[Path]:
    return [folder for folder in (root / FOLDER).glob("*/*") if folder.is_dir()]


def _peek(folder: Path) -> Draft | None:
    """None where there is no note, or one that nobody can read: it hides no other."""
    try:
        draft = msgspec.json.decode((folder / NOTE_NAME).read_bytes(), type=Draft)
    except (OSError, ValueError):
        return None
    return draft if folder.parts[-2:] == (draft.owner, draft.draft_id) else None


def _is_old(draft: Draft, now: datetime) -> bool:
    return now - draft.changed_at > KEPT_FOR


def _find_folder(root: Path, owner: str, draft_id: str) -> Path:
    return root / _name_folder(owner, draft_id)


def _name_folder(owner: str, draft_id: str) -> str:
    """Where a draft is in the store's folder; raises DraftUnknown for what is no owner's and no
    draft's name."""
    if not (_OWNER.fullmatch(owner) and _ID.fullmatch(draft_id)):
        raise DraftUnknown(f"{owner}: {draft_id}")
    return f"{FOLDER}/{owner}/{draft_id}"
