"""What a sheet says not to count: a draft beside or below its table, rows under 集計対象外."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import Literal

from loaders.checking.problems import Problem
from loaders.grid import Area, Position, Value, a1
from loaders.reading.account import Mark, Region
from loaders.reading.context.other_sheets.example_sheets import names_example
from loaders.reading.headers.header_match import Header
from loaders.reading.headers.titles import layouts_named
from loaders.reading.records.records import SheetResult
from loaders.reading.view import SheetView
from loaders.values.choices import parse_mark
from loaders.values.dates.fiscal_years import parse_fiscal_year
from loaders.values.remarks import is_withdrawal
from loaders.values.text import LONGEST_WORD, fold_key, get_keys, normalise
from loaders.values.vocabulary import get_words

SET_ASIDE = Mark("copy", "set_aside")

Firmness = Literal["", "draft", "copy", "said"]
Heading = tuple[Position, str]

#: Blank rows that may stand between a table's heading and its titles.
WIDEST_GAP = 2

#: The words of each, firmest first.
_WORDS: Mapping[Firmness, str] = {"said": "words", "copy": "copies", "draft": "drafts"}
_PARTS = re.compile(r"[()\[\]【】〔〕<>〈〉《》「」『』※*・、。:;,/ 　■□◆◇●○◎▼▽▲△★☆→←↓-]+")


@lru_cache(maxsize=1 << 12)
def find_set_aside(text: str) -> Firmness:
    """Whether a heading's part says that what stands under it does not count: "said" in so many
    words, "copy" or "draft" where it only calls it other than what counts.

    >>> [find_set_aside(each) for each in ("旧案（R3時点）※使用しない", "※この表は集計外")]
    ['said', 'said']
    >>> [find_set_aside(each) for each in ("【参考】", "旧（控え）", "※中止分は集計対象外")]
    ['draft', 'copy', '']
    """
    if len(text) > LONGEST_WORD:
        return ""
    parts = [fold_key(each) for each in _PARTS.split(normalise(text)) if each]
    for firmness, words in _WORDS.items():
        if any(_get_pattern(words).fullmatch(each) for each in parts):
            return firmness
    return ""


def takes_back(text: str) -> bool:
    """Whether a cell beside a row's answers says that the row does not count."""
    if text.isascii():  # an address, a telephone number
        return False
    return is_withdrawal(text) or find_set_aside(text) == "said"


def is_absence(text: str) -> bool:
    """
    >>> is_absence("非会員"), is_absence("会員")
    (True, False)
    """
    return len(text) <= LONGEST_WORD and fold_key(text) in get_keys("set_aside", "absences")


def is_presence(value: Value) -> bool | None:
    """Whether a column of members calls a body one of them; None where it says neither.

    >>> [is_presence(each) for each in ("会員", "○", "申請中", "×", "9月")]
    [True, True, False, False, None]
    """
    key = fold_key(str(value or ""))[:LONGEST_WORD]
    if key in get_keys("set_aside", "presences"):
        return True
    if key in get_keys("set_aside", "absences") | get_keys("set_aside", "not_yet"):
        return False
    is_marked: bool | None = parse_mark(value).value
    return is_marked


@cache
def _get_pattern(words: str) -> re.Pattern[str]:
    either = {
        key: "|".join(map(re.escape, map(fold_key, get_words("set_aside", key))))
        for key in (words, "subjects")
    }
    subject = (
        rf"(?:(?:本|この|以下|以降|右|左|上記|下記|ここから下)の?)?(?:{either['subjects']})?[はも]?"
    )
    ending = rf"(?:こと|です|予定|ください|用|{either['subjects']})?"
    return re.compile(rf"{subject}(?:{either[words]}){ending}")


def list_headings(view: SheetView, headers: Sequence[Header], header: Header) -> Iterator[Heading]:
    """The texts that stand alone over a table's own columns, the nearest first."""
    beside = [each for each in headers if each is not header and each.first_row == header.first_row]
    first = header.first_column if beside else 1
    last = header.last_column if beside else view.column_count
    ends = [each.last_row for each in headers if each.last_row < header.first_row]
    blank = 0
    for row in range(header.first_row - 1, max(ends, default=0), -1):
        cells = [(at, value) for at, value in view.filled(row) if first <= at <= last]
        blank = 0 if cells else blank + 1
        if len(cells) > 1 or blank > WIDEST_GAP:
            return
        yield from (((row, at), value) for at, value in cells if isinstance(value, str))


def find_drafts(view: SheetView, headers: Sequence[Header]) -> dict[int, Heading]:
    """Place of each table that does not count among the headers → the heading that says so.

    A draft is one only beside a table of its kind that is none; 令和元年度（参考） is a year's, and
    行事計画（案） a sheet's own title. A page that goes on has its first page's heading.
    """
    said: dict[int, Heading] = {}
    drafts: dict[int, Heading] = {}
    for at, header in enumerate(headers):
        headings = list(list_headings(view, headers, header))
        for position, text in headings:
            firmness = find_set_aside(text)
            if firmness == "said" or (names_example(text) and not _goes_on(view, headers, at)):
                said[at] = position, text
            elif firmness and parse_fiscal_year(text) is None and not layouts_named(text):
                drafts.setdefault(at, (position, text))
        before = next((n for n in range(at) if header.repeats(headers[n])), at)
        if not headings and before in said:
            said[at] = said[before]
    if find_set_aside(view.grid.sheet) == "said":
        said = {
            at: ((h.first_row, h.first_column), view.grid.sheet) for at, h in enumerate(headers)
        }
    counted = {h.layout.id for at, h in enumerate(headers) if at not in said and at not in drafts}
    return {at: found for at, found in drafts.items() if headers[at].layout.id in counted} | said


def _goes_on(view: SheetView, headers: Sequence[Header], place: int) -> bool:
    """Whether a lone text below a header's first row may head what is filled in: 記入欄."""
    header = headers[place]
    ends = [each.first_row for each in headers if each.first_row > header.last_row]
    rows = range(header.last_row + 2, min(ends, default=view.row_count + 1))
    return any(len(view.filled(row)) == 1 for row in rows)


def set_aside(result: SheetResult, header: Header, heading: Heading) -> SheetResult:
    """A table's result without its records: said once, at the heading."""
    (row, column), text = heading
    bottom = max([header.last_row, *(region.area.last_row for region in result.regions)])
    area = Area(header.first_row, header.first_column, bottom, header.last_column)
    said = report_set_aside(result.sheet, (row, column), text)
    return SheetResult(
        result.sheet,
        result.layout,
        problems=[said],
        marks={(row, column): SET_ASIDE},
        regions=[Region(area, SET_ASIDE)],
    )


def report_set_aside(sheet: str, place: Position, text: str) -> Problem:
    return Problem("set_aside", "", sheet, a1(*place), "", text.strip())
