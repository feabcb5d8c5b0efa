"""The sender's own template: its layouts, colours and fonts, and files that are none."""

import io
import zipfile
from dataclasses import replace
from functools import cache, partial

import pytest
from lxml import etree
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml.ns import _nsmap as nsmap
from pptx.oxml.ns import qn

from exports.deck import outside_file
from exports.deck.pptx_deck import export_deck, export_slide
from exports.errors import ExportError
from exports.slides import pptx_package
from store.child.process import Child
from tests.exports.deck_orders import make_bars, order_figure
from tests.exports.pptx_files import list_faults, list_runs_without_face, open_slides
from tests.exports.templates import POTX, read_part, rename_package, rewrite

FIGURE = make_bars(["甲", "乙"], [3, 4])

pytestmark = pytest.mark.usefixtures("one_child")


@cache
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


@pytest.mark.parametrize("template", [make_template(), rename_package(make_template(), POTX)])
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


@pytest.mark.parametrize(
    "content",
    [b" ", b"not a zip", b"PK\x03\x04 torn", make_template()[:3000]],
    ids=["space", "text", "torn", "half"],
)
@pytest.mark.parametrize("is_previous", [False, True], ids=["template", "previous"])
def test_file_that_is_no_presentation_ends_with_a_clear_message(
    content: bytes, is_previous: bool
) -> None:
    order = order_figure(FIGURE).replace_files(
        None if is_previous else content, content if is_previous else None
    )
    with pytest.raises(ExportError, match="PowerPoint のファイル"):
        export_deck(order)


def test_package_of_nothing_is_refused() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
    with pytest.raises(ExportError, match="PowerPoint のファイル"):
        export_slide(FIGURE, stream.getvalue())


OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)
TYPES = read_part(make_template(), "[Content_Types].xml")
INNER = rewrite(make_template(), {"xl/vbaProject.bin": b"x"})


@pytest.mark.parametrize(
    "parts",
    [
        {"[Content_Types].xml": TYPES.replace(b"</Types>", b'<Default Extension="bin" '
         b'ContentType="application/vnd.ms-office.vbaProject"/></Types>')},
        {"[Content_Types].xml": TYPES.replace(b"presentation.main", b"presentation.macroEnabled")},
        {"ppt/media/image9.png": OLE2},
        {"ppt/theme/theme9.xml": OLE2},
        {"ppt/media/image9.png": b"MZ\x90\0"},
        {"ppt/embeddings/book.xlsx": INNER},
    ],
    ids=["named", "kind", "as a picture", "as a theme", "a program", "in a workbook within"],
)  # fmt: skip
def test_macros_are_refused_whatever_they_call_themselves(parts: dict[str, bytes]) -> None:
    with pytest.raises(ExportError, match="マクロ"):
        export_slide(FIGURE, rewrite(make_template(), parts))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize(
    "part", ["ppt/presentation.xml", "ppt/theme/theme1.xml", "ppt/_rels/presentation.xml.rels",
             "[Content_Types].xml"],
)  # fmt: skip
def test_entities_are_refused_in_japanese(part: str, encoding: str) -> None:
    root = etree.fromstring(read_part(make_template(), part))
    text = (
        f'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]>{etree.tostring(root).decode()}'
    )
    spoiled = f'<?xml version="1.0" encoding="{encoding}"?>{text}'.encode(encoding)
    with pytest.raises(ExportError, match="DTD"):
        export_slide(FIGURE, rewrite(make_template(), {part: spoiled}))


#: Ways of a master to reach outside: (relation's type, what stands in the master).
OUTSIDE = {
    "picture": ("image", '<p:pic xmlns:p="{p}" xmlns:a="{a}" xmlns:r="{r}"><p:nvPicPr><p:cNvPr id="77"'
                ' name="x"/><p:cNvPicPr/><p:nvPr/></p:nvPicPr><p:blipFill><a:blip r:link="rIdOut"/>'
                '</p:blipFill><p:spPr/></p:pic>'),
    "link": ("hyperlink", '<p:sp xmlns:p="{p}" xmlns:a="{a}" xmlns:r="{r}"><p:nvSpPr><p:cNvPr id="78"'
             ' name="y"><a:hlinkClick r:id="rIdOut"/></p:cNvPr><p:cNvSpPr/><p:nvPr/></p:nvSpPr>'
             '<p:spPr/></p:sp>'),
    "film": ("video", '<p:sp xmlns:p="{p}" xmlns:a="{a}" xmlns:r="{r}"><p:nvSpPr><p:cNvPr id="79"'
             ' name="z"/><p:cNvSpPr/><p:nvPr><a:videoFile r:link="rIdOut"/></p:nvPr></p:nvSpPr>'
             '<p:spPr/></p:sp>'),
}  # fmt: skip
MASTER, ITS_RELATIONS = (
    "ppt/slideMasters/slideMaster1.xml",
    "ppt/slideMasters/_rels/slideMaster1.xml.rels",
)


