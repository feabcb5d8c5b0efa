"""The sender's own workbook back, with what is to be mended marked in it, and what was mended on
screen written into it.

An xlsx or xlsm keeps every part as it was except for coloured and mended cells, comments and one
added sheet 直し方. Any other format, and an xlsx too odd to be edited in place, comes back
as an xlsx with the same values at the same addresses, and says so. Nothing is opened here
that `safe_open` would refuse, and all of it in a child (`marking_process`).
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from loaders.checking.problems import Problem
from loaders.grid import Grid, Position
from loaders.opening.book_reading import read_grids
from loaders.opening.file_kind import OLE2
from loaders.opening.formats import xlsx_book
from loaders.opening.formats.xlsx_book import SheetPart
from loaders.opening.formats.xml_text import unescape_xml
from loaders.opening.grid_transport import dump_grid
from loaders.opening.refusals import RefusalError
from loaders.opening.safe_open import collect_grids
from loaders.returning.marking import comments as notes
from loaders.returning.marking.cells import CellMarker, find_origins, parse_cell
from loaders.returning.marking.copies import copy_values
from loaders.returning.marking.package import Package
from loaders.returning.marking.sheet import build_remedy_sheet
from loaders.returning.marking.styles import EMPTY_STYLES, Styles
from loaders.returning.marking.xml_edit import (
    Edit,
    UnusualPartError,
    apply_edits,
    quote,
    read_prefix,
    read_tag,
    scan,
)
from loaders.returning.own_sheets import load_own_sheets
from loaders.returning.remedies import (
    Mended,
    Remedy,
    build_comment,
    find_look,
    list_cells,
    load_words,
    sort_for_reading,
)

_TYPE = "application/vnd.openxmlformats-officedocument"
_SHEET_TYPE = f"{_TYPE}.spreadsheetml.worksheet+xml"
_COMMENTS_TYPE = f"{_TYPE}.spreadsheetml.comments+xml"
_STYLES_TYPE = f"{_TYPE}.spreadsheetml.styles+xml"
_DRAWING_TYPE = f"{_TYPE}.vmlDrawing"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_STRICT_MAIN = "http://purl.oclc.org/ooxml/spreadsheetml/main"

Cells = dict[Position, list[Remedy]]
#: Sheet name -> its cells that nobody read.
Unread = Mapping[str, Collection[Position]]


def mark_book(
    content: bytes,
    name: str,
    problems: Sequence[Problem],
    unread: Unread = MappingProxyType({}),
    mended: Sequence[Mended] = (),
    readings: int = 2,
) -> bytes:
    """The workbook `content` (called `name`), marked, with what was `mended` written into it.

    `unread` is what no account has an entry for (`FileResult.list_unread`). Of a workbook that
    can't be edited its values are copied, read so many times; 0: the list of problems alone.
    """
    if readings:
        try:
            return _mark_package(_decrypt(content), problems, unread, mended, "")
        except (UnusualPartError, RefusalError, ValueError, KeyError):  # odd, but readable perhaps
            pass
    kind = Path(name).suffix.lstrip(".").lower() or "xls"
    note = load_words()["copied" if readings else "listed"].format(kind=kind)
    grids = _read_again(content, readings == 2) if readings else []
    return _mark_package(copy_values(grids), problems, unread, mended, note)


def _read_again(content: bytes, twice: bool) -> list[Grid]:
    """The worksheets; none where nothing can be read."""
    try:
        return collect_grids(
            message for grid in read_grids(content, twice) for message in dump_grid(grid)
        )
    except RefusalError:
        return []


def _decrypt(content: bytes) -> bytes:
    """The package inside Excel's default encryption; anything else as it is."""
    if not content.startswith(OLE2):
        return content
    from loaders.opening import decryption

    return decryption.decrypt(content) if decryption.is_encrypted_package(content) else content


