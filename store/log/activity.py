"""What an open store's log says, and what is entered into it beside batches."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from store.actor import CONGRESS, Actor
from store.database import Database
from store.disk.lines import read_complete, split_lines
from store.log.entries import (
    FILE_NAME,
    Entry,
    Stamp,
    check_known,
    find_false,
    parse_line,
    read_entries,
    read_last,
    stamp_entries,
    write_entry,
)
from store.moments import END_OF_TIME, drop_time_zone
from store.people.names import find_signs


class Good(NamedTuple):
    """The beginning of a log that was found good: its lines, how many, and what the table said of
    their entries. While both say the same, it still is."""

    lines: bytes = b""
    size: int = 0
    stamp: Stamp = (0, None)


#: Each store's: held against its seals, and read without a fault.
_whole: dict[Path, Good] = {}
_readable: dict[Path, Good] = {}


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
        lines, good = read_complete(root / FILE_NAME), _whole.get(root, Good())
        stamp = stamp_entries(cursor)
        if (lines, stamp) == (good.lines, good.stamp):
            return []
        if not lines.startswith(good.lines) or stamp_entries(cursor, good.size) != good.stamp:
            good = Good()
        false = find_false(cursor, split_lines(lines[len(good.lines) :]), good.size)
    if not false:
        _whole[root] = Good(lines, stamp[0], stamp)
    return false


def check_log(database: Database) -> None:
    """Whether the log can be read and goes on: its file ends with an entry of the table.

    `verify_log` holds each entry against its seal. Raises LogDamaged, LogAhead, DatabaseDamaged.
    """
    lines = read_complete(database.root / FILE_NAME)  # the table may grow meanwhile
    good = _readable.get(database.root, Good())
    if not lines.startswith(good.lines):
        good = Good()
    added = split_lines(lines[len(good.lines) :])
    for number, line in enumerate(added, good.size + 1):
        parse_line(line, number)
    good = _readable[database.root] = Good(lines, good.size + len(added))
    if lines:
        last = lines[lines.rfind(b"\n", 0, -1) + 1 : -1]
        with database.read() as cursor:
            check_known(cursor, parse_line(last, good.size))


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
