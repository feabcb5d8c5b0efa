"""A sampled store, and every bit of its files flipped: named, or harmless.

`named`: opening, reading or verifying says so. `harmless`: all that the store says is the same.
"""

import shutil
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from store.actor import claim
from store.batches import accept, undo
from store.database import DATABASE_NAME, Database, open_database
from store.decisions.meetings import freeze_meeting
from store.disk.archive import FOLDER, read_archive
from store.errors import StoreError
from store.keeping.rebuild import rebuild
from store.keeping.verify import verify_store
from store.log import entries
from store.log.activity import verify_log
from store.people.names import NAMES_NAME, PEOPLE_NAME, read_rows
from store.people.register import register_person
from store.people.sessions import FILE_NAME as SESSIONS_NAME
from store.people.sessions import end_session, is_live
from tests.store.hand_made import parked, read_again, read_everything, submission

SECRETARY = claim("事務局")
NOW = time.time()
LOG_NAME = entries.FILE_NAME
SMALL_FILES = (LOG_NAME, PEOPLE_NAME, NAMES_NAME, FOLDER)


def fill_sample(root: Path) -> None:
    with open_database(root) as database:
        waiting: dict[str, Any] = {
            "parked": [parked("堤")],
            "options": {"waiting": ["堤"]},
            "owner": "高橋",
        }
        accept(database, submission("橋", "道", **waiting))
        accept(database, submission("港", forum="kinki"))
        undo(database, 2, SECRETARY, "誤り")
        freeze_meeting(database, "委員会", "2021-05-01", SECRETARY, [], 3)
        register_person(database, SECRETARY, "a@example.jp", "山田", "secretariat")
        register_person(database, SECRETARY, "b@example.jp", "鈴木", "coordinator", ["kinki"])


LIVE, ENDED = ({"sub": each, "iat": NOW - 60, "exp": NOW + 3600} for each in ("a", "b"))


def count_session_bits(root: Path) -> int:
    """Of a file with a live session and one that was ended."""
    for claims in (LIVE, ENDED):
        is_live(root, claims, NOW, str(claims["sub"]))
    end_session(root, ENDED)
    return (root / SESSIONS_NAME).stat().st_size * 8


def list_unnoticed_of_sessions(root: Path, bits: Iterable[int]) -> list[int]:
    """Those with which an ended session acts. Else it is named and another file begun, or at worst
    somebody has to sign in again."""
    return [
        bit
        for bit in flip_each(root / SESSIONS_NAME, bits)
        if any([_acts(root, each) for each in (ENDED, LIVE, ENDED)][::2])
    ]


def _acts(root: Path, claims: Mapping[str, object]) -> bool:
    try:
        return is_live(root, claims, NOW + 61, str(claims["sub"]))
    except StoreError:
        return False


def count_bits(root: Path, name: str) -> int:
    return find_file(root, name).stat().st_size * 8


def find_file(root: Path, name: str) -> Path:
    """The file, or the first of a folder."""
    return min((root / FOLDER).iterdir()) if name == FOLDER else root / name


def list_unnoticed(root: Path, name: str, bits: Iterable[int]) -> list[int]:
    """Of a small file's bits those whose flip nobody names; the file is then as it was."""
    path = find_file(root, name)
    with open_database(root) as database:
        return [bit for bit in flip_each(path, bits) if not _is_noticed(database, name)]


def list_unnoticed_of_database(root: Path, bits: Iterable[int]) -> list[int]:
    """The same for the database: neither harmless, nor named and brought back by a rebuild."""
    with open_database(root) as database:
        before = read_everything(database)
    unnoticed = []
    for bit in bits:
        copy = root.with_name("flipped")
        shutil.copytree(root, copy)
        flip(copy / DATABASE_NAME, bit)
        if not _is_harmless_or_mended(copy, before):
            unnoticed.append(bit)
        shutil.rmtree(copy)
    return unnoticed


def flip_each(path: Path, bits: Iterable[int]) -> Iterator[int]:
    """The bits, each while it is flipped."""
    sound = path.read_bytes()
    for bit in bits:
        path.write_bytes(sound)
        flip(path, bit)
        yield bit
    path.write_bytes(sound)


def flip(path: Path, bit: int) -> None:
    content = bytearray(path.read_bytes())
    content[bit // 8] ^= 1 << bit % 8
    path.write_bytes(content)


def _is_noticed(database: Database, name: str) -> bool:
    try:
        return bool(LOOK.get(name, _read_people)(database, name))
    except StoreError:
        return True


def _read_people(database: Database, name: str) -> list[int]:
    read_rows(database.root / name)
    return []


def _read_workbook(database: Database, name: str) -> list[int]:
    read_archive(database.root, find_file(database.root, name).stem)
    return []


#: What `verify` asks of each small file.
LOOK: dict[str, Callable[[Database, str], list[int]]] = {
    LOG_NAME: lambda database, _: verify_log(database),
    FOLDER: _read_workbook,
}


def _is_harmless_or_mended(root: Path, before: dict[str, list[str]]) -> bool:
    """Where it is named, a rebuild brings back all that was there."""
    if not _is_named(root):
        return _is_as_it_was(root, before)
    rebuild(root, read_again)
    return not _is_named(root) and _is_as_it_was(root, before)


def _is_named(root: Path) -> bool:
    try:
        with open_database(root) as database:
            return bool(verify_store(database))
    except StoreError:
        return True


def _is_as_it_was(root: Path, before: dict[str, list[str]]) -> bool:
    with open_database(root) as database:
        return read_everything(database) == before