def _mark_package(
    content: bytes,
    problems: Sequence[Problem],
    unread: Unread,
    mended: Sequence[Mended],
    note: str,
) -> bytes:
    package = Package(content)
    book = xlsx_book.read_book(dict(package.parts))
    styles = Styles(_read_styles(package))
    checked_before = styles.find_marked(load_words()["colours"].values())
    mended = _find_hidden(package, book.sheets, mended)
    cells = group_by_cell([*problems, *(each for each in mended if each.is_written)])
    for sheet in book.sheets:
        marked, left = cells.get(sheet.name, {}), unread.get(sheet.name, ())
        if marked or left or checked_before or _has_own_comments(package, sheet.part):
            _mark_sheet(package, sheet, marked, left, styles)
    names = [sheet.name for sheet in book.sheets]
    ordered: list[Remedy] = [*sort_for_reading(problems, names), *mended]
    main = _STRICT_MAIN if package.is_strict else _MAIN
    _put_remedy_sheet(
        package,
        _find_own_sheet(book, package),
        build_remedy_sheet(ordered, set(names), note, styles, main),
    )
    package.write(package.find_target(package.book_part, "styles"), styles.to_bytes())
    return package.to_bytes()


def _find_hidden(
    package: Package, sheets: Sequence[SheetPart], mended: Sequence[Mended]
) -> list[Mended]:
    """The same, with which of them can be written: of a merged range the first cell alone shows."""
    shown: set[tuple[str, str]] = set()
    for sheet in sheets:
        cells = {each.cell: parse_cell(each.cell) for each in mended if each.sheet == sheet.name}
        origins = find_origins(package.read(sheet.part), cells.values()) if cells else {}
        shown |= {(sheet.name, cell) for cell, place in cells.items() if origins[place] == place}
    return [replace(each, is_written=(each.sheet, each.cell) in shown) for each in mended]


def group_by_cell(remedies: Sequence[Remedy]) -> dict[str, Cells]:
    """Sheet name -> cell -> its remedies, those without a cell left out."""
    grouped: dict[str, Cells] = defaultdict(lambda: defaultdict(list))
    for each in remedies:
        for cell in list_cells(each) if each.sheet else ():
            grouped[each.sheet][parse_cell(cell)].append(each)
    return grouped


def _read_styles(package: Package) -> bytes:
    """The styles part; a workbook without one gets the plainest."""
    try:
        return package.read(package.find_target(package.book_part, "styles"))
    except UnusualPartError:
        main = _STRICT_MAIN if package.is_strict else _MAIN
        name = package.free_name("xl/checkStyles{number}.xml".lower())
        package.add_part(name, EMPTY_STYLES % main.encode(), _STYLES_TYPE)
        package.relate(package.book_part, "styles", name)
        return package.read(name)


# -- one sheet ------------------------------------------------------------------------------


def _mark_sheet(
    package: Package,
    sheet: SheetPart,
    cells: Cells,
    unread: Collection[Position],
    styles: Styles,
) -> None:
    """Colour the cells of one sheet, write what was mended, and put comments beside what there is
    to say something of."""
    part = package.read(sheet.part)
    origins = find_origins(part, [*cells, *unread])
    cells = _move_to_origins(cells, origins)
    colours = load_words()["colours"]
    marks = {origins[place]: colours["unread"] for place in unread}
    marks |= {place: colours[find_look(found)] for place, found in cells.items()}
    written = {
        place: each.text for place in cells for each in cells[place] if isinstance(each, Mended)
    }
    marker = CellMarker(part, marks, styles, written)
    if marker.has_lost_formula:  # Excel makes the order of the formulas anew
        package.drop_related(package.book_part, "calcChain")
    # A comment that is only pointed out stays as it is: what we added would be read with it.
    said = {place: [each for each in cells[place] if not _is_comment(each)] for place in cells}
    texts = {place: build_comment(found) for place, found in said.items() if found}
    extra: list[Edit] = []
    if texts or _has_own_comments(package, sheet.part):
        extra = _comment_sheet(package, sheet.part, marker, texts)
    package.write(sheet.part, marker.to_bytes(extra))


def _is_comment(remedy: Remedy) -> bool:
    return isinstance(remedy, Problem) and remedy.code == "cell_comment"


def _move_to_origins(cells: Cells, origins: Mapping[Position, Position]) -> Cells:
    """Problems of cells hidden under a merge, at the cell that shows."""
    moved: Cells = defaultdict(list)
    for place, found in cells.items():
        moved[origins[place]] += found
    return moved


def _comment_sheet(
    package: Package, part: str, marker: CellMarker, texts: dict[Position, str]
) -> list[Edit]:
    """Write comments and their drawing; returns the edits that the sheet's own XML needs."""
    name = _find_comments(package, part)
    comments = notes.Comments(package.read(name), load_words()["author"])
    if not comments.can_hold_more():
        raise UnusualPartError(name)
    boxes = comments.add(texts)
    package.write(name, comments.to_bytes())
    drawing, edits = _find_drawing(package, part, marker)
    kept = notes.erase_comments(package.parts.get(drawing, notes.EMPTY_DRAWING), comments.removed)
    shown = {place: text for place, text in texts.items() if place in boxes}
    package.write(drawing, notes.draw_comments(kept, shown))
    return edits


