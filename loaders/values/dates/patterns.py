"""The regular expressions dates are read with, made once from dates.toml.

All of them run on text after `tidy_text`: NFKC, upper case, one space at most, "~" for every
wave dash, "-" for every dash, "、" for commas, round brackets only.
"""

import re
from collections.abc import Iterable
from typing import Any

from loaders.values.dates.eras import LAST_YEAR, load_eras, load_words
from loaders.values.dates.fiscal_years import drop_restated_years
from loaders.values.text import normalise, strip_footnote_marks

_CHARACTERS = str.maketrans(
    {
        **dict.fromkeys("〜∼∽〰", "~"),
        **dict.fromkeys("‐‑‒–—―−─━ー", "-"),
        **dict.fromkeys(",،", "、"),
        **dict.fromkeys("[【〔{〈《", "("),
        **dict.fromkeys("]】〕}〉》", ")"),
        **dict.fromkeys("·•∙⋅", "・"),
    }
)
_KANJI_NUMBER = re.compile(r"[〇一二三四五六七八九十]+(?= ?(?:年|月|日|四半期))")
_KANJI_DIGITS = {digit: str(value) for value, digit in enumerate("〇一二三四五六七八九")}
#: ’21.2.3: a year without its century
_CLIPPED_YEAR = re.compile(r"(?<![\w'])['‘’′`´](\d\d)(?= ?[./年-])")
_DITTO = re.compile(r"[〃々]+[ .年]*(?=\d)|同(?=\d)")


def fold_word(word: str) -> str:
    """A vocabulary word in the form of tidied text."""
    return normalise(word).upper().translate(_CHARACTERS)


def match_any(words: Iterable[str]) -> str:
    """A pattern for any of the words, longest first."""
    return "|".join(map(re.escape, sorted({fold_word(w) for w in words}, key=len, reverse=True)))


def index_names(table: dict[str, Any]) -> dict[str, str]:
    """Identifier by name, of a table whose entries have `names`."""
    return {fold_word(name): key for key, entry in table.items() for name in entry["names"]}


_WORDS = load_words()
_MARKS = _WORDS["marks"]
PART_NAMES = index_names(_WORDS["parts"])
PERIOD_NAMES = index_names(_WORDS["periods"])
SEASONS = ("spring", "summer", "autumn", "winter")
AFTER_FISCAL_YEAR = {
    fold_word(name): key for key, names in _WORDS["after_fiscal_year"].items() for name in names
}

_ERA = f"(?P<era>{match_any(load_eras())}) ?\\.? ?(?P<number>元|\\d{{1,2}})(?!\\d)"
_YEAR = rf"(?:{_ERA}|(?P<year>\d{{4}})(?!\d))"
_SHORT = r"(?P<short>元|\d{1,2})"
_DAY = r"(?P<day>\d{1,2})(?!\d)"
_MONTH = r"(?P<month>\d{1,2})"
_PART = f"(?P<part>{match_any(PART_NAMES)})"
_LAST_DAY = "(?P<last>末日)"

