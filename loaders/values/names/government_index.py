"""The 1,788 governments and every spelling that leads to one of them.

Facts stand in data/reference/*.csv; this module turns them, once, into look-up tables.
"""

import csv
import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

from loaders.values.text import squeeze

REFERENCE = Path(__file__).parents[3] / "data" / "reference"
WORDS = Path(__file__).with_name("government_words.toml")

#: A name as it stands today, a ward of a designated city (not a government of its own: its
#: city is), or a name of the past (its successor is).
Kind = Literal["current", "ward", "old"]


class Government(NamedTuple):
    """`code` six digits as text, `kind` in Japanese as the state names it, `block` an id."""

    code: str
    prefecture: str
    name: str
    kana: str
    kind: str
    block: str

    @property
    def full_name(self) -> str:
        return self.prefecture if self.is_prefecture else self.prefecture + self.name

    @property
    def is_prefecture(self) -> bool:
        return self.name == self.prefecture

    @property
    def is_city(self) -> bool:
        return self.name.endswith(_CITY)


class Entry(NamedTuple):
    """What one spelling means: a government's code and where the spelled place lies."""

    code: str
    prefecture: str
    block: str
    kind: Kind
    weight: int  # of a name without its last character: 2 prefecture or city, 1 any other


Table = dict[str, tuple[Entry, ...]]

# 市: the only kind of municipality whose name people shorten as a matter of course.
_CITY = "市"
# ガ, small ケ and small カ within a name are one sign to a clerk: 鶴ヶ島, 鶴ケ島, 鶴が島.
_GA = {ord(sign): "ケ" for sign in "ガヶヵ"}
_TO_KATAKANA = {code: chr(code + 0x60) for code in range(0x3041, 0x3097)}
_SMALL = dict(zip(map(ord, "ァィゥェォッャュョヮ"), "アイウエオツヤユヨワ", strict=True))
_KANA = re.compile("[ァ-ヺー]+")


def read_reference(name: str) -> list[dict[str, str]]:
    """The rows of a file of data/reference."""
    with (REFERENCE / name).open(encoding="utf-8", newline="") as file:
        titles, *rows = csv.reader(file)
    return [dict(zip(titles, row, strict=True)) for row in rows]


@cache
def read_words() -> dict[str, Any]:
    return tomllib.loads(WORDS.read_text(encoding="utf-8"))


@cache
def load_blocks() -> dict[str, str]:
    """Japanese block name -> id, in the order of the plan."""
    return {row["name"]: row["id"] for row in read_reference("blocks.csv")}


@cache
def load_governments() -> tuple[Government, ...]:
    """All 1,788: 47 prefectures and 1,741 municipalities, by code."""
    blocks = load_blocks()
    return tuple(
        Government(**{**row, "block": blocks[row["block"]]})
        for row in read_reference("local_governments.csv")
    )


@cache
def governments_by_code() -> dict[str, Government]:
    return {government.code: government for government in load_governments()}


@cache
def _folding() -> dict[int, str]:
    rows = read_reference("government_spellings.csv")
    characters = {ord(r["written"]): r["meant"] for r in rows if r["kind"] == "character"}
    folded = {code: meant.translate(_TO_KATAKANA) for code, meant in characters.items()}
    return (
        {**_TO_KATAKANA, **_SMALL, ord("ゖ"): "ケ", ord("ゕ"): "ケ", ord("が"): "ケ"} | _GA | folded
    )


def fold(text: str) -> str:
    """A name in the form it is looked up by: spaces, widths and character variants out.

    >>> fold("龍ヶ崎 市") == fold("竜ケ﨑市"), fold("つがる市")
    (True, 'ツケル市')
    """
    return squeeze(text).translate(_folding()).translate(_SMALL)


def fold_each(names: Iterable[str]) -> list[str]:
    """`fold` of each of our own names, all at once.

    >>> fold_each(["龍ヶ崎市", "つがる市"]) == [fold("龍ヶ崎市"), fold("つがる市")]
    True
    """
    return fold("|".join(names)).split("|")


def fold_kana(text: str) -> str | None:
    """A reading in katakana of one size; None when the text is not kana alone.

    >>> fold_kana("ｻｯﾎﾟﾛｼ"), fold_kana("札幌")
    ('サツポロシ', None)
    """
    kana = squeeze(text).translate(_TO_KATAKANA).translate(_SMALL)
    return kana if _KANA.fullmatch(kana) else None


