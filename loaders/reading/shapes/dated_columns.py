"""Dates over several columns: year | month | day, from | to, months and quarters with ○."""

import re
from collections.abc import Sequence
from datetime import date, datetime

from data.layout import title_key
from loaders.grid import Value
from loaders.reading.shapes.runs import (
    PartsError,
    Run,
    find_adjacent,
    is_set,
    load_shapes,
    make_run,
    part_of,
)
from loaders.reading.titles import layouts_knowing
from loaders.reading.view import SheetView
from loaders.values.text import clean_text, normalise, read_blank_state

_MONTH = re.compile(r"(\d{1,2})月")
_QUARTER = re.compile(r"(第[1-4一二三四]四半期)|第?([1-4])(?:Q|四半期)|Q([1-4])", re.IGNORECASE)


def find_date(view: SheetView, row: int, first: int, texts: dict[int, str]) -> Run | None:
    kinds = ("year", "month", "day", "weekday")
    columns = find_adjacent(first, texts, lambda text: part_of(text) in kinds)
    parts = [part_of(texts[column]) for column in columns]
    if len(parts) < 2 or "month" not in parts or len(set(parts)) < len(parts):
        return None
    return make_run(view, row, columns, "date", DateParts(parts))


class DateParts:
    """2021 | 8 | 4 → 2021年8月4日; a year or month left blank is the one above."""

    def __init__(self, parts: Sequence[str]) -> None:
        self._parts = parts
        self._above: dict[str, str] = {}

    def __call__(self, values: Sequence[Value]) -> Value:
        said = {
            part: text
            for part, value in zip(self._parts, values, strict=True)
            if (text := _show_part(value))
        }
        if not said.keys() - {"year"} or ("day" not in said and "day" in self._parts):
            return self._leave(said)
        if not all(re.fullmatch(r"\D{0,2}\d{1,4}", said[p]) for p in said.keys() - {"weekday"}):
            raise PartsError
        self._carry(said)
        year, month, day = (said.get(part, "") for part in ("year", "month", "day"))
        if not month:
            raise PartsError
        weekday = f"（{said['weekday']}）" if "weekday" in said else ""
        return f"{year and year + '年'}{month}月{day and day + '日'}{weekday}"

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


def _show_part(value: Value) -> str:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = normalise(clean_text(value) or "")
    if read_blank_state(text) is not None and not text.isdecimal():
        return "" if read_blank_state(text).state == "blank" else text  # type: ignore[union-attr]
    return text.rstrip("年月日曜()（）")


def find_span(view: SheetView, row: int, first: int, texts: dict[int, str]) -> Run | None:
    start, end = texts[first], texts.get(first + 1, "")
    if part_of(start) == "start" and part_of(end) == "end":
        return make_run(view, row, [first, first + 1], "span", _compose_span)
    for part in load_shapes()["parts"]["start"]:
        stem = title_key(start).removesuffix(part)
        if (
            stem
            and stem != title_key(start)
            and part_of(title_key(end).removeprefix(stem)) == "end"
        ):
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
    columns = find_adjacent(first, texts, lambda text: bool(_period_of(text)))
    if len(columns) < 3:
        return None
    return make_run(view, row, columns, "months", Periods([texts[column] for column in columns]))


def _period_of(text: str) -> str:
    plain = normalise(text).strip()
    return plain if _MONTH.fullmatch(plain) or _QUARTER.fullmatch(plain) else ""


class Periods:
    """○ under 6月 and 7月 → 6月～7月; ○ apart → 4月、10月."""

    def __init__(self, titles: Sequence[str]) -> None:
        self._titles = [_period_of(title) for title in titles]

    def __call__(self, values: Sequence[Value]) -> Value:
        marked = [at for at, value in enumerate(values) if is_set(value)]
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
