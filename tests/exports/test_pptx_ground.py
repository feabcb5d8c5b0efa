"""What stands behind a text: layers over each other, colours of a theme, pictures with holes."""

import io

import pytest
from PIL import Image
from pptx import Presentation
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls

from exports.slides.pptx_colors import BLACK, RGB, WHITE, Inks, parse_color
from exports.slides.pptx_ground import Ground, Layer, read_ground
from exports.slides.slide import Box
from tests.exports import templates

PAGE, TEXT = Box(0, 0, 10, 7.5), Box(1, 1, 4, 1)
GREY = (0.5, 0.5, 0.5)


@pytest.mark.parametrize(
    ("layer", "colors"),
    [
        (Layer(PAGE, (BLACK,)), [BLACK]),
        (Layer(PAGE, (BLACK,), fills_box=False), [WHITE, BLACK]),  # a round one
        (Layer(PAGE, (BLACK,), clearness=0.5), [GREY]),
        (Layer(Box(1, 1, 3.9, 1), (BLACK,)), [WHITE, BLACK]),
        (Layer(Box(1, 1, 0.64, 1), (BLACK,)), [WHITE, BLACK]),
        (Layer(Box(1, 1, 0.56, 1), (BLACK,)), [WHITE]),  # a line at its edge
        (Layer(Box(6, 1, 4, 1), (BLACK,)), [WHITE]),  # beside it
    ],
)
def test_layer_is_behind_a_text_as_far_as_it_covers_it(layer: Layer, colors: list[RGB]) -> None:
    assert Ground((layer,), {}).find_colors(TEXT) == colors


@pytest.mark.parametrize(
    ("color", "expected"),
    [
        ('<a:srgbClr val="FF0000"/>', (1, 0, 0)),
        ('<a:sysClr val="window" lastClr="00FF00"/>', (0, 1, 0)),
        ('<a:schemeClr val="tx1"/>', (0, 0, 1)),
        ('<a:prstClr val="dkBlue"/>', (0, 0, 139 / 255)),
        ('<a:prstClr val="white"/>', WHITE),
        ('<a:scrgbClr r="100000" g="0" b="50000"/>', (1, 0, 0.5)),
        ('<a:srgbClr val="FFFFFF"><a:lumMod val="50000"/></a:srgbClr>', GREY),
        ('<a:srgbClr val="000000"><a:lumOff val="50000"/></a:srgbClr>', GREY),
        ('<a:srgbClr val="FFFFFF"><a:shade val="50000"/></a:srgbClr>', GREY),
        ('<a:srgbClr val="000000"><a:tint val="50000"/></a:srgbClr>', GREY),
    ],
)
def test_colour_of_every_kind_is_read(color: str, expected: RGB) -> None:
    holder = parse_xml(f"<a:solidFill {nsdecls('a')}>{color}</a:solidFill>")
    assert parse_color(holder, {"tx1": (0.0, 0.0, 1.0)}) == pytest.approx(expected)


@pytest.mark.parametrize(("alpha", "colors"), [(255, 1), (0, 2)])
def test_picture_with_a_hole_shows_what_is_behind_it(alpha: int, colors: int) -> None:
    deck, stream = Presentation(), io.BytesIO()
    picture = Image.new("RGBA", (32, 18), (0, 0, 0, 255))
    picture.paste((0, 0, 0, alpha), (8, 6, 24, 12))
    picture.save(stream, "PNG")
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    drawn = slide.shapes.add_picture(stream, 0, 0, deck.slide_width, deck.slide_height)
    layout = deck.slide_layouts[5]
    _, key = layout.part.get_or_add_image_part(io.BytesIO(stream.getvalue()))
    drawn._element.blipFill.blip.rEmbed = key
    layout.shapes._spTree.append(drawn._element)
    assert len(read_ground(layout, PAGE).find_colors(TEXT)) == colors


def test_layout_that_hides_its_masters_shapes_has_its_own_ground() -> None:
    deck = Presentation()
    templates.add_panel(deck.slide_master, 0, 0, 10, 7.5)
    plain, hiding = deck.slide_layouts[5], deck.slide_layouts[6]
    hiding._element.set("showMasterSp", "0")
    assert read_ground(plain, PAGE).find_colors(TEXT) != [WHITE]
    assert read_ground(hiding, PAGE).find_colors(TEXT) == [WHITE]


def test_text_takes_the_themes_colours_before_black_or_white() -> None:
    places = {"tx1": GREY, "bg1": GREY, "tx2": BLACK, "bg2": WHITE, "accent2": (1.0, 0.0, 0.0)}
    on_white = Ground((), places).choose_inks(TEXT)
    assert str(on_white.text).startswith("TEXT_2")
    assert str(on_white.gap).startswith("ACCENT_2")
    on_grey = Ground((Layer(PAGE, (GREY,)),), dict.fromkeys(places, GREY)).choose_inks(TEXT)
    assert (on_grey.text, on_grey.muted, on_grey.gap) == ("000000", "000000", "000000")


def test_label_on_a_bar_takes_the_usual_colour_where_it_is_read() -> None:
    inks = Inks(places={"bg1": WHITE, "tx1": GREY})
    assert inks.choose_on(BLACK, MSO_THEME_COLOR.BACKGROUND_1) == MSO_THEME_COLOR.BACKGROUND_1
    assert (
        inks.choose_on(WHITE, MSO_THEME_COLOR.BACKGROUND_1, MSO_THEME_COLOR.TEXT_1)
        == MSO_THEME_COLOR.TEXT_1
    )
    assert inks.choose_on(GREY, MSO_THEME_COLOR.TEXT_1) == "000000"
    assert Inks().choose_on(GREY, MSO_THEME_COLOR.TEXT_1) == MSO_THEME_COLOR.TEXT_1
