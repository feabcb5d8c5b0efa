"""Dates over several columns: year | month | day, from | to, months and quarters with ○."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from data.layout import title_key
from loaders.grid import Value
from loaders.reading.headers.titles import layouts_knowing
from loaders.reading.shapes.runs import (
    PartsError,
    Run,
    find_adjacent,
    find_group_title,
    is_set,
    list_fields,
    load_shapes,
    make_run,
    part_of,
)
from loaders.reading.view import SheetView
from loaders.values.dates.dates import DateContext, parse_date
from loaders.values.dates.fiscal_years import parse_month_title
from loaders.values.dates.patterns import convert_kanji_numbers
from loaders.values.remarks import find_status
from loaders.values.text import clean_text, is_ditto, is_unsaid, normalise, read_blank_state

_MONTH = re.compile(r"(\d{1,2})月")
_QUARTER = re.compile(r"(第[1-4一二三四]四半期)|第?([1-4])(?:Q|四半期)|Q([1-4])", re.IGNORECASE)

_YEAR = re.compile(r"(?:[HRhr]|平成|令和) ?(?:\d{1,2}|元)(?:年度?)?|20\d\d(?:年度?)?")
_TENTHS = frozenset({"旬", "上中下旬"})
_CALENDARS = frozenset({"和暦", "西暦"})
_HALF = re.compile(r"(?:年度)?(?:[上下]半?期|[前後]半)")
#: Two columns alone may be anything, 上半期 beside 下半期 are a year.
FEWEST_PERIODS, FEWEST_HALVES = 3, 2


def find_date(view: SheetView, row: int, first: int, texts: dict[int, str]) -> Run | None:
    kinds = ("year", "month", "day", "weekday")
    columns = find_adjacent(first, texts, lambda text: part_of(text) in kinds)
    parts = [part_of(texts[column]) for column in columns]
    if "month" not in parts and "day" in parts:
        return _find_day(view, row, columns, parts)
    if "month" not in parts or len(set(parts)) < len(parts):
        return None
    if len(parts) == 1 and not _holds_only(view, row, first, _MONTH_CELL):
        return None
    tenths = any(title_key(texts[column]) in _TENTHS for column in columns)
    run = make_run(view, row, columns, "date", DateParts(parts, tenths=tenths))
    return run and replace(run, is_prelisted=len(parts) == 1)


def _find_day(
    view: SheetView, row: int, columns: Sequence[int], parts: Sequence[str]
) -> Run | None:
    """Days alone, their month (and year) in the sheet's title or name."""
    at = columns[parts.index("day")]
    titles = [view.text(above, c) for above in range(row - 1, 0, -1) for c, _ in view.filled(above)]
    months = (parse_month_title(text) for text in [*titles, view.grid.sheet])
    said = next(filter(None, months), None)
    if said is None or "year" in parts or not _holds_only(view, row, at, _DAY_CELL):
        return None
    run = make_run(view, row, columns, "date", DateParts(parts, *said))
    return run and replace(run, is_prelisted=True)


_PART_OF_MONTH = re.compile(r"[初上中下]旬|月?末|月?初め?")
_PARTS_OF_MONTH = frozenset("上中下")
_MONTH_CELL = re.compile(r"(?:1[0-2]|0?[1-9])月?|(?:1[0-2]|0?[1-9])月\D.*")
_DAY_CELL = re.compile(r"[0-3]?\d日?(?:[・,、~〜-][0-3]?\d日?)*(?:\(\D{1,4}\).*)?")
#: 26(金)14:00~16:30, 26日 14時から: what stands behind the day stays behind it
_DAY_AND_MORE = re.compile(r"([0-3]?\d)日?(\(.*|(?<=日)\d.*| .*)")


def _holds_only(view: SheetView, row: int, column: int, pattern: re.Pattern[str]) -> bool:
    """Whether most figures below a title are months or days; words may stand for some."""
    texts = [
        text
        for each in range(row + 1, view.row_count + 1)
        if re.search(r"\d", text := normalise(clean_text(view.grid.value(each, column)) or ""))
    ]
    return sum(bool(pattern.fullmatch(text)) for text in texts) * 2 > len(texts)


