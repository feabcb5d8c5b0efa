"""From a workbook's bytes to its sheets, inside the child: our reading and calamine's."""

from collections.abc import Iterator

from loaders import limits, xlsx_scan
from loaders.file_kind import find_kind
from loaders.package_scan import Parts, read_package
from loaders.refusals import RefusalError
from loaders.second_reading import SecondReading
from loaders.sparse_grid import SparseGrid


def read_grids(data: bytes) -> Iterator[SparseGrid]:
    """The worksheets in their order. Raises RefusalError for what can't or must not be read."""
    total = 0
    for count, grid in enumerate(_read_kind(data)):
        total += grid.slots
        if count >= limits.SHEETS:
            raise RefusalError("sheets", limit=limits.SHEETS)
        if total > limits.WORKBOOK_CELLS:
            raise RefusalError("cells", sheet=grid.sheet, limit=limits.WORKBOOK_CELLS)
        yield grid


def _read_kind(data: bytes) -> Iterator[SparseGrid]:
    if find_kind(data) == "zip":
        return _read_zip(data)
    raise RefusalError("other")


def _read_zip(data: bytes) -> Iterator[SparseGrid]:
    parts = read_package(data)
    return read_xlsx(data, parts)


def read_xlsx(data: bytes, parts: Parts) -> Iterator[SparseGrid]:
    """Each sheet twice; where calamine can't read it, once more by the real XML parser."""
    book = xlsx_scan.read_book(parts)
    if not book.sheets:
        raise RefusalError("no_sheets")
    second = SecondReading(data)
    for sheet in book.sheets:
        grid = xlsx_scan.read_grid(book, sheet)
        if not second.compare(grid):
            grid = xlsx_scan.read_grid(book, sheet, strict=True)
        if grid.box > limits.SHEET_CELLS:
            grid.refuse_wide_box()
        yield grid
