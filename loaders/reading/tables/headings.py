"""Lone cells in a table: headings that hold for the rows below, or records of one answer."""

import re
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from typing import Any

from data.layout import Field, Layout
from loaders.grid import Value
from loaders.reading.headers.header_match import Column, Header
from loaders.reading.headers.titles import STRONG, layouts_named, match_title
from loaders.reading.records.answers import Surroundings
from loaders.reading.records.lenses import DATED
from loaders.reading.records.records import CHOSEN, list_needed
from loaders.reading.records.rows import RowReader
from loaders.reading.records.statuses import find_status_field
from loaders.reading.row_labels import is_framed, is_instruction, is_kana_row, strip_signs
from loaders.reading.shapes.field_columns.dated_columns import period_of
from loaders.reading.tables.dated_headings import find_happened, holds_days, lies_in
from loaders.reading.tables.spoken_lines import find_answer, find_government
from loaders.values.coerce import Context, coerce
from loaders.values.dates.dates import DateContext, Scheduled
from loaders.values.dates.fiscal_years import parse_month_heading, parse_year_heading
from loaders.values.names.area_names import find_county_prefectures, is_area_name
from loaders.values.names.forums import parse_forum
from loaders.values.names.governments import is_prefecture_name
from loaders.values.remarks import find_status_label
from loaders.values.text import normalise, read_blank_state

#: A longer lone text is a remark, not a heading or a name.
LONGEST_HEADING = 30
LONGEST_TITLE = 100

#: (1) 総合計, 2. 全国フォーラム; （地方フォーラム分）
_HEADING_NUMBER = re.compile(r"^\(?\d{1,2}[).、]?\s*")
#: １．成功例, Ⅱ 失敗例, 第3節　反省, (ア) 出前授業, 2-1 見学会
_SECTION = re.compile(
    r"(?:第[\d一二三四五六七八九十]{1,3}[節章部編項]?|\([\d一二三四五六七八九十a-zア-オ]{1,2}\)"
    r"|\d{1,2}(?:-\d{1,2})?[.、):]?|[IVXivx]{1,4}[.、): ]"
    r"|[A-Za-zア-オ一二三四五六七八九十][.、):])\s*(?=\S)"
)
#: 【検討中】（3件）
_COUNTED = re.compile(r"\s*[(（]?\s*[0-9０-９]+\s*(?:件|団体|自治体|市町村|名|社|者)\s*[)）]?\s*$")
#: 道路分野, 河川関係
_AREA = re.compile(r"(?:の?(?:分野|関係|関連|部門|編|部))$")
_OWNED = re.compile(r"(?:^|[\s度])([^\s度]{2,20}?)(?:の|\s)")
_PLAIN_BRACKETS = re.compile(r"[〔\[【<]([^〕\]】>]*)[〕\]】>]")
_CIRCLED = re.compile("[①-⑳]")
#: (…) 支援内容:包括的民間委託
_LABELLED = re.compile(r"(?:.*[\s)])?(?P<label>[^\s():]{2,12}):(?P<said>[^:、,・/=→]{2,30})")
_NOTED_PART = re.compile(r"\(([^()]{2,20}?)分?\)")


