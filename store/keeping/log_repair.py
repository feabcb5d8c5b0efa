"""The log put together from its two places, where one of them is damaged."""

from collections.abc import Sequence
from itertools import zip_longest
from pathlib import Path

from store.disk.files import write_file
from store.disk.lines import append_lines, read_complete_lines
from store.errors import LogDamaged
from store.keeping.aside import set_aside
from store.log.entries import FILE_NAME, Entry, is_held, parse_line, render_line


def repair_log(root: Path, in_table: Sequence[Entry]) -> tuple[list[Entry], Path | None]:
    """The log's entries, and where the file went that did not say the same.

    Of each number it is the entry that its seal holds, from the file or the table; one that
    no seal holds stays as the file has it, and stays false. Raises LogDamaged for a line that
    is none and that the table lacks.
    """
    lines = read_complete_lines(root / FILE_NAME)
    entries: list[Entry] = []
    for number, (line, kept) in enumerate(zip_longest(lines, in_table), 1):
        entry = _choose(line, kept, number, entries[-1].hash if entries else "")
        if entry is None:
            break  # further on the table has another log
        entries.append(entry)
    return entries, _write_anew(root, lines, [render_line(each) for each in entries])


def list_false(entries: Sequence[Entry]) -> list[int]:
    """The numbers of those that are not what was written there."""
    hashes = ["", *(each.hash for each in entries)]
    pairs = zip(entries, hashes, strict=False)
    return [each.number for each, previous in pairs if not is_held(each, previous)]


def _choose(line: bytes | None, kept: Entry | None, number: int, previous: str) -> Entry | None:
    written, refusal = None, None
    if line is not None:
        try:
            written = parse_line(line, number)
        except LogDamaged as error:
            refusal = error
    for each in (written, kept):
        if each and each.number == number and is_held(each, previous):
            return each
    if refusal:
        raise refusal
    return written


def _write_anew(root: Path, found: list[bytes], wanted: list[bytes]) -> Path | None:
    if found == wanted[: len(found)]:
        append_lines(root / FILE_NAME, wanted[len(found) :])
        return None
    aside = set_aside(root / FILE_NAME)
    write_file(root / FILE_NAME, b"".join(line + b"\n" for line in wanted))
    return aside
