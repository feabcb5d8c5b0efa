"""Counts and options over several columns: parts and their sum, one digit each, ○ under a word."""

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache

from data.layout import Field, load_layouts, title_key, title_keys
from data.title_states import names_total
from loaders.grid import Value
from loaders.reading.headers.titles import match_title
from loaders.reading.shapes.runs import (
    PartsError,
    Run,
    find_adjacent,
    find_group_title,
    is_set,
    list_fields,
    load_shapes,
    part_of,
    read_alone,
)
from loaders.reading.view import SheetView
from loaders.values.choices import parse_choice
from loaders.values.coerce import list_count_units
from loaders.values.dates.fiscal_years import parse_fiscal_year
from loaders.values.numbers import parse_count
from loaders.values.text import clean_text, is_unsaid, normalise, read_blank_state

#: A total and what it sums up.
FEWEST_TOTALLED = 3
#: Fewer choices side by side are none.
FEWEST_OPTIONS = 2


def find_options(view: SheetView, row: int, first: int, texts: dict[int, str]) -> Run | None:
    """Columns titled by the choices of one field, below its own title where it has one."""
    for field in list_fields("choices", "choice"):
        columns = find_adjacent(first, texts, lambda text: bool(_option_of(field, text)))  # noqa: B023
        group = find_group_title(view, row, columns) if len(columns) >= FEWEST_OPTIONS else ""
        is_asked = title_key(group) in field.spellings
        if len(columns) >= FEWEST_OPTIONS and (
            is_asked or not any(_layout_knows(field, texts[c]) for c in columns)
        ):
            compose = Options([texts[c] for c in columns], field.type == "choices")
            return Run(row, columns[0], columns[-1], group or field.title, bool(group), compose)
    return None


def _layout_knows(field: Field, text: str) -> bool:
    """Whether a choice's word is a title of the field's own layout as well."""
    layout = next(each for each in load_layouts() if field in each.fields)
    return match_title(layout, (text,)) is not None


@cache
def _option_of(field: Field, text: str) -> str:
    reading = parse_choice(text, field.choices) if text else None
    return text if reading and reading.code is None and reading.value is not None else ""


class Options:
    """○ under 道路 and 河川 → 道路、河川; of a single choice only one may be marked."""

    def __init__(self, titles: Sequence[str], takes_several: bool) -> None:
        self._titles, self._takes_several = titles, takes_several

    def __call__(self, values: Sequence[Value]) -> Value:
        marked = [title for title, v in zip(self._titles, values, strict=True) if is_set(v)]
        if len(marked) > 1 and not self._takes_several:
            raise PartsError
        return "、".join(marked) or None


def find_counts(view: SheetView, row: int, first: int, texts: dict[int, str]) -> Run | None:
    """Parts of a count below its title, or side by side with its title at their end."""
    columns = find_adjacent(
        first, texts, lambda text: bool(text) and not part_of(text).strip("sum")
    )
    above = view.text(row - 1, first)
    for size in range(len(columns), 1, -1) if _is_counted(above) else ():
        part = columns[:size]
        group = find_group_title(view, row, part)
        if group and _covers(view, row - 1, part):
            if not _may_add_up([texts[column] for column in part]):
                return None
            run = _count_run(row, part, texts, group, has_group=True)
            return run if run and (run.sum_column or _is_count(group)) else None
    return _find_totalled(view, row, columns, texts) or _find_suffixed(row, columns, texts)


def _find_totalled(
    view: SheetView, row: int, columns: Sequence[int], texts: dict[int, str]
) -> Run | None:
    """児童数 | 教員数 | 参加者計: a total's title, before or behind columns that add up to it."""
    totals = {column for column in columns if _may_name_total(texts[column])}
    for size in range(len(columns), FEWEST_TOTALLED - 1, -1) if totals else ():
        part = columns[:size]
        for total in filter(totals.__contains__, (part[-1], part[0])):
            title = _name_total(texts, part, total)
            if title and _adds_up(view, row, part, total, _list_units(title)):
                place = part.index(total)
                compose = CountParts(place, _list_units(title))
                return Run(row, part[0], part[-1], title, False, compose, sum_column=total)
    return None


@lru_cache(maxsize=1 << 12)
def _may_name_total(text: str) -> bool:
    return part_of(text) == "sum" or (names_total(title_key(text)) and _is_counted(text))


