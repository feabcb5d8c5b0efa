"""The file a deck starts from: our own 16:9 one, or the sender's .pptx, .potx or .pptm.

Ours is made from python-pptx's default at run time, so that nothing binary is kept. Of a
sender's template the layouts, colours and fonts are used and its sample slides left out.
"""

import zipfile
from dataclasses import dataclass, replace
from functools import cache
from io import BytesIO
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.exc import PackageNotFoundError
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Emu, Inches

from charts import theme
from exports.errors import ExportError
from exports.slides.pptx_colors import find_theme
from exports.slides.pptx_ground import TITLES, Ground, read_ground
from exports.slides.pptx_package import clean_package
from exports.slides.pptx_text import YU_GOTHIC, Face
from exports.slides.slide import (
    COVER_BAND,
    COVER_LINES,
    COVER_RULE,
    COVER_TITLE,
    KICKER_HEIGHT,
    MARGIN,
    NOTE_SIZE,
    TITLE_SIZE,
    Box,
    Page,
)
from words import Words

WORDS = Words(
    ja={
        "own_note_name": "補足（手書き）",
        "own_note_prompt": "補足（ここに書いた文は作り直しても残ります）",
    }
)

#: Our theme's colours by the theme's own names.
COLORS = {
    "dk1": theme.INK,
    "lt1": "#FFFFFF",
    "dk2": theme.MUTED,
    "lt2": theme.PALE,
    "accent1": theme.VALUE,
    "accent2": theme.GAP,
    "accent3": theme.VALUE_SOFT,
    "accent4": theme.STAGES[1],
    "accent5": theme.STAGES[3],
    "accent6": theme.MUTED,
    "hlink": theme.VALUE,
    "folHlink": theme.MUTED,
}
KEPT_LAYOUTS = ("Title Slide", "Title and Content", "Section Header", "Title Only", "Blank")
#: The number of our note placeholder; the default's own end at 12.
NOTE_INDEX = 20
#: A title that reaches further down than this share of the slide is not at the top.
LOWEST_TITLE = 0.4
#: One that is narrower than this share of it has no room for a finding.
NARROWEST_TITLE = 0.5
#: Above it stands the line that says what the slide is about.
HIGHEST_TITLE = KICKER_HEIGHT + 0.14
#: What python-pptx and its parsers say of a file that is no whole presentation.
BROKEN = (
    PackageNotFoundError,
    zipfile.BadZipFile,
    etree.XMLSyntaxError,
    KeyError,
    ValueError,
    AttributeError,
    OSError,
)
_FURNITURE = (PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER)


@dataclass(frozen=True, slots=True)
class Base:
    """An opened file to add slides to."""

    deck: Any
    layout: Any
    page: Page
    face: Face
    ground: Ground
    #: The layout's title leaves no room above it, or stands low: slides place it themselves.
    moves_title: bool = False
    #: The layout's title has a colour that stands out where slides have it.
    is_title_read: bool = True
    #: The app's own: codes lead to figures there; "" without links.
    address: str = ""

    def face_at(self, box: Box) -> Face:
        """The deck's face in colours that are read there."""
        return replace(self.face, inks=self.ground.choose_inks(box))


def open_base(template: bytes | None = None) -> Base:
    """A deck without slides; raises ExportError."""
    if template is None:
        return describe_base(Presentation(BytesIO(build_own_template())))
    deck = open_deck(template)
    remove_slides(deck)
    return describe_base(deck)


def describe_base(deck: Any) -> Base:
    """The layout for figures, where its title stands, and the fonts and colours of its theme."""
    layout = choose_layout(deck)
    ground = read_ground(layout, find_whole(deck))
    page, moves_title = measure_page(deck, layout, ground)
    title = find_title(layout)
    is_read = title is None or ground.reads_field(title, layout.slide_master, page.title)
    return Base(deck, layout, page, read_face(layout), ground, moves_title, is_read)


def find_whole(deck: Any) -> Box:
    """The slide from edge to edge."""
    return Box(0, 0, Emu(deck.slide_width).inches, Emu(deck.slide_height).inches)


def open_deck(content: bytes) -> Any:
    """Raises ExportError."""
    try:
        deck = Presentation(BytesIO(clean_package(content)))
        has_layouts = any(master.slide_layouts for master in deck.slide_masters)
    except BROKEN as error:
        raise ExportError("template_unusable") from error
    if not has_layouts:
        raise ExportError("template_no_layout")
    return deck


def remove_slides(deck: Any) -> None:
    """Take out every slide, with what leads to one: its parts are no longer reached and so not
    saved."""
    for shows in deck.element.findall(qn("p:custShowLst")):
        deck.element.remove(shows)
    for slide in list(deck.slides._sldIdLst):
        deck.part.drop_rel(slide.rId)
        deck.slides._sldIdLst.remove(slide)
    for master in deck.slide_masters:
        for holder in (master, *master.slide_layouts):
            _cut_jumps(holder)


