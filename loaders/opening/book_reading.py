"""From a workbook's bytes to its sheets, inside the child: our reading and calamine's."""

from collections.abc import Iterable, Iterator

from loaders.opening import limits
from loaders.opening.file_kind import find_kind
from loaders.opening.formats import xlsx_book, xlsx_scan
from loaders.opening.formats.sheet_scan import is_surely_small
from loaders.opening.package_scan import Parts, read_package
from loaders.opening.refusals import RefusalError
from loaders.opening.second_reading import SecondReading
from loaders.opening.sparse_grid import SparseGrid

_SPREADSHEET = b"application/vnd.oasis.opendocument.spreadsheet"
_ODS_FOREIGN = {b".text": "document", b".presentation": "presentation"}
_ZIP_FOREIGN = {"word/document.xml": "document", "ppt/presentation.xml": "presentation"}


def read_grids(data: bytes, twice: bool = True) -> Iterator[SparseGrid]:
    """The worksheets in their order. Raises RefusalError for what can't or must not be read.

    `twice`: hold calamine's reading against ours; off after calamine brought a child down.
    """
    total = count = 0
    for grid in _read_kind(data, twice):
        total += grid.slots
        count += 1
        if count > limits.SHEETS:
            raise RefusalError("sheets", limit=limits.SHEETS)
        if total > limits.WORKBOOK_CELLS:
            raise RefusalError("cells", sheet=grid.sheet, limit=limits.WORKBOOK_CELLS)
        if grid.box > limits.SHEET_CELLS:
            grid.refuse_wide_box()
        grid.strike_out()
        yield grid
    if not count:
        raise RefusalError("no_sheets")


def _read_kind(data: bytes, twice: bool) -> Iterator[SparseGrid]:
    if find_kind(data) == "zip":
        return _read_zip(data, twice)
    from loaders.opening import decryption  # only old and encrypted files need these libraries

    if decryption.is_encrypted_package(data):
        plain = decryption.decrypt(data)
        if find_kind(plain) != "zip":
            raise RefusalError("damaged")
        return _read_zip(plain, twice)
    return _read_xls(data, twice)


def _read_xls(data: bytes, twice: bool) -> Iterator[SparseGrid]:
    from loaders.opening import decryption
    from loaders.opening.formats import xls_scan

    try:
        grids = list(xls_scan.read_grids(data))
    except RefusalError as refused:
        if refused.reason != "password":
            return _read_values(data, refused, twice)
        data = decryption.decrypt(data)
        grids = list(xls_scan.read_grids(data))
    return _compare_all(data, grids, twice)


def _read_values(data: bytes, refused: RefusalError, twice: bool) -> Iterator[SparseGrid]:
    """What xlrd refuses as damaged, by calamine alone, where that reads it."""
    from loaders.opening.formats import values_scan

    if refused.reason != "damaged" or not twice:
        raise refused
    try:
        return iter(values_scan.read_grids(data))
    except values_scan.UnreadableError:
        raise refused from None


def _compare_all(data: bytes, grids: Iterable[SparseGrid], twice: bool) -> Iterator[SparseGrid]:
    second = SecondReading(data) if twice else None
    for grid in grids:
        if second:
            second.compare(grid)
        yield grid


def _read_zip(data: bytes, twice: bool) -> Iterator[SparseGrid]:
    parts = read_package(data)
    for name, reason in _ZIP_FOREIGN.items():
        if name in parts:
            raise RefusalError(reason)
    if "content.xml" in parts:
        return _read_ods(data, parts, twice)
    if "xl/workbook.bin" in parts:
        return _read_xlsb(data, parts, twice)
    if "[content_types].xml" not in parts:
        raise RefusalError("archive")
    return _read_xlsx(data, parts, twice)


def _read_ods(data: bytes, parts: Parts, twice: bool) -> Iterator[SparseGrid]:
    from loaders.opening.formats import ods_scan

    if b"encryption-data" in parts.get("meta-inf/manifest.xml", b""):
        raise RefusalError("password")
    kind = parts.get("mimetype", b"").strip() or _find_ods_kind(parts["content.xml"])
    if not kind.startswith(_SPREADSHEET):
        raise RefusalError(_ODS_FOREIGN.get(kind[kind.rfind(b".") :], "other"))
    grids = ods_scan.read_grids(parts["content.xml"], parts.get("styles.xml", b""))
    return _compare_all(data, grids, twice)


def _find_ods_kind(content: bytes) -> bytes:
    """The media type by the document's body, where the package lacks its mimetype."""
    kinds = {b"spreadsheet": _SPREADSHEET, b"text": b".text", b"presentation": b".presentation"}
    body = content[max(content.find(b"<office:body"), 0) :]
    return next((kind for name, kind in kinds.items() if b"<office:" + name in body[:4096]), b"")


def _read_xlsx(data: bytes, parts: Parts, twice: bool) -> Iterator[SparseGrid]:
    """Each sheet twice; where calamine can't read it, once more by the real XML parser."""
    book = xlsx_book.read_book(parts)
    second = SecondReading(data) if twice else None
    for sheet in book.sheets:
        if second and is_surely_small(parts.get(sheet.part, b"")):
            second.fetch_ahead(sheet.name)
        grid = xlsx_scan.read_grid(book, sheet, strict=second is None)
        if second and not second.compare(grid):
            grid = xlsx_scan.read_grid(book, sheet, strict=True)
        xlsx_book.note_asides(book, sheet, grid)
        yield grid


def _read_xlsb(data: bytes, parts: Parts, twice: bool) -> Iterator[SparseGrid]:
    from loaders.opening.formats import xlsb_scan

    return _compare_all(data, xlsb_scan.read_grids(parts), twice)
