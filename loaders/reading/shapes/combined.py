"""Several answers in one cell below a title that names each: 行事名／主催, 技術名（企業名）, or
開催日 and 会場 in two lines. Each such column is drawn as a column a title.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from data.layout import load_layouts
from loaders.grid import Area, Position, Value
from loaders.reading.headers.headers import list_near
from loaders.reading.headers.titles import layouts_knowing, match_title
from loaders.reading.row_labels import split_items
from loaders.reading.shapes.reshaped import BLANK, Cell, Reshaped, draw, list_header_rows
from loaders.reading.shapes.runs import list_fields, read_alone
from loaders.reading.view import SheetView

FEWEST_CELLS = 2
MOST_PARTS = 4

#: A day before or behind another answer, parted from it by a blank alone.
DAYS = ("day first", "day last")

#: What parts two titles, and the two answers below them: the same sign, or else a line break.
_SIGNS = ("\n", "／/", "・･", "、，,", "＋+", "＆&")
_PARTING = re.compile(rf"[\s(（【〔［\[{''.join(_SIGNS)}]")
#: （会場）, and below it （市民会館（大））
_FRAMED = re.compile(r"[(（【〔［\[]((?:[^(（）)]|[(（][^(（）)]*[)）])+)[)）】〕］\]]")
_BRACKETED = (
    re.compile(r"(.+)[（(]([^（()）]+)[）)]", re.DOTALL),
    re.compile(r"([^（(]+)[（(](.+)[）)]", re.DOTALL),  # カメラ（（株）ひかり計測）
    re.compile(r"([^【〔［\[]+)[【〔［\[]([^】〕］\]]+)[】〕］\]]"),
)


class Combined(NamedTuple):
    """A column, the titles in its heading, and row → the answers of its cell, those of each
    item where it holds a list."""

    column: int
    titles: Sequence[str]
    answers: Mapping[int, Sequence[Sequence[str]]]


def propose_combined(view: SheetView) -> Iterator[Reshaped]:
    """The sheet with such columns drawn apart; nothing where no title names two fields."""
    for row in list_header_rows(view):
        filled = list_near(view, row)
        columns = [found for column, _ in filled if (found := _find(view, row, column))]
        if columns:
            yield _draw(view, row, {each.column: each for each in columns})
            return


def _find(view: SheetView, row: int, column: int) -> Combined | None:
    title = view.text(row, column)
    named = _part_title(title) if title and not _is_known(title) else ()
    if not named:  # as for nearly all cells: none below is looked at
        return None
    said = {
        each: value
        for each in range(row + 1, view.row_count + 1)
        if isinstance(value := view.grid.value(each, column), str) and value.strip()
    }
    for parts, sign in named:
        for way in dict.fromkeys((sign, "\n", *_find_day(parts))):
            split = {value: _split_cell(value, way, len(parts)) for value in {*said.values()}}
            answers = {
                each: found
                for each, value in said.items()
                if len(found := split[value]) == 1 or (found and not _counts(view, each))
            }
            if len(answers) >= FEWEST_CELLS and len(answers) * 3 >= len(said) * 2:
                return Combined(column, parts, _unframe_all(parts, answers))
    return None


def _unframe_all(
    titles: Sequence[str], answers: Mapping[int, Sequence[Sequence[str]]]
) -> dict[int, list[list[str]]]:
    """The answers without the brackets that stand around their title as well."""
    framed = {at for at, title in enumerate(titles) if _FRAMED.fullmatch(title)}
    return {
        row: [
            [_unframe(part) if at in framed else part for at, part in enumerate(i)] for i in items
        ]
        for row, items in answers.items()
    }


def _unframe(text: str) -> str:
    """
    >>> _unframe("（市民会館（大））"), _unframe("（呉）と（東京）")
    ('市民会館（大）', '（呉）と（東京）')
    """
    found = _FRAMED.fullmatch(text)
    return found[1] if found else text


def _split_cell(text: str, sign: str, count: int) -> list[list[str]]:
    """The answers of a cell, or of each item of its list; none where they are another number.
    An item without the sign answers the first title: 点検実習 below 技術交流会（６月）."""
    items = split_items(text)
    if sign in DAYS:
        parts = _split_day(text, sign == DAYS[0])
        return [parts] if parts else []
    if not items:
        parts = _split(text, sign)
        return [parts] if len(parts) == count else []
    found = [_split(item, sign) or [item] for item in items]
    lengths = {len(each) for each in found}
    return found if sign != "\n" and count in lengths <= {1, count} else []


def _find_day(titles: Sequence[str]) -> Iterator[str]:
    """Which of two titles asks for a day, that needs no sign before or behind the other answer."""
    for sign, title in zip(DAYS, titles, strict=False) if len(titles) == len(DAYS) else ():
        matches = (match_title(layout, (title,)) for layout in load_layouts())
        if any(each and each.field.type == "scheduled" for each in matches):
            yield sign


def _split_day(text: str, is_first: bool) -> list[str]:
    """
    >>> _split_day("10月26日　ピッチイベント（福岡）", True), _split_day("見学会 6/8", False)
    (['10月26日', 'ピッチイベント（福岡）'], ['見学会', '6/8'])
    >>> _split_day("秋の 見学会 福岡", True)
    []
    """
    day, _, rest = (
        (text.strip() if is_first else text.strip()[::-1]).replace("　", " ").partition(" ")
    )
    parts = [day, rest.strip()] if is_first else [rest.strip()[::-1], day[::-1]]
    said = parts[0 if is_first else 1]
    is_day = any(map(str.isdigit, said)) and any(
        read_alone(field, said).value is not None for field in list_fields("scheduled")[:1]
    )
    return parts if is_day and all(parts) else []


def _counts(view: SheetView, row: int) -> bool:
    """Whether a row behind its first cell counts something, which is of no item alone."""
    _, *rest = view.filled(row)
    return any(isinstance(value, int | float) for _, value in rest)


def _is_known(title: str) -> bool:
    """Whether a title is one title as it stands, and no bracket behind it another's."""
    two = any(_name_fields(parts) for parts, _ in _part_title(title))
    return bool(layouts_knowing(title)) and not two