def _cut_jumps(holder: Any) -> None:
    """Take the clicks that lead to slides off a master or a layout."""
    jumps = [key for key, each in holder.part.rels.items() if each.reltype == RT.SLIDE]
    for element in list(holder._element.iter(etree.Element)):
        if element.get(qn("r:id")) in jumps:
            element.getparent().remove(element)
    for key in jumps:
        holder.part.rels.pop(key)


def choose_layout(deck: Any) -> Any:
    """The layout with our note field, else "title only", else the barest one with a title."""
    layouts = list_layouts(deck)
    return min(filter(find_title, layouts), key=_rank_layout, default=layouts[0])


def list_layouts(deck: Any) -> list[Any]:
    """Those of the first master that has any."""
    return next(list(master.slide_layouts) for master in deck.slide_masters if master.slide_layouts)


def find_title(layout: Any) -> Any:
    """The layout's title; None where it has none."""
    return next((s for s in layout.placeholders if s.placeholder_format.type in TITLES), None)


def _rank_layout(layout: Any) -> tuple[bool, bool, int]:
    fields = [s for s in layout.placeholders if s.placeholder_format.type not in _FURNITURE]
    has_note = any(field.placeholder_format.idx == NOTE_INDEX for field in fields)
    is_title_only = layout._element.get("type") == "titleOnly"
    return not has_note, not is_title_only, len(fields)


def measure_page(deck: Any, layout: Any, ground: Ground) -> tuple[Page, bool]:
    """The slide's size with the title's place, and whether that is another than the layout's.

    A title at the top stays where the layout has it, but for room for the line above it; one on
    a band of its own colour stays on it, and has the line below.
    """
    whole = find_whole(deck)
    width, height = whole.width, whole.height
    own = Page(width, height, Box(MARGIN, 0.74, width - 2 * MARGIN, 1.0))
    title = find_title(layout)
    if title is None or title.width is None:
        return own, True
    box = Box(*(Emu(side).inches for side in (title.left, title.top, title.width, title.height)))
    if not _is_at_the_top(box, whole):
        return own, True
    if box.top < HIGHEST_TITLE and ground.find_colors(box) != ground.find_colors(own.body):
        return Page(width, height, box, has_band=True), False
    top = max(box.top, HIGHEST_TITLE)
    lowered = replace(box, top=top, height=max(box.bottom - top, 0.8))
    return Page(width, height, lowered), lowered != box


def _is_at_the_top(title: Box, page: Box) -> bool:
    """Whether a title has a place that a finding has room in: on the slide, wide, not low."""
    is_inside = title.left >= 0 and title.top >= 0 and title.left + title.width <= page.width
    is_wide = title.width >= page.width * NARROWEST_TITLE
    return is_inside and is_wide and title.bottom <= page.height * LOWEST_TITLE


def read_face(layout: Any) -> Face:
    """The theme's fonts for Latin and Japanese text; Yu Gothic where it names none."""
    theme_part = find_theme(layout.slide_master)
    fonts = etree.fromstring(theme_part.blob).find(f".//{qn('a:minorFont')}")
    if fonts is None:
        return Face()
    latin, east = fonts.find(qn("a:latin")), fonts.find(qn("a:ea"))
    japanese = [font for font in fonts.findall(qn("a:font")) if font.get("script") == "Jpan"]
    names = [each.get("typeface") for each in (east, *japanese) if each is not None]
    return Face(
        latin=(latin.get("typeface") if latin is not None else "") or YU_GOTHIC,
        east_asian=next((name for name in names if name), YU_GOTHIC),
    )


# ------------------------------------------------------------------ our own


@cache
def build_own_template() -> bytes:
    """A 16:9 deck without slides, in our colours and fonts, with a field for own notes."""
    deck = Presentation()
    _drop_layouts(deck)
    _widen(deck)
    _paint_theme(deck)
    _place_titles(deck)
    layouts = {layout.name: layout for layout in deck.slide_layouts}
    _place_cover(layouts["Title Slide"])
    _add_note_field(layouts["Title Only"])
    return clean_package(save_deck(deck))


def save_deck(deck: Any) -> bytes:
    stream = BytesIO()
    deck.save(stream)
    return stream.getvalue()


def _drop_layouts(deck: Any) -> None:
    for layout in list(deck.slide_layouts):
        if layout.name not in KEPT_LAYOUTS:
            deck.slide_layouts.remove(layout)


def _widen(deck: Any) -> None:
    """From 4:3 to 16:9: every place and width grows by the same part; heights as well."""
    page = Page()
    wide = Inches(page.width) / deck.slide_width
    high = Inches(page.height) / deck.slide_height
    deck.slide_width, deck.slide_height = Inches(page.width), Inches(page.height)
    deck.element.sldSz.attrib.pop("type")
    for part in (deck.slide_master, *deck.slide_layouts):
        for offset in part._element.iter(qn("a:off")):
            offset.set("x", str(round(int(offset.get("x")) * wide)))
            offset.set("y", str(round(int(offset.get("y")) * high)))
        for extent in part._element.iter(qn("a:ext")):
            if extent.get("cx"):
                extent.set("cx", str(round(int(extent.get("cx")) * wide)))
                extent.set("cy", str(round(int(extent.get("cy")) * high)))


