"""A figure's numbers as tables that fit: column widths, size and page breaks."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from exports.pictures.text_fit import (
    FILLED_SHARE,
    POINTS_PER_INCH,
    clean_text,
    count_inches,
    cut_lines,
    measure_em,
    wrap_text,
)
from views.model.figure import Figure

SIZES = (20, 18, 16, 14, 13, 12)
CELL_MARGIN = 0.09
CELL_PADDING = 0.05
#: More room before a text that follows a column of numbers, which end right before it.
GUTTER = 0.22
#: How much higher the rows of a form are, for what people write into them.
FORM_STRETCH = 1.6
#: A cell of a slide shows so many lines; the whole text is in the workbook export.
MOST_LINES = 5
NARROWEST_EM = 4.0
#: A column of numbers of lines needs no more.
SLIMMEST_EM = 2.0
#: A column that needs no more than this keeps it, as long as there is room at all.
KEPT_EM = 13.0
WIDEST_EM = 34.0


class Room(Protocol):
    """A rectangle in inches (see exports.slides.slide.Box)."""

    @property
    def left(self) -> float: ...
    @property
    def top(self) -> float: ...
    @property
    def width(self) -> float: ...
    @property
    def height(self) -> float: ...


@dataclass(frozen=True, slots=True)
class TablePart:
    """A table as drawn, the head row first; sizes in inches.

    `cells` are wrapped lines; `texts` the same unwrapped, for programs that wrap themselves.
    """

    figure: Figure
    cells: tuple[tuple[str, ...], ...]
    texts: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    heights: tuple[float, ...]
    is_right: tuple[bool, ...]
    size: float
    left: float
    top: float
    #: An empty form: drawn once, then filled in by people.
    is_form: bool = False

    @property
    def width(self) -> float:
        return sum(self.widths)

    @property
    def height(self) -> float:
        return sum(self.heights)

    @property
    def margins(self) -> tuple[float, ...]:
        """Each column's room before its text."""
        return measure_margins(self.is_right)


@dataclass(frozen=True, slots=True)
class _Line:
    """One row, wrapped and not, with its height."""

    cells: tuple[str, ...]
    texts: tuple[str, ...]
    height: float


def measure_margins(is_right: Sequence[bool]) -> tuple[float, ...]:
    """
    >>> measure_margins([False, True, False])
    (0.09, 0.09, 0.31)
    """
    before = [False, *is_right]
    pairs = zip(before, is_right, strict=False)
    return tuple(CELL_MARGIN + (GUTTER if left and not right else 0) for left, right in pairs)


def compose_tables(figure: Figure, room: Room) -> list[TablePart]:
    """The figure's table in one part at the largest size that fits, else over several.

    The cells tell their units themselves, so the headings are the bare titles.
    """
    table = figure.table
    rows = [[clean_text(cell) for cell in row] for row in (table.titles, *table.rows)]
    for size in SIZES:
        pages = _paginate(figure, room, rows, size)
        if len(pages) == 1:
            break
    return pages


def _paginate(
    figure: Figure, room: Room, rows: Sequence[Sequence[str]], size: float
) -> list[TablePart]:
    margins = measure_margins(figure.table.is_right)
    spare = [margin - CELL_MARGIN for margin in margins]
    texts = _choose_widths(figure, rows, room.width - sum(spare), size)
    widths = tuple(width + more for width, more in zip(texts, spare, strict=True))
    stretch = FORM_STRETCH if figure.form else 1.0
    head, *lines = [_wrap_row(row, texts, size, stretch) for row in rows]
    return [
        _build_part(figure, room, [head, *page], widths, size)
        for page in _break_rows(lines, room.height - head.height)
    ]


def _build_part(
    figure: Figure, room: Room, lines: Sequence[_Line], widths: tuple[float, ...], size: float
) -> TablePart:
    return TablePart(
        figure=figure,
        cells=tuple(line.cells for line in lines),
        texts=tuple(line.texts for line in lines),
        widths=widths,
        heights=tuple(line.height for line in lines),
        is_right=figure.table.is_right,
        size=size,
        left=room.left,
        top=room.top,
        is_form=bool(figure.form),
    )


def _choose_widths(
    figure: Figure, rows: Sequence[Sequence[str]], width: float, size: float
) -> tuple[float, ...]:
    if not figure.form:
        return share_widths(rows, width, size)
    return tuple(width * share / sum(figure.form) for share in figure.form)


def share_widths(rows: Sequence[Sequence[str]], width: float, size: float) -> tuple[float, ...]:
    """Each column's width in inches: what its texts need, and its share of what is left over.

    Where there is not enough, the wide columns give and the narrow ones stay as they are.
    """
    em = size / POINTS_PER_INCH / FILLED_SHARE
    needs = [_need_of(column, em) for column in zip(*rows, strict=True)]
    short = sum(needs) - width
    if short <= 0:
        return tuple(need - short * need / sum(needs) for need in needs)
    for kept in (KEPT_EM, NARROWEST_EM):
        least = [min(need, kept * em + 2 * CELL_MARGIN) for need in needs]
        spare = sum(needs) - sum(least)
        if spare >= short:
            break
    return tuple(
        need - (short * (need - low) / spare if spare else short / len(needs))
        for need, low in zip(needs, least, strict=True)
    )


def _need_of(column: Sequence[str], em: float) -> float:
    longest = max(measure_em(line) for cell in column for line in cell.split("\n"))
    return min(max(longest, SLIMMEST_EM), WIDEST_EM) * em + 2 * CELL_MARGIN + 0.02


def _wrap_row(row: Sequence[str], widths: Sequence[float], size: float, stretch: float) -> _Line:
    wrapped = [_wrap_cell(cell, width, size) for cell, width in zip(row, widths, strict=True)]
    cells = tuple("\n".join(lines) for lines in wrapped)
    texts = tuple(
        text if not lines[-1].endswith("…") else "".join(lines)
        for text, lines in zip(row, wrapped, strict=True)
    )
    tallest = count_inches(max(len(lines) for lines in wrapped), size)
    return _Line(cells, texts, stretch * (tallest + 2 * CELL_PADDING))


def _wrap_cell(text: str, width: float, size: float) -> list[str]:
    room = max(1.0, (width - 2 * CELL_MARGIN) * FILLED_SHARE * POINTS_PER_INCH / size)
    return cut_lines(wrap_text(text, room), MOST_LINES)


def _break_rows(rows: Sequence[_Line], height: float) -> list[list[_Line]]:
    """Pages of rows no higher than `height`; a row alone on a page may not fit. The pages after
    the first take as many rows each, so that none is left with a few."""
    pages = _fill_pages(rows, height)
    if len(pages) < 3:
        return pages
    rest = rows[len(pages[0]) :]
    even = sum(row.height for row in rest) / (len(pages) - 1) + max(row.height for row in rest)
    return [pages[0], *_fill_pages(rest, min(even, height))]


def _fill_pages(rows: Sequence[_Line], height: float) -> list[list[_Line]]:
    pages: list[list[_Line]] = [[]]
    used = 0.0
    for row in rows:
        if pages[-1] and used + row.height > height + 1e-6:
            pages.append([])
            used = 0.0
        pages[-1].append(row)
        used += row.height
    return pages
