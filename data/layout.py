"""Layouts: what a survey sheet asks for, declared in `layouts/*.toml`, one file a layout.

A layout names its fields, every spelling of their titles seen so far, their types and
rules. Readers, blank forms, annotated workbooks and the data dictionary are all made
from it; a new survey sheet is one new file.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import product
from pathlib import Path

LAYOUT_FOLDER = Path(__file__).parent / "layouts"

#: Between a group title and the title under it: "ニーズ側>名称".
GROUP_MARK = ">"

#: A longer text is no title; the patterns below would take long over it.
LONGEST_KEYED = 255

_ALTERNATIVES = re.compile(r"\(([^()]*)\)")
_BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】|〔[^〔〕]*〕|<[^<>]*>|《[^《》]*》")
_SIGNS = re.compile(r"[\s・/／、,，.。:：;\-_~\"'()\[\]【】「」『』〔〕<>《》※*＊#○●◎■□◆◇▼▲★☆]+")
_INVISIBLE = re.compile(
    "[\u00ad\u180b-\u180f\u200b-\u200f\u2060-\u2064\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef]"
)
_TYPED_LONG_VOWEL = re.compile("(?<=[ァ-ヺ])[-‐‑‒–—―−─━](?=[ァ-ヺ]|$)")
_FOOTNOTE_MARKS = re.compile(
    r"(?:\s*(?:[※*＊†‡][0-9０-９]{0,2}|[注註][0-9０-９]{1,2})[)）]?|[¹²³⁴-⁹])+$"
)
_NUMBERING = re.compile(r"^(?:\(\d{1,2}\)|\d{1,2}[).、:]|[①-⑳㉑-㊿])\s*(?=\D)")
_YEAR = re.compile(r"(令和|平成|[RHrh])?\s*(\d{1,4}|元)\s*年度(の|分)?|\b[RH]\d{1,2}(?=\D)")


@dataclass(frozen=True, slots=True, eq=False)  # looked up by identity
class Field:
    """One question of a layout.

    `weak` spellings count only where no other column answers; `untitled` allows a
    column without title left of the others; `caption` a value that stands once above
    the table; `helper` columns serve other fields and have none of their own.
    """

    name: str
    title: str
    type: str
    spellings: frozenset[str] = frozenset()
    weak: frozenset[str] = frozenset()
    required: bool = False
    helper: bool = False
    untitled: bool = False
    caption: bool = False
    within_year: bool = False
    units: tuple[str, ...] = ()
    choices: Mapping[str, Sequence[str]] = field(default_factory=dict)
    mark_columns: Mapping[str, frozenset[str]] = field(default_factory=dict)
    help: str = ""


@dataclass(frozen=True, slots=True)
class Sum:
    """The value of `total` equals the sum of the values of `parts`."""

    total: str
    parts: tuple[str, ...]
    indicators: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)  # looked up by identity
class Layout:
    """One kind of survey sheet, as declared in its TOML file."""

    id: str
    title: str
    names: frozenset[str]
    order: int
    forms: tuple[str, ...]
    key: tuple[str, ...]
    fields: tuple[Field, ...]
    totals: bool = True
    #: titles of columns that belong to the sheet and ask for nothing
    unasked: frozenset[str] = frozenset()
    #: whether 「自治体支援」 in a title means the forum; elsewhere it names the activity
    bare_forum_names: bool = False
    dates_in_order: tuple[str, ...] = ()
    sums: tuple[Sum, ...] = ()
    scope_sums: tuple[Sum, ...] = ()
    #: names of the fields of type scheduled
    scheduled: tuple[str, ...] = ()

    def field(self, name: str) -> Field:
        return next(each for each in self.fields if each.name == name)

    @property
    def required(self) -> tuple[Field, ...]:
        return tuple(each for each in self.fields if each.required)

    @property
    def answers(self) -> tuple[Field, ...]:
        """The fields a record carries, in the contract's order."""
        return tuple(each for each in self.fields if not each.helper)

    def has(self, name: str) -> bool:
        return any(each.name == name for each in self.fields)


def expand(pattern: str) -> Iterator[str]:
    """Every spelling that a pattern with alternatives in brackets stands for.

    >>> list(expand("(開催|実施)日"))
    ['開催日', '実施日']
    >>> list(expand("内容(等|)"))
    ['内容等', '内容']
    """
    pieces = _ALTERNATIVES.split(pattern)
    options = [piece.split("|") if at % 2 else [piece] for at, piece in enumerate(pieces)]
    return ("".join(choice) for choice in product(*options))


