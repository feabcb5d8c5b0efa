"""The package of an xlsx or xlsm workbook: its sheets, styles and strings, but no cells.

Follows the package's relations rather than part names, and local tag names rather than
namespaces, so that Strict Open XML and prefixed spellings read like the usual ones.
"""

import posixpath
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from dataclasses import dataclass

from loaders.grid import Shown
from loaders.opening import limits
from loaders.opening.formats import number_formats
from loaders.opening.formats.cell_styles import CellStyle, Kind, RichText
from loaders.opening.formats.colours import may_speak_of_colour, speaks_of_colour
from loaders.opening.formats.sheet_scan import UnusualXmlError
from loaders.opening.formats.xlsx_asides import add_asides, find_colours
from loaders.opening.formats.xml_text import decode_escapes, is_set, join_runs, read_rich_text
from loaders.opening.package_scan import Parts
from loaders.opening.refusals import RefusalError
from loaders.opening.sparse_grid import SparseGrid

_ITEM = re.compile(
    r'<si>(?:<t(?: xml:space="preserve")?>([^<]*)</t></si>|(.*?)</si>)|<si ?/>', re.DOTALL
)


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A worksheet of the workbook: its name, part and whether its tab is hidden."""

    name: str
    part: str
    hidden: bool


@dataclass(slots=True)
class XlsxBook:
    """The parts a sheet's values depend on. `styles` are in the order of cellXfs."""

    parts: Parts
    sheets: list[SheetPart]
    since_1904: bool
    styles: list[CellStyle]
    shared: list[str]

    @property
    def has_strikes(self) -> bool:
        """Whether any cell can be struck through, or its colour can say something."""
        marks = any(style.struck or style.colours for style in self.styles)
        return marks or RichText in set(map(type, self.shared))


def read_book(parts: Parts) -> XlsxBook:
    """Everything but the sheets' rows. Raises RefusalError when the package is no workbook."""
    book_part = _find_book_part(parts)
    root = parse_part(parts, book_part)
    relations = read_relations(parts, book_part)
    by_type = {kind: target for kind, target in relations.values()}
    properties = find_first(root, "workbookPr")
    strings = by_type.get("sharedStrings", "")
    styles = _read_styles(parts, by_type.get("styles", ""))
    sheets = list(_find_sheets(root, relations))
    if styles and _speaks_of_colour(parts, strings, sheets):
        tree = parse_part(parts, by_type["styles"])
        colours = find_colours(parts, tree, by_type.get("theme", ""))
        styles = [s._replace(colours=c) for s, c in zip(styles, colours, strict=True)]
    return XlsxBook(
        parts=parts,
        sheets=sheets,
        since_1904=properties is not None and properties.get("date1904") in ("1", "true"),
        styles=styles,
        shared=_read_shared(parts.pop(strings, b"")),
    )


def _speaks_of_colour(parts: Parts, strings: str, sheets: list[SheetPart]) -> bool:
    if strings in parts:
        return speaks_of_colour(parts[strings])
    return any(may_speak_of_colour(parts.get(sheet.part, b"")) for sheet in sheets)


def note_asides(book: XlsxBook, sheet: SheetPart, grid: SparseGrid) -> None:
    """Note what stands beside a sheet's cells; none of it keeps a sheet from being read."""
    folder, name = posixpath.split(sheet.part)
    if posixpath.join(folder, "_rels", f"{name}.rels") not in book.parts:
        return
    try:
        relations = read_relations(book.parts, sheet.part)
    except RefusalError:
        return
    add_asides(book.parts, relations, grid)


def parse_part(parts: Parts, name: str) -> ElementTree.Element:
    """A small part as a tree; DOCTYPE was refused when the package was inflated."""
    part = parts.get(name)
    if part is None or len(part) > limits.SMALL_PART_BYTES:
        raise RefusalError("damaged")
    try:
        return ElementTree.fromstring(part)  # noqa: S314 (no DOCTYPE gets this far)
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise RefusalError("damaged") from error


def local_name(element: ElementTree.Element) -> str:
    return str(element.tag).rpartition("}")[2]


def find_all(root: ElementTree.Element, name: str) -> Iterator[ElementTree.Element]:
    return (element for element in root.iter() if local_name(element) == name)


def find_first(root: ElementTree.Element, name: str) -> ElementTree.Element | None:
    return next(find_all(root, name), None)


