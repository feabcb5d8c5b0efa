"""Choices, lists of options and marks. Matched exactly after folding, never by likeness."""

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from loaders.grid import Value
from loaders.values.reading import BLANK, Reading
from loaders.values.text import (
    clean_text,
    fold_key,
    get_keys,
    normalise,
    read_blank_state,
    strip_footnote_marks,
    strip_note,
)
from loaders.values.vocabulary import get_phrase, get_words

#: A choice's identifiers, each with its spellings; hashable, so that answers can be kept.
Spellings = tuple[tuple[str, tuple[str, ...]], ...]

#: Longer texts are prose, not a list of options.
LONGEST_LIST = 400

_CIRCLED = "①-⑳❶-❿⑴-⒇⒈-⒛"
_ENUMERATION = re.compile(
    rf"(?:[{_CIRCLED}]|\(?[0-9０-９]{{1,2}}[.．:：)）、](?![0-9０-９])|[・･*＊※-])\s*"
)
#: 2成立, Ⅲ 現場試行: a number without a sign behind it
_BARE_NUMBER = re.compile(r"(?:[0-9０-９]{1,2}|[Ⅰ-Ⅻ])[\s　]*(?=\D)")
_OPENING, _CLOSING = "(（[［【〔<＜〈", ")）]］】〕>＞〉"
_SPACED_ITEM = re.compile(
    rf"[ 　]+(?=[{_CIRCLED}]|[{re.escape(_OPENING)}]?[0-9０-９]{{1,2}}[)）.．](?![0-9０-９]))"
)
BRACKETED = re.compile(
    rf"[{re.escape(_OPENING)}]([^{re.escape(_OPENING + _CLOSING)}]*)[{re.escape(_CLOSING)}]"
)
_EMPTY_NOTE = re.compile(rf"[{re.escape(_OPENING)}][\s・.…]*[{re.escape(_CLOSING)}]$")
_MORE = re.compile(r"(?:[・･]{2,}|…+|\.{3,}|‥+|etc\.?)\s*$")
#: a label that is only a number: without the form's legend nobody knows what it names
_NUMBER = re.compile(r"[\d\s()]+")


class Option(NamedTuple):
    """One entry of a list; `chosen` is None when nothing marks it as either."""

    label: str
    chosen: bool | None


def parse_choice(value: Value, choices: Mapping[str, Sequence[str]]) -> Reading:
    """The identifier one of whose spellings the cell holds.

    A leading bullet or number and a trailing bracketed note are looked through. Spellings
    go before the words for blank: 検討中 is a stage where the layout says so.

    >>> stages = {"considered": ["検討", "検討中"], "agreed": ["成立"]}
    >>> parse_choice("② 検 討 中", stages).value, parse_choice("成立（6/1）", stages).value
    ('considered', 'agreed')
    >>> parse_choice("成立（予定）", stages).code, parse_choice("未定", stages).state
    ('invalid_choice', 'undecided')
    """
    text = clean_text(value)
    if text is None:
        return BLANK
    return _parse_choice_text(text[: LONGEST_LIST + 1], freeze_choices(choices))


def parse_choices(value: Value, choices: Mapping[str, Sequence[str]]) -> Reading:
    """A list of labels: the marked options of a list, or all when none is marked.

    A known spelling gives its choice's first spelling, anything else stays as written. A
    list that ends in ・・・ with no option marked is a form left as printed: a problem.

    >>> parse_choices("道路・（河川）・砂防・・・・", {}).value
    ['河川']
    >>> parse_choices("☑橋りょう □河川", {"bridge": ["橋梁", "橋りょう"]}).value
    ['橋梁']
    """
    text = clean_text(value)
    if text is None:
        return BLANK
    if len(text) > LONGEST_LIST:
        return Reading([text])
    reading = _parse_choices_text(text, freeze_choices(choices))
    return reading._replace(value=list(reading.value)) if reading.value else reading


def parse_mark(value: Value) -> Reading:
    """True for ○ ● レ ✓ 1 済, False for × 0 無, a state, or `invalid_choice` (a date, △).

    >>> parse_mark("〇").value, parse_mark("×").value, parse_mark("－").state
    (True, False, 'blank')
    >>> parse_mark("△").code, parse_mark("6/1").code
    ('invalid_choice', 'invalid_choice')
    """
    text = clean_text(value)
    if text is None:
        return BLANK
    return _parse_mark_text(strip_footnote_marks(text[:LONGEST_LIST]))