def _paint_theme(deck: Any) -> None:
    part = find_theme(deck.slide_master)
    root = etree.fromstring(part.blob)
    for name, color in COLORS.items():
        place = root.find(f".//{qn('a:clrScheme')}/{qn(f'a:{name}')}")
        place[:] = [etree.Element(qn("a:srgbClr"), {"val": color.lstrip("#")})]
    for fonts in (root.find(f".//{qn('a:majorFont')}"), root.find(f".//{qn('a:minorFont')}")):
        for name in ("latin", "ea"):
            fonts.find(qn(f"a:{name}")).set("typeface", YU_GOTHIC)
        for font in fonts.findall(qn("a:font")):
            if font.get("script") == "Jpan":
                font.set("typeface", YU_GOTHIC)
    part._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _place_titles(deck: Any) -> None:
    """The title at the top left, bold, on the master; layouts of figures inherit it."""
    master, box = deck.slide_master, Page().title
    title = next(s for s in master.placeholders if s.placeholder_format.type in TITLES)
    title.left, title.top, title.width, title.height = (
        Inches(side) for side in (box.left, box.top, box.width, box.height)
    )
    body = title._element.find(f".//{qn('a:bodyPr')}")
    for side in ("lIns", "tIns", "rIns", "bIns"):
        body.set(side, "0")
    body.set("anchor", "t")
    for fitting in list(body):
        body.remove(fitting)
    style = master._element.find(f".//{qn('p:titleStyle')}/{qn('a:lvl1pPr')}")
    style.set("algn", "l")
    style.find(qn("a:defRPr")).set("sz", str(TITLE_SIZE * 100))
    style.find(qn("a:defRPr")).set("b", "1")


def _place_cover(layout: Any) -> None:
    """The cover's title and subtitle at the left, one below the other, in the text's colour."""
    places = {
        PP_PLACEHOLDER.CENTER_TITLE: (COVER_TITLE, "b"),
        PP_PLACEHOLDER.SUBTITLE: (COVER_LINES, "t"),
    }
    for shape in layout.placeholders:
        if shape.placeholder_format.type in places:
            box, anchor = places[shape.placeholder_format.type]
            shape.left, shape.top, shape.width, shape.height = (
                Inches(side) for side in (box.left, box.top, box.width, box.height)
            )
            body = shape._element.find(f".//{qn('a:bodyPr')}")
            body.set("anchor", anchor)
            body.set("lIns", "0")
            for level in shape._element.iter(qn("a:lvl1pPr")):
                level.set("algn", "l")
            for tint in list(shape._element.iter(qn("a:tint"))):
                tint.getparent().remove(tint)
    for number, box in enumerate((COVER_BAND, COVER_RULE)):
        _add_accent(layout, box, number)


def _add_accent(layout: Any, box: Box, number: int) -> None:
    """A bar in the figures' blue, behind the cover's words."""
    place = [round(Inches(side)) for side in (box.left, box.top, box.width, box.height)]
    layout.shapes._spTree.insert(
        2,
        parse_xml(
            f"<p:sp {nsdecls('p', 'a')}><p:nvSpPr>"
            f'<p:cNvPr id="{90 + number}" name="accent"/><p:cNvSpPr/>'
            '<p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr><a:xfrm>'
            f'<a:off x="{place[0]}" y="{place[1]}"/><a:ext cx="{place[2]}" cy="{place[3]}"/>'
            '</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill>'
            '<a:schemeClr val="accent1"/></a:solidFill></p:spPr></p:sp>'
        ),
    )


def _add_note_field(layout: Any) -> None:
    """A text placeholder whose prompt is seen while editing and never shown or printed."""
    box = Page().note
    place = [round(Inches(side)) for side in (box.left, box.top, box.width, box.height)]
    layout.shapes._spTree.append(
        parse_xml(
            f"<p:sp {nsdecls('p', 'a')}><p:nvSpPr>"
            f'<p:cNvPr id="{NOTE_INDEX + 80}" name="{WORDS["own_note_name"]}"/>'
            '<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
            f'<p:nvPr><p:ph type="body" sz="quarter" idx="{NOTE_INDEX}"/></p:nvPr></p:nvSpPr>'
            f'<p:spPr><a:xfrm><a:off x="{place[0]}" y="{place[1]}"/>'
            f'<a:ext cx="{place[2]}" cy="{place[3]}"/></a:xfrm></p:spPr>'
            '<p:txBody><a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="ctr">'
            '<a:normAutofit/></a:bodyPr><a:lstStyle><a:lvl1pPr marL="0" indent="0">'
            f'<a:buNone/><a:defRPr sz="{NOTE_SIZE * 100}"/></a:lvl1pPr></a:lstStyle>'
            f'<a:p><a:r><a:rPr lang="ja-JP"/><a:t>{WORDS["own_note_prompt"]}</a:t></a:r></a:p>'
            "</p:txBody></p:sp>"
        )
    )
