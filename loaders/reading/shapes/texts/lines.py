"""One record a line, its answers parted by signs and blanks: ・6月8日　講習会（広島市、45名）.
Each part is told by what it is; a line that could be told in two ways stays as it is.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from data.layout import Field, Layout, load_layouts
from loaders.grid import Position, Value
from loaders.reading.account import TITLE, Mark
from loaders.reading.headers.titles import layouts_named, match_title
from loaders.reading.row_labels import is_row_number
from loaders.reading.shapes.reshaped import BLANK, Cell, Reshaped, copy_rows, draw
from loaders.reading.shapes.runs import load_shapes, read_alone
from loaders.reading.view import SheetView
from loaders.values.dates.dates import Scheduled
from loaders.values.remarks import find_status
from loaders.values.text import normalise

FEWEST_LINES, FEWEST_SHORT_LINES = 2, 3
LONGEST_LINE = 120
#: A line's day and name, and one thing more, are enough to tell it by.
FEWEST_ANSWERS = 3

#: How exactly a line says when; 令和3年度 is its title's.
EXACT = frozenset({"day", "part_of_month", "month", "quarter"})
OPEN = frozenset({"undecided"})
NUMBER = Mark("furniture", "numbering")

_BULLET = re.compile(r"[\s・･*●○◯■□◆◇▶►\-]*(?:\(?\d{1,2}[.)、]\s*|[①-⑳]\s*)?")
_PARTS = re.compile(r"[\s()\[\]【】、,;・]+")
_BRACKETS = re.compile(r"[(（]([^()（）]*)[)）]")
_WEEKDAY = re.compile(r"[(]([月火水木金土日])(?:曜日?)?(?:・?祝)?[)]")
_HOURS = re.compile(r"\s*\d{1,2}[:時]\d{0,2}分?\s*(?:[~〜-]\s*(?:\d{1,2}[:時]\d{0,2}分?)?)?")


class Line(NamedTuple):
    """A line's answers by field, its cell, and that of its name where this stands above it."""

    answers: Mapping[str, str]
    place: Position
    name_place: Position


def propose_lines(view: SheetView) -> Iterator[Reshaped]:
    """The sheet with its lines drawn as a table, for each layout that it is named by."""
    texts = {
        (row, column): value
        for row in range(1, view.row_count + 1)
        for column, value in _list_alone(view, row)
        if isinstance(value, str)
    }
    named = {
        name for text in texts.values() for each in text.split("\n") for name in layouts_named(each)
    }
    named |= layouts_named(view.grid.sheet)
    for layout in load_layouts():
        if layout.id in named and layout.find_type("scheduled"):
            lines = [line for place in texts for line in _read_cell(layout, texts, place)]
            if _are_enough(texts, lines):
                drawing = _draw(view, layout, lines)
                drawing.is_telling = True
                yield drawing


def _are_enough(texts: Mapping[Position, str], lines: Sequence[Line]) -> bool:
    """Whether there are several lines; more where they say no more than a day and a name, and
    then no other text between them."""
    if sum(len(line.answers) >= FEWEST_ANSWERS for line in lines) * 2 > len(lines) >= FEWEST_LINES:
        return True
    told = {place for line in lines for place in (line.place, line.name_place)}
    rows = [row for row, _ in told]
    between = {place for place in texts if rows and min(rows) <= place[0] <= max(rows)}
    return len(lines) >= FEWEST_SHORT_LINES and between <= told


def _list_alone(view: SheetView, row: int) -> Sequence[tuple[int, Value]]:
    """A row's one cell behind its number, if any."""
    cells = [each for each in view.filled(row) if not is_row_number(each[1])]
    return cells if len(cells) == 1 else []


def _read_cell(layout: Layout, texts: Mapping[Position, str], place: Position) -> Iterator[Line]:
    """The lines of a cell; none of one that has a line with a figure that is told otherwise."""
    found: list[Line] = []
    for each in texts[place].split("\n"):
        answers, name = dict(read_line(layout, each)), _name_field(layout).name
        above = (place[0] - 1, place[1])
        is_headed = (
            bool(answers) and name not in answers and not read_line(layout, texts.get(above, ""))
        )
        if is_headed and above in texts:
            answers[name] = texts[above].strip()
        if len(answers) >= FEWEST_ANSWERS - 1 and name in answers:
            found.append(Line(answers, place, above if is_headed else place))
        elif found and any(map(str.isdigit, each)):
            return
    yield from found


