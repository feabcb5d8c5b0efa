"""Rows of a table that belong to the form or the page, and to no record."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from operator import itemgetter

from data.layout import LONGEST_KEYED, title_keys
from loaders.grid import Value
from loaders.reading.headers.header_match import Column, Header
from loaders.reading.headers.titles import WEAK, match_title
from loaders.reading.records.records import COUNTED_TYPES
from loaders.reading.row_labels import (
    REPEATED,
    holds_placeholder,
    is_carried,
    is_column_number,
    is_comparison,
    is_contact,
    is_framed,
    is_instruction,
    is_legend_label,
    is_note,
    is_part_label,
    is_sample_label,
    is_statistic,
    strip_repeat,
)
from loaders.reading.tables.headings import find_table_choice
from loaders.reading.tables.other_rows.side_rows import SideRows
from loaders.reading.tables.table_result import Cells
from loaders.reading.view import SheetView
from loaders.values.text import fold_key, normalise

LONGEST_PAGE_MARK = 20
#: － 1 －, (2/3), p.4, 5ページ: where a sheet was printed on several pages
_PAGE_MARK = re.compile(
    r"[(\[ ]*(?:p(?:age)?\.?|no\.?)? ?\d{1,3} ?(?:(?:/|of|のうち) ?\d{1,3})? ?"
    r"(?:ページ|頁|枚目)?[)\] ]*",
    re.IGNORECASE,
)
_CONTINUED = re.compile(
    r"\s*[(\[]?(?:つづき|続き|前ページ(?:から|より)の?続き|(?:次ページ|次頁|裏面)(?:へ|に)続く)[)\]]?\s*"
)
_PAGE_COUNT = re.compile(r"\s*[(\[]?\d{1,3} ?/ ?\d{1,3}(?:ページ|頁)?[)\]]?$")
_DASHES = str.maketrans("－―‐–—─〜～", "--------")


@lru_cache(maxsize=4096)
def is_page_mark(text: str) -> bool:
    """Whether a text only numbers a printed page.

    >>> [is_page_mark(each) for each in ("－ 1 －", "（2／3）", "P.3", "4頁", "（次頁へ続く）")]
    [True, True, True, True, True]
    >>> [is_page_mark(each) for each in ("12", "3名", "2-1", "R2.6.1", "～6/30")]
    [False, False, False, False, False]
    """
    if len(text) > LONGEST_PAGE_MARK:
        return False
    plain = normalise(text).translate(_DASHES).strip()
    is_dashed = len(plain) > 2 and plain[0] == plain[-1] == "-"
    inner = plain.strip("- ") if is_dashed else plain
    mark = _PAGE_MARK.fullmatch(inner) or _CONTINUED.fullmatch(plain)
    return not plain.isdecimal() and bool(mark)


@lru_cache(maxsize=4096)
def strip_continued(text: str) -> str:
    """A title without （つづき） and the page's number, as one key.

    >>> strip_continued("マッチング一覧（つづき）"), strip_continued("マッチング一覧 2/3")
    ('マッチング一覧', 'マッチング一覧')
    """
    if len(text) > LONGEST_KEYED:
        return ""
    plain = _PAGE_COUNT.sub("", _CONTINUED.sub("", normalise(text).strip()))
    return next(iter(title_keys(plain)), "")


class FurnitureFinder:
    """Tells the rows below one header that are none of its records."""

    def __init__(
        self,
        header: Header,
        columns: Mapping[int, Column],
        last_row: int,
        sheet_titles: Iterable[str],
        view: SheetView,
    ) -> None:
        """`last_row`: of the table."""
        self._header, self._columns, self._rows = header, columns, view.grid.rows
        self._keys = [at for at, each in columns.items() if each.field.name in header.layout.key]
        #: the last row that was a part of the record above it
        self._last_part = 0
        self._titles = header.strangers | {each.column: each.title for each in columns.values()}
        self._page_titles = {strip_continued(each) for each in sheet_titles} - {""}
        self._side = SideRows(header, columns, self._rows, view.origins)
        self.titles = frozenset(self._titles.values())
        self._has_repeats = REPEATED in view.grid.texts and any(
            isinstance(value, str) and strip_repeat(value)
            for row in self._rows[header.last_row : last_row]
            for value in row[min(self._keys, default=1) - 1 : max(self._keys, default=0)]
        )

    @property
    def compares(self) -> bool:
        """Whether rows are held against others, or by what their columns mean."""
        return self._side.is_needed or self._has_repeats

    def find(self, row: int, cells: Cells) -> str:
        """The rule by which a row is furniture, a key of `words.account.RULES`; "" for none."""
        label = next((value for _, value in cells[:3] if isinstance(value, str)), "")
        if not label:
            return ""
        text_count = sum([value.__class__ is str for _, value in cells])
        if rule := _find_labelled(label, cells):
            return rule
        if self._numbers_columns(row, cells):
            return "column_numbers"
        if row == self._header.last_row + 1 and (_instructs(cells) or self._is_made_up(cells)):
            return "sample"
        if self._repeats_header(cells):
            return "repeated_title"
        if self._side.is_needed and (rule := self._side.find(row, cells)):
            return rule
        if self._has_repeats and self._repeats_record(row, cells):
            return "repeat"
        if text_count == 1 and self._is_part(row, label, cells):
            self._last_part = row
            return "part"
        return self._find_page_furniture(label, cells, text_count)

    def _is_made_up(self, cells: Cells) -> bool:
        """〇〇県△△市 | 〇〇株式会社 in the first row: a government's name and more left open."""
        open_cells = {at for at, v in cells if isinstance(v, str) and holds_placeholder(v)}
        names = {at for at, each in self._columns.items() if each.field.type == "government"}
        return len(open_cells) > 1 and bool(open_cells & names)

    def _find_page_furniture(self, label: str, cells: Cells, text_count: int) -> str:
        if self._is_page_break(cells):
            return "page"
        if len(cells) == 2 and is_contact(label) and cells[0][1] is label:
            return "contact"
        if text_count > 2:
            return ""
        if is_carried(label):
            return "carried"
        if is_statistic(label):
            return "statistic"
        return "comparison" if is_comparison(label) and not self._asks(label) else ""

    def _asks(self, label: str) -> bool:
        """Whether a label is one of the layout's own figures: its target is no comparison."""
        match = match_title(self._header.layout, (label.strip(),))
        return match is not None and match.field.type in COUNTED_TYPES

    def _repeats_record(self, row: int, cells: Cells) -> bool:
        """（再掲）ピッチイベント: an earlier row has all that tells records apart."""
        own = dict(cells)
        said = {at: strip_repeat(v) for at in self._keys if isinstance(v := own.get(at), str)}
        if not any(said.values()):
            return False
        key = [said.get(at) or _fold(own.get(at)) for at in self._keys]
        return any(
            key == [_fold(above[at - 1]) if at <= len(above) else "" for at in self._keys]
            for above in self._rows[self._header.last_row : row - 1]
        )

    def _is_part(self, row: int, label: str, cells: Cells) -> bool:
        """うちオンライン | 20: a label and figures below a record, or further in below such."""
        if len(cells) < 2:
            return False
        column = next(column for column, value in cells if value is label)
        known = self._columns.get(column)
        if known is None or known.field.type not in ("text", "indicator"):
            return False
        follows = self._last_part == row - 1 and label[:1].isspace()
        return follows or (row > self._header.last_row + 1 and is_part_label(label))

    def _numbers_columns(self, row: int, cells: Cells) -> bool:
        """The row that numbers a form's columns below their titles: (1) (2) (3)."""
        if row > self._header.last_row + 2 or len(cells) < 2:
            return False
        return all(isinstance(value, str) and is_column_number(value) for _, value in cells)

    def _repeats_header(self, cells: Cells) -> bool:
        """A header printed again on the next page: each text is its own column's title."""
        if len(cells) > 1 and self.titles.isdisjoint(map(_get_value, cells)):
            return False
        same = [column for column, value in cells if self._titles.get(column) == value]
        known = [column for column in same if column in self._columns]
        if len(known) >= 2 or (len(same) == len(cells) and bool(known)):
            return True
        return len(cells) == 1 and self._spells_title(*cells[0])

    def _spells_title(self, column: int, value: Value) -> bool:
        """Whether an answer is another spelling of its own column's title."""
        known = self._columns.get(column)
        if known is None or not isinstance(value, str) or len(value) > LONGEST_KEYED:
            return False
        # ＜会議＞ heads meetings, and １．ワークショップ such
        if is_framed(value) or find_table_choice(self._header, value):
            return False
        match = match_title(self._header.layout, (value.strip(),))
        return match is not None and match.rank != WEAK and match.field is known.field

    def _is_page_break(self, cells: Cells) -> bool:
        """A page's number, or the sheet's title printed again above the next page."""
        return all(
            isinstance(value, str) and self.is_page_text(value) for _, value in cells
        ) and not all(is_note(str(value)) for _, value in cells)

    def is_page_text(self, text: str) -> bool:
        return is_page_mark(text) or is_note(text) or strip_continued(text) in self._page_titles


_get_value = itemgetter(1)


def may_label(text: str) -> bool:
    """Whether a text among a row's first may make it one that is no record, whatever else the
    row holds."""
    return is_sample_label(text) or is_legend_label(text)


def _find_labelled(label: str, cells: Cells) -> str:
    """What a row's label alone says that it is."""
    if is_sample_label(label):
        return "sample"
    if is_legend_label(label) and cells[0][1] is label:
        return "legend"
    return "note" if len(cells) <= 2 and is_note(label) else ""


def _instructs(cells: Cells) -> bool:
    """Whether the row below the titles says how the form is filled in, in most of its cells."""
    said = sum(isinstance(value, str) and is_instruction(value) for _, value in cells)
    return said >= 2 and said * 2 > len(cells)


def _fold(value: Value) -> str:
    return fold_key(value) if isinstance(value, str) else str(value or "")
