"""The deck as PDF: the same slides as pages, Japanese text embedded, without Office."""

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from exports.deck.pdf_pages import draw_pages, export_page, export_pdf
from exports.deck.pptx_deck import Order, export_deck
from tests.exports.deck_orders import HOSTILE, make_bars, order_figure, order_only, order_standard
from tests.exports.pptx_files import open_slides
from tests.plan_store import fill_plan_store


@pytest.fixture(scope="module")
def order(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Order]:
    root: Path = tmp_path_factory.mktemp("store")
    with fill_plan_store(root) as database:
        yield order_standard(database)


def squeeze(text: str) -> str:
    return re.sub(r"\s", "", text)


def test_pages_are_the_slides_of_the_deck(order: Order) -> None:
    short = order_only(order, "kpi_summary", "matching_stages", "decisions")
    pages = PdfReader(io.BytesIO(export_pdf(short))).pages
    slides = open_slides(export_deck(short))
    assert len(pages) == len(slides)
    for page, slide in zip(list(pages)[1:], slides[1:], strict=True):
        assert squeeze(slide.shapes.title.text_frame.text) in squeeze(page.extract_text())
        assert float(page.mediabox.width) * 9 == pytest.approx(
            float(page.mediabox.height) * 16, 1e-3
        )


def test_text_is_embedded_with_our_japanese_font(order: Order) -> None:
    reader = PdfReader(io.BytesIO(export_pdf(order_only(order, "matching_stages"))))
    fonts = reader.pages[1]["/Resources"]["/Font"]  # type: ignore[index]
    for font in fonts.values():
        [descendant] = font.get_object()["/DescendantFonts"]
        descriptor = descendant.get_object()["/FontDescriptor"]
        assert "CongressSansJP" in descriptor["/FontName"]
        assert "/FontFile3" in descriptor or "/FontFile2" in descriptor
    assert "社会実装　0件" in reader.pages[1].extract_text()


def test_practice_data_are_stamped_on_every_page(order: Order) -> None:
    figures = tuple(replace(figure, is_practice=True) for figure in order.figures[:2])
    assert all("演習データ（架空）" in page for page in draw_pages(replace(order, figures=figures)))


def test_figure_without_data_says_so() -> None:
    pages = list(draw_pages(order_figure(make_bars(["甲"], [None]))))
    assert ">未報告<" in pages[1]


def test_hostile_text_gives_a_readable_page() -> None:
    figure = replace(make_bars([HOSTILE], [1]), title=HOSTILE)
    assert export_page(figure, "png").startswith(b"\x89PNG")


def test_remark_stands_on_its_page(order: Order) -> None:
    short = replace(order_only(order, "matching_stages"), own_notes={"matching_stages": "補足です"})
    assert "補足です" in list(draw_pages(short))[1]