def _name_field(layout: Layout) -> Field:
    return next(each for each in layout.required if each.type == "text")


@lru_cache(maxsize=1 << 10)
def read_line(layout: Layout, text: str) -> Mapping[str, str]:
    """Field name → the part of a line that answers it; nothing where a part may answer two, or
    no day is said."""
    if len(text) > LONGEST_LINE or layouts_named(text):
        return {}
    plain = normalise(text)
    plain = _WEEKDAY.sub(" ", _BULLET.sub("", plain, count=1))
    answers: dict[str, str] = {}
    words: list[str] = []
    for part in _part(layout, _HOURS.sub(" ", plain)):
        told = _tell(layout, part)
        if told is None:
            words.append(part)
        elif told[0].name in answers:
            return {}
        else:
            answers[told[0].name] = told[1]
    return _name_words(layout, answers, words)


def _part(layout: Layout, text: str) -> list[str]:
    """The parts of a line; brackets with nothing but words stay with the word before them."""
    parts = [""]
    for at, piece in enumerate(_BRACKETS.split(text)):
        inner = [each for each in _PARTS.split(piece) if each]
        if at % 2 and not any(_tell(layout, each) for each in inner):
            parts[-1] += f"({piece})"
        else:
            parts += inner
    return [part for part in parts if part]


def _tell(layout: Layout, part: str) -> tuple[Field, str] | None:
    """The field that a part answers by its label, or by what it is, and what it says."""
    label, _, said = part.partition(":")
    match = match_title(layout, (label,)) if said else None
    if match and match.stage is None:
        return match.field, said
    told = said or part
    status = layout.field("status") if layout.has("status") else None
    if status and find_status(told):
        return status, told
    return next(((field, told) for field in layout.answers if is_such(field, told)), None)


def is_such(field: Field, part: str) -> bool:
    """Whether a part is a day, or a number of persons."""
    if field.type == "count":
        counted = part.rstrip("程度余り").endswith(tuple(field.units))
        return counted and read_alone(field, part).value is not None
    value = read_alone(field, part).value if field.type == "scheduled" else None
    exact = EXACT if any(map(str.isdigit, part)) else OPEN
    return isinstance(value, Scheduled) and value.precision in exact


def _name_words(layout: Layout, answers: dict[str, str], words: list[str]) -> Mapping[str, str]:
    """With the line's first words as the record's name, and the only further ones as where it
    was, or what."""
    dated = layout.find_type("scheduled")
    further = [each for each in load_shapes()["lines"]["further"] if layout.has(each)]
    names = [each for each in (_name_field(layout).name, *further[:1]) if each not in answers]
    if dated is None or dated.name not in answers or len(words) > len(names):
        return {}
    return answers | dict(zip(names, words, strict=False))


def _draw(view: SheetView, layout: Layout, lines: list[Line]) -> Reshaped:
    """The table in place of its lines; the rows between two of them head the second."""
    fields = [each for each in layout.answers if any(each.name in line.answers for line in lines)]
    first = min(line.name_place[0] for line in lines)
    titles = _find_titles(view, first)
    rows = copy_rows(view.grid, 1, first - 1 - bool(titles))
    rows.append([Cell(field.title) for field in fields])
    told = first
    marks = dict.fromkeys(titles, TITLE)
    for line in lines:
        rows += copy_rows(view.grid, told, line.name_place[0] - 1)
        told = max(told, line.place[0] + 1)
        rows.append([_draw_answer(layout, line, field) for field in fields])
        marks |= {
            (row, column): NUMBER
            for row in {line.place[0], line.name_place[0]}
            for column, value in view.filled(row)
            if column < line.place[1] and is_row_number(value)
        }
    return draw(view.grid, [*rows, *copy_rows(view.grid, told, view.row_count)], (), marks)


def _find_titles(view: SheetView, first: int) -> list[Position]:
    """The row directly above the lines, where it names what stands in their columns."""
    cells = list(view.filled(first - 1)) if first > 1 else []
    columns = [column for column, _ in view.filled(first)]
    titles = [column for column, _ in cells]
    known = any(isinstance(v, str) and not layouts_named(v) for _, v in cells)
    return (
        [(first - 1, c) for c in titles] if titles == columns and len(titles) > 1 and known else []
    )


def _draw_answer(layout: Layout, line: Line, field: Field) -> Cell:
    value = line.answers.get(field.name)
    place = line.name_place if field is _name_field(layout) else line.place
    return Cell(value, (place,)) if value else BLANK
