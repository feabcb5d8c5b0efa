"""Templates of organisations, one of each kind: every word stays, and is read on its ground."""

import io
import zipfile
from dataclasses import replace
from functools import cache
from typing import Any

import openpyxl
import pytest
from docx import Document
from pptx import Presentation
from pptx.enum.dml import MSO_COLOR_TYPE
from pptx.util import Emu

from exports.deck.pptx_deck import export_deck, export_slide
from exports.errors import ExportError
from exports.slides.pptx_colors import RGB, find_contrast
from exports.slides.pptx_ground import Ground, read_ground
from exports.slides.pptx_kept import read_box
from exports.slides.slide import Box
from tests.exports import templates
from tests.exports.deck_orders import make_bars, order_figure
from tests.exports.pptx_files import list_faults, open_slides, read_texts
from tests.exports.templates import KINDS, PPSX, PPTM, TYPES, make_template, rename_package
from views.model.figure import NativeChart

BARS = replace(make_bars(["甲", "乙"], [3, 4]), is_practice=True, sources=("調査票.xlsx",))
TABLE = replace(BARS, key="table", native=None, chart=None)
STACKED = replace(BARS, key="stacked", native=NativeChart("doughnut", "name", ("value",)))
ORDER = replace(order_figure(BARS), figures=(BARS, TABLE, STACKED), own_notes={"bars": "補足です"})
STAMP = "演習データ（架空）"
#: No colour of text is read on it: a warning says so.
MIXED = "mixed_picture"

pytestmark = pytest.mark.usefixtures("one_child")


@cache
def make_deck(kind: str) -> tuple[bytes, tuple[str, ...]]:
    """The deck on a template, and what was said of it."""
    advice: list[str] = []
    order = replace(ORDER, template=make_template(kind))
    return export_deck(order, advise=advice.append), tuple(advice)


@pytest.mark.parametrize("kind", KINDS)
def test_deck_on_any_template_is_whole_and_keeps_every_word(kind: str) -> None:
    deck, _ = make_deck(kind)
    assert list_faults(deck) == []
    cover, *slides = open_slides(deck)
    assert len(slides) == 3
    for text in ("題名", "令和2年度", STAMP):
        assert text in read_texts(cover)
    for slide in slides:
        assert {"試験の見出し", STAMP} <= set(read_texts(slide).split("\n"))
        assert "出典: 調査票.xlsx" in read_texts(slide)
        assert not [each for each in slide.placeholders if not each.has_text_frame]


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_leaves_the_slide_or_covers_another_on_any_template(kind: str) -> None:
    presentation = Presentation(io.BytesIO(make_deck(kind)[0]))
    whole = Box(0, 0, presentation.slide_width / 914400, presentation.slide_height / 914400)
    for slide in presentation.slides:
        boxes = [read_box(shape) for shape in slide.shapes if is_seen(shape)]
        for box in boxes:
            assert min(box.left, box.top) >= 0
            assert box.left + box.width <= whole.width + 0.01
            assert box.bottom <= whole.height + 0.01
        for number, first in enumerate(boxes):
            assert not [other for other in boxes[number + 1 :] if overlap(first, other)]


def is_seen(shape: Any) -> bool:
    return not shape.has_text_frame or bool(shape.text_frame.text.strip())


def overlap(first: Box, other: Box) -> bool:
    wide = min(first.left + first.width, other.left + other.width) - max(first.left, other.left)
    high = min(first.bottom, other.bottom) - max(first.top, other.top)
    return wide > 0.02 and high > 0.02


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != MIXED])
def test_every_text_is_read_on_its_ground(kind: str) -> None:
    deck, advice = make_deck(kind)
    presentation = Presentation(io.BytesIO(deck))
    whole = Box(0, 0, presentation.slide_width / 914400, presentation.slide_height / 914400)
    seen = 0
    for slide in presentation.slides:
        ground = read_ground(slide.slide_layout, whole)
        for text, size, color, box in list_texts(slide, ground):
            least = 3 if size >= 14 else 4.5
            assert find_contrast(color, ground.find_colors(box)) >= least, text
            seen += 1
    assert seen > 20
    assert advice == ()


def list_texts(slide: Any, ground: Ground) -> list[tuple[str, float, RGB, Box]]:
    """Each text with its size, its colour and where it stands."""
    found = []
    for shape in slide.shapes:
        box = read_box(shape)
        frames = [shape.text_frame] if shape.has_text_frame else []
        if getattr(shape, "has_table", False):
            frames = [cell.text_frame for row in shape.table.rows for cell in row.cells]
        for frame in frames:
            for run in (run for paragraph in frame.paragraphs for run in paragraph.runs):
                color = read_color(run.font.color, shape, ground, slide)
                found.append((run.text, run.font.size.pt, color, box))
        if getattr(shape, "has_chart", False):
            font = shape.chart.font
            color = read_color(font.color, shape, ground, slide)
            found.append(("chart", font.size.pt, color, box))
    return found


def read_color(color: Any, shape: Any, ground: Ground, slide: Any) -> RGB:
    if color.type == MSO_COLOR_TYPE.RGB:
        return tuple(part / 255 for part in color.rgb)  # type: ignore[return-value]
    if color.type == MSO_COLOR_TYPE.SCHEME:
        return ground.places[color._color._xClr.get("val")]
    field = shape._base_placeholder
    return ground.read_field_color(field, slide.slide_layout.slide_master)