def drop_mark(value: Value) -> Value:
    """What a cell says behind its mark, of which it is the reason or the day; else the cell.

    >>> drop_mark("○ R3.6.3"), drop_mark("●（6/3）"), drop_mark("× 6/3"), drop_mark("1 6/3")
    ('R3.6.3', '6/3', '× 6/3', '1 6/3')
    """
    text = clean_text(value) if isinstance(value, str) else None
    if not text or text[0].isalnum() or not _parse_mark_text(text[0]).value:
        return value
    rest = text[1:].strip()
    return rest[1:-1].strip() if rest[:1] in "(（" and rest[-1:] in ")）" else rest or value


def freeze_choices(choices: Mapping[str, Sequence[str]]) -> Spellings:
    """
    >>> freeze_choices({"agreed": ["成立"]})
    (('agreed', ('成立',)),)
    """
    return tuple((identifier, tuple(spellings)) for identifier, spellings in choices.items())


@cache
def index_choices(choices: Spellings) -> dict[str, str]:
    """Every spelling's key, and the identifier's own, to the identifier."""
    index = {fold_key(identifier): identifier for identifier, _ in choices}
    for identifier, spellings in choices:
        index |= {fold_key(spelling): identifier for spelling in spellings}
    return index


@lru_cache(maxsize=1 << 13)
def _parse_choice_text(text: str, choices: Spellings) -> Reading:
    identifier = find_choice(text, choices) or _find_marked_choice(text, choices)
    if identifier is not None:
        return Reading(identifier)
    state = read_blank_state(text)
    return state if state is not None else refuse_choice(choices)


@cache
def refuse_choice(choices: Spellings) -> Reading:
    names = "、".join((*spellings, identifier)[0] for identifier, spellings in choices)
    expected = get_phrase("expected", "choice").format(choices=names)
    return Reading(code="invalid_choice", expected=expected)


def find_choice(text: str, choices: Spellings) -> str | None:
    """By the whole text, else without its number, brackets and note."""
    if len(text) > LONGEST_LIST:
        return None
    index = index_choices(choices)
    return next((index[form] for form in _list_forms(text) if form in index), None)


@lru_cache(maxsize=1 << 13)
def _list_forms(text: str) -> tuple[str, ...]:
    """What a spelling's key may be; a word is asked about in each field that takes choices."""
    return tuple(dict.fromkeys(map(fold_key, _strip_decoration(text))))


def _strip_decoration(text: str) -> list[str]:
    bare = _strip_enumeration(text)
    forms = [text, bare, _BARE_NUMBER.sub("", bare, count=1)]
    plain = normalise(strip_footnote_marks(bare))
    note_free = strip_note(plain)
    note = plain[len(note_free) :]
    spoilt = any(word in note for word in get_words("choices", "spoiling_notes"))
    return forms if spoilt else [*forms, note_free]


def _strip_enumeration(text: str) -> str:
    return _ENUMERATION.sub("", text, count=1) if _ENUMERATION.match(text) else text


def _find_marked_choice(text: str, choices: Spellings) -> str | None:
    """The one option marked in a list such as 検討・（成立）・試行."""
    if len(text) > LONGEST_LIST or _get_choosing_signs().isdisjoint(text):
        return None
    chosen = [option.label for option in split_options(text, choices) if option.chosen]
    return find_choice(chosen[0], choices) if len(chosen) == 1 else None


@cache
def _get_choosing_signs() -> frozenset[str]:
    """What stands in every list of which an option is marked."""
    marks = ("chosen_marks", "crossed_mark", "kana_mark")
    return frozenset(_OPENING).union(*(get_phrase("choices", each) for each in marks))


@lru_cache(maxsize=1 << 13)
def _parse_choices_text(text: str, choices: Spellings) -> Reading:
    identifier = find_choice(text, choices)
    if identifier is not None:
        return Reading([_name_choice(identifier, choices)])
    state = read_blank_state(text)
    if state is not None:
        return state
    return _choose_options(split_options(text, choices), bool(_MORE.search(text)), choices)