class DateParts:
    """2021 | 8 | 4 → 2021年8月4日; a year or month left blank is the one above.

    `year` and `month` are what the sheet's title says of all rows; `tenths`: a blank beside the
    month leaves it whole (月 | 旬).
    """

    def __init__(
        self,
        parts: Sequence[str],
        year: int | None = None,
        month: int | None = None,
        tenths: bool = False,
    ) -> None:
        self._parts, self._tenths = parts, tenths
        said = {"year": year, "month": month}
        self._above = {part: str(number) for part, number in said.items() if number}
        #: a lone month stands once for the rows below it
        self._groups = list(parts) == ["month"]

    def __call__(self, values: Sequence[Value]) -> Value:
        said = {
            part: text
            for part, value in zip(self._parts, values, strict=True)
            if (text := _show_part(value))
        }
        if (word := _find_word(said)) is not None:
            return word
        repeated = {part for part, text in said.items() if is_ditto(text)}
        if repeated & said.keys() - {"year", "month"}:
            raise PartsError
        said = {part: text for part, text in said.items() if part not in repeated}
        if not said and not repeated and not self._groups:
            return None
        is_whole_month = self._tenths and "month" in said
        if "day" in self._parts and "day" not in said and not is_whole_month:
            return self._leave(said)
        if self._groups and re.search(r"\d月", month := said.get("month", "")):
            return month
        self._check(said)
        self._carry(said)
        if not said.get("month"):
            return self._leave(said)
        return self._compose(said)

    def _check(self, said: dict[str, str]) -> None:
        """A year is a number, a month is one or a span of them."""
        if not re.fullmatch(r"\D{0,2}(?:\d{1,4}|元)", said.get("year", "1")):
            raise PartsError
        if not re.fullmatch(r"\d{1,2}(?:月?[~〜-]\d{1,2})?", said.get("month", "1")):
            raise PartsError

    def _compose(self, said: dict[str, str]) -> str:
        """上旬 stands behind the month, 中止 or 未定 in brackets: 5月（中止）."""
        year, month, day = (said.get(part, "") for part in ("year", "month", "day"))
        if day in _PARTS_OF_MONTH:
            day += "旬"
        if more := _DAY_AND_MORE.fullmatch(day):
            return f"{year and year + '年'}{month}月{more[1]}日{more[2]}"
        if day[-1:].isdigit():
            day += "日"
        elif day and not _PART_OF_MONTH.fullmatch(day):
            if find_status(day) is None and read_blank_state(day) is None:
                raise PartsError
            day = f"（{day}）"
        weekday = f"（{said['weekday']}）" if "weekday" in said and day.endswith("日") else ""
        return f"{year and year + '年'}{month}月{day.removeprefix('月')}{weekday}"

    def _leave(self, said: dict[str, str]) -> Value:
        """A word instead of a date, or nothing; a part that says nothing alone stays unread."""
        words = [text for part, text in said.items() if not text.isdecimal()]
        if len(said) == 1 and words:
            return words[0]
        if said:
            raise PartsError
        return None

    def _carry(self, said: dict[str, str]) -> None:
        if "month" in said and "year" not in said and "year" in self._above:
            said["year"] = self._above["year"]
        elif "month" not in said:
            said |= {part: text for part, text in self._above.items() if part not in said}
        self._above = {part: said[part] for part in ("year", "month") if part in said}


def _find_word(said: Mapping[str, str]) -> str | None:
    """What stands alone in place of a date: 計, 中止, 通年."""
    text = next(iter(said.values()), "")
    if len(said) != 1 or re.search(r"\d", text) or _PART_OF_MONTH.fullmatch(text):
        return None
    return None if not text or is_ditto(text) else text


def _show_part(value: Value) -> str:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = convert_kanji_numbers(normalise(clean_text(value) or ""))
    if read_blank_state(text) is not None and not text.isdecimal():
        return "" if is_unsaid(text) else text
    if _DAY_AND_MORE.fullmatch(text):
        return text
    if re.search(r"\d", text):
        return text.rstrip("年月日()")
    return text.strip("()").replace("曜日", "").replace("曜", "")


def find_twins(view: SheetView, row: int, first: int, texts: dict[int, str]) -> Run | None:
    """One day in both calendars: 和暦 | 西暦."""
    columns = [first, first + 1]
    if {title_key(texts.get(column, "")) for column in columns} != _CALENDARS:
        return None
    return make_run(view, row, columns, "date", _compose_twins)


def _compose_twins(values: Sequence[Value]) -> Value:
    """Either of them where both say the same; a contradiction stays as it is."""
    said = [value for value in values if not is_unsaid(value)]
    days = {_show_day(value): parse_date(value, DateContext()) for value in said}
    periods = {each.value.periods if each.value else None for each in days.values()}
    if len(periods) > 1 or None in periods:
        raise PartsError
    return said[0] if said else None


def find_span(view: SheetView, row: int, first: int, texts: dict[int, str]) -> Run | None:
    start, end = texts[first], texts.get(first + 1, "")
    if part_of(start) == "start" and part_of(end) == "end":
        return make_run(view, row, [first, first + 1], "span", _compose_span)
    key = title_key(start)
    for part in load_shapes()["parts"]["start"]:
        stem = key.removesuffix(part)
        if stem and stem != key and part_of(title_key(end).removeprefix(stem)) == "end":
            title = stem if layouts_knowing(stem) else stem + load_shapes()["titles"]["day"]
            known = title if layouts_knowing(title) else load_shapes()["titles"]["span"]
            return Run(row, first, first + 1, known, False, _compose_span)
    return None


