"""Comments beside cells: the comments part, and the drawing (VML) that shows them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from loaders.grid import Position, a1
from loaders.returning.marking.cells import parse_cell
from loaders.returning.marking.xml_edit import (
    Edit,
    UnusualPartError,
    apply_edits,
    escape_text,
    read_prefix,
    read_tag,
    scan,
)

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_STRICT_MAIN = "http://purl.oclc.org/ooxml/spreadsheetml/main"
#: Comments that Excel keeps for a thread carry an author that begins so; Excel writes their
#: text anew from the thread, so nothing may be put there.
_THREAD = "tc="

_SHAPE_TAG = re.compile(rb"<(/?)(?:\w+:)?shape\b[^<>]*>?", re.IGNORECASE)
_ROW = re.compile(rb"[:<]Row>\s*(\d+)\s*<")
_COLUMN = re.compile(rb"[:<]Column>\s*(\d+)\s*<")
_SHAPE_NUMBER = re.compile(rb"_x0000_s(\d+)")
_DRAWING_END = re.compile(rb"</xml\s*>", re.IGNORECASE)
#: said on each shape, as a drawing made elsewhere may call these namespaces anything
_NAMESPACES = (
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:x="urn:schemas-microsoft-com:office:excel"'
)
_SHAPE_TYPE = (
    f"<v:shapetype {_NAMESPACES}".encode()
    + b' id="_x0000_t202" coordsize="21600,21600" o:spt="202"'
    b' path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>'
    b'<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
EMPTY_DRAWING = (
    f"<xml {_NAMESPACES}>".encode()
    + b'<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout></xml>'
)
#: signs a line of a comment's box holds, and its rows at least and at most
_LINE_SIGNS, _LEAST_ROWS, _MOST_ROWS = 22, 4, 16


@dataclass
class _Comment:
    """One comment as it stands: its author, its bytes, and where its text ends."""

    author: int
    start: int
    end: int = 0
    text_end: int = 0


class Comments:
    """The comments of one sheet; our own of an earlier time are taken out first."""

    def __init__(self, part: bytes, author: str) -> None:
        self.part, self.author = part, author
        self.comments: dict[Position, _Comment] = {}
        self.authors: list[str] = []
        self.prefix = b""
        self._authors_end = self._list_end = -1
        self._open: _Comment | None = None
        scan(part, self._on_start, self._on_end)
        self.edits: list[Edit] = []
        self.removed = self._remove_own()

    def _on_start(self, name: str, attributes: dict[str, str], at: int, depth: int) -> None:
        if depth == 1:
            self.prefix = read_prefix(read_tag(self.part, at))
        elif name == "author":
            self._author_start = at + len(read_tag(self.part, at))
        elif name == "comment":
            self._open = _Comment(int(attributes.get("authorId", 0)), at)
            self.comments[parse_cell(attributes["ref"])] = self._open

    def _on_end(self, name: str, inside: int, after: int, depth: int) -> None:
        if name == "author":
            self.authors.append(self.part[self._author_start : inside].decode())
        elif name == "authors":
            self._authors_end = inside if inside != after else -1
        elif name == "commentList":
            self._list_end = inside if inside != after else -1
        elif self._open and name == "text":
            self._open.text_end = inside if inside != after else 0
        elif self._open and name == "comment":
            self._open.end = after

    def _remove_own(self) -> set[Position]:
        own = {
            n for n, each in enumerate(self.authors) if each == escape_text(self.author).decode()
        }
        gone = {place for place, each in self.comments.items() if each.author in own}
        for place in gone:
            each = self.comments.pop(place)
            self.edits.append(Edit(each.start, each.end, b""))
        return gone

    def can_hold_more(self) -> bool:
        return self._authors_end >= 0 and self._list_end >= 0

    def add(self, texts: Mapping[Position, str]) -> set[Position]:
        """Put texts beside cells, below what stands there; returns the cells new to comments."""
        fresh = set()
        number = len(self.authors)
        author = self._build(b"author", escape_text(self.author))
        self.edits.append(Edit(self._authors_end, self._authors_end, author))
        for place, text in sorted(texts.items()):
            known = self.comments.get(place)
            if known is None:
                fresh.add(place)
                comment = self._build_comment(place, text, number)
                self.edits.append(Edit(self._list_end, self._list_end, comment))
            elif known.text_end and not self._is_thread(known):
                run = self._build_run("\n\n" + text)
                self.edits.append(Edit(known.text_end, known.text_end, run))
        return fresh

    def _is_thread(self, comment: _Comment) -> bool:
        known = comment.author < len(self.authors)
        return known and self.authors[comment.author].startswith(_THREAD)

    def _build(self, name: bytes, content: bytes, attributes: bytes = b"") -> bytes:
        tag = self.prefix + name
        return b"<" + tag + attributes + b">" + content + b"</" + tag + b">"

    def _build_run(self, text: str) -> bytes:
        written = self._build(b"t", escape_text(text), b' xml:space="preserve"')
        return self._build(b"r", written)

    def _build_comment(self, place: Position, text: str, author: int) -> bytes:
        attributes = b' ref="%s" authorId="%d"' % (a1(*place).encode(), author)
        return self._build(b"comment", self._build(b"text", self._build_run(text)), attributes)

    def to_bytes(self) -> bytes:
        return apply_edits(self.part, self.edits)


def build_empty_comments(is_strict: bool) -> bytes:
    xmlns = _STRICT_MAIN if is_strict else _MAIN
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<comments xmlns="{xmlns}"><authors></authors><commentList></commentList></comments>'
    ).encode()


def draw_comments(part: bytes, texts: Mapping[Position, str]) -> bytes:
    """The drawing with one closed note box a cell, put after all that is drawn already."""
    ends = list(_DRAWING_END.finditer(part))
    if not ends:
        raise UnusualPartError("drawing")
    end = ends[-1].start()
    first = max([1024, *map(int, _SHAPE_NUMBER.findall(part))]) + 1
    shapes = [
        _build_shape(place, text, number)
        for number, (place, text) in enumerate(sorted(texts.items()), start=first)
    ]
    known = b"_x0000_t202" in part
    return part[:end] + b"".join([b"" if known else _SHAPE_TYPE, *shapes]) + part[end:]


def erase_comments(part: bytes, places: set[Position]) -> bytes:
    """The drawing without the note boxes of some cells."""
    gone = (span for span in find_shapes(part) if _place_of(part[slice(*span)]) in places)
    return apply_edits(part, (Edit(*span, b"") for span in gone))


def find_shapes(part: bytes) -> Iterator[tuple[int, int]]:
    """(first byte, byte after the end) of each shape. One walk from tag to tag: a drawing may be
    crafted of beginnings without an end, or of ends without a beginning.

    >>> list(find_shapes(b'<v:shape a=""><x/></v:shape><shape><shape></shape><shape>'))
    [(0, 28), (28, 50)]
    """
    start = None
    for tag in _SHAPE_TAG.finditer(part):
        if not tag[1]:
            start = tag.start() if start is None else start
        elif start is not None:
            yield start, tag.end()
            start = None


def _place_of(shape: bytes) -> Position | None:
    """The cell of a note's box; None for any other shape."""
    row, column = _ROW.search(shape), _COLUMN.search(shape)
    if row is None or column is None or b'"Note"' not in shape:
        return None
    return int(row[1]) + 1, int(column[1]) + 1


def _build_shape(place: Position, text: str, number: int) -> bytes:
    row, column = place[0] - 1, place[1] - 1
    lines = sum(1 + len(line) // _LINE_SIGNS for line in text.split("\n"))
    rows = min(max(lines, _LEAST_ROWS), _MOST_ROWS)
    top = max(row - 1, 0)
    anchor = f"{column + 1}, 12, {top}, 8, {column + 5}, 12, {top + rows}, 8"
    return (
        f'<v:shape {_NAMESPACES} id="_x0000_s{number}" type="#_x0000_t202"'
        ' style="position:absolute;visibility:hidden" fillcolor="#ffffe1"'
        ' o:insetmode="auto"><v:fill color2="#ffffe1"/>'
        '<v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
        '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
        f'<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
        f"<x:Anchor>{anchor}</x:Anchor><x:AutoFill>False</x:AutoFill>"
        f"<x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
    ).encode()