def test_ground_that_no_text_is_read_on_is_told_with_what_to_do() -> None:
    _, advice = make_deck(MIXED)
    assert len(advice) == 2  # the cover's layout and the other slides'
    assert "「Title Only」" in advice[1]
    assert "背景" in advice[1]
    assert "そろえ" in advice[1]


@pytest.mark.parametrize("broken", [b"", b"\x89PNG\r\n\x1a\n torn"])
def test_picture_that_cannot_be_read_may_be_light_or_dark(broken: bytes) -> None:
    given = templates.rewrite(make_template("dark_picture"), {"ppt/media/image1.png": broken})
    advice: list[str] = []
    export_deck(replace(ORDER, template=given), advise=advice.append)
    assert len(advice) == 2


def test_title_of_a_band_stays_on_it_and_the_rest_stands_below() -> None:
    _, slide, *_ = open_slides(make_deck("band")[0])
    band = Box(0, 0, 10, 1.1)
    others = [shape for shape in slide.shapes if is_seen(shape) and shape != slide.shapes.title]
    assert read_box(slide.shapes.title).bottom <= band.bottom
    assert min(read_box(shape).top for shape in others[1:]) >= band.bottom - 0.1


def test_bar_that_its_ground_would_swallow_has_an_edge() -> None:
    edges = {}
    for kind in ("light", "dark_theme_ground"):
        chart = next(s.chart for s in open_slides(make_deck(kind)[0])[1].shapes if s.has_chart)
        edges[kind] = chart.plots[0].series[0].format.line.fill.type is not None
    assert edges == {"light": False, "dark_theme_ground": True}


def test_slides_of_a_template_leave_nothing_behind() -> None:
    deck, _ = make_deck("many_slides")
    with zipfile.ZipFile(io.BytesIO(deck)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    assert len([name for name in parts if name.startswith("ppt/slides/slide")]) == 4
    assert "docProps/thumbnail.jpeg" not in parts
    assert not any("見本".encode() in part or b"custShow" in part for part in parts.values())
    assert not any(b"hlinksldjump" in part for part in parts.values())


def test_cover_of_ours_takes_new_words_where_it_stands() -> None:
    first, _ = make_deck("no_title")
    presentation = Presentation(io.BytesIO(first))
    presentation.slides[0].shapes[0].left = Emu(914400)
    again = replace(ORDER, title="次の題名", previous=templates.save(presentation))
    cover, *_ = open_slides(export_deck(again))
    assert read_texts(cover).split("\n")[0] == "次の題名"
    assert "\n題名" not in read_texts(cover)
    assert cover.shapes[0].left == 914400


# ------------------------------------------------------------------ kinds of files


@pytest.mark.parametrize("kind", [PPTM, PPTM.replace("presentation.", "template."), PPSX])
def test_deck_with_room_for_macros_but_none_in_it_becomes_a_plain_one(kind: str) -> None:
    made = export_slide(BARS, rename_package(make_template("light"), kind))
    assert list_faults(made) == []
    assert b"macroEnabled" not in templates.read_part(made, TYPES)
    assert b"presentationml.presentation.main+xml" in templates.read_part(made, TYPES)
    assert open_slides(made)


def test_deck_with_macros_is_refused_in_the_format_for_them_too() -> None:
    types = templates.read_part(make_template("light"), TYPES).replace(
        b"</Types>",
        b'<Override PartName="/ppt/vbaProject.bin" ContentType='
        b'"application/vnd.ms-office.vbaProject"/></Types>',
    )
    parts = {TYPES: types, "ppt/vbaProject.bin": b"x"}
    given = rename_package(templates.rewrite(make_template("light"), parts), PPTM)
    with pytest.raises(ExportError, match="マクロ"):
        export_slide(BARS, given)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("action", ["ppaction://macro?name=A", "ppaction://program"])
def test_click_that_runs_something_is_taken_off(action: str, encoding: str) -> None:
    master = "ppt/slideMasters/slideMaster1.xml"
    text = templates.read_part(make_template("light"), master).decode()
    text = text.replace("UTF-8", encoding, 1).replace(
        'name="Title Placeholder 1"/>',
        f'name="Title Placeholder 1"><a:hlinkClick r:id="" action="{action}"/></p:cNvPr>',
    )
    given = templates.rewrite(make_template("light"), {master: text.encode(encoding)})
    made = export_slide(BARS, given)
    assert b"ppaction" not in templates.read_part(made, master)


def write_other(program: str) -> bytes:
    stream = io.BytesIO()
    if program == "Word":
        Document().save(stream)
    else:
        openpyxl.Workbook().save(stream)
    return stream.getvalue()


OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (b"", "空（0 バイト）"),
        (OLE2 + "EncryptedPackage".encode("utf-16-le"), "パスワード"),
        (OLE2, "古い形式"),
        (write_other("Word"), "Word のファイル"),
        (write_other("Excel"), "Excel のファイル"),
    ],
    ids=["empty", "locked", "old", "Word", "Excel"],
)
@pytest.mark.parametrize("is_previous", [False, True], ids=["template", "previous"])
def test_file_that_is_no_deck_is_refused_in_one_sentence(
    given: bytes, told: str, is_previous: bool
) -> None:
    files = (None, given) if is_previous else (given, None)
    with pytest.raises(ExportError, match=told) as refused:
        export_deck(ORDER.replace_files(*files))
    assert str(refused.value).count("。") == 1


def test_deck_without_layouts_is_refused_in_one_sentence() -> None:
    deck = Presentation()
    templates.keep_layouts(deck)
    with pytest.raises(ExportError, match="レイアウトが1つもない") as refused:
        export_slide(BARS, templates.save(deck))
    assert str(refused.value).count("。") == 1
