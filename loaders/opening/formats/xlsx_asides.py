"""What stands beside a sheet's cells in an xlsx workbook: comments, text boxes, colours."""

import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator, Mapping

from loaders.grid import Position
from loaders.opening import limits
from loaders.opening.formats.colours import list_palette, name_colour
from loaders.opening.formats.sheet_scan import column_number
from loaders.opening.package_scan import Parts
from loaders.opening.sparse_grid import SparseGrid

_CELL = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
#: the theme's colours in the order that cells number them in
_THEME = ("lt1", "dk1", "lt2", "dk2", *(f"accent{number}" for number in range(1, 7)))
Tree = ElementTree.Element


def _local(element: Tree) -> str:
    return str(element.tag).rpartition("}")[2]


def _find(root: Tree, name: str) -> Iterator[Tree]:
    return (element for element in root.iter() if _local(element) == name)


def _parse(parts: Parts, name: str) -> Tree | None:
    """A part that no value depends on: one that is large or damaged is passed over."""
    part = parts.get(name, b"")
    if not part or len(part) > limits.ASIDE_BYTES:
        return None
    try:
        return ElementTree.fromstring(part)  # noqa: S314 (no DOCTYPE gets this far)
    except (ElementTree.ParseError, ValueError, LookupError):
        return None


def add_asides(parts: Parts, relations: Mapping[str, tuple[str, str]], grid: SparseGrid) -> None:
    """Note a sheet's comments and text boxes; `relations` are those of its part."""
    for kind, target in relations.values():
        if kind not in ("comments", "drawing") or (root := _parse(parts, target)) is None:
            continue
        if kind == "comments":
            for place, author, text in _read_comments(root):
                grid.add_comment(place, author, text)
        else:
            for place, text in _read_boxes(root):
                grid.add_floating(place, text)


def _read_comments(root: Tree) -> Iterator[tuple[Position, str, str]]:
    authors = [each.text or "" for each in _find(root, "author")]
    for comment in _find(root, "comment"):
        cell = _CELL.fullmatch(comment.get("ref", ""))
        number = comment.get("authorId", "0")
        author = authors[int(number)] if number.isdecimal() and int(number) < len(authors) else ""
        text = "".join(each.text or "" for each in _find(comment, "t"))
        if cell:
            yield (int(cell[2]), column_number(cell[1])), author, text


def _read_boxes(root: Tree) -> Iterator[tuple[Position, str]]:
    """Each shape's text and the cell below its upper left corner."""
    for anchor in root:
        place = [int(each.text or 0) + 1 for each in _find(anchor, "row")][:1]
        place += [int(each.text or 0) + 1 for each in _find(anchor, "col")][:1]
        lines = (
            "".join(each.text or "" for each in _find(line, "t"))
            for body in _find(anchor, "txBody")
            for line in _find(body, "p")
        )
        row, column = place if len(place) == 2 else (1, 1)
        yield (row, column), "\n".join(lines)


def find_colours(parts: Parts, styles: Tree, theme: str) -> list[tuple[str, ...]]:
    """What colours each cell style shows, in the order of cellXfs: "fill yellow", "font red"."""
    palette = _read_theme(_parse(parts, theme))
    fonts = [_name(font, "color", palette) for font in _list(styles, "fonts")]
    fills = [_name_fill(fill, palette) for fill in _list(styles, "fills")]
    return [
        (*_pick("fill", fills, each.get("fillId")), *_pick("font", fonts, each.get("fontId")))
        for each in _list(styles, "cellXfs")
    ]


def _list(root: Tree, name: str) -> list[Tree]:
    return list(next(_find(root, name), ()))


def _pick(what: str, names: list[str], number: str | None) -> tuple[str, ...]:
    at = int(number) if number and number.isdecimal() else 0
    name = names[at] if at < len(names) else ""
    return (f"{what} {name}",) if name and (what, name) != ("font", "black") else ()


def _name_fill(fill: Tree, palette: list[str]) -> str:
    pattern = next(_find(fill, "patternFill"), None)
    if pattern is None or pattern.get("patternType", "none") == "none":
        return ""
    if pattern.get("patternType") != "solid":
        return "grey"
    return _name(pattern, "fgColor", palette)


def _name(element: Tree, tag: str, palette: list[str]) -> str:
    colour = next(_find(element, tag), None)
    if colour is None:
        return ""
    tint = float(colour.get("tint", 0))
    if rgb := colour.get("rgb"):
        return name_colour(rgb, tint)
    known = palette if "theme" in colour.attrib else list_palette()
    number = colour.get("theme", colour.get("indexed", ""))
    at = int(number) if number.isdecimal() else len(known)
    return name_colour(known[at], tint) if at < len(known) else ""


def _read_theme(root: Tree | None) -> list[str]:
    """The theme's colours as cells number them; none where it can't be read."""
    scheme = next(_find(root, "clrScheme"), None) if root is not None else None
    found = {
        _local(each): next(iter(each), None) for each in (scheme if scheme is not None else ())
    }
    colours = [found.get(name) for name in _THEME]
    return [
        "" if each is None else str(each.get("lastClr") or each.get("val", "")) for each in colours
    ]
