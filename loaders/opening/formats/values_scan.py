"""A workbook's bare values, by calamine alone: for files that our own readers refuse."""

import io
from collections.abc import Sequence

import python_calamine

from loaders.grid import Value
from loaders.opening import limits
from loaders.opening.formats.number_formats import shorten_number
from loaders.opening.refusals import RefusalError
from loaders.opening.sparse_grid import SparseGrid

_WORKSHEET = python_calamine.SheetTypeEnum.WorkSheet


class UnreadableError(Exception):
    """calamine can't read it either."""


def read_grids(data: bytes) -> list[SparseGrid]:
    """Each worksheet. Raises UnreadableError, or RefusalError for what passes a limit."""
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        return [_read_grid(book, each) for each in book.sheets_metadata if each.typ == _WORKSHEET]
    except (KeyboardInterrupt, MemoryError, RefusalError):
        raise
    except BaseException as error:  # a panic in the parser is no Exception
        raise UnreadableError from error


def _read_grid(
    book: python_calamine.CalamineWorkbook, found: python_calamine.SheetMetadata
) -> SparseGrid:
    sheet, name = book.get_sheet_by_name(found.name), found.name
    hidden = found.visible != python_calamine.SheetVisibleEnum.Visible
    grid = SparseGrid(name, hidden, values_only=True)
    if sheet.start is None:
        return grid
    if sheet.total_height * sheet.total_width > limits.SHEET_CELLS:
        raise RefusalError("cells", sheet=name, limit=limits.SHEET_CELLS)
    before: list[Value] = [""] * sheet.start[1]
    for number, row in enumerate(sheet.iter_rows(), start=1):
        grid.add_trimmed(number, [*before, *_read_row(row)])
    return grid


def _read_row(row: Sequence[Value]) -> list[Value]:
    return [_shorten(value) if isinstance(value, float) else value for value in row]


def _shorten(number: float) -> Value:
    shorter = shorten_number(number)
    return "" if shorter is None else shorter
