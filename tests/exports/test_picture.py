"""Pictures with no system font in sight: text in PNG, SVG and PDF, stamps, absent data."""

import dataclasses
import io
import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
import zlib

import pytest
from PIL import Image

from charts.theme import Place
from exports.pictures.picture import compose_bare_svg, compose_svg, export_picture
from exports.pictures.renderer import Renderer
from tests.exports.pictures import count_dark, open_png
from tests.exports.plan_figures import build_figure
from views.model.figure import Figure

KEYS = (
    "matching_stages",
    "kpi_attainment",
    "membership_span",
    "government_count_by_block",
    "event_plans_by_forum",
    "block_by_prefecture",
)
SVG = "{http://www.w3.org/2000/svg}"
#: Draws an SVG from standard input in a process that registered no font.
DRAW = "import sys, vl_convert; sys.stdout.buffer.write(vl_convert.svg_to_png(sys.stdin.read()))"


@pytest.mark.parametrize("key", KEYS)
def test_png_without_system_fonts_has_dark_pixels_where_the_finding_stands(
    figures: dict[str, Figure], bare_renderer: Renderer, key: str
) -> None:
    drawn = export_picture(figures[key], "png", 1, renderer=bare_renderer)
    untitled = dataclasses.replace(figures[key], title="　")
    blank = export_picture(untitled, "png", 1, renderer=bare_renderer)
    top = 46 / open_png(drawn).height
    assert count_dark(drawn, 0, 0, 1, top) > count_dark(blank, 0, 0, 1, top) + 500


def test_png_without_system_fonts_has_the_axis_names(
    figures: dict[str, Figure], bare_renderer: Renderer
) -> None:
    drawn = export_picture(figures["matching_stages"], "png", 1, renderer=bare_renderer)
    assert count_dark(drawn, 0, 0.18, 0.14, 0.7) > 400


@pytest.mark.skipif(sys.platform != "linux", reason="only fontconfig can be told to hide fonts")
def test_system_fonts_are_really_hidden_from_the_tests(bare_renderer: Renderer) -> None:
    text = '<text y="18" font-family="Yu Gothic UI, DejaVu Sans, serif">ꀀабв</text>'
    empty = '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="24">{}</svg>'
    assert b"/FontFile" not in inflate_pdf(bare_renderer.convert_svg(empty.format(text), "pdf"))


@pytest.mark.parametrize(("scale", "dots"), [(1, 96), (2, 192)])
def test_png_says_how_many_dots_an_inch_it_has(
    bare_renderer: Renderer, scale: int, dots: int
) -> None:
    drawn = export_picture(build_figure(["町"], [1]), "png", scale, renderer=bare_renderer)
    assert open_png(drawn).width == 720 * scale
    assert Image.open(io.BytesIO(drawn)).info["dpi"] == pytest.approx((dots, dots), abs=0.1)


@pytest.mark.parametrize("values", [[1], [None]])
def test_clear_png_shows_what_it_is_laid_on(
    bare_renderer: Renderer, values: list[float | None]
) -> None:
    figure = build_figure(["町"], values)
    clear, white = (
        Image.open(io.BytesIO(export_picture(figure, "png", 1, bare_renderer, is_clear)))
        for is_clear in (True, False)
    )
    assert clear.size == white.size
    assert clear.convert("RGBA").getpixel((3, 3)) == (0, 0, 0, 0)
    assert clear.convert("RGBA").getchannel("A").histogram()[0] > clear.width * clear.height / 2
    assert white.convert("RGBA").getchannel("A").getextrema() == (255, 255)


def test_bold_title_is_heavier_than_regular_text(bare_renderer: Renderer) -> None:
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="40"><text y="30" '
        'font-size="30px" font-family="Congress Sans JP" font-weight="{}">'
        "社会実装の件数</text></svg>"
    )
    regular, bold = (
        count_dark(bare_renderer.convert_svg(svg.format(weight), "png"), 0, 0, 1, 1)
        for weight in (400, 700)
    )
    assert bold > regular * 1.2


@pytest.mark.parametrize("key", KEYS)
def test_svg_needs_no_font_at_all(
    figures: dict[str, Figure], bare_renderer: Renderer, key: str
) -> None:
    svg = export_picture(figures[key], "svg", renderer=bare_renderer).decode()
    root = parse_svg(svg)
    assert not list(root.iter(f"{SVG}text"))
    assert "font-family" not in svg
    drawn = subprocess.run(
        [sys.executable, "-c", DRAW], input=svg.encode(), capture_output=True, check=True
    ).stdout
    assert count_dark(drawn, 0, 0, 1, 46 / open_png(drawn).height) > 500