def _find_book_part(parts: Parts) -> str:
    if "_rels/.rels" in parts:
        for kind, target in read_relations(parts, "").values():
            if kind == "officeDocument" and target in parts:
                return target
    return "xl/workbook.xml"


def read_relations(parts: Parts, part: str) -> dict[str, tuple[str, str]]:
    """Relation id -> (last word of its type, target part) of one part's relations."""
    folder, name = posixpath.split(part)
    path = posixpath.join(folder, "_rels", f"{name}.rels")
    found = {}
    for relation in find_all(parse_part(parts, path), "Relationship"):
        if relation.get("TargetMode", "").lower() == "external":
            continue
        target = relation.get("Target", "").replace("\\", "/")
        target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/").lower()
        kind = relation.get("Type", "").rpartition("/")[2]
        found[relation.get("Id", "")] = (kind, target)
    return found


def _find_sheets(
    root: ElementTree.Element, relations: dict[str, tuple[str, str]]
) -> Iterator[SheetPart]:
    """Worksheets only: chart, dialog and macro sheets hold no table."""
    for sheet in find_all(root, "sheet"):
        key = next((value for name, value in sheet.items() if name.endswith("}id")), "")
        kind, target = relations.get(key, ("", ""))
        if kind == "worksheet":
            hidden = sheet.get("state", "visible") != "visible"
            yield SheetPart(decode_escapes(sheet.get("name", "")), target, hidden)


def _read_styles(parts: Parts, name: str) -> list[CellStyle]:
    """What each cell style says of a value, in the order of cellXfs."""
    if name not in parts:
        return []
    root = parse_part(parts, name)
    codes = {
        element.get("numFmtId", ""): element.get("formatCode", "")
        for element in find_all(root, "numFmt")
    }
    fonts = find_first(root, "fonts")
    struck = {str(number) for number, font in enumerate(fonts or ()) if _is_struck(font)}
    styles = find_first(root, "cellXfs")
    return [
        CellStyle(*_find_format(each.get("numFmtId", "0"), codes), each.get("fontId") in struck)
        for each in styles or ()
    ]


def _is_struck(font: ElementTree.Element) -> bool:
    line = find_first(font, "strike")
    return line is not None and is_set(line.attrib)


def _find_format(number: str, codes: dict[str, str]) -> tuple[Kind, Shown]:
    if number in codes:
        return number_formats.find_format(codes[number])
    return number_formats.find_built_in(int(number) if number.isdecimal() else 0)


def _read_shared(part: bytes) -> list[str]:
    """The shared strings in their order."""
    try:
        return _read_plain_shared(part)
    except (UnusualXmlError, UnicodeDecodeError):
        return _read_any_shared(part)


def _read_plain_shared(part: bytes) -> list[str]:
    if b"<!" in part or part[:2] in (b"\xff\xfe", b"\xfe\xff") or b"encoding" in part[:200]:
        declared = re.match(rb"""\s*<\?xml[^>]*encoding=["']utf-8["']""", part, re.IGNORECASE)
        if b"<!" in part or not declared:
            raise UnusualXmlError
    text = part.decode("utf-8")
    found = _ITEM.findall(text)
    if len(found) != text.count("<si>") + text.count("<si/>") + text.count("<si />"):
        raise UnusualXmlError
    if text and not found and ":si" in text:
        raise UnusualXmlError
    if "&" not in text and "_x" not in text and "\r" not in text:
        return [read_rich_text(rich) if rich else plain for plain, rich in found]
    return [read_rich_text(rich or f"<t>{plain}</t>") for plain, rich in found]


def _read_any_shared(part: bytes) -> list[str]:
    """The same by a real parser, for prefixed, commented or UTF-16 spellings."""
    try:
        root = ElementTree.fromstring(part)  # noqa: S314 (no DOCTYPE gets this far)
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise RefusalError("damaged") from error
    return [join_runs(_find_runs(item)) for item in find_all(root, "si")]


def _find_runs(item: ElementTree.Element) -> Iterator[tuple[str, bool | None]]:
    struck = next((_is_struck(child) for child in item if local_name(child) == "rPr"), None)
    for child in item:
        if local_name(child) == "t":
            yield decode_escapes(child.text or ""), struck
        elif local_name(child) == "r":
            yield from _find_runs(child)