def _choose_options(options: list[Option], printed: bool, choices: Spellings) -> Reading:
    """`printed`: the list ends in ・・・, as the form prints it."""
    marked = [option.label for option in options if option.chosen]
    unmarked = [option.label for option in options if option.chosen is None]
    labels = marked or unmarked
    if not marked and printed and len(labels) > 1:
        return Reading(code="invalid_choice", expected=get_phrase("expected", "choices_unmarked"))
    if not labels and options:
        return BLANK  # a form's boxes, none of them ticked
    if any(_NUMBER.fullmatch(normalise(label)) for label in labels):
        return Reading(code="invalid_choice", expected=get_phrase("expected", "choices_numbered"))
    if not labels or all(fold_key(label) in get_keys("marks", "yes") for label in labels):
        return Reading(code="invalid_choice", expected=get_phrase("expected", "choices_unnamed"))
    return Reading(list(dict.fromkeys(_fold_label(label, choices) for label in labels)))


def _fold_label(label: str, choices: Spellings) -> str:
    identifier = find_choice(label, choices)
    return label if identifier is None else _name_choice(identifier, choices)


def _name_choice(identifier: str, choices: Spellings) -> str:
    spellings = dict(choices)[identifier]
    return spellings[0] if spellings else identifier


def split_options(text: str, choices: Spellings = ()) -> list[Option]:
    """The options of a list, each with whether it is marked.

    >>> [option.label for option in split_options("道路、河川（堤防・護岸）／砂防")]
    ['道路', '河川（堤防・護岸）', '砂防']
    >>> split_options("●河川 ○道路")
    [Option(label='河川', chosen=True), Option(label='道路', chosen=False)]
    >>> [option.label for option in split_options("☒河川 ☐道路") if option.chosen]
    ['河川']
    """
    index, words = index_choices(choices), match_words(choices)
    marked = _separate_glued(_separate_marked(_settle_crosses(text)), words)
    pieces = [
        part
        for piece in _split_outside_brackets(_MORE.sub("", marked), index)
        for part in _split_known_words(piece, index, words)
    ]
    filled = any(piece[0] in get_phrase("choices", "filled_marks") for piece in pieces)
    options = [option for piece in pieces for option in _read_option(piece, filled, index)]
    return [option for option in options if option.label]


def _settle_crosses(text: str) -> str:
    """☒ as the mark it stands for, by its neighbours; as it is where they say nothing."""
    cross = get_phrase("choices", "crossed_mark")
    if any(tick in text for tick in get_phrase("choices", "ticks")):
        return text.replace(cross, get_phrase("choices", "empty_boxes")[0])
    if any(box in text for box in get_phrase("choices", "empty_boxes")):
        return text.replace(cross, get_phrase("choices", "ticks")[0])
    return text


@cache
def match_words(choices: Spellings) -> str:
    """A pattern for any spelling of two letters or more, longest first; "" for none."""
    words = {word for _, spellings in choices for word in spellings if len(word) > 1}
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


def _separate_glued(text: str, words: str) -> str:
    """A line break between known options that only their marks part: ○道路×河川, 道路○河川×."""
    marks = get_phrase("choices", "chosen_marks") + get_phrase("choices", "unchosen_marks")
    if not words or len(re.findall(f"[{marks}]", text)) < 2:
        return text
    if text[0] in marks:
        return re.sub(rf"(?<=[^\s{marks}])(?=[{marks}](?:{words}))", "\n", text)
    return re.sub(rf"(?:(?<=^)|(?<=[\s{marks}]))((?:{words})[{marks}])(?=\S)", r"\1\n", text)


def _separate_marked(text: str) -> str:
    """A line break between marked options that are parted by spaces or by their boxes only."""
    text = _get_mark_gap().sub("\n", _SPACED_ITEM.sub("\n", text))
    boxes = _get_box_pattern()
    if not any(match[1] for match in boxes.finditer(text)):
        return text
    before = boxes.match(text)  # （○）河川（　）道路, else 河川（○）道路（　）
    return boxes.sub(r"\n\g<0>" if before else r"\g<0>\n", text)


@cache
def _get_box_pattern() -> re.Pattern[str]:
    marks = get_phrase("choices", "chosen_marks") + get_phrase("choices", "kana_mark")
    return re.compile(rf"[(（\[［]\s*([{marks}]?)\s*[)）\]］]")


