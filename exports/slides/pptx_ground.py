"""What stands behind a text on a layout: its background and whatever is painted over it."""

import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from lxml import etree
from PIL import Image
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Emu

from exports.slides.pptx_colors import (
    BLACK,
    LARGE_CONTRAST,
    PLAIN,
    RGB,
    TEXT_CONTRAST,
    WHITE,
    Ink,
    Inks,
    find_contrast,
    find_theme,
    mix,
    parse_color,
    read_places,
)
from exports.slides.slide import Box

#: What covers less of a text's place than this is no ground of it: a line, a corner of a logo.
LEAST_COVER = 0.15
#: A picture is looked at in so many dots; one that is not painted has this colour.
DOTS = (16, 9)
CLEAR = (-1.0, -1.0, -1.0)
#: Shapes that fill their box.
_FULL = ("rect", "roundRect", "round1Rect", "round2SameRect", "snip1Rect")
_FILLS = ("solidFill", "gradFill", "blipFill", "pattFill", "noFill")
#: What says that a picture is none, is too large, or lies outside the file.
_UNREADABLE = (OSError, KeyError, AttributeError, ValueError, Image.DecompressionBombError)
_STYLE = f"{qn('p:style')}/{qn('a:fillRef')}"
_USUAL = parse_xml(f'<a:solidFill {nsdecls("a")}><a:schemeClr val="tx1"/></a:solidFill>')
TITLES = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE)
#: How far a place is moved, and how much it grows: right, down, wide, high.
_Move = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Layer:
    """Something painted: its colours, and how much of what is behind shows through."""

    box: Box
    colors: tuple[RGB, ...]
    fills_box: bool = True
    clearness: float = 0.0


@dataclass(frozen=True, slots=True)
class Ground:
    """The layers of a layout from the lowest to the highest, and the theme's colours."""

    layers: tuple[Layer, ...]
    places: Mapping[str, RGB]

    def find_colors(self, box: Box) -> list[RGB]:
        """Every colour that a text in a box may stand on."""
        found: list[RGB] = [WHITE]
        for layer in self.layers:
            share = _find_share(layer.box, box)
            if share < LEAST_COVER:
                continue
            over = [mix(new, old, layer.clearness) for new in layer.colors for old in found]
            found = over if layer.fills_box and share > 0.99 else [*found, *over]
        return list(dict.fromkeys(found))

    def is_read(self, box: Box) -> bool:
        """Whether one colour of text can be read all over a box."""
        best = max(find_contrast(color, self.find_colors(box)) for color in (BLACK, WHITE))
        return best >= TEXT_CONTRAST

    def reads_field(self, field: Any, master: Any, box: Box) -> bool:
        """Whether a placeholder's own colour can be read in a box, as large text."""
        color = self.read_field_color(field, master)
        return find_contrast(color, self.find_colors(box)) >= LARGE_CONTRAST

    def read_field_color(self, field: Any, master: Any) -> RGB:
        return parse_color(_find_field_fill(field, master), self.places)

    def choose_inks(self, box: Box) -> Inks:
        grounds = self.find_colors(box)
        text = self._choose(("tx1", "bg1", "tx2", "bg2"), TEXT_CONTRAST, grounds)
        text = text or max(PLAIN, key=lambda ink: find_contrast(PLAIN[ink], grounds))
        return Inks(
            text,
            muted=self._choose(("tx2",), TEXT_CONTRAST, grounds) or text,
            gap=self._choose(("accent2",), LARGE_CONTRAST, grounds) or text,
            places=self.places,
            grounds=tuple(grounds),
        )

    def _choose(self, names: Sequence[str], least: float, grounds: Sequence[RGB]) -> Ink | None:
        """The first of the theme's places that is read on all these."""
        good = (n for n in names if find_contrast(self.places[n], grounds) >= least)
        found = next(good, None)
        return None if found is None else MSO_THEME_COLOR.from_xml(found)


def read_ground(layout: Any, page: Box) -> Ground:
    """`page`: the whole slide, in inches."""
    places = read_places(layout)
    painter = _Painter(layout, places)
    layers = [painter.read_background(page)]
    has_masters = layout._element.get("showMasterSp", "1") in ("1", "true")
    for part in (layout.slide_master, layout) if has_masters else (layout,):
        layers += painter.read_shapes(part.part, part._element.cSld.spTree)
    return Ground(tuple(layers), places)


