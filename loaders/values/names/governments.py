"""A government's name as clerks write it -> its six-digit code, or why there is none.

Source of the codes: 全国地方公共団体コード (JIS X 0401/0402). A silent wrong government is the
worst outcome, so whatever leaves two readings open is `ambiguous_government`.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from loaders.grid import Value
from loaders.values.names.government_codes import check_digit, complete_code
from loaders.values.names.government_index import (
    Entry,
    Government,
    fold,
    fold_kana,
    governments_by_code,
    load_blocks,
    load_governments,
    load_index,
    read_words,
)
from loaders.values.names.near_names import SHORTEST, find_near_codes
from loaders.values.names.several_governments import name_all, refuse_several, split_names
from loaders.values.reading import Reading
from loaders.values.text import (
    LONGEST_WORD,
    read_blank_state,
    squeeze,
    strip_footnote_marks,
)

__all__ = [
    "Government",
    "block_of",
    "check_digit",
    "find_prefecture",
    "full_name",
    "is_prefecture_name",
    "load_governments",
    "parse_government",
]

_UNKNOWN = Reading(code="unknown_government")
_CODE = re.compile(r"\d{4,6}|\d{4,5}-\d")  # 33202-0 sets its check digit apart
_CODE_AND_NAME = re.compile(r"(\d{5,6})[^\w(]*([^\d\W].*)|([^\d]*[^\d\W])[^\w]*?(\d{5,6})\)?")
_NAME_WITH_NOTE = re.compile(r"(?:(.+)[(\[【](.+)[)\]】]|\((.+)\)(.+))")
_PREFECTURE_MARKS = re.compile(r"^[\W_]+|[\W_]+$")


class Scope(NamedTuple):
    """What is known beside the name: the prefecture binds, the block only chooses."""

    prefecture: str | None
    block: str | None


def parse_government(
    value: Value, prefecture: str | None = None, block: str | None = None
) -> Reading:
    """One cell of a government column. The reading's value is the six-digit code.

    `prefecture` is the text of a prefecture column or heading: a name elsewhere contradicts
    it. `block` is a regional forum's id: it decides between places of one name. A ward of a
    designated city stands for its city, and a name of the past for its successor, both with
    the warning `renamed_government` that names the government used.

    >>> parse_government("神石郡神石高原町").value, parse_government(11002.0).value
    ('345458', '011002')
    >>> parse_government("府中市").code, parse_government("府中市", block="chugoku").value
    ('ambiguous_government', '342084')
    >>> parse_government("篠山市")[2:]
    ('renamed_government', '兵庫県丹波篠山市')
    """
    if state := read_blank_state(value):
        return state
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return _UNKNOWN
    text = value if isinstance(value, str) else _format_code(value)
    if len(text) > 2 * LONGEST_WORD:
        return _UNKNOWN
    return _parse_text(text, Scope(find_prefecture(prefecture), _regional(block)))


def _format_code(value: int | float) -> str:
    return f"{value:.0f}" if value == value // 1 and abs(value) < 10**6 else ""


def _regional(block: str | None) -> str | None:
    return block if block in load_blocks().values() else None


@lru_cache(maxsize=1 << 12)
def find_prefecture(text: str | None) -> str | None:
    """The prefecture of a prefecture column; 広島 will do there.

    >>> find_prefecture("広島"), find_prefecture("【広島県】※1"), find_prefecture("中国")
    ('広島県', '広島県', None)
    """
    if text is None or len(text) > 2 * LONGEST_WORD:
        return None
    name = fold(_PREFECTURE_MARKS.sub("", strip_footnote_marks(text)))
    index = load_index()
    return index.prefectures.get(name) or index.prefecture_stems.get(name)


@lru_cache(maxsize=1 << 14)
def _parse_text(text: str, scope: Scope) -> Reading:
    text = strip_footnote_marks(text)
    reading = _parse_one(text, scope)
    if reading.value or reading.code == "ambiguous_government":
        return reading
    return _read_list(text, scope) or _with_suggestion(reading, text, scope)


def _parse_one(text: str, scope: Scope) -> Reading:
    squeezed = squeeze(text)
    if _CODE.fullmatch(squeezed):
        return _parse_code(squeezed.replace("-", ""), scope)
    if match := _CODE_AND_NAME.fullmatch(squeezed):
        return _agree(_parse_code(match[1] or match[4], scope), match[2] or match[3], scope)
    if (match := _NAME_WITH_NOTE.fullmatch(squeezed)) and (
        reading := _read_note(match[1] or match[4], match[2] or match[3], scope)
    ):
        return reading
    return _parse_name(squeezed, scope)


def _agree(coded: Reading, name: str, scope: Scope) -> Reading:
    """A code and a name in one cell: both must mean the same government."""
    prefecture = governments_by_code()[coded.value].prefecture if coded.value else None
    named = _parse_name(name, Scope(prefecture or scope.prefecture, scope.block))
    if coded.value and named.value == coded.value:
        return named
    known = [r.value for r in (coded, named) if r.value]
    return _UNKNOWN._replace(expected=name_all(known))


def _read_note(name: str, note: str, scope: Scope) -> Reading | None:
    """What the bracket behind a name adds; None when it may be anything.

    府中市（広島県）, 伊達市［福島県］, 広島県（府中市）, 札幌市（さっぽろし）, 札幌市（北区）,
    福山市（土木部）, 丹波篠山市（旧篠山市）, 蕨市（幹事）.
    """
    if note.startswith(_former()):
        return _parse_name(name, scope)
    if fold_kana(note):
        return _agree(_parse_name(name, scope), note, scope)
    if (prefecture := find_prefecture(note)) and fold(name) not in load_index().prefectures:
        return _parse_name(prefecture + name, scope)
    reading = _parse_name(name + note, scope)
    if reading.value:
        return reading
    return None if _changes_name(note, scope) else _parse_name(name, scope)


def _changes_name(note: str, scope: Scope) -> bool:
    """Whether a bracket may mean another place, more than one, or that it does not hold."""
    words = read_words()["notes"]["spoiling"]
    return any(word in note for word in words) or _parse_name(note, scope) != _UNKNOWN


@cache
def _former() -> tuple[str, ...]:
    return tuple(read_words()["notes"]["former"])


# Codes


def _parse_code(digits: str, scope: Scope) -> Reading:
    codes = [code for code in complete_code(digits) if code in governments_by_code()]
    if not codes:
        right = digits[:5] + check_digit(digits[:5]) if len(digits) > 4 else ""
        return _UNKNOWN._replace(expected=name_with_code(right))
    if len(codes) > 1:
        return refuse_several(codes, "prefecture")
    if scope.prefecture not in (None, governments_by_code()[codes[0]].prefecture):
        return _UNKNOWN._replace(expected=full_name(codes[0]))
    return Reading(codes[0])


def name_with_code(code: str) -> str:
    return f"{code}（{full_name(code)}）" if code in governments_by_code() else ""


# Names


def _parse_name(text: str, scope: Scope) -> Reading:
    """A name, perhaps behind its prefecture, perhaps said to be a name of the past."""
    for word in _former():
        if text.startswith(word):
            reading = _parse_name(text.removeprefix(word), scope)
            return reading if reading.code else _UNKNOWN
    name = fold(text)
    for folded, prefecture in load_index().prefectures.items():
        if name.startswith(folded):
            rest = name.removeprefix(folded)
            return _parse_glued(prefecture, rest, scope)
    return _resolve(name, text, scope)


def _parse_glued(prefecture: str, rest: str, scope: Scope) -> Reading:
    reading = _resolve_within(prefecture, rest)
    if scope.prefecture in (None, prefecture) or not reading.value:
        return reading
    return _UNKNOWN._replace(expected=full_name(reading.value))


def _resolve_within(prefecture: str, rest: str) -> Reading:
    """What stands behind a prefecture's name; nothing or a department: the prefecture."""
    if not rest or _departments("prefectural").fullmatch(rest):
        return _choose(load_index().names[fold(prefecture)], Scope(prefecture, None)) or _UNKNOWN
    return _resolve(rest, rest, Scope(prefecture, None), glued=True)


