"""A store from before its log was one: the two files it had become `log.jsonl`, once.

Until the end of 2026 a batch stood twice, in `journal.jsonl` and as an entry (accept, undo,
redo) of `activity.jsonl`. The entries keep their numbers; those of batches take in what the
journal said. They are sealed anew, but for one whose seal was false: it stays false.
"""

import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb

from store.disk.files import write_file
from store.disk.lines import read_complete_lines
from store.errors import LogDamaged
from store.log.entries import FILE_NAME, Entry, render_line, seal

JOURNAL, ACTIVITY = "journal.jsonl", "activity.jsonl"
#: What the old files are called afterwards.
SET_ASIDE = ".carried-over"
#: What the journal says of a batch and the log's entry says by itself or with other words.
_SAID_BY_ENTRY = ("batch_id", "kind", "accepted_at", "accepted_by")
_IN_TABLES = {
    JOURNAL: "SELECT * FROM batches WHERE batch_id > $last ORDER BY batch_id",
    ACTIVITY: "SELECT activity_id, done_at AS at, done_by AS by, action, subject, details,"
    " previous_hash, hash FROM activity WHERE activity_id > $last ORDER BY activity_id",
}

Line = dict[str, Any]


def carry_over(cursor: duckdb.DuckDBPyConnection | None, root: Path) -> None:
    """Write the one log, from the files and what a crash kept from them in the database.

    Raises LogDamaged where a line is not what was written there, OSError when the disk
    refuses.
    """
    if not (root / ACTIVITY).exists():
        return
    if not (root / FILE_NAME).exists():
        try:
            activity, journal = (_read(root, name, cursor) for name in (ACTIVITY, JOURNAL))
            entries = list(_seal_anew(activity, journal))
        except (ValueError, KeyError, TypeError) as error:
            place = f"{ACTIVITY}, {JOURNAL}"
            raise LogDamaged(f"{place}: {error!r}", place) from error
        write_file(root / FILE_NAME, b"".join(render_line(each) + b"\n" for each in entries))
    for name in (JOURNAL, ACTIVITY):
        if (root / name).exists():
            os.replace(root / name, root / (name + SET_ASIDE))


def _read(root: Path, name: str, cursor: duckdb.DuckDBPyConnection | None) -> list[Line]:
    lines = [json.loads(line) for line in read_complete_lines(root / name)]
    return lines + (_read_missed(cursor, name, len(lines)) if cursor else [])


def _read_missed(cursor: duckdb.DuckDBPyConnection, name: str, last: int) -> list[Line]:
    """What the database has and the file lacks, as lines; nothing of a database made since."""
    tables = "SELECT 1 FROM duckdb_tables() WHERE table_name = 'activity'"
    if not cursor.execute(tables).fetchone():
        return []
    rows = cursor.execute(_IN_TABLES[name], {"last": last}).to_arrow_table().to_pylist()
    return [{key: _as_json(key, value) for key, value in row.items()} for row in rows]


def _as_json(name: str, value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    return json.loads(value) if name in ("options", "details") else value


def _seal_anew(activity: list[Line], journal: list[Line]) -> Iterator[Entry]:
    batches = {f"batch:{line['batch_id']}": line for line in journal}
    title_ids: dict[int, int] = {}
    previous = previous_sealed = ""
    for number, line in enumerate(activity, 1):
        if line["activity_id"] != number:
            raise ValueError(f"line {number}: entry {line['activity_id']}")
        if line["action"] == "learn_title":
            title_ids[number] = len(title_ids) + 1
        entry = _translate(line, batches, title_ids, previous)
        if line["previous_hash"] == previous_sealed and _is_sound(line):
            entry = replace(entry, hash=seal(entry))
        previous, previous_sealed = entry.hash, line["hash"]
        yield entry


def _translate(
    line: Line, batches: dict[str, Line], title_ids: dict[int, int], previous: str
) -> Entry:
    subject, details = line["subject"], line["details"]
    if line["action"] in ("accept", "undo", "redo"):
        details = _join(batches[subject], details)
    elif line["action"] == "revoke_title":
        details = details | {"title_id": title_ids[details["title_id"]]}
        subject = f"title:{details['title_id']}"
    moment = datetime.fromisoformat(line["at"])
    number, by, action = line["activity_id"], line["by"], line["action"]
    return Entry(number, moment, by, action, subject, details, previous, line["hash"])


def _join(batch: Line, details: Line) -> Line:
    said = {name: value for name, value in batch.items() if name not in _SAID_BY_ENTRY}
    return {name: value for name, value in said.items() if value not in (None, {})} | details


def _is_sound(line: Line) -> bool:
    """Whether the old seal holds."""
    said = json.dumps(line | {"hash": ""}, sort_keys=True)
    return bool(hashlib.sha256(said.encode()).hexdigest() == line["hash"])
