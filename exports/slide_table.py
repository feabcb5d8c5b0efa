"""A figure's numbers as tables that fit: column widths, size and page breaks."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from exports.figure import Figure
from exports.text_fit import (
    FILLED_SHARE,
    POINTS_PER_INCH,
    clean_text,
    count_inches,
    cut_lines,
    measure_em,
    wrap_text,
)

SIZES = (16, 14, 13, 12, 11)
#: The size of a table that goes on over several slides.
PAGED_SIZE = 12
CELL_MARGIN = 0.09
CELL_PADDING = 0.05
#: Figures that are forms, and how high their rows are for what people write into them.
FORMS = frozenset({"decisions"})
FORM_STRETCH = 1.6
#: A cell of a slide shows so many lines; the whole text is in the workbook export.
MOST_LINES = 5
NARROWEST_EM = 4.0
WIDEST_EM = 34.0


class Room(Protocol):
    """A rectangle in inches (see exports.slide.Box)."""

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
    """A table as drawn: `cells` are wrapped lines, the head row first; sizes in inches."""

    figure: Figure
    cells: tuple[tuple[str, ...], ...]
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
    def is_readable(self) -> bool:
        """Large enough, and no column so narrow that its words break apart."""
        longest = max(len(cell.split("\n")) for row in self.cells for cell in row)
        return self.size >= PAGED_SIZE and longest <= 2


def compose_tables(figure: Figure, room: Room) -> list[TablePart]:
    """The figure's table in one part at the largest size that fits, else over several."""
    head = figure.headings
    rows = [[clean_text(cell) for cell in row] for row in figure.render_rows()]
    for size in SIZES:
        pages = _paginate(figure, room, head, rows, size)
        if len(pages) == 1:
            return pages
    return _paginate(figure, room, head, rows, PAGED_SIZE)


def _paginate(
    figure: Figure, room: Room, head: Sequence[str], rows: Sequence[Sequence[str]], size: float
) -> list[TablePart]:
    widths = share_widths([head, *rows], room.width, size)
    top = _wrap_row(head, widths, size)
    wrapped = [_wrap_row(row, widths, size) for row in rows]
    return [
        _build_part(figure, room, [top, *page], widths, size)
        for page in _break_rows(wrapped, size, room.height - _measure_row(top, size))
    ]


def _build_part(
    figure: Figure,
    room: Room,
    cells: Sequence[tuple[str, ...]],
    widths: tuple[float, ...],
    size: float,
) -> TablePart:
    is_form = figure.key in FORMS
    stretch = FORM_STRETCH if is_form else 1.0
    return TablePart(
        figure=figure,
        cells=tuple(cells),
        widths=widths,
        heights=tuple(stretch * _measure_row(row, size) for row in cells),
        is_right=tuple(column.is_number for column in figure.columns.values()),
        size=size,
        left=room.left,
        top=room.top,
        is_form=is_form,
    )


def share_widths(rows: Sequence[Sequence[str]], width: float, size: float) -> tuple[float, ...]:
    """Each column's width in inches: what its texts need, and its share of what is left over.

    Where there is not enough, the wide columns give and the narrow ones stay as they are.
    """
    em = size / POINTS_PER_INCH / FILLED_SHARE
    needs = [_need_of(column, em) for column in zip(*rows, strict=True)]
    short = sum(needs) - width
    if short <= 0:
        return tuple(need - short * need / sum(needs) for need in needs)
    least = [min(need, NARROWEST_EM * em + 2 * CELL_MARGIN) for need in needs]
    spare = sum(needs) - sum(least)
    return tuple(
        need - (short * (need - low) / spare if spare else short / len(needs))
        for need, low in zip(needs, least, strict=True)
    )


def _need_of(column: Sequence[str], em: float) -> float:
    longest = max(measure_em(line) for cell in column for line in cell.split("\n"))
    return min(max(longest, NARROWEST_EM), WIDEST_EM) * em + 2 * CELL_MARGIN + 0.02


def _wrap_row(row: Sequence[str], widths: Sequence[float], size: float) -> tuple[str, ...]:
    return tuple(_wrap_cell(cell, width, size) for cell, width in zip(row, widths, strict=True))


def _wrap_cell(text: str, width: float, size: float) -> str:
    room = max(1.0, (width - 2 * CELL_MARGIN) * FILLED_SHARE * POINTS_PER_INCH / size)
    return "\n".join(cut_lines(wrap_text(text, room), MOST_LINES))


def _measure_row(row: Sequence[str], size: float) -> float:
    lines = max(cell.count("\n") + 1 for cell in row)
    return count_inches(lines, size) + 2 * CELL_PADDING


def _break_rows(
    rows: Sequence[tuple[str, ...]], size: float, height: float
) -> list[list[tuple[str, ...]]]:
    """Pages of rows no higher than `height`; a row alone on a page may not fail to fit."""
    pages: list[list[tuple[str, ...]]] = [[]]
    used = 0.0
    for row in rows:
        taken = _measure_row(row, size)
        if pages[-1] and used + taken > height + 1e-6:
            pages.append([])
            used = 0.0
        pages[-1].append(row)
        used += taken
    return pages