@dataclass(frozen=True, slots=True)
class _Painter:
    layout: Any
    places: Mapping[str, RGB]

    def read_background(self, page: Box) -> Layer:
        """The layout's own, else its master's, else white."""
        for part in (self.layout, self.layout.slide_master):
            ground = part._element.cSld.find(qn("p:bg"))
            if ground is not None:
                return _paint_layer(page, self._read_fill(part.part, ground[0]) or (WHITE,))
        return Layer(page, (WHITE,))

    def read_shapes(self, part: Any, tree: Any, within: _Move = (0, 0, 1, 1)) -> Iterator[Layer]:
        """What the shapes of a tree paint, groups opened; placeholders paint nothing."""
        for shape in tree.iterchildren(qn("p:sp"), qn("p:pic"), qn("p:grpSp")):
            frame = shape.find(f"*/{qn('a:xfrm')}")
            if frame is None or shape.find(f"*/{qn('p:nvPr')}/{qn('p:ph')}") is not None:
                continue
            if shape.tag == qn("p:grpSp"):
                yield from self.read_shapes(part, shape, _go_inside(frame, within))
            elif colors := self._read_fill(part, shape):
                box = _read_box(frame, within)
                yield _paint_layer(box, colors, _fills_box(shape), _read_clearness(shape))

    def _read_fill(self, part: Any, holder: Any) -> tuple[RGB, ...]:
        """The colours of a shape or a background; none where it is not filled."""
        paint = holder.find(qn("p:spPr")) if holder.tag == qn("p:sp") else holder
        for fill in paint.iterchildren(*(f"{{*}}{kind}" for kind in _FILLS)):
            return self._read_paint(part, fill)
        style = holder if holder.tag == qn("p:bgRef") else holder.find(_STYLE)
        return () if style is None else self._read_style(style)

    def _read_style(self, style: Any) -> tuple[RGB, ...]:
        """One of the theme's fills, in the colour that it is asked for."""
        place = int(style.get("idx"))
        kind, first = ("bgFillStyleLst", 1001) if place >= 1000 else ("fillStyleLst", 1)
        if place < first:
            return ()
        theme = find_theme(self.layout.slide_master)
        fills = etree.fromstring(theme.blob).find(f".//{qn(f'a:{kind}')}")
        asked = {**self.places, "phClr": parse_color(style, self.places)}
        fill = fills[min(place - first, len(fills) - 1)]
        return _Painter(self.layout, asked)._read_paint(theme, fill)

    def _read_paint(self, part: Any, fill: Any) -> tuple[RGB, ...]:
        kind = etree.QName(fill).localname
        if kind == "blipFill":
            return _read_picture(part, fill)
        holders = {"solidFill": [fill], "gradFill": fill.iter(qn("a:gs")), "pattFill": fill}
        return tuple(parse_color(each, self.places) for each in holders.get(kind, ()))


def _find_field_fill(field: Any, master: Any) -> Any:
    """The element with the colour that a placeholder's text comes in: its own, its master's, or the
    master's for all of its kind."""
    kind = "titleStyle" if field.placeholder_format.type in TITLES else "bodyStyle"
    levels = []
    while field is not None:
        levels.append(field._element.find(f".//{qn('a:lstStyle')}/{qn('a:lvl1pPr')}"))
        field = getattr(field, "_base_placeholder", None)
    levels.append(master._element.find(f".//{qn(f'p:{kind}')}/{qn('a:lvl1pPr')}"))
    fills = (
        level.find(f"{qn('a:defRPr')}/{qn('a:solidFill')}") for level in levels if level is not None
    )
    return next((fill for fill in fills if fill is not None), _USUAL)


def _paint_layer(
    box: Box, colors: Sequence[RGB], fills_box: bool = True, clearness: float = 0.0
) -> Layer:
    painted = tuple(color for color in colors if color != CLEAR)
    return Layer(box, painted, fills_box and CLEAR not in colors, clearness)


def _read_picture(part: Any, fill: Any) -> tuple[RGB, ...]:
    """What a picture is made of, in some dots; black and white for one that can't be read."""
    try:
        blob = part.related_part(fill.find(qn("a:blip")).get(qn("r:embed"))).blob
        with Image.open(BytesIO(blob)) as picture:
            picture.thumbnail((DOTS[0] * 16, DOTS[1] * 16))  # a large photo is never held whole
            dots = picture.convert("RGBA").resize(DOTS, Image.Resampling.BOX)
    except _UNREADABLE:
        return BLACK, WHITE
    pixels = set(struct.iter_unpack("4B", dots.tobytes()))
    return tuple((r / 255, g / 255, b / 255) if alpha > 127 else CLEAR for r, g, b, alpha in pixels)


def _go_inside(frame: Any, within: _Move) -> _Move:
    """How the places in a group become places on the slide."""
    off, ext, inner, room = (frame.find(qn(f"a:{tag}")) for tag in ("off", "ext", "chOff", "chExt"))
    wide = int(ext.get("cx")) / (int(room.get("cx")) or 1)
    high = int(ext.get("cy")) / (int(room.get("cy")) or 1)
    left, top = (
        int(off.get("x")) - int(inner.get("x")) * wide,
        int(off.get("y")) - int(inner.get("y")) * high,
    )
    right, down, more_wide, more_high = within
    return right + left * more_wide, down + top * more_high, wide * more_wide, high * more_high


def _read_box(frame: Any, within: _Move) -> Box:
    right, down, wide, high = within
    off, ext = frame.find(qn("a:off")), frame.find(qn("a:ext"))
    sides = (
        right + int(off.get("x")) * wide,
        down + int(off.get("y")) * high,
        int(ext.get("cx")) * wide,
        int(ext.get("cy")) * high,
    )
    return Box(*(Emu(round(side)).inches for side in sides))


def _fills_box(shape: Any) -> bool:
    form = shape.find(f"{qn('p:spPr')}/{qn('a:prstGeom')}")
    return form is not None and form.get("prst") in _FULL


def _read_clearness(shape: Any) -> float:
    alpha = shape.find(f"{qn('p:spPr')}/{qn('a:solidFill')}//{qn('a:alpha')}")
    return 0.0 if alpha is None else 1 - int(alpha.get("val")) / 100_000


def _find_share(layer: Box, box: Box) -> float:
    """The part of a box that a layer covers."""
    right = min(layer.left + layer.width, box.left + box.width)
    wide = max(0.0, right - max(layer.left, box.left))
    high = max(0.0, min(layer.bottom, box.bottom) - max(layer.top, box.top))
    return wide * high / (box.width * box.height)