def _compose_span(values: Sequence[Value]) -> Value:
    start, end = (_show_day(value) for value in values)
    if start and end and start != end:
        return f"{start}～{end}"
    if end and not start:
        return f"～{end}"
    return values[0] if start else None


def _show_day(value: Value) -> str:
    if isinstance(value, datetime | date):
        return f"{value.year}年{value.month}月{value.day}日"
    text = clean_text(value) or ""
    state = read_blank_state(text)
    return "" if state is not None and state.state == "blank" else text


def find_months(view: SheetView, row: int, first: int, texts: dict[int, str]) -> Run | None:
    columns = find_adjacent(first, texts, lambda text: bool(period_of(text)))
    halves = all(_HALF.fullmatch(period_of(texts[column])) for column in columns)
    fewest = FEWEST_HALVES if halves else FEWEST_PERIODS
    if len(columns) < fewest or _holds_figures(view, row, columns):
        return None
    group, titles = find_group_title(view, row, columns), [texts[column] for column in columns]
    if _is_titled(group, "count", "measure"):
        return None
    is_text = _is_titled(group, "text") and not _is_titled(group, "date", "scheduled")
    compose = PeriodTexts(titles) if is_text else Periods(titles)
    return make_run(view, row, columns, "months", compose)


def find_years(view: SheetView, row: int, first: int, texts: dict[int, str]) -> Run | None:
    """○ under H28 | H29 | H30 below 入会年度."""
    columns = find_adjacent(first, texts, lambda text: bool(_YEAR.fullmatch(normalise(text))))
    group = find_group_title(view, row, columns) if len(columns) >= FEWEST_PERIODS else ""
    if not _is_titled(group, "date") or _holds_figures(view, row, columns):
        return None
    return make_run(view, row, columns, "date", MarkedYear([texts[column] for column in columns]))


def _is_titled(title: str, *types: str) -> bool:
    return any(title_key(title) in field.spellings for field in list_fields(*types))


def _holds_figures(view: SheetView, row: int, columns: Sequence[int]) -> bool:
    """Whether a period's columns count something; 1 alone may be a mark."""
    cells = (view.grid.value(r, c) for r in range(row + 1, view.row_count + 1) for c in columns)
    return any(isinstance(value, int | float) and value != 1 for value in cells)


def period_of(text: str) -> str:
    plain = normalise(text).strip()
    return plain if any(p.fullmatch(plain) for p in (_MONTH, _QUARTER, _HALF)) else ""


def _place_month(period: str) -> int:
    """
    >>> _place_month("4月"), _place_month("3月"), _place_month("第2四半期")
    (0, 11, 0)
    """
    month = _MONTH.fullmatch(period)
    return (int(month[1]) - 4) % 12 if month else 0


class MarkedYear:
    """○ under H28 → H28年度; under two of them it says neither."""

    def __init__(self, titles: Sequence[str]) -> None:
        self._titles = [normalise(title).strip() for title in titles]

    def __call__(self, values: Sequence[Value]) -> Value:
        marked = [title for title, v in zip(self._titles, values, strict=True) if is_set(v)]
        if len(marked) > 1:
            raise PartsError
        return f"{marked[0].removesuffix('度').removesuffix('年')}年度" if marked else None


class PeriodTexts:
    """準備 | 調査 under quarters → 第1四半期：準備、第2四半期：調査."""

    def __init__(self, titles: Sequence[str]) -> None:
        self._titles = titles

    def __call__(self, values: Sequence[Value]) -> Value:
        said = zip(self._titles, map(clean_text, values), strict=True)
        return "、".join(f"{title}：{text}" for title, text in said if text) or None


class Periods:
    """○ under 6月 and 7月 → 6月～7月; ○ apart → 4月、10月."""

    def __init__(self, titles: Sequence[str]) -> None:
        """The fiscal year's months in their order, in whichever order the columns stand."""
        periods = [period_of(title) for title in titles]
        self._order = sorted(range(len(periods)), key=lambda at: _place_month(periods[at]))
        self._titles = [periods[at] for at in self._order]

    def __call__(self, values: Sequence[Value]) -> Value:
        marked = [place for place, at in enumerate(self._order) if is_set(values[at])]
        starts = [at for at in marked if not (at - 1 in marked and self._follows(at - 1))]
        ends = [at for at in marked if not (at + 1 in marked and self._follows(at))]
        spans = [
            self._titles[a] if a == b else f"{self._titles[a]}～{self._titles[b]}"
            for a, b in zip(starts, ends, strict=True)
        ]
        return "、".join(spans) or None

    def _follows(self, at: int) -> bool:
        """Whether the next column is the month after this one; quarters stand in order."""
        month, following = (_MONTH.fullmatch(self._titles[each]) for each in (at, at + 1))
        if month is None or following is None:
            return month is following
        return int(following[1]) == int(month[1]) % 12 + 1