class Headings:
    """Understands the lone cells of one table; `follows` says that no blank row stands above."""

    def __init__(
        self, header: Header, columns: Mapping[int, Column], around: Surroundings, rows: RowReader
    ) -> None:
        self._header, self._by_column, self._around, self._rows = header, columns, around, rows
        self._titles = {each.field.name: each for each in reversed(header.columns)}
        #: whether a record must say several things beside whose it is
        self._is_needy = len(list_needed(header.layout)) > 2
        self._has_captions = any(each.caption for each in header.layout.fields)
        #: a heading's sign -> the row in which such a one last said something certain; those whose
        #: headings are a kind's or a measure's
        self._certain: dict[str, int] = {}
        self._plain: set[str] = set()
        self._year_row = 0

    def start_caption(self, cells: Sequence[tuple[int, Value]]) -> bool:
        """Whether the next block begins here: its purpose, asked and answered in no more than
        two cells, stands above its own header."""
        if not self._has_captions or len(cells) > 2:
            return False
        matches = (
            match_title(self._header.layout, (value.strip(),))
            for _, value in cells
            if isinstance(value, str) and len(value) <= LONGEST_HEADING
        )
        return any(match and match.field.caption for match in matches)

    def is_record(self, column: int, value: str, follows: bool) -> bool:
        """A lone cell is a record where it answers a column and follows the rows closely; a name
        that is no government's is none where more answers are wanting, nor a section's title."""
        known = self._by_column.get(column)
        if known is None or known.field.helper or known.stage or _is_month_band(value):
            return False
        if known.field.type == "government":
            reading = coerce(known.field, value, Context(forum=self._around.forum))
            is_apart = self._is_needy or has_section_number(value)
            return reading.value is not None or (follows and not is_apart)
        return follows and (known.field.type != "text" or len(value) <= 2 * LONGEST_HEADING)

    def set(
        self, row: int, column: int, value: str, follows: bool, follows_below: bool = False
    ) -> bool:
        """A year, prefecture, forum or choice alone in its row holds for the rows below; so does
        a framed text where the row below says more (`follows_below`). あ行 says nothing of them."""
        text = strip_signs(_COUNTED.sub("", value))
        if is_kana_row(text) and self._reads("government"):
            return True
        decorated = text != value.strip()
        if len(value) > LONGEST_HEADING or not (decorated or self._stands_left(column, follows)):
            return False
        sign = value.strip()[0] if decorated else ""
        if self._set_certain(row, column, text, value):
            self._certain[sign] = row
            return True
        if sign and self._ends(sign, row):
            return False
        said = (follows_below and self._set_kind(row, column, text, value)) or (
            decorated and self._set_measure(row, column, text)
        )
        if said:
            self._plain.add(sign)
        elif is_framed(value) or has_section_number(value):
            self._end_section()
        return said

    def _ends(self, sign: str, row: int) -> bool:
        """Whether a heading that may say anything stands where others of its sign said something
        certain, rows ago: 【その他】 after 【中国フォーラム】. What they said ends with it."""
        last = self._certain.get(sign)
        if last is None or last == row - 1 or sign in self._plain:
            return False
        if last == self._year_row:
            self._rows.forget_year()
        defaults = self._around.defaults
        self._around.defaults = {n: said for n, said in defaults.items() if said[1][0] != last}
        return True

    def _set_certain(self, row: int, column: int, text: str, value: str) -> bool:
        if year := parse_year_heading(text):
            self._rows.enter_year(year)
            self._year_row = row
            return True
        if self._set_month(row, text, value):
            return True
        prefecture = is_prefecture_name(text)
        if prefecture and self._reads("government") and len(self._by_column) > 1:
            self._around.prefecture = prefecture
            return True
        if self._reads("government") and len(self._by_column) > 1 and is_area_name(text):
            self._narrow(find_county_prefectures(text))
            return True
        return self._set_default(row, column, text, value)

    def _end_section(self) -> None:
        """What a heading above chose no longer holds below one that is not understood."""
        defaults, layout = self._around.defaults, self._header.layout
        for name, (_, (row, _)) in list(defaults.items()):
            if row > self._header.last_row and layout.field(name).type in CHOSEN:
                del defaults[name]

    def _set_month(self, row: int, text: str, value: str) -> bool:
        """【6月】 over rows of days that leave their month to it, or lie in it; a quarter over days
        that lie in it says nothing more."""
        month = parse_month_heading(text)
        dated = [each.column for each in self._header.columns if each.field.type in DATED]
        days = [self._rows.grid.value(row + 1, column) for column in dated]
        year = self._around.fiscal_year
        if month is None and any(holds_days(each, days, year) for each in (text, value)):
            return True
        if month is None or not any(lies_in(day, month, year) for day in days):
            return False
        self._rows.lenses.month = month
        return True

    def _narrow(self, prefectures: frozenset[str]) -> None:
        """Below a county's name governments are its prefecture's, where only one has it."""
        if prefectures and self._around.prefecture not in prefectures:
            self._around.prefecture = next(iter(prefectures)) if len(prefectures) == 1 else None

    def _set_kind(self, row: int, column: int, text: str, value: str) -> bool:
        """＜講習会＞ above rows that go on: the kind of what they name, if it is called no area."""
        kind = next((each for each in self._header.layout.answers if each.heads), None)
        if not self.is_frame(column, value) or kind is None or kind.name in self._titles:
            return False
        if text.endswith("分野"):
            return False
        self._around.defaults[kind.name] = (text, (row, column))
        return True

    def is_frame(self, column: int, value: str) -> bool:
        """Whether a framed text stands over names, or left of all answers."""
        known = self._by_column.get(column)
        stands = known.field.type == "text" if known else self._leads(column)
        return stands and is_framed(value)

    def names_choice(self, text: str) -> bool:
        """Whether a line that counts rows counts those of one choice: 成立件数　3件."""
        chosen = [each for each in self._header.layout.answers if each.type in CHOSEN]
        spellings = {s for each in chosen for known in each.choices.values() for s in known}
        label = _COUNTED.sub("", text).strip("()（） 　:：")
        return label.removesuffix("数").removesuffix("件").removesuffix("計") in spellings

    def _stands_left(self, column: int, follows: bool) -> bool:
        """A lone cell in the middle of the table belongs to a record; headings stand left."""
        return column <= self._header.first_column + 1 or not follows

    def _leads(self, column: int) -> bool:
        """Whether a column stands left of all that answer: a band over the rows begins there."""
        return column < min(self._by_column)

    def _reads(self, name: str) -> bool:
        return self._header.layout.has(name)

    def _set_measure(self, row: int, column: int, text: str) -> bool:
        """【講師派遣】 among governments' names: the one open text that tells their records
        apart."""
        layout, known = self._header.layout, self._by_column.get(column)
        told = [each for each in map(layout.field, layout.key) if each.type == "text"]
        if len(told) != 1 or told[0].name in self._titles:
            return False
        if not (known.field.type == "government" if known else self._leads(column)):
            return False
        if text[-1:] in "都道府県市区町村" or period_of(text) or read_blank_state(text):
            return False
        self._around.defaults[told[0].name] = (text, (row, column))
        return True

    def _set_default(self, row: int, column: int, text: str, value: str) -> bool:
        position = (row, column)
        told = (
            find_answer(self._header, text, self._around)
            or find_table_status(self._header, text)
            or find_government(self._header, text, self._around)
        )
        if told is not None:
            self._around.defaults[told[0]] = (told[1], position)
            return True
        dated = _find_dated_field(self._header.layout)
        if day := _find_day(dated, self._header, value, self._around.fiscal_year):
            self._around.defaults[day[0]] = (day[1], position)
            return True
        if happened := find_happened(self._header, text):
            self._around.defaults[happened[0]] = (happened[1], position)
            return True
        for each in self._header.layout.answers:
            if each.name in self._titles and self._titles[each.name].column != column:
                continue
            if each.type == "forum" and (forum := parse_forum(text).value):
                self._around.defaults[each.name] = (forum, position)
                return True
            if each.type == "scope" and (scope := find_scope(self._header, text)):
                self._around.defaults[each.name] = (scope, position)
                return True
        if choice := find_table_choice(self._header, text):
            self._around.defaults[choice[0]] = (choice[1], position)
        return choice is not None