@cache
def _get_mark_gap() -> re.Pattern[str]:
    marks = get_phrase("choices", "chosen_marks") + get_phrase("choices", "unchosen_marks")
    return re.compile(rf"[ 　]+(?=[{marks}][^{marks}])")


def _split_outside_brackets(text: str, index: Mapping[str, str]) -> list[str]:
    """Parts between separators; a separator within brackets or a known spelling is none."""
    separators = get_phrase("choices", "separators")
    parts, depth = [""], 0
    balanced = sum(map(text.count, _OPENING)) == sum(map(text.count, _CLOSING))
    for character in text:
        depth += balanced * ((character in _OPENING) - (character in _CLOSING))
        if character in separators and depth <= 0:
            parts += [character, ""]
        else:
            parts[-1] += character
    return [part.strip() for part in _join_known(parts, index) if part.strip()]


def _join_known(parts: list[str], index: Mapping[str, str]) -> list[str]:
    """Parts and separators in turn; joins up to three parts that make one known spelling."""
    joined, place = [], 0
    while place < len(parts):
        width = next((w for w in (5, 3) if fold_key("".join(parts[place : place + w])) in index), 1)
        joined.append("".join(parts[place : place + width]))
        place += width + 1
    return joined


def _split_known_words(piece: str, index: Mapping[str, str], words: str) -> list[str]:
    """Known spellings one after the other, whatever stands between them: 道路＋河川, 道路河川.

    >>> _split_known_words("○道路 河川", {}, "道路|河川")
    ['○道路', '河川']
    >>> _split_known_words("道路河川課", {}, "道路|河川")
    ['道路河川課']
    """
    parted = re.split(r"\s+|及び|および|並びに", piece)
    bare = [word.strip(_OPENING + _CLOSING) for word in parted]
    if len(parted) > 1 and all(fold_key(word) in index for word in bare):
        return parted
    marks = get_phrase("choices", "chosen_marks") + get_phrase("choices", "unchosen_marks")
    option = rf"[{marks}]?(?:{words})"
    between = rf"[^\w{marks}()（）]*(?:と|及び|および|並びに)?[^\w{marks}()（）]*"
    if words and re.fullmatch(rf"{option}(?:{between}{option})+", piece):
        return re.findall(option, piece)
    return [piece]


def _read_option(piece: str, filled: bool, index: Mapping[str, str]) -> list[Option]:
    """One piece of a list; a bracket around several marks each of them."""
    bracketed = BRACKETED.fullmatch(piece)
    if bracketed:
        inner = _split_outside_brackets(bracketed[1], index)
        return [Option(_clean_label(label), chosen=True) for label in inner]
    box = _get_box_pattern().search(piece)
    if box and (box.start() == 0 or box[1]):
        return [Option(_clean_label(piece.replace(box[0], "")), chosen=bool(box[1]))]
    label, chosen = _take_mark(piece, filled, index)
    return [Option(_clean_label(label), chosen)]


def _take_mark(piece: str, filled: bool, index: Mapping[str, str]) -> tuple[str, bool | None]:
    first, last, rest = piece[0], piece[-1], piece[1:]
    if first in get_phrase("choices", "unchosen_marks"):
        return rest, False
    if filled and first in get_phrase("choices", "empty_marks"):
        return rest, False
    chosen_marks = get_phrase("choices", "chosen_marks")
    placeholders = chosen_marks + get_phrase("choices", "placeholder_marks")
    if first in chosen_marks and rest[:1] not in placeholders:  # 〇〇工法 is a name
        return rest, True
    if last in chosen_marks and piece[-2:-1] not in placeholders:
        return piece[:-1], True
    if first == get_phrase("choices", "kana_mark") and fold_key(rest) in index:
        return rest, True
    return piece, None


def _clean_label(label: str) -> str:
    return _EMPTY_NOTE.sub("", _strip_enumeration(label.strip())).strip()


@lru_cache(maxsize=1 << 12)
def _parse_mark_text(text: str) -> Reading:
    key = fold_key(text)
    if key in get_keys("marks", "yes"):
        return Reading(True)
    if key in get_keys("marks", "no"):
        return Reading(False)
    state = read_blank_state(text)
    if state is not None:
        return state
    return Reading(code="invalid_choice", expected=get_phrase("expected", "mark"))