def _has_own_comments(package: Package, part: str) -> bool:
    author = load_words()["author"].encode()
    targets = [t for kind, t in package.list_relations(part).values() if kind == "comments"]
    return any(author in package.parts.get(target, b"") for target in targets)


def _find_comments(package: Package, part: str) -> str:
    """The sheet's comments part, a new empty one where it has none."""
    for kind, target in package.list_relations(part).values():
        if kind == "comments":
            return target
    name = package.free_name("xl/comments{number}.xml")
    package.add_part(name, notes.build_empty_comments(package.is_strict), _COMMENTS_TYPE)
    package.relate(part, "comments", name)
    return name


def _find_drawing(package: Package, part: str, marker: CellMarker) -> tuple[str, list[Edit]]:
    """The sheet's legacy drawing, a new one (and the sheet's reference to it) where none is."""
    known = package.list_relations(part)
    if marker.drawing is not None:
        if marker.drawing not in known:
            raise UnusualPartError(part)
        return known[marker.drawing][1], []
    name = package.free_name("xl/drawings/vmldrawing{number}.vml")
    package.add_part(name, notes.EMPTY_DRAWING, _DRAWING_TYPE)
    relation = package.relate(part, "vmlDrawing", name)
    place = marker.drawing_place
    if place is None:
        raise UnusualPartError(part)
    return name, [Edit(place, place, _refer(package, marker.prefix, b"legacyDrawing", relation))]


def _refer(package: Package, prefix: bytes, name: bytes, relation: str, more: bytes = b"") -> bytes:
    """An element that refers to a relation, whatever the part calls that namespace."""
    xmlns = quote(package.relation_base)
    return b"<%s%s%s xmlns:rel=%s rel:id=%s/>" % (prefix, name, more, xmlns, quote(relation))


# -- the sheet 直し方 -------------------------------------------------------------------------


def _find_own_sheet(book: xlsx_book.XlsxBook, package: Package) -> str | None:
    """The part of the sheet 直し方 that an earlier check left in the workbook."""
    own = load_own_sheets()["remedies"]
    for sheet in book.sheets:
        if not sheet.name.startswith(own.name):
            continue
        inline = unescape_xml(package.read(sheet.part).decode("utf-8", "replace"))
        if own.mark in book.shared or own.mark in inline:
            return sheet.part
    return None


def _put_remedy_sheet(package: Package, old: str | None, sheet: bytes) -> None:
    """Put the sheet last, or in the place of an older one."""
    if old is not None:
        package.write(old, sheet)
        return
    name = package.free_name("xl/worksheets/check{number}.xml")
    package.add_part(name, sheet, _SHEET_TYPE)
    relation = package.relate(package.book_part, "worksheet", name)
    part = package.read(package.book_part)
    package.write(package.book_part, _list_sheet(package, part, relation))


def _list_sheet(package: Package, part: bytes, relation: str) -> bytes:
    """The workbook part with one more sheet, of a name and id that nobody has."""
    taken, ids, place = set(), [0], [-1]

    def on_start(name: str, attributes: dict[str, str], at: int, depth: int) -> None:
        if name == "sheet" and depth == 3:
            taken.add(attributes.get("name", "").casefold())
            ids.append(int(attributes.get("sheetId", 0)))

    def on_end(name: str, inside: int, after: int, depth: int) -> None:
        if name == "sheets" and depth == 2 and inside != after:
            place[0] = inside

    scan(part, on_start, on_end)
    if place[0] < 0:
        raise UnusualPartError("sheets")
    base = load_own_sheets()["remedies"].name
    names = [base, *(f"{base} ({number})" for number in range(2, len(ids) + 2))]
    own = next(each for each in names if each not in taken)
    more = b" name=%s sheetId=%s" % (quote(own), quote(str(max(ids) + 1)))
    prefix = read_prefix(read_tag(part, part.rindex(b"<", 0, place[0] + 1)))
    return apply_edits(
        part, [Edit(place[0], place[0], _refer(package, prefix, b"sheet", relation, more))]
    )