def _resolve(name: str, text: str, scope: Scope, glued: bool = False) -> Reading:
    """The first reading that holds; else the first that says why it does not."""
    failure = _UNKNOWN
    for entries in (_find_exact(name, text, scope), *_find_entries(name, text, glued)):
        reading = _choose(entries, scope)
        if reading and (reading.value or reading.code == "ambiguous_government"):
            return reading
        if reading and not failure.expected:
            failure = reading
    return failure


def _find_entries(name: str, text: str, glued: bool) -> Iterator[tuple[Entry, ...]]:
    """Ever less literal readings of a folded name."""
    index = load_index()
    yield index.names.get(name, ())
    if head := _strip_department(name):
        yield index.names[head]
    yield _drop_weak(index.stems.get(name, ()), without_prefectures=glued)
    if kana := fold_kana(text):
        yield from _find_kana(kana)
    yield _find_behind_stem(name)


def _find_exact(name: str, text: str, scope: Scope) -> tuple[Entry, ...]:
    """鹿嶋市 as written is not 鹿島市, unless the forum's block has only the other."""
    codes = _names_told_apart_by_variants().get(name, {}).get(squeeze(text), frozenset())
    entries = (entry for entry in load_index().names.get(name, ()) if entry.code in codes)
    return tuple(entry for entry in entries if scope.block in (None, entry.block))


@cache
def _names_told_apart_by_variants() -> dict[str, dict[str, frozenset[str]]]:
    """Folded name → official spelling → codes, where folding makes two names of today one."""
    spellings: dict[str, dict[str, frozenset[str]]] = {}
    for each in load_governments():
        codes = spellings.setdefault(fold(each.name), {})
        codes[each.name] = codes.get(each.name, frozenset()) | {each.code}
    return {name: codes for name, codes in spellings.items() if len(codes) > 1}