@lru_cache(maxsize=1 << 10)
def _part_title(title: str) -> tuple[tuple[list[str], str], ...]:
    """The titles that a heading names, and what parts them; beyond ／ or in a further line also
    one that nobody knows."""
    found = []
    for sign in (*_SIGNS, "("):
        parts = _split(title, sign)
        knows = any(map(layouts_knowing, parts)) and sign in _SIGNS[:2]
        if 1 < len(parts) <= MOST_PARTS and (knows or _name_fields(parts)):
            found.append((parts, sign))
    return tuple(found)


def _name_fields(parts: Sequence[str]) -> bool:
    """Whether parts of a heading are titles of different fields of one layout."""
    for layout in load_layouts():
        matches = [match_title(layout, (part,)) for part in parts]
        names = [each.field.name for each in matches if each is not None]
        if len(names) >= 2 and len(set(names)) == len(names):
            return True
    return False


def _split(text: str, sign: str) -> list[str]:
    """
    >>> _split("見学会／岡山県", "／/"), _split("カメラ（（株）ひかり）", "(")
    (['見学会', '岡山県'], ['カメラ', '（株）ひかり'])
    """
    if sign == "(":
        found = next(filter(None, (each.fullmatch(text.strip()) for each in _BRACKETED)), None)
        parts = list(found.groups()) if found else []
    else:
        parts = re.split(f"[{sign}]", text)
    return [part.strip() for part in parts if part.strip()]


def _draw(view: SheetView, row: int, columns: Mapping[int, Combined]) -> Reshaped:
    rows: list[list[Cell]] = []
    starts: dict[int, int] = {}
    for each in range(1, view.row_count + 1):
        starts[each] = len(rows) + 1
        said = (len(found) for c in columns.values() if (found := c.answers.get(each)))
        rows += [
            [
                cell
                for column in range(1, view.column_count + 1)
                for cell in _draw_cells(view, row, (each, column), columns, item)
            ]
            for item in range(max(said, default=1))
        ]
    starts[view.row_count + 1] = len(rows) + 1

    def shift(column: int) -> int:
        return column + sum(len(c.titles) - 1 for c in columns.values() if c.column < column)

    merges = [
        Area(starts[top], shift(left), starts[min(bottom, view.row_count) + 1] - 1, shift(right))
        for top, left, bottom, right in view.grid.merges
        if top <= view.row_count
    ]
    return draw(view.grid, rows, merges)


def _draw_cells(
    view: SheetView, row: int, place: Position, columns: Mapping[int, Combined], item: int
) -> list[Cell]:
    """A cell as it is, or as many cells as its heading has titles. One word alone answers the
    first of them; in the table a cell that parts otherwise answers none."""
    (each, column), places = place, (place,)
    value: Value = view.grid.value(each, column)
    combined = columns.get(column)
    if combined is None:
        return [Cell(value, places)]
    said = [combined.titles] if each == row else combined.answers.get(each)
    if said is not None:
        parts = said[item] if item < len(said) else []
        blank = [BLANK] * (len(combined.titles) - len(parts))
        return [*(Cell(part, places) for part in parts), *blank]
    is_parted = each > row and isinstance(value, str) and _PARTING.search(value.strip())
    is_lone = sum(1 for _ in view.filled(each)) == 1
    first = Cell(None if is_parted and not is_lone else value, places)
    return [first, *[BLANK] * (len(combined.titles) - 1)]
