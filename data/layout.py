"""Layouts: all that is true of a survey sheet, declared in `layouts/*.toml`, one file a layout.

A layout names its fields, every spelling of their titles seen so far, their types and rules;
what is stored; its blank form; who owes it; what of it is searched. Readers, tables, forms,
annotated workbooks, submission status and the data dictionary are all made from it: a new
survey sheet is one new file, and its name is the layout's id.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from itertools import product
from pathlib import Path
from typing import Literal

from msgspec.structs import force_setattr

from data.declared import DeclarationError, Declared, read_declared
from data.figures import SCOPES, list_published, load_kpis
from data.title_states import strip_state

LAYOUT_FOLDER = Path(__file__).parent / "layouts"

#: What kind of answer a field holds: how it is read, stored, entered and shown follows from it.
FieldType = Literal[
    "text", "number", "count", "measure", "ratio", "choice", "choices", "stage", "scope",
    "indicator", "forum", "government", "prefecture", "government_code", "date", "scheduled",
]  # fmt: skip
Shape = Literal["table", "card"]

#: Comments of the columns whose type says it all.
_COMMENTS = {
    "forum": "Forum id (forums.id).",
    "government": "Local government, six-digit code kept as text (governments.code).",
}
#: Types of which the search has words.
_SEARCHED_TYPES = ("text", "choices", "government")

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
_NUMBERING = re.compile(
    r"^(?:\(\d{1,2}\)|\d{1,2}[).、:]|[①-⑳㉑-㊿]|[ア-ン][.、:\s](?=\s*\S{2}))\s*(?=\D)"
)
_YEAR = re.compile(
    r"(令和|平成|[RHrh])?\s*(\d{1,4}|元)\s*年度(末|当初)?(時点|現在)?(の|分)?|\b[RH]\d{1,2}(末の?)?(?=\D)"
)
_IDENTIFIER = re.compile(r"[a-z][a-z0-9_]*")


class Field(Declared, frozen=True, kw_only=True, eq=False):  # looked up by identity
    """One question of a layout.

    `comment` says in English what its column holds. Titles are kept as the keys that they
    are looked up by; `weak` spellings count only where no other column answers; `untitled`
    allows a column without title left of the others; `caption` a value that stands once above
    the table, `heads` one alone in the row above its own; `helper` columns serve other fields and
    have none. `width` and `height` (half-width signs, points) are the form's, not its type's.
    """

    name: str
    title: str
    type: FieldType
    comment: str = ""
    spellings: frozenset[str] = frozenset()
    weak: frozenset[str] = frozenset()
    required: bool = False
    helper: bool = False
    untitled: bool = False
    caption: bool = False
    heads: bool = False
    within_year: bool = False
    searched: bool = False
    units: tuple[str, ...] = ()
    choices: Mapping[str, tuple[str, ...]] = {}
    mark_columns: Mapping[str, frozenset[str]] = {}
    help: str = ""
    width: float | None = None
    height: float | None = None

    def __post_init__(self) -> None:
        marks = {stage: _keys(titles) for stage, titles in self.mark_columns.items()}
        force_setattr(self, "spellings", _keys([self.title, *self.spellings]))
        force_setattr(self, "weak", _keys(self.weak))
        force_setattr(self, "mark_columns", marks)
        force_setattr(self, "comment", self.comment or _COMMENTS.get(self.type, ""))
        if self.type == "indicator":
            if self.choices:
                raise ValueError("choices of an indicator are those of figures.toml")
            force_setattr(self, "choices", {k: each.spellings for k, each in load_kpis().items()})
        if not _IDENTIFIER.fullmatch(self.name):
            raise ValueError(f"name is no identifier: {self.name}")
        if not (self.comment or self.helper):
            raise ValueError(f"comment is missing: what does {self.name} hold?")
        if self.searched and self.type not in _SEARCHED_TYPES:
            raise ValueError(f"searched is for {', '.join(_SEARCHED_TYPES)}: {self.name}")


class Sum(Declared, frozen=True):
    """The value of `total` equals the sum of the values of `parts`."""

    total: str
    parts: tuple[str, ...]


class Others(Declared, frozen=True):
    """Rows of others on a list of ours: the column that says so, words for ours and theirs."""

    titles: tuple[str, ...] = ()
    ours: tuple[str, ...] = ()
    theirs: tuple[str, ...] = ()


class Owed(Declared, frozen=True):
    """Who hands the sheet in each fiscal year: the kinds of forum that owe it, and the slots
    that the secretariat keeps itself; `least` is the least number of records."""

    by: tuple[Literal["regional", "national", "subcommittee"], ...] = ()
    slots: tuple[str, ...] = ()
    least: int = 0


class BlankForm(Declared, frozen=True):
    """The blank form: its ready rows (one of indicators has them in its scopes); examples as one
    would type them ({year}, {next_year}, {forum}, {government}, {prefecture} are the form's)."""

    examples: tuple[Mapping[str, str | int | float], ...]
    rows: int = 40


class Catalogue(Declared, frozen=True, kw_only=True):
    """How a record stands in the platform's catalogue: the fields that play each part.

    The kind of an entry is the answer to `kind_field`, else `kind` (the layout's id) named
    `kind_title` (the layout's title). `find_similar`: its body is looked for at other forums.
    """

    title: str
    card: tuple[str, ...]
    body: str = ""
    technology: str = ""
    company: str = ""
    kind: str = ""
    kind_title: str = ""
    kind_field: str = ""
    find_similar: bool = False

    @property
    def texts(self) -> dict[str, str]:
        """The columns that an entry has beside those that every record has -> their fields."""
        parts = ("title", "body", "technology", "company")
        return {part: getattr(self, part) for part in parts}


class Layout(Declared, frozen=True, kw_only=True, eq=False):  # looked up by identity
    """One kind of survey sheet: `title` is its one name on screen, `record` says in Japanese
    and `comment` in English what one record is. `id` is the file's name."""

    id: str = ""
    title: str
    record: str
    comment: str
    names: frozenset[str] = frozenset()
    order: int = 100
    forms: tuple[Shape, ...]
    key: tuple[str, ...]
    fields: tuple[Field, ...]
    form: BlankForm
    #: fields that may stand down the rows, across the columns and where these cross
    crossings: tuple[tuple[str, str, str], ...] = ()
    owed: Owed = Owed()
    catalogue: Catalogue | None = None
    totals: bool = True
    others: Others = Others()
    #: titles of columns that belong to the sheet and ask for nothing
    unasked: frozenset[str] = frozenset()
    #: whether 「自治体支援」 in a title means the forum; elsewhere it names the activity
    bare_forum_names: bool = False
    dates_in_order: tuple[str, ...] = ()
    #: sums over scopes, of every indicator that is published in all of them
    scope_sums: tuple[Sum, ...] = ()
    #: names of the fields of type scheduled
    scheduled: tuple[str, ...] = ()
    #: the fields a record carries, in the contract's order, and those that it must answer
    answers: tuple[Field, ...] = ()
    required: tuple[Field, ...] = ()

    def __post_init__(self) -> None:
        force_setattr(self, "names", _keys([self.title, *self.names]))
        force_setattr(self, "unasked", _keys(self.unasked))
        scheduled = tuple(each.name for each in self.fields if each.type == "scheduled")
        force_setattr(self, "scheduled", scheduled)
        force_setattr(self, "answers", tuple(each for each in self.fields if not each.helper))
        force_setattr(self, "required", tuple(each for each in self.fields if each.required))
        known = [each.name for each in self.fields]
        if len(known) != len(set(known)):
            raise ValueError("two fields have one name")
        for place, names in _name_fields(self):
            if unknown := ", ".join(sorted(set(names) - set(known))):
                raise ValueError(f"{place} names no field: {unknown}")
        _check_scopes(self)
        _check_catalogue(self)

    def field(self, name: str) -> Field:
        return _index_fields(self)[name]

    @property
    def searched(self) -> tuple[Field, ...]:
        return tuple(each for each in self.fields if each.searched)

    @property
    def has_indicators(self) -> bool:
        return self.find_type("indicator") is not None

    @property
    def prefilled(self) -> dict[str, list[str]]:
        """Scope -> the indicators published in it, where it asks for indicators."""
        return {scope: list_published(scope) for scope in SCOPES} if self.has_indicators else {}

    @property
    def sums(self) -> tuple[Sum, ...]:
        """The indicators that are made of others, where it asks for indicators."""
        kpis = list(load_kpis().values()) if self.has_indicators else []
        totals = dict.fromkeys(each.part_of for each in kpis if each.part_of)
        return tuple(
            Sum(total, tuple(each.id for each in kpis if each.part_of == total)) for total in totals
        )

    @property
    def kinds(self) -> dict[str, str]:
        """The kinds of entry that it brings to the catalogue, with their names."""
        if (entry := self.catalogue) is None:
            return {}
        if entry.kind_field:
            choices = self.field(entry.kind_field).choices
            return {kind: spellings[0] for kind, spellings in choices.items()}
        return {entry.kind or self.id: entry.kind_title or self.title}

    @property
    def is_owed(self) -> bool:
        return bool(self.owed.by or self.owed.slots)

    def has(self, name: str) -> bool:
        return name in _index_fields(self)

    def find_type(self, type_: FieldType) -> Field | None:
        """The first field of a type."""
        return next((each for each in self.answers if each.type == type_), None)


def _name_fields(layout: Layout) -> Iterator[tuple[str, Iterable[str]]]:
    """Where a layout names its own fields, and which."""
    yield "key", layout.key
    yield "crossings", [name for names in layout.crossings for name in names]
    yield "dates_in_order", layout.dates_in_order
    for example in layout.form.examples:
        yield "form.examples", example
    if entry := layout.catalogue:
        yield "catalogue.card", entry.card
        parts = {**entry.texts, "kind_field": entry.kind_field}
        yield from ((f"catalogue.{part}", [name]) for part, name in parts.items() if name)


def _check_scopes(layout: Layout) -> None:
    """Sums and prefilled rows are about scopes that the layout has."""
    named = {part for each in layout.scope_sums for part in (each.total, *each.parts)}
    known = layout.field("scope").choices if layout.has("scope") else {}
    if unknown := ", ".join(sorted((named | set(layout.prefilled)) - set(known))):
        raise ValueError(f"scope has no choice {unknown}, named in scope_sums or by an indicator")


def _check_catalogue(layout: Layout) -> None:
    """An entry is found by its words, and its parts are texts."""
    if layout.catalogue is None:
        return
    if not layout.searched:
        raise ValueError("catalogue needs a field that is searched")
    for part, name in layout.catalogue.texts.items():
        if name and layout.field(name).type != "text":
            raise ValueError(f"catalogue.{part} is no text: {name}")


@cache
def _index_fields(layout: Layout) -> dict[str, Field]:
    """By name: asked for once a record."""
    return {each.name: each for each in layout.fields}


def expand(pattern: str) -> Iterator[str]:
    """Every spelling that a pattern with alternatives in brackets stands for.

    >>> list(expand("(開催|実施)日"))
    ['開催日', '実施日']
    >>> list(expand("内容(等|)"))
    ['内容等', '内容']
    """
    options = (piece.split("|") for piece in _ALTERNATIVES.split(pattern))
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
    >>> title_keys("ア　自治体名称"), title_keys("テ　ー　マ")
    (('自治体名称',), ('テーマ',))
    >>> title_keys("変更後予定"), title_keys("令和2年度末の段階")
    (('変更後予定', '予定'), ('令和2年度末の段階', '段階'))
    """
    if len(text) > LONGEST_KEYED:
        return ()
    written = _FOOTNOTE_MARKS.sub("", _INVISIBLE.sub("", text).strip())
    plain = unicodedata.normalize("NFKC", _NUMBERING.sub("", written)).strip()
    plain = _TYPED_LONG_VOWEL.sub("ー", plain)
    unnumbered = _NUMBERING.sub("", plain.lstrip("○●◎■□◆◇・※*# "))
    short = _BRACKETED.sub("", unnumbered)
    candidates = (unnumbered, short, _YEAR.sub("", unnumbered), _YEAR.sub("", short))
    keys = [_SIGNS.sub("", each).casefold() for each in candidates]
    keys += [strip_state(key) for key in keys]
    return tuple(dict.fromkeys(key for key in keys if key))


def is_year_title(text: str) -> bool:
    """Whether a title says a fiscal year and nothing else.

    >>> is_year_title("R2年度"), is_year_title("（令和2年度）"), is_year_title("R2実績")
    (True, True, False)
    """
    plain = unicodedata.normalize("NFKC", text[:LONGEST_KEYED])
    return bool(_YEAR.search(plain)) and not _SIGNS.sub("", _YEAR.sub("", plain))


def title_key(text: str) -> str:
    """The most faithful key of a title; "" where nothing but signs stands.

    >>> title_key("マッチング・現場試行 実施数")
    'マッチング現場試行実施数'
    """
    return next(iter(title_keys(text)), "")


def _spelling_key(spelling: str) -> str:
    parts = (_SIGNS.sub("", unicodedata.normalize("NFKC", part)) for part in spelling.split(">"))
    return GROUP_MARK.join(parts).casefold()


def _keys(patterns: Iterable[str]) -> frozenset[str]:
    return frozenset(_spelling_key(each) for pattern in patterns for each in expand(pattern))


@cache
def load_layouts(folder: Path = LAYOUT_FOLDER) -> tuple[Layout, ...]:
    """All layouts of a folder in their declared order. Raises DeclarationError."""
    layouts = [_read_layout(path) for path in sorted(folder.glob("*.toml"))]
    return tuple(sorted(layouts, key=lambda layout: layout.order))


def _read_layout(path: Path) -> Layout:
    layout = read_declared(path, Layout)
    if layout.id or not _IDENTIFIER.fullmatch(path.stem):
        raise DeclarationError(f"{path.name}: the file's name is the layout's id")
    force_setattr(layout, "id", path.stem)
    return layout


@cache
def index_layouts() -> Mapping[str, Layout]:
    """By id."""
    return {layout.id: layout for layout in load_layouts()}


def find_layout(layout_id: str) -> Layout:
    """Raises KeyError for an id that no layout has."""
    return index_layouts()[layout_id]


@cache
def read_keys() -> dict[str, tuple[str, ...]]:
    """Layout -> the fields that tell one record from another."""
    return {layout.id: layout.key for layout in load_layouts()}
