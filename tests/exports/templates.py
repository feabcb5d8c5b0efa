"""Templates as organisations have them, each made of python-pptx's 4:3 one in one respect."""

import io
import zipfile
from collections.abc import Callable
from functools import cache
from typing import Any

from lxml import etree
from PIL import Image
from pptx import Presentation
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Inches

NAVY = "0B1F3A"
KINDS: dict[str, Callable[[Any], None]] = {}


def kind(make: Callable[[Any], None]) -> Callable[[Any], None]:
    KINDS[make.__name__] = make
    return make


@cache
def make_template(name: str) -> bytes:
    deck = Presentation()
    KINDS[name](deck)
    return save(deck)


def save(deck: Any) -> bytes:
    stream = io.BytesIO()
    deck.save(stream)
    return stream.getvalue()


@kind
def light(deck: Any) -> None:
    """As it is."""


@kind
def wide(deck: Any) -> None:
    """16:9, its layouts still at the left."""
    deck.slide_width, deck.slide_height = Inches(13.333), Inches(7.5)


@kind
def no_title(deck: Any) -> None:
    """Blank layouts alone."""
    keep_layouts(deck, "Blank")


@kind
def no_subtitle(deck: Any) -> None:
    """A cover with a title at its foot, and a layout with one too narrow for a finding."""
    keep_layouts(deck, "Title Slide", "Title Only")
    cover, narrow = deck.slide_layouts
    for shape in list(cover.placeholders):
        if shape.placeholder_format.idx != 0:
            shape._element.getparent().remove(shape._element)
    place(cover.placeholders[0], 0.7, 5.2, 8.5, 1.2)
    place(narrow.placeholders[0], 0.3, 0.5, 2.0, 1.5)


@kind
def odd_fields(deck: Any) -> None:
    """Layouts of pictures, charts, tables and upright titles, and none of a title alone."""
    keep_layouts(deck, "Picture with Caption", "Vertical Title and Text", "Comparison")
    for number, name in enumerate(("chart", "tbl", "media", "dgm"), 40):
        deck.slide_layouts[2].shapes._spTree.append(
            parse_xml(
                f"<p:sp {nsdecls('p', 'a')}><p:nvSpPr>"
                f'<p:cNvPr id="{number}" name="{name}"/><p:cNvSpPr/>'
                f'<p:nvPr><p:ph type="{name}" idx="{number}"/></p:nvPr></p:nvSpPr><p:spPr/>'
                "<p:txBody><a:bodyPr/><a:p/></p:txBody></p:sp>"
            )
        )


@kind
def many_slides(deck: Any) -> None:
    """Slides of its own, a show of some of them, and a button on the layouts that leads to one."""
    for _ in range(30):
        slide = deck.slides.add_slide(deck.slide_layouts[1])
        slide.shapes.title.text_frame.text = "見本"
    last = deck.slides[29].part
    layout = deck.slide_layouts.get_by_name("Title Only")
    button = layout.placeholders[0]._element
    link = etree.SubElement(button.find(f".//{qn('p:cNvPr')}"), qn("a:hlinkClick"))
    link.set(qn("r:id"), layout.part.relate_to(last, RELATION))
    link.set("action", "ppaction://hlinksldjump")
    first = deck.slides._sldIdLst[0].rId
    shows = parse_xml(
        f"<p:custShowLst {nsdecls('p', 'r')}><p:custShow name='抜粋' id='0'><p:sldLst>"
        f"<p:sld r:id='{first}'/></p:sldLst></p:custShow></p:custShowLst>"
    )
    deck.element.find(qn("p:notesSz")).addnext(shows)


RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/slide"


@kind
def dark(deck: Any) -> None:
    """A dark colour behind everything, and the theme's texts black."""
    set_ground(deck.slide_master, f'<a:solidFill><a:srgbClr val="{NAVY}"/></a:solidFill>')


@kind
def dark_scheme(deck: Any) -> None:
    """A theme whose ground is its dark colour: its texts are light by themselves."""
    mapping = deck.slide_master._element.find(qn("p:clrMap"))
    for name, color in {"bg1": "dk1", "tx1": "lt1", "bg2": "dk2", "tx2": "lt2"}.items():
        mapping.set(name, color)


@kind
def dark_gradient(deck: Any) -> None:
    set_ground(
        deck.slide_master,
        '<a:gradFill><a:gsLst><a:gs pos="0"><a:srgbClr val="203864"/></a:gs><a:gs pos="100000">'
        '<a:schemeClr val="tx1"><a:lumMod val="85000"/><a:lumOff val="15000"/></a:schemeClr></a:gs>'
        '</a:gsLst><a:lin ang="5400000" scaled="0"/></a:gradFill>',
    )


@kind
def dark_theme_ground(deck: Any) -> None:
    """The third of the theme's own grounds, in its second dark colour."""
    background = deck.slide_master._element.cSld.find(qn("p:bg"))
    background[0].set("idx", "1003")
    background[0][0].set("val", "tx2")