def _name_total(texts: dict[int, str], columns: Sequence[int], total: int) -> str:
    """The title under which a total is read: its own, or that of a part where it only says 計."""
    if part_of(texts[total]) == "sum":
        return next((texts[column] for column in columns if _is_counted(texts[column])), "")
    return texts[total]


def _adds_up(
    view: SheetView, row: int, columns: Sequence[int], total: int, units: Iterable[str]
) -> bool:
    """Whether the columns' figures add up to the total's in two of three rows, all needed."""
    parse = CountParts(None, units).read
    checked, used = [], set[int]()
    for each in range(row + 1, view.row_count + 1):
        numbers = {
            column: parse(view.grid.value(each, column))
            for column in columns
            if not is_unsaid(view.grid.value(each, column))
        }
        stated = numbers.pop(total, None)
        if stated and numbers:
            used |= {column for column, number in numbers.items() if number}
            checked.append(None not in numbers.values() and sum(numbers.values()) == stated)  # type: ignore[arg-type]
    return sum(checked) * 3 >= max(len(checked), 1) * 2 and used == set(columns) - {total}


def _covers(view: SheetView, row: int, columns: Sequence[int]) -> bool:
    """Whether a group title's columns end with these: the next column has a title of its own."""
    after = columns[-1] + 1
    return view.origin(row, after) != view.origin(row, columns[0]) and (
        view.origin(row, columns[-1]) == view.origin(row, columns[0])
        or bool(view.text(row, after))
        or after > view.column_count
    )


def _find_suffixed(row: int, columns: Sequence[int], texts: dict[int, str]) -> Run | None:
    keys = {column: title_key(texts[column]) for column in columns}
    first = keys[columns[0]] if columns else ""
    for title in _list_count_titles(first):
        for affix in (str.endswith, str.startswith):
            part = [c for c in columns if affix(keys[c], title)]
            different = {keys[c] for c in part} - {title}
            together = bool(part) and part[-1] - part[0] == len(part) - 1
            if len(different) >= 2 and together:
                if not _may_add_up([texts[column] for column in part]):
                    return None
                return _count_run(row, part, texts, title, has_group=False)
    return None


@lru_cache(maxsize=1 << 12)
def _list_count_titles(within: str) -> tuple[str, ...]:
    """The keys of titles of counts in a key, longer than a unit, the longest first."""
    return tuple(key for key in _list_count_keys() if key in within)


@cache
def _list_count_keys() -> tuple[str, ...]:
    keys = {key for field in list_fields("count") for key in field.spellings if len(key) > 2}
    return tuple(sorted(keys, key=lambda key: (-len(key), key)))


def _may_add_up(titles: Sequence[str]) -> bool:
    """Whether titles name parts of one whole: no other years, plans, shares or parts of parts.

    >>> _may_add_up(["会場", "Web"]), _may_add_up(["R元年度", "R2年度"])
    (True, False)
    >>> _may_add_up(["定員", "参加"])
    False
    """
    words = load_shapes()["no_parts"]["words"]
    return not any(
        parse_fiscal_year(title) is not None or any(word in normalise(title) for word in words)
        for title in titles
    )


def _is_count(title: str) -> bool:
    return any(title_key(title) in field.spellings for field in list_fields("count"))


@lru_cache(maxsize=1 << 12)
def _is_counted(title: str) -> bool:
    """Whether a title is a count's or a result's; results are added up only to a stated sum."""
    fields = list_fields("count", "measure")
    return any(field.spellings.intersection(title_keys(title)) for field in fields)


def _list_units(title: str) -> set[str]:
    counts = [each for each in list_fields("count") if title_key(title) in each.spellings]
    return {unit for each in counts for unit in each.units} or set(list_count_units())


def _count_run(
    row: int, columns: Sequence[int], texts: dict[int, str], title: str, has_group: bool
) -> Run | None:
    keys = [title_key(texts[column]) for column in columns]
    sums = [
        column
        for column, key in zip(columns, keys, strict=True)
        if key == title or part_of(texts[column]) == "sum" or part_of(key.removeprefix(title))
    ]
    if len(sums) > 1:
        return None
    place = columns.index(sums[0]) if sums else None
    compose = CountParts(place, _list_units(title), may_run_on=not _is_count(title))
    total = sums[0] if sums else None
    return Run(row, columns[0], columns[-1], title, has_group, compose, sum_column=total)