def _is_month_band(value: str) -> bool:
    return is_framed(value) and parse_month_heading(strip_signs(value)) is not None


def _is_known(field: Field, value: Any) -> bool:
    """Whether a choice is one of the layout's own; lists take any other text as well."""
    return value is not None and (field.type != "choices" or set(value) <= set(field.choices))


def find_table_choice(header: Header, text: str) -> tuple[str, Any] | None:
    """The field and the choice that a heading gives to all records of a table that asks for
    none: １．出前授業."""
    return find_choice(header.layout, {each.field.name for each in header.columns}, text)


def find_choice(layout: Layout, asked: Collection[str], text: str) -> tuple[str, Any] | None:
    """The field, none of those `asked`, and its choice that a heading names alone."""
    if len(text) > LONGEST_HEADING:
        return None
    for each in layout.answers:
        if each.type in CHOSEN and each.name not in asked:
            plain = strip_signs(_COUNTED.sub("", text))
            said = strip_section_number(plain)
            for words in (plain, said, _AREA.sub("", said), *_list_noted(layout, text)):
                reading = coerce(each, words, Context())
                if reading.code is None and _is_known(each, reading.value):
                    return each.name, reading.value
    return None


def _list_noted(layout: Layout, text: str) -> list[str]:
    """What stands in brackets behind a sheet's own name: 運営ノウハウ（成功例）."""
    plain = _PLAIN_BRACKETS.sub(r"(\1)", normalise(text))
    named = layouts_named(plain.partition("(")[0])
    return _NOTED_PART.findall(plain) if layout.id in named else []


