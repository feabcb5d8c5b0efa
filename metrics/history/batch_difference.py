"""The difference of two sets of records: added, changed field by field, removed.

Records are told apart by their layout's key (data.layout); a record whose key was
corrected is still the same one when it stands in the same cell and is otherwise alike.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from store.batches import list_batches
from store.database import Database
from store.errors import BatchUnknown
from store.records import KeptRecord, read_batch_records, read_field_cells

Keys = Mapping[str, Sequence[str]]
Cells = Mapping[tuple[str, int, str], str]

#: A record in the same cell is the same one when at least this share of its answers is.
_ALIKE = 0.5
#: What a scheduled value's text already tells.
_TOLD_BY_TEXT = ("_periods", "_precision", "_tentative")


@dataclass(frozen=True, slots=True)
class RecordLine:
    """One record in a list; `key_text` names it by its key's answers."""

    layout: str
    forum: str
    fiscal_year: int
    key_text: str
    sheet: str
    cell: str


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One answer, old and new, "" for none; `cell` is where the new one stands."""

    field: str
    before: str
    after: str
    cell: str


@dataclass(frozen=True, slots=True)
class RecordChange:
    line: RecordLine
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    added: tuple[RecordLine, ...]
    changed: tuple[RecordChange, ...]
    removed: tuple[RecordLine, ...]
    unchanged_count: int


def compare_batches(database: Database, before_id: int, after_id: int, keys: Keys) -> Difference:
    """What a load says other than another, whichever of them counts. Raises BatchUnknown."""
    loads = {b.entry.batch_id for b in list_batches(database) if b.entry.kind == "load"}
    if unknown := {before_id, after_id} - loads:
        raise BatchUnknown(f"no load has the number {sorted(unknown)[0]}")
    with database.read() as cursor:
        before = read_batch_records(cursor, before_id)
        after = read_batch_records(cursor, after_id)
        cells = read_field_cells(cursor, after_id)
    return compare_records(before, after, keys, cells)


def compare_records(
    before: Sequence[KeptRecord], after: Sequence[KeptRecord], keys: Keys, cells: Cells
) -> Difference:
    """The difference of two lists; `cells` are those of the records after."""
    pairs, removed, added = _pair(before, after, lambda record: _identify(record, keys))
    moved, removed, added = _pair(removed, added, _place)
    alike = [pair for pair in moved if _is_alike(*pair)]
    apart = [pair for pair in moved if not _is_alike(*pair)]
    changes = [_compare(old, new, keys, cells) for old, new in pairs + alike]
    return Difference(
        tuple(_line(each, keys) for each in [*added, *(new for _, new in apart)]),
        tuple(change for change in changes if change.fields),
        tuple(_line(each, keys) for each in [*removed, *(old for old, _ in apart)]),
        sum(not change.fields for change in changes),
    )


def _pair(
    before: Iterable[KeptRecord], after: Iterable[KeptRecord], key: Any
) -> tuple[list[tuple[KeptRecord, KeptRecord]], list[KeptRecord], list[KeptRecord]]:
    """Records of one key in their order: pairs, those only before, those only after."""
    waiting: dict[Any, list[KeptRecord]] = {}
    for record in before:
        waiting.setdefault(key(record), []).append(record)
    pairs, added = [], []
    for record in after:
        if known := waiting.get(key(record)):
            pairs.append((known.pop(0), record))
        else:
            added.append(record)
    return pairs, [record for rest in waiting.values() for record in rest], added


def _identify(record: KeptRecord, keys: Keys) -> tuple[Any, ...]:
    answers = [_freeze(record.fields.get(name)) for name in _columns(record, keys)]
    return (record.layout, record.forum, record.fiscal_year, *answers)


def _columns(record: KeptRecord, keys: Keys) -> list[str]:
    """The columns of a layout's key; a scheduled value goes by its text."""
    names = keys.get(record.layout, ())
    return [name if name in record.fields else f"{name}_text" for name in names]


def _place(record: KeptRecord) -> tuple[Any, ...]:
    return record.layout, record.forum, record.fiscal_year, record.sheet, record.cell


def _is_alike(before: KeptRecord, after: KeptRecord) -> bool:
    answers = [
        (value, after.fields[name])
        for name, value in before.fields.items()
        if value is not None or after.fields[name] is not None
    ]
    same = sum(bool(old == new) for old, new in answers)
    return same >= _ALIKE * len(answers)


def _compare(before: KeptRecord, after: KeptRecord, keys: Keys, cells: Cells) -> RecordChange:
    names = [name for name, value in before.fields.items() if value != after.fields[name]]
    texts = {name.removesuffix("_text") for name in names if name.endswith("_text")}
    told = {f"{name}{ending}" for name in texts for ending in _TOLD_BY_TEXT}
    changes = [_change(name, before, after, cells) for name in names if name not in told]
    return RecordChange(_line(after, keys), tuple(changes))


def _change(name: str, before: KeptRecord, after: KeptRecord, cells: Cells) -> FieldChange:
    bare = name
    for ending in ("_text", *_TOLD_BY_TEXT):
        bare = bare.removesuffix(ending)
    place = (after.layout, after.record_id)
    cell = cells.get((*place, name)) or cells.get((*place, bare)) or after.cell
    return FieldChange(name, _show(before.fields[name]), _show(after.fields[name]), cell)


def _line(record: KeptRecord, keys: Keys) -> RecordLine:
    answers = [record.fields.get(name) for name in _columns(record, keys) if name != "forum"]
    text = "・".join(shown for answer in answers if (shown := _show(answer)))
    return RecordLine(
        record.layout, record.forum, record.fiscal_year, text, record.sheet, record.cell
    )


def _show(value: Any) -> str:
    """
    >>> _show(None), _show(83.0), _show(0.57), _show(["道路", "河川"])
    ('', '83', '0.57', '道路、河川')
    """
    if value is None:
        return ""
    if isinstance(value, list):
        return "、".join(_show(each) for each in value)
    if isinstance(value, dict):
        return "～".join(_show(each) for each in value.values())
    return f"{value:g}" if isinstance(value, float) else str(value)


def _freeze(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