def _drop_weak(entries: tuple[Entry, ...], without_prefectures: bool = False) -> tuple[Entry, ...]:
    """Of the places that share a shortened name, those it can mean.

    A ward alone is never called by its short name; a city of today outdoes towns of the past.
    """
    if without_prefectures:
        known = governments_by_code()
        entries = tuple(e for e in entries if e.kind == "old" or not known[e.code].is_prefecture)
    if all(entry.kind == "ward" for entry in entries):
        return ()
    if any(entry.kind == "current" and entry.weight > 1 for entry in entries):
        return tuple(e for e in entries if e.kind != "old" or e.weight > 1)
    return entries


def _find_kana(kana: str) -> Iterator[tuple[Entry, ...]]:
    index = load_index()
    yield index.kana.get(kana, ())
    for reading, prefecture in index.prefecture_kana.items():
        if kana.startswith(reading):
            rest = kana.removeprefix(reading)
            yield _within(prefecture, index.kana.get(rest, ()))
    yield index.kana_stems.get(kana, ())


def _find_behind_stem(name: str) -> tuple[Entry, ...]:
    """広島福山市: a prefecture less its 県 before a full name of that prefecture."""
    index = load_index()
    for stem, prefecture in index.prefecture_stems.items():
        if name.startswith(stem):
            return _within(prefecture, index.names.get(name.removeprefix(stem), ()))
    return ()


def _within(prefecture: str, entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    return tuple(entry for entry in entries if entry.prefecture == prefecture)


def _strip_department(name: str) -> str | None:
    """福山市建設局土木部 -> 福山市, 長与町役場 -> 長与町; None when the rest is anything else."""
    names, pattern = load_index().names, _departments("municipal")
    heads = (name[:end] for end in range(len(name) - 1, 1, -1))
    return next((h for h in heads if h in names and pattern.fullmatch(name[len(h) :])), None)


@cache
def _departments(office: str) -> re.Pattern[str]:
    words = read_words()
    offices = _alternatives(words["offices"][office])
    units = _alternatives(words["departments"]["units"])
    tokens = _alternatives(words["departments"]["words"] + words["departments"]["units"])
    return re.compile(f"(?:{offices})?(?:{tokens})*(?:{units})|{offices}")


def _alternatives(words: Iterable[str]) -> str:
    return "|".join(re.escape(fold(word)) for word in words)


# The choice between places of one spelling


def _choose(entries: tuple[Entry, ...], scope: Scope) -> Reading | None:
    """The one government that entries of one spelling can mean; None without entries."""
    if not entries:
        return None
    inside = [e for e in entries if scope.prefecture in (None, e.prefecture)]
    if not inside:
        return _UNKNOWN._replace(expected=name_all(e.code for e in entries))
    near = [e for e in inside if e.block == scope.block] or inside
    standing = [e for e in near if e.kind != "old"] or near
    codes = list(dict.fromkeys(e.code for e in standing))
    if len(codes) > 1:
        return refuse_several(codes, "prefecture")
    if any(e.kind == "current" for e in standing):
        return Reading(codes[0])
    return Reading(codes[0], code="renamed_government", expected=full_name(codes[0]))


# Several governments in a cell; near misses


def _read_list(text: str, scope: Scope) -> Reading | None:
    """Two or more governments in one cell: a row for each is the sender's to write."""
    parts = split_names(text)
    codes = [reading.value for part in parts if (reading := _parse_one(part, scope)).value]
    if len(parts) < 2 or not codes or len(codes) < len(list(filter(None, parts))):
        return None
    return refuse_several(codes, "row_each")


def _with_suggestion(reading: Reading, text: str, scope: Scope) -> Reading:
    """Names one character away, for the sender's eyes only: never applied."""
    name = fold(text)
    if reading.expected or len(name) < SHORTEST:
        return reading
    codes = find_near_codes(name)
    if scope.prefecture:
        codes = {c for c in codes if governments_by_code()[c].prefecture == scope.prefecture}
    return reading._replace(expected=name_all(sorted(codes)) if len(codes) <= 3 else "")


# Look-ups for others


def full_name(code: str) -> str:
    """
    >>> full_name("342084"), full_name("340006")
    ('広島県府中市', '広島県')
    """
    return governments_by_code()[code].full_name


def prefecture_of(code: str) -> str:
    """
    >>> prefecture_of("342084"), prefecture_of("340006")
    ('広島県', '広島県')
    """
    return governments_by_code()[code].prefecture


def block_of(code: str) -> str:
    """The block's id.

    >>> block_of("342084")
    'chugoku'
    """
    return governments_by_code()[code].block


@lru_cache(maxsize=1 << 14)
def is_prefecture_name(text: str) -> str | None:
    """The prefecture whose name is all the text says, as in a heading row; None otherwise.

    >>> is_prefecture_name("【広 島 県】"), is_prefecture_name("広島"), is_prefecture_name("県計")
    ('広島県', None, None)
    """
    if len(text) > LONGEST_WORD:
        return None
    return load_index().prefectures.get(_PREFECTURE_MARKS.sub("", fold(text)))