def test_svg_looks_like_the_png(figures: dict[str, Figure], bare_renderer: Renderer) -> None:
    figure = figures["kpi_attainment"]
    shapes = export_picture(figure, "svg", renderer=bare_renderer).decode()
    from_shapes = open_png(bare_renderer.convert_svg(shapes, "png"))
    from_text = open_png(export_picture(figure, "png", 1, renderer=bare_renderer))
    assert from_shapes.size == from_text.size
    dark = [sum(picture.histogram()[:110]) for picture in (from_shapes, from_text)]
    assert abs(dark[0] - dark[1]) < 0.02 * dark[1]


def test_svg_keeps_the_words_for_search_and_for_listeners(
    figures: dict[str, Figure], bare_renderer: Renderer
) -> None:
    svg = export_picture(figures["matching_stages"], "svg", renderer=bare_renderer).decode()
    root = parse_svg(svg)
    labels = {element.get("aria-label") for element in root.iter()}
    assert {"133件の85%は検討段階、社会実装は0件", "社会実装", "113件"} <= labels


def test_pdf_embeds_our_font_regular_and_bold(
    figures: dict[str, Figure], bare_renderer: Renderer
) -> None:
    pdf = export_picture(figures["matching_stages"], "pdf", renderer=bare_renderer)
    fonts = set(re.findall(rb"/FontName\s*/[A-Z]{6}\+(CongressSansJP-\w+)", inflate_pdf(pdf)))
    assert {b"CongressSansJP-Regular", b"CongressSansJP-Bold"} <= fonts
    assert len(re.findall(rb"/FontFile3", inflate_pdf(pdf))) >= 2


def test_scale_multiplies_the_pixels(figures: dict[str, Figure], bare_renderer: Renderer) -> None:
    once, twice, four = (
        open_png(export_picture(figures["membership_span"], "png", n, renderer=bare_renderer)).size
        for n in (1, 2, 4)
    )
    assert twice == pytest.approx([2 * side for side in once], abs=1)
    assert four == pytest.approx([4 * side for side in once], abs=3)


def test_invented_data_bear_the_stamp_with_and_without_frame(
    figures: dict[str, Figure], bare_renderer: Renderer
) -> None:
    figure = dataclasses.replace(figures["matching_stages"], is_practice=True)
    place = Place(800, 300, least_type=12, most_growth=1.3)
    assert "演習データ（架空）" in compose_svg(figure, bare_renderer)
    assert "演習データ（架空）" in compose_bare_svg(figure, bare_renderer, place)
    assert "演習データ" not in compose_svg(figures["matching_stages"], bare_renderer)


def test_frame_tells_source_scope_reach_and_code(
    figures: dict[str, Figure], bare_renderer: Renderer
) -> None:
    svg = compose_svg(figures["matching_stages"], bare_renderer)
    for text in ("令和2年度KPI結果.xlsx", "令和2年度　合計", "4/4 段階報告", "K2020-T-MAT"):
        assert text in svg


@pytest.mark.parametrize("figure", [build_figure([], []), build_figure(["北海道"], [None])])
def test_figure_without_data_says_not_reported_instead_of_a_chart(
    bare_renderer: Renderer, figure: Figure
) -> None:
    svg = compose_svg(figure, bare_renderer)
    assert "小さな図は未報告です（0ではありません）" in svg
    assert "mark-rect" not in svg
    assert count_dark(export_picture(figure, "png", renderer=bare_renderer), 0, 0, 1, 1) > 500


def test_zero_is_data_and_gets_its_chart(bare_renderer: Renderer) -> None:
    assert "未報告" not in compose_svg(build_figure(["社会実装"], [0]), bare_renderer)


def test_very_long_title_wraps_instead_of_widening(bare_renderer: Renderer) -> None:
    short = export_picture(build_figure(["町"], [1]), "png", 1, renderer=bare_renderer)
    figure = build_figure(["町"], [1], title="インフラメンテナンス国民会議の" * 30)
    long = export_picture(figure, "png", 1, renderer=bare_renderer)
    assert open_png(long).width == open_png(short).width
    assert open_png(long).height > open_png(short).height + 200


def test_markup_and_control_signs_in_names_do_no_harm(bare_renderer: Renderer) -> None:
    figure = build_figure(["<b>&\x0b町\x00", "]]>"], [1234567890, 2], title="<script>&\x07題")
    svg = export_picture(figure, "svg", renderer=bare_renderer).decode()
    root = parse_svg(svg)
    assert not list(root.iter(f"{SVG}script"))
    assert root.find(f"{SVG}title").text == "<script>&題"  # type: ignore[union-attr]


def parse_svg(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)  # noqa: S314 - our own drawing


def inflate_pdf(pdf: bytes) -> bytes:
    """The file with its compressed streams opened beside."""
    streams = re.findall(rb"stream\r?\n(.*?)endstream", pdf, re.DOTALL)
    opened = []
    for stream in streams:
        try:
            opened.append(zlib.decompressobj().decompress(stream))
        except zlib.error:
            continue
    return pdf + b"".join(opened)