class CountParts:
    """30 | 15 | 45 → 45, the column that states the sum; without one what the parts add up to."""

    def __init__(self, sum_at: int | None, units: Iterable[str], may_run_on: bool = False) -> None:
        """`may_run_on`: each part may state what has come together up to it."""
        self._sum_at, self._units, self._may_run_on = sum_at, tuple(units), may_run_on

    def read(self, value: Value) -> int | None:
        reading = parse_count(value, self._units)
        return reading.value if reading.code is None else None

    def __call__(self, values: Sequence[Value]) -> Value:
        parts = [value for at, value in enumerate(values) if at != self._sum_at]
        stated = values[self._sum_at] if self._sum_at is not None else None
        if stated is not None and not read_blank_state(stated):
            return stated
        said = [part for part in parts if not (part is None or read_blank_state(part))]
        if len(said) < 2:
            return said[0] if said else next((v for v in values if v is not None), None)
        numbers = [self.read(part) for part in said]
        if None in numbers:
            raise PartsError
        return sum(filter(None, numbers))

    def disagrees(self, values: Sequence[Value]) -> tuple[str, str] | None:
        """What the column of the sum states and what the parts add up to, where they differ."""
        if self._sum_at is None:
            return None
        numbers = [self.read(value) for value in values]
        stated = numbers.pop(self._sum_at)
        parts = [number for number in numbers if number is not None]
        if not parts or stated is None:
            return None
        total = sum(parts)
        if stated == total or (self._may_run_on and stated == parts[-1]):
            return None
        return str(stated), str(total)


def find_digits(view: SheetView, row: int, texts: dict[int, str]) -> Iterator[Run]:
    """A count's title merged over columns of which each holds one digit, or a count's or date's
    over its figures and the words between them."""
    for column, text in texts.items():
        last = column
        while view.origin(row, last + 1) == (row, column) and last < view.column_count:
            last += 1
        if last == column:
            continue
        body = [
            [view.grid.value(each, c) for c in range(column, last + 1)]
            for each in range(row + 1, view.row_count + 1)
        ]
        cells = [value for line in body for value in line if value not in (None, "")]
        if not cells:
            continue
        if _is_count(text) and all(re.fullmatch(r"\d", normalise(str(v))) for v in cells):
            yield Run(row, column, last, text, False, _compose_digits)
        elif field := _find_joined(text, body):
            yield Run(row, column, last, text, False, Joined(field))


def _find_joined(title: str, body: Sequence[Sequence[Value]]) -> Field | None:
    """The field that rows answer in pieces: 令和 | 3 | 年 | 10 | 月 | 6 | 日; 128 | 名."""
    rows = [line for line in body if sum(not is_unsaid(value) for value in line) > 1]
    for field in list_fields("date", "scheduled", "count") if rows else ():
        if title_key(title) in field.spellings and all(map(Joined(field).says, rows)):
            return field
    return None


class Joined:
    """Pieces as one text; two figures side by side are none."""

    def __init__(self, field: Field) -> None:
        self._field = field

    def says(self, values: Sequence[Value]) -> bool:
        pieces = [clean_text(value) for value in values if not is_unsaid(value)]
        figures = [bool(piece and piece[-1:].isdecimal()) for piece in pieces]
        if any(left and right for left, right in itertools.pairwise(figures)):
            return False
        words = [piece for piece, is_figure in zip(pieces, figures, strict=True) if not is_figure]
        if self._field.type == "count" and not set(words) <= set(self._field.units):
            return False
        alone = (read_alone(self._field, value) for value in values if not is_unsaid(value))
        if self._field.type != "count" and any(each.value is not None for each in alone):
            return False  # a day, and what another title asked for
        reading = read_alone(self._field, "".join(filter(None, pieces)))
        return reading.code is None and reading.value is not None

    def __call__(self, values: Sequence[Value]) -> Value:
        pieces = [value for value in values if not is_unsaid(value)]
        if len(pieces) < 2:
            return pieces[0] if pieces else None
        if not self.says(values):
            raise PartsError
        return "".join(clean_text(value) or "" for value in pieces)


def _compose_digits(values: Sequence[Value]) -> Value:
    digits = "".join(normalise(str(value)) for value in values if value not in (None, ""))
    return int(digits) if digits else None
