"""Text in PowerPoint files: faces for Latin and East Asian signs, and nothing XML can't hold.

PowerPoint takes Japanese signs from a run's East Asian face (a:ea); python-pptx sets only
the Latin one. A run without it is drawn in whatever the reader's Office falls back to.

The face is Yu Gothic: Windows 10 and 11 have it in every language edition, and so has
Office 2016 and later on both systems, where it is the Japanese default. Meiryo is an
optional feature of Windows outside Japan. PowerPoint shows its Japanese name (游ゴシック)
by itself; the file holds the English one, which every system knows.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from lxml import etree
from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Inches

from exports.pictures.text_fit import clean_text
from exports.slides.pptx_colors import Ink, Inks

YU_GOTHIC = "Yu Gothic"
LANGUAGE = "ja-JP"
#: Children of a:rPr (and a:defRPr) that come before the faces, in the schema's order.
_BEFORE_FACES = {
    qn(f"a:{name}")
    for name in (
        *("ln", "noFill", "solidFill", "gradFill", "blipFill", "pattFill", "grpFill"),
        *("effectLst", "effectDag", "highlight", "uLnTx", "uLn", "uFillTx", "uFill"),
    )
}
_FACES = (qn("a:latin"), qn("a:ea"), qn("a:cs"))
_FILL, _PLAIN, _PLACE = qn("a:solidFill"), qn("a:srgbClr"), qn("a:schemeClr")

Align = Literal["left", "center", "right"]
#: One of a face's inks; "inherited" leaves it to the placeholder.
Color = Literal["text", "muted", "gap", "inherited"]
_ALIGNS = {"left": PP_ALIGN.LEFT, "center": PP_ALIGN.CENTER, "right": PP_ALIGN.RIGHT}


@dataclass(frozen=True, slots=True)
class Face:
    """The font names of a deck's text, and its colours where it stands."""

    latin: str = YU_GOTHIC
    east_asian: str = YU_GOTHIC
    inks: Inks = field(default_factory=Inks)


@dataclass(frozen=True, slots=True)
class Style:
    """How a text is set: points, weight, colour, alignment."""

    size: float
    is_bold: bool = False
    color: Color = "text"
    align: Align = "left"


def write_lines(frame: Any, lines: Sequence[str], style: Style, face: Face) -> None:
    """Fill a text frame, one paragraph a line of the text; wrapping is PowerPoint's."""
    frame.clear()
    for number, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.alignment = _ALIGNS[style.align]
        write_run(paragraph, line, style, face)


def write_run(paragraph: Any, text: str, style: Style, face: Face) -> Any:
    """Add a text to a paragraph; returns python-pptx's run."""
    run = paragraph.add_run()
    run.text = clean_text(text).replace("\n", " ")
    properties = run._r.get_or_add_rPr()
    properties.set("sz", str(round(style.size * 100)))
    properties.set("b", str(int(style.is_bold)))
    if style.color != "inherited":
        properties.insert(0, render_ink(getattr(face.inks, style.color)))
    set_face(properties, face)
    return run


def render_ink(ink: Ink) -> Any:
    """A fill of a colour; python-pptx takes ten times as long, which tables feel."""
    fill = etree.Element(_FILL)
    tag, value = (_PLAIN, ink) if isinstance(ink, str) else (_PLACE, MSO_THEME_COLOR.to_xml(ink))
    etree.SubElement(fill, tag, {"val": value})
    return fill


def set_ink(color: Any, ink: Ink) -> None:
    """Colour one of python-pptx's colours."""
    if isinstance(ink, str):
        color.rgb = RGBColor.from_string(ink)  # type: ignore[no-untyped-call]
    else:
        color.theme_color = ink


def set_face(properties: Any, face: Face) -> None:
    """Latin, East Asian and complex face of an a:rPr, a:defRPr or a:endParaRPr element."""
    properties.set("lang", LANGUAGE)
    properties.set("altLang", "en-US")
    for old in [child for child in properties if child.tag in _FACES]:
        properties.remove(old)
    place = sum(1 for child in properties if child.tag in _BEFORE_FACES)
    fonts = zip(_FACES, (face.latin, face.east_asian, face.latin), strict=True)
    for offset, (tag, typeface) in enumerate(fonts):
        properties.insert(place + offset, etree.Element(tag, {"typeface": typeface}))


def set_every_face(element: Any, face: Face) -> None:
    """Give every run and default of an element (a chart, a placeholder) its faces."""
    for tag in ("a:rPr", "a:defRPr", "a:endParaRPr"):
        for properties in element.iter(qn(tag)):
            set_face(properties, face)


def settle_frame(frame: Any, anchor: Literal["top", "middle", "bottom"] = "top") -> None:
    """No inner margins, wrapped, and never resized by PowerPoint: the size is ours."""
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = Inches(0)
    frame.word_wrap = True
    frame.auto_size = MSO_AUTO_SIZE.NONE
    frame.vertical_anchor = {
        "top": MSO_ANCHOR.TOP,
        "middle": MSO_ANCHOR.MIDDLE,
        "bottom": MSO_ANCHOR.BOTTOM,
    }[anchor]


def describe_shape(shape: Any, name: str, alt: str) -> None:
    """A shape's name in the selection pane, and what is read aloud for it."""
    properties = shape._element.xpath(".//p:cNvPr")[0]
    properties.set("name", clean_text(name))
    properties.set("descr", clean_text(alt))
