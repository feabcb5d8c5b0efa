"""A workbook's cell styles, with new ones put after them."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from loaders.returning.marking.xml_edit import (
    Edit,
    UnusualPartError,
    apply_edits,
    read_prefix,
    read_tag,
    scan,
    set_attributes,
)

#: what Excel writes as the unseen colour of a solid fill
_UNCOLOURED = 'indexed="64"'
_FONT_ID = re.compile(rb"\sfontId\s*=\s*[\"'](\d+)[\"']")
_FILL_ID = re.compile(rb"\sfillId\s*=\s*[\"'](\d+)[\"']")
_TABLES = ("fonts", "fills", "borders", "cellXfs")

EMPTY_STYLES = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<styleSheet xmlns="%s">'
    b'<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
    b'<fills count="2"><fill><patternFill patternType="none"/></fill>'
    b'<fill><patternFill patternType="gray125"/></fill></fills>'
    b'<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    b'<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    b'<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>'
    b"</styleSheet>"
)


@dataclass
class _Table:
    """One list of styles.xml: where its tag starts, where it ends, and how many it has."""

    start: int
    prefix: bytes
    end: int = 0
    count: int = 0
    added: list[bytes] = field(default_factory=list)

    def add(self, element: bytes) -> int:
        self.added.append(element)
        return self.count + len(self.added) - 1


class Styles:
    """Raises UnusualPartError where one of the four lists is missing."""

    def __init__(self, part: bytes) -> None:
        self.part = part
        self.tables: dict[str, _Table] = {}
        self.raw: dict[str, list[bytes]] = {name: [] for name in _TABLES}
        self._marked: dict[tuple[int, str], int] = {}
        self.marks: set[int] = set()
        self._open = 0
        scan(part, self._on_start, self._on_end)
        if len(self.tables) < len(_TABLES) or any(t.end == 0 for t in self.tables.values()):
            raise UnusualPartError("styles")

    def _on_start(self, name: str, attributes: dict[str, str], at: int, depth: int) -> None:
        if depth == 2 and name in _TABLES:
            self.tables[name] = _Table(at, read_prefix(read_tag(self.part, at)))
        self._open = at if depth == 3 else self._open

    def _on_end(self, name: str, inside: int, after: int, depth: int) -> None:
        if depth == 2 and name in _TABLES and inside != after:
            self.tables[name].end = inside
        elif depth == 3 and name in ("font", "fill", "border", "xf"):
            last = list(self.tables.values())[-1] if self.tables else None
            if last is None or last.end:
                return
            last.count += 1
            self.raw[list(self.tables)[-1]].append(self.part[self._open : after])

    def mark(self, base: int, colour: str, is_mended: bool = False) -> int:
        """The style `base` with a fill (ARGB), all else equal; returns its index. A cell that was
        mended is struck through no longer.

        A solid fill shows one of its two colours; the other one remembers what was there.
        """
        more = {"fontId": "0"} if is_mended and self._strikes(base) else {}
        key = (base, colour + "".join(more))
        if key not in self._marked:
            kept = self._find_colour(base, b"bgColor" if self._is_marked(base) else b"fgColor")
            self._marked[key] = self._fill(base, f'rgb="{colour}"', kept or _UNCOLOURED, more)
        return self._marked[key]

    def clear(self, base: int) -> int:
        """A style that an earlier check had marked, with the fill it had before."""
        key = (base, "")
        if key not in self._marked:
            before = self._find_colour(base, b"bgColor")
            self._marked[key] = self._fill(base, before, _UNCOLOURED)
        return self._marked[key]

    def find_marked(self, colours: Iterable[str]) -> set[int]:
        """The styles whose fill is one of the marks' colours (ARGB)."""
        shown = {f'rgb="{colour}"' for colour in colours}
        self.marks = {
            base
            for base in range(len(self.raw["cellXfs"]))
            if self._find_colour(base, b"fgColor") in shown
        }
        return self.marks

    def _is_marked(self, base: int) -> bool:
        return base in self.marks

    def _read_format(self, base: int) -> bytes:
        formats = self.raw["cellXfs"]
        if not formats:
            raise UnusualPartError("cellXfs")
        return formats[base] if base < len(formats) else formats[0]

    def _find_colour(self, base: int, name: bytes) -> str:
        """The attributes of one colour of a style's solid fill; "" without any."""
        found = _FILL_ID.search(read_tag(self._read_format(base), 0))
        number = int(found[1]) if found else 0
        fills = self.raw["fills"]
        fill = fills[number] if number < len(fills) else b""
        colour = re.search(rb"<(?:\w+:)?" + name + rb"\s([^<>]*)>", fill)
        if b'"solid"' not in fill or colour is None:
            return ""
        shown = colour[1].decode().strip().removesuffix("/").rstrip()
        return "" if shown == _UNCOLOURED else shown

    def _fill(
        self, base: int, shown: str, kept: str, more: Mapping[str, str] = MappingProxyType({})
    ) -> int:
        """The style `base` with a solid fill of two colours, without any fill for shown "", and
        with more attributes set."""
        fill = 0
        if shown:
            pattern = f'<p:patternFill patternType="solid"><p:fgColor {shown}/><p:bgColor {kept}/>'
            fill = self.add("fills", f"<p:fill>{pattern}</p:patternFill></p:fill>")
        xf = self._read_format(base)
        tag = read_tag(xf, 0)
        changed = set_attributes(tag, {"fillId": str(fill), "applyFill": "1", **more})
        return self.tables["cellXfs"].add(changed + xf[len(tag) :])

    def _strikes(self, base: int) -> bool:
        found = _FONT_ID.search(read_tag(self._read_format(base), 0))
        number, fonts = int(found[1]) if found else 0, self.raw["fonts"]
        return number < len(fonts) and b"strike" in fonts[number]

    def add(self, table: str, element: str) -> int:
        """A font, fill, border or cell format; in `element` p: stands for the part's prefix."""
        own = self.tables[table]
        text = element.replace("</p:", f"</{own.prefix.decode()}")
        return own.add(text.replace("<p:", f"<{own.prefix.decode()}").encode())

    def to_bytes(self) -> bytes:
        edits: list[Edit] = []
        for table in self.tables.values():
            if table.added:
                tag = read_tag(self.part, table.start)
                counted = set_attributes(tag, {"count": str(table.count + len(table.added))})
                edits.append(Edit(table.start, table.start + len(tag), counted))
                edits.append(Edit(table.end, table.end, b"".join(table.added)))
        return apply_edits(self.part, edits)
