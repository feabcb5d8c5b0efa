"""What an open store's log says, and what is entered into it beside batches."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from store.actor import CONGRESS, Actor
from store.database import Database
from store.disk.lines import read_complete_lines
from store.log.entries import (
    FILE_NAME,
    Entry,
    check_known,
    find_false,
    parse_line,
    read_entries,
    read_last,
    stamp_entries,
    stamp_lines,
    write_entry,
)
from store.moments import END_OF_TIME, drop_time_zone
from store.people.names import find_signs


class Known:
    """How many of a log's first entries were found good, each store's: with the same stamp they
    still are."""

    def __init__(self) -> None:
        self._stamps: dict[Path, tuple[int, object]] = {}

    def count(self, root: Path, stamp: Callable[[int], object]) -> int:
        count, stamped = self._stamps.get(root, (0, None))
        return count if count and stamp(count) == stamped else 0

    def keep(self, root: Path, count: int, stamp: Callable[[int], object]) -> None:
        self._stamps[root] = count, stamp(count)


_whole, _readable = Known(), Known()


def list_entries(
    database: Database,
    as_of: datetime | None = None,
    acts: Sequence[str] | None = None,
    telling: str | None = None,
) -> list[Entry]:
    """Every entry up to a moment, or those of some acts (`store.log.entries.read_entries`), the
    newest first, by name."""
    moment = drop_time_zone(as_of) if as_of else END_OF_TIME
    with database.read() as cursor:
        entries = read_entries(cursor, 0, moment, acts, telling)
    names = database.read_names()
    return [replace(each, by=names.fill_in(each.by)) for each in reversed(entries)]


def list_concerned(database: Database, actor: Actor, number: int) -> list[str]:
    """The forums that an act on an entry concerns: none where it is the actor's own (by id, as
    names may be alike); somebody else's is as far away as what belongs to no forum."""
    question = "SELECT done_by FROM log WHERE number = $number"
    with database.read() as cursor:
        ((by,),) = cursor.execute(question, {"number": number}).fetchall()
    return [] if by in find_signs(database.root, actor) else [CONGRESS]


def read_seal(database: Database, as_of: datetime | None = None) -> str:
    """Number and seal of the last entry up to a moment, as "12:3f0c…": they pin all that was
    accepted and decided by then. "" before the first."""
    moment = drop_time_zone(as_of) if as_of else END_OF_TIME
    with database.read() as cursor:
        number, _, sealed = read_last(cursor, moment)
    return f"{number}:{sealed[:12]}" if number else ""


def verify_log(database: Database) -> list[int]:
    """The numbers of the entries that are not what was written; [] means that it is whole. Those
    that were found whole are not held against their seals again while nothing of them differs."""
    root = database.root
    with database.read() as cursor:
        stamp = partial(stamp_entries, cursor, root)
        false = find_false(cursor, root, _whole.count(root, stamp))
        if not false:
            _whole.keep(root, read_last(cursor)[0], stamp)
    return false


def check_log(database: Database) -> None:
    """Whether the log can be read and goes on: its file ends with an entry of the table.

    `verify_log` holds each entry against its seal. Raises LogDamaged, LogAhead, DatabaseDamaged.
    """
    lines = read_complete_lines(database.root / FILE_NAME)  # the table may grow meanwhile
    stamp = partial(stamp_lines, lines)
    for number in range(_readable.count(database.root, stamp), len(lines)):
        parse_line(lines[number], number + 1)
    _readable.keep(database.root, len(lines), stamp)
    if lines:
        with database.read() as cursor:
            check_known(cursor, parse_line(lines[-1], len(lines)))


def record_entry(
    database: Database,
    actor: Actor,
    action: str,
    forums: Iterable[str],
    subject: str,
    details: Mapping[str, Any],
    at: datetime | None = None,
) -> int:
    """Enter what is no batch, in a transaction of its own; returns its number.

    `forums` are those that it concerns. Raises ActorUnknown, RightMissing or WriteFailed.
    """
    with database.append(actor, action, forums) as (cursor, signed):
        return write_entry(cursor, signed, action, subject, details, at)