@lru_cache(maxsize=65_536)
def title_keys(text: str) -> tuple[str, ...]:
    """What a title is looked up by, most faithful first.

    >>> title_keys("① 参加者数（人）")
    ('参加者数人', '参加者数')
    >>> title_keys("令和2年度　実績")
    ('令和2年度実績', '実績')
    >>> title_keys("地方フォ－ラム"), title_keys("参加者数※1"), title_keys("行\u200b事\ufeff名")
    (('地方フォーラム',), ('参加者数',), ('行事名',))
    """
    if len(text) > LONGEST_KEYED:
        return ()
    written = _FOOTNOTE_MARKS.sub("", _INVISIBLE.sub("", text).strip())
    plain = unicodedata.normalize("NFKC", _NUMBERING.sub("", written)).strip()
    plain = _TYPED_LONG_VOWEL.sub("ー", plain)
    unnumbered = _NUMBERING.sub("", plain.lstrip("○●◎■□◆◇・※*# "))
    short = _BRACKETED.sub("", unnumbered)
    candidates = (unnumbered, short, _YEAR.sub("", unnumbered), _YEAR.sub("", short))
    keys = (_SIGNS.sub("", each).casefold() for each in candidates)
    return tuple(dict.fromkeys(key for key in keys if key))


def title_key(text: str) -> str:
    """The most faithful key of a title; "" where nothing but signs stands.

    >>> title_key("マッチング・現場試行 実施数")
    'マッチング現場試行実施数'
    """
    return next(iter(title_keys(text)), "")


def _spelling_key(spelling: str) -> str:
    parts = (_SIGNS.sub("", unicodedata.normalize("NFKC", part)) for part in spelling.split(">"))
    return GROUP_MARK.join(parts).casefold()


def _keys(patterns: Sequence[str]) -> frozenset[str]:
    return frozenset(_spelling_key(each) for pattern in patterns for each in expand(pattern))


def parse_field(declared: Mapping[str, object]) -> Field:
    """A field from its TOML table; raises TypeError on a key no field has."""
    table = dict(declared)
    patterns = [str(table["title"]), *_strings(table.pop("spellings", []))]
    marks = table.pop("mark_columns", {})
    return Field(
        spellings=_keys(patterns),
        weak=_keys(_strings(table.pop("weak", []))),
        units=tuple(_strings(table.pop("units", []))),
        mark_columns={stage: _keys(titles) for stage, titles in _items(marks)},
        **table,  # type: ignore[arg-type]
    )


def _strings(value: object) -> list[str]:
    assert isinstance(value, list)
    return [str(each) for each in value]


def _items(value: object) -> list[tuple[str, list[str]]]:
    assert isinstance(value, dict)
    return [(key, _strings(titles)) for key, titles in value.items()]


def parse_layout(text: str) -> Layout:
    """A layout from its TOML text; raises TypeError on a key no layout has."""
    table = tomllib.loads(text)
    fields = tuple(parse_field(each) for each in table.pop("fields"))
    return Layout(
        names=_keys([table["title"], *table.pop("names", [])]),
        fields=fields,
        unasked=_keys(table.pop("unasked", [])),
        scheduled=tuple(each.name for each in fields if each.type == "scheduled"),
        forms=tuple(table.pop("forms")),
        key=tuple(table.pop("key")),
        dates_in_order=tuple(table.pop("dates_in_order", ())),
        sums=_parse_sums(table.pop("sums", [])),
        scope_sums=_parse_sums(table.pop("scope_sums", [])),
        **table,
    )


def _parse_sums(declared: list[dict[str, object]]) -> tuple[Sum, ...]:
    return tuple(
        Sum(str(each["total"]), tuple(_strings(each["parts"])), tuple(each.get("indicators", ())))  # type: ignore[arg-type]
        for each in declared
    )


@cache
def load_layouts(folder: Path = LAYOUT_FOLDER) -> tuple[Layout, ...]:
    """All layouts of a folder in their declared order."""
    layouts = [parse_layout(path.read_text("utf-8")) for path in sorted(folder.glob("*.toml"))]
    return tuple(sorted(layouts, key=lambda layout: layout.order))
