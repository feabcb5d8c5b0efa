"""Records of any sheet: those that hold some words, those of a government."""

from collections.abc import Sequence
from datetime import datetime

import duckdb

from data.layout import Layout, index_layouts, load_layouts
from metrics.query import Readable
from store.folding import fold_texts
from store.records import KeptRecord, holds_words, is_answer, read_counting, read_record


def find_by_words(
    database: Readable, words: Sequence[str], most: int, as_of: datetime | None = None
) -> list[KeptRecord]:
    """The records whose texts hold each of the folded words, the newest year first and up to so
    many; none without a word."""
    found: list[KeptRecord] = []
    with database.read() as cursor:
        for layout in load_layouts() if words else ():
            found += _find_in(cursor, layout, words, most, as_of)
    return _cut(found, most)


def find_by_government(
    database: Readable, government: str, most: int, as_of: datetime | None = None
) -> list[KeptRecord]:
    """The records of whatever sheet that are of a government, by its code; the newest year first
    and up to so many."""
    found: list[KeptRecord] = []
    with database.read() as cursor:
        for layout in load_layouts():
            if named := layout.find_type("government"):
                wanted = is_answer(named.name, government)
                found += read_counting(cursor, layout.id, as_of, wanted, most)
    return _cut(found, most)


def find_record(database: Readable, reference: str) -> KeptRecord | None:
    """A record by its reference (layout:batch:number), also one that counts no more; None for no
    such one."""
    layout, *numbers = reference.split(":")
    if layout not in index_layouts() or len(numbers) != 2 or not all(map(str.isdecimal, numbers)):
        return None
    with database.read() as cursor:
        return read_record(cursor, layout, *map(int, numbers))


def _find_in(
    cursor: duckdb.DuckDBPyConnection,
    layout: Layout,
    words: Sequence[str],
    most: int,
    as_of: datetime | None,
) -> list[KeptRecord]:
    """Of one sheet: by the words that are kept folded with its records, else by folding its texts,
    of which such sheets have few."""
    if layout.searched:
        return read_counting(cursor, layout.id, as_of, holds_words(words), most)
    texts = [each.name for each in layout.answers if each.type == "text"]
    records = read_counting(cursor, layout.id, as_of) if texts else []
    return [each for each in records if _holds(each, texts, words)]


def _holds(record: KeptRecord, texts: Sequence[str], words: Sequence[str]) -> bool:
    folded = fold_texts(record.fields[name] for name in texts)
    return all(word in folded for word in words)


def _cut(found: Sequence[KeptRecord], most: int) -> list[KeptRecord]:
    return sorted(found, key=lambda each: -each.fiscal_year)[:most]
