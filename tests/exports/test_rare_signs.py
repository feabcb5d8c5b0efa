"""Rare kanji in names, through every medium: drawn, or shown as 〓 and said; never a silent blank."""

import io
from collections.abc import Callable
from dataclasses import replace

import altair as alt
import pytest
from pypdf import PdfReader

from charts.theme import Place
from exports.books.table_csv import export_csv
from exports.books.workbook import export_xlsx
from exports.deck.pdf_pages import draw_first_page
from exports.deck.pptx_deck import Order, export_slide
from exports.pictures.picture import compose_bare_svg, export_picture
from exports.pictures.rare_signs import GETA, show_missing, tell_missing
from exports.pictures.renderer import Renderer, open_renderer
from exports.prints.papers import export_handout, export_one_page
from tests.exports.deck_orders import order_figure
from tests.exports.pictures import count_dark
from tests.exports.plan_figures import build_figure
from tests.exports.pptx_files import open_slides, read_texts

#: Names of towns, people and companies; the last two with a variant of 葛 and of 辻.
NAMES = ["𠮷野町", "𩸽漁港", "髙﨑土木", "𠀋夫", "葛\U000e0100城市", "辻\U000e0101建設"]
#: Signs that no Japanese font has: of the Yi script, and a picture.
UNKNOWN = "ꀀ🚧"
SAID = "〓は書体にない文字です（U+A000、U+1F6A7）。"
TEXT = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="60" height="60">'
    '<text y="44" font-size="40px" font-weight="{}">{}</text></svg>'
)


def draw(renderer: Renderer, text: str, weight: int) -> bytes:
    return renderer.convert_svg(TEXT.format(weight, text), "png", 1)


@pytest.mark.parametrize("weight", [400, 700])
def test_each_rare_sign_is_drawn_as_itself(bare_renderer: Renderer, weight: int) -> None:
    signs = ["𠮷", "𩸽", "髙", "﨑", "𠀋", "葛", "葛\U000e0100", "〓"]
    pictures = [draw(bare_renderer, sign, weight) for sign in signs]
    assert all(count_dark(picture, 0, 0, 1, 1) > 80 for picture in pictures)
    assert len(set(pictures)) == len(signs)


def test_variant_that_the_font_lacks_is_the_usual_sign_and_takes_no_room(
    bare_renderer: Renderer,
) -> None:
    texts = ["辻\U000e0105町", "辻町", "か\u3099", "が"]
    lacking, usual, composed, one = (draw(bare_renderer, text, 400) for text in texts)
    assert lacking == usual
    assert composed == one


@pytest.mark.parametrize("sign", UNKNOWN)
def test_sign_that_no_font_has_is_shown_as_such(bare_renderer: Renderer, sign: str) -> None:
    assert draw(bare_renderer, sign, 400) == draw(bare_renderer, GETA, 400)


def test_picture_of_every_form_says_which_signs_are_missing(bare_renderer: Renderer) -> None:
    figure = build_figure([*NAMES, UNKNOWN], [1] * 7, title="𠮷野の図")
    svg = export_picture(figure, "svg", renderer=bare_renderer).decode()
    assert SAID in svg
    assert "𠮷野の図" in svg
    pdf = read_pdf(export_picture(figure, "pdf", renderer=bare_renderer))
    assert SAID in pdf
    assert {"𠮷野町", "𩸽漁港", "髙﨑土木", "𠀋夫", GETA * 2} <= set(pdf.split("\n"))


def test_picture_whose_signs_are_all_there_says_nothing(bare_renderer: Renderer) -> None:
    figure = build_figure(NAMES, [1] * 6)
    assert "書体" not in export_picture(figure, "svg", renderer=bare_renderer).decode()
    assert tell_missing("".join(NAMES)) == ""
    assert show_missing("𠮷野町の道\u200b路") == "𠮷野町の道\u200b路"


def test_slides_and_books_keep_the_signs_themselves() -> None:
    figure = build_figure([*NAMES, UNKNOWN], [1] * 7)
    slides = open_slides(export_slide(replace(figure, chart=None, native=None)))
    for text in (read_texts(slides[0]), export_csv(figure).decode("utf-8-sig")):
        assert all(name in text for name in [*NAMES, UNKNOWN])
    assert export_xlsx(figure)


def test_pages_of_a_deck_say_what_is_missing() -> None:
    figure = build_figure(["𠮷野町", UNKNOWN], [1, 2])
    assert SAID in read_pdf(open_renderer().convert_svg(draw_first_page(figure), "pdf"))


def test_bare_picture_says_it_above_the_chart(bare_renderer: Renderer) -> None:
    figure = build_figure([UNKNOWN], [1])
    assert isinstance(figure.chart, alt.Chart)
    layered = alt.LayerChart(layer=[figure.chart], width=400, height=100)
    sized = replace(figure, chart=layered)
    place = Place(800, 300, least_type=12, most_growth=1.3)
    assert SAID in compose_bare_svg(sized, bare_renderer, place)


@pytest.mark.parametrize("export", [export_handout, export_one_page])
def test_papers_hold_the_signs_and_say_which_are_missing(
    export: Callable[[Order], bytes],
) -> None:
    figure = build_figure([*NAMES, UNKNOWN], [1] * 7)
    paper = read_pdf(export(replace(order_figure(figure), figures=(figure, figure))))
    assert SAID in paper
    assert all(sign in paper for sign in "𠮷𩸽髙﨑𠀋葛辻〓")


def read_pdf(content: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
