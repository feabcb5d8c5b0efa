"""Colours of a theme as numbers, and how well one is read on others.

python-pptx names a theme's colours but does not say what they are; these few rules do, as far as
it takes to tell light from dark.
"""

import colorsys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from lxml import etree
from PIL import ImageColor
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml.ns import qn

#: Red, green, blue: 0-1.
RGB = tuple[float, float, float]
WHITE, BLACK = (1.0, 1.0, 1.0), (0.0, 0.0, 0.0)
#: What WCAG asks for text, and for large or bold text.
TEXT_CONTRAST, LARGE_CONTRAST = 4.5, 3.0
#: A place of the theme, or a colour of its own in six digits.
Ink = MSO_THEME_COLOR | str
#: Where none of the theme's own can be read.
PLAIN: dict[Ink, RGB] = {"000000": BLACK, "FFFFFF": WHITE}
_NAMES = ("dk1", "lt1", "dk2", "lt2", *(f"accent{number}" for number in range(1, 7)), "hlink")


@dataclass(frozen=True, slots=True)
class Inks:
    """The colours that texts take where they stand, and what is behind them there.

    Without a `places` nothing is known of the theme, and the usual ones hold."""

    text: Ink = MSO_THEME_COLOR.TEXT_1
    muted: Ink = MSO_THEME_COLOR.TEXT_2
    gap: Ink = MSO_THEME_COLOR.ACCENT_2
    places: Mapping[str, RGB] = field(default_factory=dict)
    grounds: tuple[RGB, ...] = (WHITE,)

    def reads(self, place: str) -> bool:
        """Whether a colour of the theme is read here; one of an unknown theme is taken to be."""
        color = self.places.get(place)
        return color is None or find_contrast(color, self.grounds) >= TEXT_CONTRAST

    def choose_on(self, paint: RGB, *usual: MSO_THEME_COLOR) -> Ink:
        """The first of these that is read on a bar of a colour, else what is read best."""
        for ink in usual:
            if not self.places:
                return ink
            if find_contrast(self.places[MSO_THEME_COLOR.to_xml(ink)], [paint]) >= LARGE_CONTRAST:
                return ink
        return max(PLAIN, key=lambda ink: find_contrast(PLAIN[ink], [paint]))


def find_theme(master: Any) -> Any:
    """The part with a master's theme."""
    return master.part.part_related_by(RT.THEME)


def read_places(layout: Any) -> dict[str, RGB]:
    """The theme's colours by all names that a layout knows them by: tx1 is dk1 or another."""
    scheme = etree.fromstring(find_theme(layout.slide_master).blob).find(f".//{qn('a:clrScheme')}")
    own = {name: parse_color(scheme.find(qn(f"a:{name}")), {}) for name in _NAMES}
    mapping = layout._element.find(f"{qn('p:clrMapOvr')}/{qn('a:overrideClrMapping')}")
    if mapping is None:
        mapping = layout.slide_master._element.find(qn("p:clrMap"))
    return own | {place: own[str(name)] for place, name in mapping.attrib.items() if name in own}


def parse_color(holder: Any, places: Mapping[str, RGB]) -> RGB:
    """The colour that an element holds (a:solidFill, a:gs, a:accent1, …); black for what it does
    not name."""
    color = next(holder.iterchildren(etree.Element), None)
    if color is None:
        return BLACK
    return _modify(_parse_base(color, places), color)


def _parse_base(color: Any, places: Mapping[str, RGB]) -> RGB:
    kind, value = etree.QName(color).localname, color.get("val", "")
    if kind == "schemeClr":
        return places.get(value, BLACK)
    if kind == "prstClr":
        for short, long in (("dk", "dark"), ("lt", "light"), ("med", "medium")):
            value = long + value[len(short) :] if value[len(short) :][:1].isupper() else value
        return _parse_hex(ImageColor.getrgb(value.lower()))
    if kind == "scrgbClr":
        return tuple(int(color.get(part)) / 100_000 for part in "rgb")  # type: ignore[return-value]
    return _parse_hex(ImageColor.getrgb("#" + (color.get("lastClr") or value)))


def _parse_hex(color: Sequence[int]) -> RGB:
    red, green, blue, *_ = color
    return red / 255, green / 255, blue / 255


def _modify(color: RGB, element: Any) -> RGB:
    """A colour made lighter or darker, as its element's children say."""
    for change in element.iterchildren(etree.Element):
        share = int(change.get("val", 100_000)) / 100_000
        kind = etree.QName(change).localname
        if kind in ("lumMod", "lumOff"):
            hue, light, depth = colorsys.rgb_to_hls(*color)
            light = light * share if kind == "lumMod" else light + share
            color = colorsys.hls_to_rgb(hue, min(1.0, light), depth)
        elif kind in ("shade", "tint"):
            color = mix(color, BLACK if kind == "shade" else WHITE, 1 - share)
    return color


def mix(color: RGB, other: RGB, share: float) -> RGB:
    """
    >>> mix((1.0, 0.0, 0.5), (0.0, 0.0, 0.5), 0.25)
    (0.75, 0.0, 0.5)
    """
    red, green, blue = (a + (b - a) * share for a, b in zip(color, other, strict=True))
    return red, green, blue


def find_contrast(color: RGB, grounds: Sequence[RGB]) -> float:
    """The ratio of WCAG against that ground where it is least.

    >>> find_contrast(BLACK, [WHITE]), find_contrast(WHITE, [WHITE, BLACK])
    (21.0, 1.0)
    """
    own = _find_luminance(color)
    pairs = (sorted((own, _find_luminance(ground))) for ground in grounds)
    return min(round((high + 0.05) / (low + 0.05), 3) for low, high in pairs)


def _find_luminance(color: RGB) -> float:
    linear = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in color)
    return sum(part * weight for part, weight in zip(linear, (0.2126, 0.7152, 0.0722), strict=True))