def has_section_number(text: str) -> bool:
    """
    >>> [has_section_number(each) for each in ("１．道路", "(2)その他", "2019年9月", "6.3", "A社")]
    [True, True, False, False, False]
    """
    found = _SECTION.match(plain := normalise(text))
    return (
        found is not None and not found[0].strip().isalnum() and not plain[found.end()].isdecimal()
    )


def strip_section_number(text: str) -> str:
    """
    >>> [strip_section_number(each) for each in ("Ⅱ．失敗例", "第３節　反省", "(ア) 出前授業")]
    ['失敗例', '反省', '出前授業']
    """
    plain = normalise(text)
    found = _SECTION.match(plain)
    return plain[found.end() :] if found else plain


def find_table_status(header: Header, text: str) -> tuple[str, str] | None:
    """The field and the status that a text gives to all events of a table that asks for none:
    「中止した行事」, 「行事一覧（延期分）」."""
    field = find_status_field(header.layout)
    if field is None or header.find(field.name) or not (status := find_status_label(text)):
        return None
    return field.name, status


def find_table_date(header: Header, text: str, year: int | None) -> tuple[str, Any] | None:
    """The field and the day that a heading gives to all events of a table that asks for none:
    ■令和2年6月1日（月）. Without such a sign it is the sheet's own day."""
    field = next((each for each in header.layout.fields if each.type == "scheduled"), None)
    return _find_day(field, header, text, year)


def _find_day(
    field: Field | None, header: Header, text: str, year: int | None
) -> tuple[str, Any] | None:
    if field is None or header.find(field.name) or text.strip()[:1].isalnum():
        return None
    plain = normalise(strip_signs(text))
    closed = plain + ")" * (plain.count("(") - plain.count(")"))  # a weekday's went with the signs
    reading = coerce(field, closed, Context(dates=DateContext(fiscal_year=year)))
    day = reading.value
    if not isinstance(day, Scheduled) or day.precision != "day":
        return None
    return field.name, day if field.type == "scheduled" else day.periods[0][0].isoformat()


@cache
def _find_dated_field(layout: Layout) -> Field | None:
    """When a layout's records were or will be, where they have one such date within the year."""
    dated = [each for each in layout.answers if each.type == "scheduled" or each.within_year]
    return dated[0] if len(dated) == 1 else None


def find_labelled(header: Header, text: str) -> tuple[str, str] | None:
    """The field and the one answer that the end of a title gives to all records of a table that
    asks for none: 「自治体支援（令和3年度）　支援内容：包括的民間委託」.
    A list explains the answers."""
    is_list = len(text) > LONGEST_TITLE or _CIRCLED.search(text)
    found = None if is_list else _LABELLED.fullmatch(normalise(text).strip())
    match = match_title(header.layout, (found["label"],)) if found else None
    if found is None or match is None or match.rank != STRONG or match.field.type != "text":
        return None
    field, said = match.field, found["said"].strip()
    if header.find(field.name) or field.caption or field.helper or is_instruction(said):
        return None
    return field.name, said


def find_scope(header: Header, text: str) -> str | None:
    """The scope that a text beside a table without such a column names: 「(1) 総合計」,
    「集計範囲：総合計」, 「ＫＰＩ実績（地方フォーラム分）」, 「地方フォーラムのＫＰＩ結果」, else
    the one of its words that is such: 「令和２年度　ＫＰＩ　全国フォーラム」."""
    if not header.layout.has("scope") or header.find("scope") is not None:
        return None
    plain = normalise(text)
    _, _, said = plain.partition(":")
    owner = _OWNED.search(plain)
    parts = [*_NOTED_PART.findall(plain), *([owner[1]] if owner else [])]
    whole = (said, _HEADING_NUMBER.sub("", plain), *parts)
    found = (scope for words in whole if (scope := _read_scope(header, words)))
    single = {scope for word in plain.split(" ") if (scope := _read_scope(header, word))}
    return next(found, None) or (single.pop() if len(single) == 1 else None)


def _read_scope(header: Header, words: str) -> str | None:
    reading = coerce(header.layout.field("scope"), strip_signs(words) or None, Context())
    return reading.value if isinstance(reading.value, str) else None
