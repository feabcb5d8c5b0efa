"""A backup: the log, the archive and what else is kept, as one zip file; and back from it.

The database is not part of it: log and archive make it anew. The log is read first and the
workbooks that it names after it; as lines are only appended and workbooks never changed, that
is the store at one moment, also while the app is running and writing.
"""

import json
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from store.disk import archive, inbox
from store.disk.archive import compute_sha256, read_archive
from store.disk.files import whole_file, whole_folder, write_file
from store.disk.lines import read_complete_lines
from store.disk.refusals import translate_write_errors
from store.errors import BackupRefused, PlaceTaken, StoreError
from store.keeping.last_done import note_done
from store.keeping.log_repair import list_false
from store.log.batch import parse_batch
from store.log.entries import FILE_NAME, parse_line
from store.people.names import NAMES_NAME, PEOPLE_NAME

MANIFEST_NAME = "backup.json"
#: All that a backup may hold: nothing else is written on restoring.
_MEMBER = re.compile(
    rf"{re.escape(FILE_NAME)}|{re.escape(PEOPLE_NAME)}|{re.escape(NAMES_NAME)}"
    rf"|{archive.FOLDER}/[0-9a-f]{{64}}\.[a-z0-9]{{1,5}}"
    rf"|{inbox.FOLDER}/\d{{8}}T\d{{12}}-[0-9a-f]{{12}}/({inbox.NOTE_NAME}|{inbox.CONTENT_NAME})"
)


@dataclass(frozen=True, slots=True)
class Backup:
    """The state that it holds: how many entries the log has, and the seal of the last."""

    entry_count: int
    seal: str
    file_count: int


def write_backup(root: Path, target: Path) -> Backup:
    """Write the store's backup; `target` is there whole or not at all.

    Raises LogDamaged, ArchiveDamaged, WriteFailed.
    """
    with translate_write_errors(target), whole_file(target) as file:
        backup = _write_members(root, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED))
    note_done(root, "backup")
    return backup


def restore_backup(source: Path, root: Path) -> Backup:
    """Put a backup's files into a new or empty folder; the database is made at the next opening.

    All is verified before anything stands there. Raises PlaceTaken, BackupRefused, WriteFailed.
    """
    with translate_write_errors(root):
        if root.exists() and (not root.is_dir() or any(root.iterdir())):
            raise PlaceTaken(str(root))
        with whole_folder(root) as unfinished:
            return _unpack(source, unfinished)


def _write_members(root: Path, pack: zipfile.ZipFile) -> Backup:
    lines = read_complete_lines(root / FILE_NAME)
    hashes = {}
    with pack:
        for name, content in _read_members(root, lines):
            pack.writestr(name, content)
            hashes[name] = compute_sha256(content)
        pack.writestr(MANIFEST_NAME, json.dumps({"files": hashes}))
    return _describe(lines, len(hashes))


def _read_members(root: Path, lines: Sequence[bytes]) -> Iterator[tuple[str, bytes]]:
    yield FILE_NAME, b"".join(line + b"\n" for line in lines)
    batches = (parse_batch(parse_line(line, number)) for number, line in enumerate(lines, 1))
    for sha256 in sorted({each.sha256 for each in batches if each and each.sha256}):
        content = read_archive(root, sha256)
        path = next((root / archive.FOLDER).glob(f"{sha256}.*"))
        yield f"{archive.FOLDER}/{path.name}", content
    others = [root / PEOPLE_NAME, root / NAMES_NAME, *sorted((root / inbox.FOLDER).glob("*/*"))]
    for path in others:
        name = path.relative_to(root).as_posix()
        if _MEMBER.fullmatch(name) and path.exists():
            yield name, path.read_bytes()


def _unpack(source: Path, folder: Path) -> Backup:
    """Raises BackupRefused for anything that is not as it was written."""
    try:
        with zipfile.ZipFile(source) as pack:
            hashes: Mapping[str, str] = json.loads(pack.read(MANIFEST_NAME))["files"]
            if sorted(pack.namelist()) != sorted([*hashes, MANIFEST_NAME]):
                raise BackupRefused(source.name, MANIFEST_NAME)
            for name, sha256 in hashes.items():
                _unpack_one(pack, name, sha256, source, folder)
        return _check_whole(source, folder, len(hashes))
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, StoreError) as error:
        if isinstance(error, BackupRefused):
            raise
        raise BackupRefused(source.name, repr(error)) from error


def _unpack_one(pack: zipfile.ZipFile, name: str, sha256: str, source: Path, folder: Path) -> None:
    if not _MEMBER.fullmatch(name):
        raise BackupRefused(source.name, name)
    content = pack.read(name)
    if compute_sha256(content) != sha256:
        raise BackupRefused(source.name, name)
    write_file(folder / name, content)


def _check_whole(source: Path, folder: Path, file_count: int) -> Backup:
    """The log's seals hold, and every workbook it names is there with its very bytes."""
    lines = read_complete_lines(folder / FILE_NAME)
    entries = [parse_line(line, number) for number, line in enumerate(lines, 1)]
    if false := list_false(entries):
        raise BackupRefused(source.name, f"{FILE_NAME}:{false[0]}")
    for batch in filter(None, map(parse_batch, entries)):
        if batch.sha256:
            read_archive(folder, batch.sha256)
    return _describe(lines, file_count)


def _describe(lines: Sequence[bytes], file_count: int) -> Backup:
    seal = parse_line(lines[-1], len(lines)).hash if lines else ""
    return Backup(len(lines), seal, file_count)
