"""What a cell says as text, and whether it says anything at all.

Two forms that must not be mixed up: `clean_text` is for text fields and keeps the sender's
characters (㎡, ㈱, ①, full-width letters); `normalise` and `squeeze` are for comparing and
parsing only, because NFKC makes ① a 1 and ㎡ m2.
"""

import re
import unicodedata
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cache, lru_cache

from loaders.grid import Value
from loaders.values.reading import BLANK, NOT_APPLICABLE, UNDECIDED, Reading
from loaders.values.vocabulary import get_phrase, get_words

#: No word or number is longer; a longer text is prose, and is not worth a cache entry.
LONGEST_WORD = 60

# "_x000D_": how a workbook's XML writes a control character; some writers leave it in the text.
_ESCAPED_CONTROL = re.compile(r"_x00([01][0-9A-Fa-f]|7[Ff])_")
_LINE_BREAK = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
# C0 and C1 but \n, zero-width space, byte order mark, and code points no file may hold.
_UNWANTED = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u200b\ufeff\ud800-\udfff\ufffe\uffff]")
_SUSPECT = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]|_x00"
)
# Variation selectors (葛 with U+E0100), soft hyphen, zero-width marks: never compared.
_INVISIBLE = re.compile(
    "[\u00ad\u180b-\u180d\u200b-\u200f\u2060\ufe00-\ufe0f\U000e0100-\U000e01ef]"
)
_SPACES = re.compile(r"\s+")
_OPENING, _CLOSING = r"(\[【〔<〈《「{", r")\]】〕>〉》」}"
_WRAPPED = re.compile(rf"[{_OPENING}※]*([^{_OPENING}{_CLOSING}]*?)[{_CLOSING}]*[。.]?")
_FIGURE_AFTER_TOTAL = re.compile(r"(計|平均):?[\d,.]+\D{0,3}$")
# ー typed as a minus or a rule, within a word of katakana or at its end: フォ－ラム, セミナ―.
_TYPED_LONG_VOWEL = re.compile("(?<=[ァ-ヺ])[-‐‑‒–—―−─━](?=[ァ-ヺ]|$)")
# 蕨市※1, 成立＊, 45（注3）, 奥多摩町注1）, 検討³: a mark that points to a note below.
_FOOTNOTE_MARKS = re.compile(
    r"(?:\s*(?:[(（\[［【]\s*(?:[※*＊†‡]|[注註])\s*[0-9０-９]{0,2}\s*[)）\]］】]"
    r"|[※*＊†‡]\s*[0-9０-９]{0,2}[)）]?|[注註]\s*(?:[0-9０-９]{1,2}[)）]?|[)）])|[¹²³⁴-⁹]{1,2}[)）⁾]?))+$"
)
_TRAILING_NOTE = re.compile(rf"\s*[{_OPENING}][^{_OPENING}{_CLOSING}]*[{_CLOSING}]$")


def clean_text(value: Value) -> str | None:
    """A text field's content, None when nothing is left.

    Outer white space goes, inner line breaks stay as \\n, numbers and dates become their
    shortest text.

    >>> clean_text("　㈱東都_x000D_\\r\\n橋梁 "), clean_text(3.0), clean_text(" ")
    ('㈱東都\\n橋梁', '3', None)
    >>> clean_text(datetime(2021, 7, 1)), clean_text(datetime(2021, 7, 1, 13, 30))
    ('2021-07-01', '2021-07-01 13:30')
    """
    if value is None:
        return None
    text = _clean_characters(value) if isinstance(value, str) else _format_value(value)
    return text.strip() or None


def _clean_characters(text: str) -> str:
    if not _SUSPECT.search(text):
        return text
    text = _ESCAPED_CONTROL.sub(lambda match: chr(int(match[1], 16)), text)
    text = _LINE_BREAK.sub("\n", text.replace("\r\r\n", "\n"))
    return _UNWANTED.sub("", text.replace("\t", " "))


def _format_value(value: bool | int | float | date | time | timedelta) -> str:
    if isinstance(value, bool):
        return str(value).upper()  # as Excel shows it
    if isinstance(value, int):
        return str(value) if abs(value) < 10**18 else f"{Decimal(value):.15g}"
    if isinstance(value, float):
        return format_float(value)
    return _format_moment(value)


def format_float(value: float) -> str:
    """The shortest text, of Excel's 15 significant digits.

    >>> format_float(3.0), format_float(0.1 + 0.2), format_float(1e20)
    ('3', '0.3', '100000000000000000000')
    """
    text = f"{value:.15g}"
    return f"{Decimal(text):f}" if "e" in text and abs(value) < 1e30 else text