def link_outside(way: str) -> bytes:
    kind, shape = OUTSIDE[way]
    spaces = {key: nsmap[key] for key in ("p", "a", "r")}
    shape = shape.format(**spaces)
    relation = (
        f'<Relationship Id="rIdOut" Type="{spaces["r"]}/{kind}" TargetMode="External"'
        ' Target="http://outside.example/x"/></Relationships>'
    )
    template = make_template()
    return rewrite(
        template,
        {
            MASTER: read_part(template, MASTER).replace(
                b"</p:spTree>", shape.encode() + b"</p:spTree>"
            ),
            ITS_RELATIONS: read_part(template, ITS_RELATIONS).replace(
                b"</Relationships>", relation.encode()
            ),
        },
    )


@pytest.mark.parametrize("way", OUTSIDE)
def test_nothing_of_a_template_reaches_outside(way: str) -> None:
    template = link_outside(way)
    assert any("points outside" in fault for fault in list_faults(template))
    made = export_slide(FIGURE, template)
    assert list_faults(made) == []
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        parts = [package.read(name) for name in package.namelist()]
    assert not any(b"rIdOut" in part or b"outside.example" in part for part in parts)


def test_picture_kept_in_the_file_stays_where_its_link_goes() -> None:
    root = etree.fromstring(b'<a xmlns:r="%s"><b r:embed="in" r:link="out"/><c r:id="out"/></a>'
                            % nsmap["r"].encode())  # fmt: skip
    pptx_package._cut_references(root, {"out"})
    assert [each.tag for each in root] == ["b"]
    assert dict(root[0].attrib) == {f"{{{nsmap['r']}}}embed": "in"}


def test_part_of_an_unlisted_kind_is_left_out() -> None:
    types = TYPES.replace(b"</Types>", b'<Override PartName="/ppt/ax.xml" ContentType='
                          b'"application/vnd.ms-office.activeX+xml"/></Types>')  # fmt: skip
    relations = read_part(make_template(), ITS_RELATIONS).replace(
        b"</Relationships>", b'<Relationship Id="rIdX" Type="x/control" Target="../ax.xml"/>'
        b"</Relationships>")  # fmt: skip
    parts = {"[Content_Types].xml": types, "ppt/ax.xml": b"<ax/>", ITS_RELATIONS: relations}
    made = export_slide(FIGURE, rewrite(make_template(), parts))
    assert list_faults(made) == []
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        assert "ppt/ax.xml" not in package.namelist()


def test_package_that_unfolds_too_far_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    template = make_template()
    with zipfile.ZipFile(io.BytesIO(template)) as package:
        size = sum(entry.file_size for entry in package.infolist())
    monkeypatch.setattr(pptx_package, "LARGEST_PACKAGE", size)
    assert pptx_package.clean_package(template)
    monkeypatch.setattr(pptx_package, "LARGEST_PACKAGE", size - 1)
    with pytest.raises(ExportError, match="PowerPoint のファイル"):
        pptx_package.clean_package(template)


def test_file_that_brings_the_child_down_is_told_in_japanese(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    dying = partial(Child, ("-c", "import os; os.abort()"))
    monkeypatch.setattr(outside_file, "Child", lambda _, limits: dying(limits))
    with pytest.raises(ExportError, match="大きすぎるか複雑すぎる"):
        export_slide(FIGURE, make_template())


def test_no_byte_of_a_template_is_taken_apart_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("parsed outside the child")

    order = replace(order_figure(FIGURE), template=make_template())
    monkeypatch.setattr(zipfile.ZipFile, "__init__", refuse)
    monkeypatch.setattr(etree, "fromstring", refuse)
    made = export_deck(order)
    monkeypatch.undo()
    assert list_faults(made) == []