#: An era's year anywhere in a text
ERA_YEAR = re.compile(f"(?<![A-Z]){_ERA}")
#: 令和2年6月1日, R2.6.1, 2020/6/1, 2020-06-01, 2020.10/5, R2年6/1, 2.6.1
FULL = re.compile(
    rf"(?:{_YEAR}|{_SHORT}) ?(?:(?P<dash>-)|[./年]) ?{_MONTH} ?(?(dash)-|[./]) ?{_DAY}(?: ?日)?"
)
#: H31・4・26: behind an era points part a day's numbers
POINTED = re.compile(rf"(?<![A-Z]){_ERA} ?・ ?{_MONTH} ?・ ?{_DAY}(?! ?[月日])")
#: A form's line for a date that nobody filled in: 令和　年　月　日
EMPTY_FORM = re.compile(rf"(?:{match_any(load_eras())})? ?(?:年 ?)?月 ?日")
#: 6/1/2021, as Excel shows dates in US form
AMERICAN = re.compile(rf"{_MONTH}/(?P<day>\d{{1,2}})/(?P<year>\d{{4}})(?!\d)")
#: 20200601, R020601
COMPACT = re.compile(
    r"(?:(?P<era>[RHS])(?P<number>\d\d)|(?P<year>(?:19|20)\d\d))"
    r"(?P<month>\d\d)(?P<day>\d\d)(?!\d)"
)
#: 令和2年6月1日, R3年9月, H23.9月, 2年6月, 翌年2月, 6月上旬, 10月 27
MONTH = re.compile(
    rf"(?:{_YEAR} ?[年./-]? ?|{_SHORT} ?年 ?|(?P<following>翌年?) ?|(?P<same>同年) ?)?"
    rf"{_MONTH} ?月(?!度)"
    rf"(?: ?{_LAST_DAY}| ?{_PART}| ?(?P<day>\d{{1,2}})(?: ?日|(?= ?(?:$|[、・~()-]|OR)))|[中分内])?"
)
#: 2020/6, R2.6, 2020-06
YEAR_MONTH = re.compile(rf"{_YEAR} ?[./-] ?{_MONTH}(?!\d)(?: ?{_PART})?")
#: 7/1, 7.1
MONTH_DAY = re.compile(rf"{_MONTH} ?(?P<sign>[./]) ?{_DAY}(?: ?日)?")
#: 令和2年度, 今年度, 年度, FY2020; the R3 of R3第1四半期 and R3上半期
FISCAL_YEAR = re.compile(
    rf"{_YEAR}(?: ?年度|(?= ?(?:第? ?[1-4] ?(?:四半期|Q)|Q[1-4]|[上下]半?期)))|{_SHORT} ?年度"
    rf"|(?P<this>[{''.join(_MARKS['this_year'])}])?年度|FY ?(?P<fy>\d{{4}})"
)
AFTER_YEAR = re.compile(rf" ?の?(?P<word>{match_any(AFTER_FISCAL_YEAR)})")
#: 令和2年, 2020年夏, 令和3年末
CALENDAR_YEAR = re.compile(
    rf"{_YEAR} ?年(?!度|代)"
    rf"(?: ?の?(?P<period>{match_any(n for n, k in PERIOD_NAMES.items() if k in SEASONS)})"
    r"|(?P<end> ?末)|[中内])?"
)
YEAR_END = re.compile(f"(?:{match_any(_MARKS['year_end'])})(?!年)")
#: 第2四半期, 第2四半期中, 第2Q, 2Q, Q2
QUARTER = re.compile(r"第? ?(?P<quarter>[1-4]) ?(?:四半期|Q(?!\w))[中内]?|Q(?P<q>[1-4])(?!\d)")
PERIOD = re.compile(f"(?P<period>{match_any(PERIOD_NAMES)})")
#: What may follow an earlier part: 7月1日・2日, 7月1日10:00~2日12:00, R3.9~10, 8月上旬~中旬
MORE_DAY = re.compile(
    r"(?P<day>\d{1,2})(?P<mark> ?日)?(?:(?<=日)(?=\d{1,2}[:時])|(?!\d| ?[月年時:/.]))"
)
MORE_PART = re.compile(_PART)
#: 2021-07-01~07-03
MORE_MONTH_DAY = re.compile(rf"{_MONTH}-{_DAY}")

_TIME = (
    r"(?:午前|午後|AM|PM)? ?\d{1,2}(?::\d{2}(?::\d{2}(?:\.\d+)?)?|時(?: ?\d{1,2}分|半)?)"
    rf"(?: ?[AP]M)?(?:Z|\+\d{{2}}:?\d{{2}})?(?:頃|ごろ)?(?: ?(?:{match_any(_MARKS['begins'])}))?"
)
#: 2限, 3・4校時: a school's hour
_LESSON = r"(?:第? ?\d(?: ?[~・,-] ?\d)? ?(?:時?限目?|校時目?|時間目))"
_ANY_TIME = rf"(?:{_LESSON}|{_TIME}|{match_any(_MARKS['times'])})"
TIME = re.compile(rf" ?T?{_ANY_TIME}(?: ?[~-] ?{_ANY_TIME}| ?(?:~|から) ?(?=$|\)))?")
WEEKDAY = re.compile(
    r" ?\( ?[月火水木金土日祝休振][月火水木金土日祝休振・、/ 曜]*日? ?\)| ?[月火水木金土日]曜日?"
)
NOTE_MARK = re.compile(r" ?[A-Z]\)| ?[※*]\d*(?=$|[、~])| ?注\d*\)?$")
_PARTICLES = "".join(_MARKS["particles"])
NOTE = re.compile(f" ?[{_PARTICLES}]?(?:{match_any(_MARKS['notes'])})")
_ENDINGS = match_any(_MARKS["endings"])
_TENTATIVE = match_any(_MARKS["tentative"])
TENTATIVE = re.compile(
    f" ?[{_PARTICLES}]?(?:{_TENTATIVE})(?:{_ENDINGS})?[{_PARTICLES}]?(?=$|[^一-鿿])"
    f"| ?(?:{match_any(['頃', 'ごろ', 'ころ'])})"
)
TENTATIVE_BEFORE = re.compile(f"(?:{match_any(_MARKS['tentative_before'])}) ?")
BRACKET = re.compile(r" ?\(([^()]*)\)")
TENTATIVE_NOTE = re.compile(f".*(?:{_TENTATIVE}).*")
#: （2回目）
ORDINAL_NOTE = re.compile(r"第?\d{1,2}回目?|\d{1,2}[日件]目")
#: （土日除く）: days off within the days named
DAYS_OFF_NOTE = re.compile(match_any(_MARKS["days_off"]))
REFUSED_NOTE = re.compile(rf".*(?:\d|{match_any(_MARKS['shifting'])}).*")

