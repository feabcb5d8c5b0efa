"""Printed pages: tagged (PDF/UA-1) and in Japanese, with the slides' numbers, none empty."""

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from exports.__main__ import main
from exports.deck.agenda import Request, compose_order, load_agendas
from exports.deck.pptx_deck import Order
from exports.prints.papers import export_handout, export_one_page
from tests.exports.deck_orders import HOSTILE, make_bars, order_figure
from tests.plan_store import fill_plan_store

ORDERS = {"handout": "standard", "one_page": "one_page"}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root: Path = tmp_path_factory.mktemp("stores") / "plan"
    fill_plan_store(root).close()
    return root


@pytest.fixture(scope="module")
def orders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Order]]:
    with fill_plan_store(tmp_path_factory.mktemp("store")) as database:
        agendas = {name: load_agendas()[key] for name, key in ORDERS.items()}
        yield {
            name: compose_order(database, agenda.items, Request(2020), agenda.title)
            for name, agenda in agendas.items()
        }


@pytest.fixture(scope="module")
def papers(orders: dict[str, Order]) -> dict[str, PdfReader]:
    """The handout of the standard agenda, and the sheet as of the invented data set."""
    sheet = orders["one_page"]
    practice = replace(
        sheet, figures=tuple(replace(each, is_practice=True) for each in sheet.figures)
    )
    made = {"handout": export_handout(orders["handout"]), "one_page": export_one_page(practice)}
    return {name: PdfReader(io.BytesIO(content)) for name, content in made.items()}


def read_text(paper: PdfReader) -> str:
    return squeeze("".join(page.extract_text() for page in paper.pages))


def squeeze(text: str) -> str:
    return re.sub(r"\s", "", text)


def list_tags(node: Any) -> Iterator[Any]:
    """Every structure element below one, itself too."""
    node = node.get_object()
    if isinstance(node, list):
        for each in node:
            yield from list_tags(each)
    elif isinstance(node, dict):
        yield node
        if "/K" in node:
            yield from list_tags(node["/K"])


def list_kinds(paper: PdfReader) -> set[str]:
    return {each.get("/S") for each in list_tags(paper.root_object["/StructTreeRoot"])}


@pytest.mark.parametrize("name", ORDERS)
def test_paper_is_tagged_titled_and_in_japanese(
    name: str, papers: dict[str, PdfReader], orders: dict[str, Order]
) -> None:
    paper = papers[name]
    root: Any = paper.root_object
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] in ("ja", "ja-JP")
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert paper.metadata is not None
    assert paper.metadata.title == orders[name].title
    assert "pdfuaid:part" in root["/Metadata"].get_object().get_data().decode()
    assert {"/H1", "/H2", "/Table", "/TH", "/TD", "/Figure"} <= list_kinds(paper)


@pytest.mark.parametrize("name", ORDERS)
def test_each_picture_says_its_values(name: str, papers: dict[str, PdfReader]) -> None:
    tags = list_tags(papers[name].root_object["/StructTreeRoot"])
    spoken = [str(each.get("/Alt", "")) for each in tags if each.get("/S") == "/Figure"]
    assert spoken
    assert all(spoken)
    assert any("検討: 実績 113件" in each for each in spoken)


@pytest.mark.parametrize("name", ORDERS)
def test_numbers_on_paper_are_the_figures(
    name: str, papers: dict[str, PdfReader], orders: dict[str, Order]
) -> None:
    text = read_text(papers[name])
    for figure in orders[name].figures:
        assert squeeze(figure.title) in text
        assert squeeze(figure.topic) in text
        if figure.is_silent:
            continue
        assert all(squeeze(code) in text for code in figure.code.split())
    for row in list_printed_rows(orders[name]):
        assert squeeze("".join(row)) in text


def list_printed_rows(order: Order) -> Iterator[tuple[str, ...]]:
    """The rows of tables whose cells each take one line."""
    for figure in order.figures:
        if figure.chart is None and not figure.is_silent:
            yield from (row for row in figure.table.rows if max(map(len, row)) < 10)


@pytest.mark.parametrize("name", ORDERS)
def test_no_page_is_empty_or_of_another_size(name: str, papers: dict[str, PdfReader]) -> None:
    for page in papers[name].pages:
        assert len(page.extract_text()) > 100
        assert [round(float(side)) for side in page.mediabox[2:]] == [595, 842]
    assert (len(papers[name].pages) == 1) == (name == "one_page")


def test_invented_data_are_stamped_on_paper(papers: dict[str, PdfReader]) -> None:
    assert "演習データ（架空）" in read_text(papers["one_page"])
    assert "演習データ" not in read_text(papers["handout"])


def test_words_are_never_markup() -> None:
    figure = replace(make_bars([HOSTILE, "#pagebreak() *太字* $x$"], [1, 2]), title=f"#{HOSTILE}")
    text = read_text(PdfReader(io.BytesIO(export_handout(order_figure(figure)))))
    assert "#pagebreak()*太字*$x$" in text
    assert "#=cmd|'/Ccalc'!A0<b>" in text


def test_rare_signs_are_printed_in_a_font_of_ours() -> None:
    figure = make_bars(["𠮷野町", "𩸽"], [1, 2], native=None)
    page = PdfReader(io.BytesIO(export_handout(order_figure(figure)))).pages[0]
    assert "𠮷野町1件" in squeeze(page.extract_text())
    assert "𩸽2件" in squeeze(page.extract_text())
    fonts: Any = page["/Resources"]
    names = {str(font.get_object()["/BaseFont"]) for font in fonts["/Font"].values()}
    assert any("NotoSansCJKjp" in name for name in names)


def test_figure_without_data_says_so_on_paper() -> None:
    figure = make_bars(["甲"], [None])
    assert "未報告" in read_text(PdfReader(io.BytesIO(export_handout(order_figure(figure)))))


@pytest.mark.parametrize(("has_appendix", "is_there"), [(False, False), (True, True)])
def test_long_table_of_a_chart_is_printed_with_the_appendix(
    has_appendix: bool, is_there: bool
) -> None:
    figure = make_bars([f"団体{number:02}" for number in range(16)], [*map(float, range(100, 116))])
    order = replace(order_figure(figure), has_appendix=has_appendix)
    paper = PdfReader(io.BytesIO(export_handout(order)))
    assert ("/Table" in list_kinds(paper)) == is_there
    assert ("数値の表（16行）" in read_text(paper)) != is_there


@pytest.mark.parametrize("command", ["handout", "one-page"])
def test_command_writes_the_paper(command: str, store: Path, tmp_path: Path) -> None:
    file = tmp_path / "paper.pdf"
    agenda = ["--agenda", "one_page"]
    assert main([command, *agenda, "-o", str(file), "--database", str(store)]) == 0
    assert "令和2年度（範囲:合計）" in read_text(PdfReader(file))


@pytest.mark.parametrize("export", [export_handout, export_one_page])
def test_number_stays_on_one_line_with_its_unit(export: Callable[[Order], bytes]) -> None:
    title = "".join(f"{'あ' * (number % 7)}45～62団体" for number in range(24))
    figure = replace(make_bars(["甲"], [1]), title=title, definition=title)
    lines = PdfReader(io.BytesIO(export(replace(order_figure(figure), figures=(figure, figure)))))
    text = "\n".join(page.extract_text() for page in lines.pages)
    assert text.count("45～62団体") == squeeze(text).count("45～62団体") >= 48