@kind
def dark_picture(deck: Any) -> None:
    set_picture(deck.slide_master, Image.new("RGB", (64, 48), (30, 40, 30)))


@kind
def dark_panel(deck: Any) -> None:
    """A dark rectangle over the whole of each layout, within a group, and a white title."""
    for layout in deck.slide_layouts:
        add_panel(layout, 0, 0, 10, 7.5, in_group=True)
    whiten_titles(deck)


@kind
def band(deck: Any) -> None:
    """A dark band at the top with a white title on it."""
    add_panel(deck.slide_master, 0, 0, 10, 1.1)
    place(next(iter(deck.slide_master.placeholders)), 0.4, 0.1, 9.2, 0.9)
    whiten_titles(deck)


@kind
def mixed_picture(deck: Any) -> None:
    """A picture that is black on one side and white on the other: no colour is read on both."""
    picture = Image.new("RGB", (64, 48), "white")
    picture.paste((0, 0, 0), (0, 0, 32, 48))
    set_picture(deck.slide_master, picture)


def keep_layouts(deck: Any, *names: str) -> None:
    for layout in list(deck.slide_layouts):
        if layout.name not in names:
            deck.slide_layouts.remove(layout)


def place(shape: Any, left: float, top: float, width: float, height: float) -> None:
    shape.left, shape.top, shape.width, shape.height = (
        Inches(side) for side in (left, top, width, height)
    )


def set_ground(part: Any, fill: str) -> None:
    background = part._element.cSld.find(qn("p:bg"))
    filled = f"<p:bg {nsdecls('p', 'a', 'r')}><p:bgPr>{fill}<a:effectLst/></p:bgPr></p:bg>"
    background.getparent().replace(background, parse_xml(filled))


def set_picture(master: Any, picture: Image.Image) -> None:
    stream = io.BytesIO()
    picture.save(stream, "PNG")
    _, key = master.part.get_or_add_image_part(io.BytesIO(stream.getvalue()))
    set_ground(
        master,
        f'<a:blipFill><a:blip r:embed="{key}"/><a:stretch><a:fillRect/></a:stretch></a:blipFill>',
    )


def add_panel(
    part: Any, left: float, top: float, width: float, height: float, in_group: bool = False
) -> None:
    sides = [round(Inches(side)) for side in (left, top, width, height)]
    inner = (
        f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="70" name="panel"/><p:cNvSpPr/><p:nvPr/>'
        '</p:nvSpPr><p:spPr><a:xfrm><a:off x="{0}" y="{1}"/><a:ext cx="{2}" cy="{3}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr><p:style><a:lnRef idx="0">'
        '<a:schemeClr val="accent1"/></a:lnRef><a:fillRef idx="1"><a:srgbClr val="' + NAVY + '"/>'
        '</a:fillRef><a:effectRef idx="0"><a:schemeClr val="accent1"/></a:effectRef>'
        '<a:fontRef idx="minor"><a:schemeClr val="lt1"/></a:fontRef></p:style></p:sp>'
    )
    if in_group:  # of another measure: a tenth as large, moved
        small = [value // 10 for value in sides]
        shape = (
            f'<p:grpSp {nsdecls("p", "a")}><p:nvGrpSpPr><p:cNvPr id="71" name="group"/>'
            "<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>"
            f'<a:off x="{sides[0]}" y="{sides[1]}"/><a:ext cx="{sides[2]}" cy="{sides[3]}"/>'
            f'<a:chOff x="500" y="600"/><a:chExt cx="{small[2]}" cy="{small[3]}"/></a:xfrm>'
            f"</p:grpSpPr>{inner.format(500, 600, small[2], small[3])}</p:grpSp>"
        )
    else:
        shape = inner.format(*sides)
    part.shapes._spTree.insert(2, parse_xml(shape))


def whiten_titles(deck: Any) -> None:
    style = deck.slide_master._element.find(f".//{qn('p:titleStyle')}/{qn('a:lvl1pPr')}")
    for color in style.iter(qn("a:schemeClr")):
        color.set("val", "bg1")


DECK = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
POTX = DECK.replace("presentation.main", "template.main")
PPSX = DECK.replace("presentation.main", "slideshow.main")
PPTM = "application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml"
TYPES = "[Content_Types].xml"


def rename_package(deck: bytes, kind_of_deck: str) -> bytes:
    """The same package, calling itself otherwise."""
    types = read_part(deck, TYPES).replace(DECK.encode(), kind_of_deck.encode())
    return rewrite(deck, {TYPES: types})


def rewrite(deck: bytes, parts: dict[str, bytes]) -> bytes:
    """The package with some parts put in or replaced."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(deck)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in [each for each in old.namelist() if each not in parts]:
            new.writestr(name, old.read(name))
        for name, part in parts.items():
            new.writestr(name, part)
    return stream.getvalue()


def read_part(deck: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(deck)) as package:
        return package.read(name)