SINCE = re.compile(f" ?(?:{match_any(_MARKS['since'])})(?:{match_any(_MARKS['after_since'])})?")
FROM = re.compile(f" ?(?:(?P<wave>~)|(?P<dash>-)|(?:{match_any(_MARKS['from'])})~?) ?")
UNTIL = re.compile(
    f" ?(?:(?P<before>{match_any(_MARKS['before_alone'])})|{match_any(_MARKS['until'])})"
)
OR = re.compile(f" ?(?:{match_any(_MARKS['or'])}) ?")
AND = re.compile(f" ?(?P<sign>[、・;&]|{match_any(_MARKS['and'])}|(?<=[月日期旬末)])/) ?| ")

_BEFORE, _WORD, _AFTER = (match_any(_WORDS["undecided"][k]) for k in ("before", "words", "after"))
#: 未定（秋頃） says the same as 秋頃（未定）
UNDECIDED_WITH_HINT = re.compile(rf"(?:{_WORD}) ?\((?P<hint>[^()]+)\)")
_UNDECIDED = re.compile(f"(?:{_BEFORE})*(?:{_WORD})(?:{_AFTER})*")
_ELIDED = re.compile(
    r"(?<![\d./:月-])(?<!月 )(?P<first>\d{1,2}) ?(?P<sign>[~・、-]|OR|又は|または|と|か) ?"
    r"(?=第?(?P<next>\d{1,2}) ?(?P<unit>月|四半期|Q)(?!度))"
)


def tidy_text(text: str) -> str:
    """A date's text in the one form the patterns know.

    >>> tidy_text("（Ｒ２．６〜８月）"), tidy_text("令和二年十二月 三日"), tidy_text("〃７月３日")
    ('R2.6~8月', '令和2年12月 3日', '7月3日')
    >>> tidy_text("Ｈ３１・４・２６"), tidy_text("R3・4・26日")
    ('H31.4.26', 'R3・4・26日')
    >>> tidy_text("’21.2.3"), tidy_text("'98/10/1～’98/10/2")
    ('2021.2.3', '1998/10/1~1998/10/2')
    """
    tidy = normalise(strip_footnote_marks(text)).upper().translate(_CHARACTERS)
    tidy = _CLIPPED_YEAR.sub(_restore_century, tidy)
    tidy = convert_kanji_numbers(tidy)
    tidy = drop_restated_years(tidy)
    tidy = POINTED.sub(lambda match: match[0].replace("・", "."), tidy)
    if tidy.startswith("(") and tidy.find(")") == len(tidy) - 1:
        tidy = tidy[1:-1].strip()
    tidy = _DITTO.sub("", tidy, count=1) if tidy[:1] in "〃々同" else tidy
    return _restore_units(tidy).rstrip(" .。")


def _restore_century(match: re.Match[str]) -> str:
    century = 2000 if 2000 + int(match[1]) <= LAST_YEAR else 1900
    return str(century + int(match[1]))


def _restore_units(tidy: str) -> str:
    """7・12月 as 7月・12月; 第2~3四半期 as 第2四半期~3四半期."""
    while match := _ELIDED.search(tidy):
        tidy = f"{tidy[: match.end('first')]}{match['unit']}{tidy[match.end('first') :]}"
    return tidy


def convert_kanji_numbers(text: str) -> str:
    """
    >>> [convert_kanji_numbers(each) for each in ("十二月", "二十二日", "三人")]
    ['12月', '22日', '三人']
    """
    return _KANJI_NUMBER.sub(_convert_kanji, text)


def _convert_kanji(match: re.Match[str]) -> str:
    """二〇二〇, 十, 二十, 三十一 in Arabic digits."""
    text = match[0]
    tens, ten, ones = text.partition("十")
    if not ten:
        return "".join(_KANJI_DIGITS[digit] for digit in text)
    if len(tens) > 1 or len(ones) > 1 or "十" in ones:
        return text
    return (_KANJI_DIGITS.get(tens, "1")) + (_KANJI_DIGITS.get(ones, "0"))


def is_undecided(tidy: str) -> bool:
    """Whether the whole text says that no date is fixed yet.

    >>> is_undecided("開催時期未定"), is_undecided("11月(未定)")
    (True, False)
    """
    return bool(_UNDECIDED.fullmatch(tidy))