@dataclass(frozen=True, slots=True)
class Index:
    """`names` by folded name (with and without county, wards with and without city), `stems`
    by a name less its last character; both again by kana. `prefectures` by folded full name,
    `prefecture_stems` by the name less 都府県, `prefecture_kana` by kana."""

    names: Table
    stems: Table
    kana: Table
    kana_stems: Table
    prefectures: dict[str, str]
    prefecture_stems: dict[str, str]
    prefecture_kana: dict[str, str]


Spelling = tuple[str, Entry]


@cache
def _entry_of(government: Government, kind: Kind = "current") -> Entry:
    weight = 2 if government.is_prefecture or government.is_city else 1
    return Entry(government.code, government.prefecture, government.block, kind, weight)


def _current_spellings() -> Iterator[Spelling]:
    counties = {r["code"]: r["county"] for r in read_reference("government_counties.csv")}
    for government in load_governments():
        entry = _entry_of(government)
        yield government.name, entry
        if county := counties.get(government.code):
            yield county + government.name, entry


def _ward_spellings() -> Iterator[Spelling]:
    for row in read_reference("designated_city_wards.csv"):
        city = governments_by_code()[row["city_code"]]
        entry = _entry_of(city, "ward")._replace(weight=1)
        yield row["name"], entry
        yield city.name + row["name"], entry


def _old_spellings() -> Iterator[Spelling]:
    block_of_prefecture = {g.prefecture: g.block for g in load_governments()}
    for row in read_reference("renamed_governments.csv"):
        block = block_of_prefecture[row["prefecture"]]
        weight = 2 if row["name"].endswith(_CITY) else 1
        entry = Entry(row["successor_code"], row["prefecture"], block, "old", weight)
        yield row["name"], entry
        if row["county"]:
            yield row["county"] + row["name"], entry


def _alias_spellings() -> Iterator[Spelling]:
    by_name = {government.full_name: government for government in load_governments()}
    for row in read_reference("government_spellings.csv"):
        if row["kind"] == "name":
            yield row["written"], _entry_of(by_name[row["meant"]])


def _build_table(spellings: Iterable[Spelling]) -> Table:
    table: Table = {}
    for spelling, entry in spellings:
        known = table.get(spelling, ())
        if entry not in known:
            table[spelling] = (*known, entry)
    return table


def _fold_spellings(spellings: Sequence[Spelling]) -> Iterable[Spelling]:
    folded = fold_each(name for name, _ in spellings)
    return zip(folded, (entry for _, entry in spellings), strict=True)


def _shorten(spellings: Iterable[Spelling]) -> Iterator[Spelling]:
    """Names less their last character; a single character only where a city bears it (呉, 津).

    北海道 alone is not shortened.
    """
    for name, entry in spellings:
        stem = name[:-1]
        if name != load_governments()[0].name and (len(stem) > 1 or entry.weight > 1):
            yield stem, entry


def _shorten_kana(spellings: Iterable[Spelling]) -> Iterator[Spelling]:
    """Cities and prefectures only: too many towns of the past sound like one of today."""
    endings = [fold_kana(ending) or "" for ending in read_words()["kana"]["endings"]]
    for kana, entry in spellings:
        ending = next((e for e in endings if kana.endswith(e)), "")
        if ending and entry.weight > 1 and len(kana) - len(ending) > 1:
            yield kana.removesuffix(ending), entry


@cache
def load_index() -> Index:
    """All look-up tables, built once."""
    governments = load_governments()
    prefectures = [g for g in governments if g.is_prefecture]
    plain = [(g.name, _entry_of(g)) for g in governments]
    kana = [(fold_kana(g.kana) or "", _entry_of(g)) for g in governments]
    old, wards = list(_old_spellings()), list(_ward_spellings())
    named = [*_current_spellings(), *wards, *old, *_alias_spellings()]
    return Index(
        names=_build_table(_fold_spellings(named)),
        stems=_build_table(_fold_spellings([*_shorten(plain + wards + old)])),
        kana=_build_table(kana),
        kana_stems=_build_table(_shorten_kana(kana)),
        prefectures={fold(g.name): g.name for g in prefectures},
        prefecture_stems={fold(g.name[:-1]): g.name for g in prefectures[1:]},
        prefecture_kana={fold_kana(g.kana) or "": g.name for g in prefectures},
    )
