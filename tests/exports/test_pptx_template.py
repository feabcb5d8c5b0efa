"""The sender's own template: its layouts, colours and fonts, and files that are none."""

import io
import zipfile

import pytest
from lxml import etree
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml.ns import qn

from exports.deck.pptx_deck import export_slide
from exports.errors import ExportError
from tests.exports.deck_orders import make_bars
from tests.exports.pptx_files import list_faults, list_runs_without_face, open_slides

FIGURE = make_bars(["甲", "乙"], [3, 4])


def make_template(color: str = "00B050", font: str = "メイリオ", slides: int = 2) -> bytes:
    """A 4:3 template with its own accent colour, Japanese font and sample slides."""
    deck = Presentation()
    part = deck.slide_master.part.part_related_by(RT.THEME)
    theme = etree.fromstring(part.blob)
    theme.find(f".//{qn('a:accent1')}")[0].set("val", color)
    theme.find(f".//{qn('a:minorFont')}/{qn('a:ea')}").set("typeface", font)
    part._blob = etree.tostring(theme)
    for _ in range(slides):
        deck.slides.add_slide(deck.slide_layouts[1]).shapes.title.text_frame.text = "見本"
    stream = io.BytesIO()
    deck.save(stream)
    return stream.getvalue()


def as_potx(deck: bytes) -> bytes:
    """The same package, saying of itself that it is a template."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(deck)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "[Content_Types].xml":
                content = content.replace(b"presentation.main+xml", b"template.main+xml")
            new.writestr(name, content)
    return stream.getvalue()


@pytest.mark.parametrize("template", [make_template(), as_potx(make_template())])
def test_layouts_colours_and_fonts_of_a_template_are_used(template: bytes) -> None:
    made = export_slide(FIGURE, template)
    deck = Presentation(io.BytesIO(made))
    [slide] = deck.slides
    assert list_faults(made) == []
    assert deck.slide_width == Presentation(io.BytesIO(make_template())).slide_width
    assert slide.slide_layout.name == "Title Only"
    theme = deck.slide_master.part.part_related_by(RT.THEME).blob
    assert b"00B050" in theme
    chart = next(shape.chart for shape in slide.shapes if shape.has_chart)
    fill = chart.plots[0].series[0].format.fill.fore_color
    assert str(fill.theme_color).startswith("ACCENT_1")
    assert "メイリオ".encode() in etree.tostring(chart._chartSpace, encoding="utf-8")
    assert list_runs_without_face(made) == []


def test_sample_slides_of_a_template_are_left_out() -> None:
    made = export_slide(FIGURE, make_template(slides=3))
    assert [s.shapes.title.text_frame.text for s in open_slides(made)] == ["試験の見出し"]
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        slides = [n for n in package.namelist() if n.startswith("ppt/slides/slide")]
    assert len(slides) == 1


def test_template_without_a_title_layout_still_gets_a_title() -> None:
    deck = Presentation()
    for layout in list(deck.slide_layouts):
        if layout.name != "Blank":
            deck.slide_layouts.remove(layout)
    stream = io.BytesIO()
    deck.save(stream)
    [slide] = open_slides(export_slide(FIGURE, stream.getvalue()))
    texts = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    assert "試験の見出し" in texts


@pytest.mark.parametrize(
    "content",
    [b"", b"not a zip", b"PK\x03\x04 torn", make_template()[:3000]],
    ids=["empty", "text", "torn", "half"],
)
def test_file_that_is_no_presentation_ends_with_a_clear_message(content: bytes) -> None:
    with pytest.raises(ExportError, match="PowerPoint のファイル"):
        export_slide(FIGURE, content or b" ")


def test_workbook_given_as_a_template_is_refused() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
    with pytest.raises(ExportError, match="PowerPoint のファイル"):
        export_slide(FIGURE, stream.getvalue())


def test_template_with_macros_is_refused() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr("[Content_Types].xml", '<Types><Default Extension="vbaProject"/></Types>')
    with pytest.raises(ExportError, match="マクロ"):
        export_slide(FIGURE, stream.getvalue())