def _format_moment(value: date | time | timedelta) -> str:
    if isinstance(value, datetime):
        if value.time() == time():
            return value.date().isoformat()
        return value.isoformat(" ", "seconds" if value.second else "minutes")
    if isinstance(value, time):
        return value.isoformat("seconds" if value.second else "minutes")
    if isinstance(value, timedelta):
        minutes = int(value.total_seconds() // 60)
        return f"{minutes // 60}:{minutes % 60:02d}"
    return value.isoformat()


def normalise(text: str) -> str:
    """A text for comparing: NFKC, invisible characters out, each run of white space one space.

    >>> normalise("  葛\U000e0100城市　（ｲﾝﾌﾗ）\\n１２ ")
    '葛城市 (インフラ) 12'
    >>> normalise("地方フォ－ラム"), normalise("セミナ―"), normalise("フォーラム-2")
    ('地方フォーラム', 'セミナー', 'フォーラム-2')
    """
    return _normalise_word(text) if len(text) <= LONGEST_WORD else _normalise_prose(text)


def _normalise(text: str) -> str:
    if text.isalnum() and (text.isascii() or unicodedata.is_normalized("NFKC", text)):
        return text
    text = unicodedata.normalize("NFKC", _INVISIBLE.sub("", _clean_characters(text)))
    return _TYPED_LONG_VOWEL.sub("ー", _SPACES.sub(" ", text).strip())


_normalise_word = lru_cache(maxsize=1 << 15)(_normalise)
#: Of prose the few that were asked for last: what reads a cell asks again and again.
_normalise_prose = lru_cache(maxsize=16)(_normalise)


def squeeze(text: str) -> str:
    """`normalise` with every space out: 小　計 and 小計 are one word.

    >>> squeeze("令和 ２ 年")
    '令和2年'
    """
    return normalise(text).replace(" ", "")


def fold_key(text: str) -> str:
    """The form words are looked up by: squeezed, without regard to case.

    >>> fold_key("Ｎ／Ａ")
    'n/a'
    """
    return squeeze(text).casefold()


@cache
def get_keys(table: str, key: str) -> frozenset[str]:
    """A word list of the vocabulary in the form of `fold_key`."""
    return frozenset(fold_key(word) for word in get_words(table, key))


def strip_note(text: str) -> str:
    """A normalised text without the bracketed notes at its end.

    >>> strip_note("計(1+2)"), strip_note("(計)")
    ('計', '(計)')
    """
    while (shorter := _TRAILING_NOTE.sub("", text)) and shorter != text:
        text = shorter
    return text


def strip_footnote_marks(text: str) -> str:
    """A text as written without the marks at its end that point to a note elsewhere.

    >>> strip_footnote_marks("蕨市※1"), strip_footnote_marks("市貝町（※２）")
    ('蕨市', '市貝町')
    >>> strip_footnote_marks("奥多摩町注1）"), strip_footnote_marks("発注")
    ('奥多摩町', '発注')
    """
    if text[-1:].isalpha():
        return text
    return _FOOTNOTE_MARKS.sub("", text) or text


def read_blank_state(value: Value) -> Reading | None:
    """BLANK, UNDECIDED or NOT_APPLICABLE; None when the cell says something else.

    >>> read_blank_state("―").state, read_blank_state("（未 定）").state
    ('blank', 'undecided')
    >>> read_blank_state("該当無し").state, read_blank_state("〃"), read_blank_state(0)
    ('not_applicable', None, None)
    """
    if value is None:
        return BLANK
    if not isinstance(value, str):
        return None
    text = value.strip()
    return _read_word_state(text) if len(text) <= LONGEST_WORD else _read_prose_state(text)


def is_unsaid(value: Value) -> bool:
    """Whether a cell gives no answer: nothing, a dash, 選択してください.

    >>> is_unsaid(None), is_unsaid("－"), is_unsaid("未定")
    (True, True, False)
    """
    state = read_blank_state(value)
    return state is not None and state.state == "blank"


def says_nothing_was(value: Value) -> bool:
    """Whether a cell says, in place of a name, that there is nothing to name.

    >>> [says_nothing_was(each) for each in ("開催なし", "（今月は実施せず）", "該当なし")]
    [True, True, True]
    >>> says_nothing_was("段差なし工法"), says_nothing_was("予定"), says_nothing_was("未定")
    (False, False, False)
    """
    if not isinstance(value, str) or len(value) > LONGEST_WORD:
        return False
    state = read_blank_state(value)
    if state is not None:
        return state.state == "not_applicable"
    return bool(_get_nothing_pattern().fullmatch(_unwrap(fold_key(value))))


@cache
def _get_nothing_pattern() -> re.Pattern[str]:
    when, subjects, endings = (
        "|".join(map(re.escape, get_keys("nothing", key)))
        for key in ("when", "subjects", "endings")
    )
    return re.compile(rf"(?:(?:{when})[はの]?)?(?:{subjects})+(?:等)?[はも]?(?:{endings})(?:です)?")


def _read_prose_state(text: str) -> Reading | None:
    return None if text.strip(_get_blank_marks() + " \n\u3000") else BLANK


@lru_cache(maxsize=1 << 15)
def _read_word_state(text: str) -> Reading | None:
    key = fold_key(text)
    if not key.strip(_get_blank_marks()):
        return BLANK
    word = _unwrap(key)
    if not word.strip(_get_blank_marks()):
        # "（ ）" and "(-)" are a form's empty brackets; "※" alone points to a note.
        return None if "※" in key else BLANK
    return _get_state_words().get(word)


@cache
def _get_blank_marks() -> str:
    marks = get_phrase("states", "blank_marks")
    return marks + unicodedata.normalize("NFKC", marks)


@cache
def _get_state_words() -> dict[str, Reading]:
    """Every state word, with what may stand before and after it spelled out."""
    words = dict.fromkeys(get_keys("states", "blank"), BLANK)
    words |= dict.fromkeys(get_keys("states", "not_applicable"), NOT_APPLICABLE)
    words |= dict.fromkeys(get_keys("states", "undecided"), UNDECIDED)
    for before in get_keys("states", "undecided_before"):
        words |= {before + word: UNDECIDED for word in get_keys("states", "undecided")}
    after = get_keys("states", "after")
    return words | {word + end: state for word, state in words.items() for end in after}


def is_ditto(value: Value) -> bool:
    """Whether the cell repeats the one above (〃, 同上). 同左 does not: see `is_ditto_left`.

    >>> is_ditto("〃"), is_ditto("（同　上）"), is_ditto("同左"), is_ditto("－")
    (True, True, False, False)
    """
    return _holds_word(value, "ditto", "above")


def may_be_ditto(text: str) -> bool:
    """A cheap look before `is_ditto`: nearly all cells begin otherwise.

    >>> may_be_ditto("〃"), may_be_ditto("（同上）"), may_be_ditto("広島市")
    (True, True, False)
    """
    return text[:1] in _get_ditto_starts()


@cache
def _get_ditto_starts() -> frozenset[str]:
    words = get_words("ditto", "above")
    return frozenset({word[0] for word in words} | set("(（[「※ \u3000＂＂DｄＤ") | {""})


def leaves_unchanged(value: Value) -> bool:
    """Whether a cell under 変更後 says that what was planned still holds.

    >>> [leaves_unchanged(each) for each in ("（変更なし）", "同左", "同上", None)]
    [True, True, False, False]
    """
    return _holds_word(value, "ditto", "unchanged")


def is_ditto_left(value: Value) -> bool:
    """Whether the cell repeats the one to its left.

    >>> is_ditto_left("同左")
    True
    """
    return _holds_word(value, "ditto", "left")


def _holds_word(value: Value, table: str, key: str) -> bool:
    if not isinstance(value, str) or len(value) > LONGEST_WORD:
        return False
    return _unwrap(fold_key(value)) in get_keys(table, key)


def _unwrap(key: str) -> str:
    """A word without brackets and ※ around it and without a full stop."""
    wrapped = _WRAPPED.fullmatch(key)
    return wrapped[1] if wrapped else key


def is_total(value: Value) -> bool:
    """Whether a row's label says that the row sums up (or averages) other rows.

    >>> is_total("小　計"), is_total("計（1+2）"), is_total("〇〇県計"), is_total("合計10件")
    (True, True, True, True)
    >>> is_total("道路　計"), is_total("道路計"), is_total("設　計"), is_total("講習会 集計")
    (True, False, False, True)
    >>> is_total("計画"), is_total("設計株式会社"), is_total("統計"), is_total("水位計")
    (False, False, False, False)
    """
    if not isinstance(value, str) or len(value) > LONGEST_WORD:
        return False
    return _is_total_label(value)


@lru_cache(maxsize=1 << 15)
def _is_total_label(text: str) -> bool:
    label = strip_note(_FIGURE_AFTER_TOTAL.sub(r"\1", fold_key(text)))
    label = _unwrap(label.strip(" :*-―=※・。"))
    if label in get_keys("totals", "words") or _get_total_pattern().fullmatch(label):
        return True
    return bool(_NAMED_TOTAL.fullmatch(text.strip()))


#: 「道路　計」, a pivot table's 「講習会 集計」: a word set apart from what it sums up
_NAMED_TOTAL = re.compile(r"\S{2,12}\s+集?計")


@cache
def _get_total_pattern() -> re.Pattern[str]:
    endings = "|".join(map(re.escape, get_keys("totals", "endings")))
    stems = "|".join(map(re.escape, get_keys("totals", "stems_of_plain")))
    return re.compile(rf".{{1,20}}(?:{endings})|.{{0,20}}(?:{stems})(?:計|平均)")
