"""Decks as files: whole packages, Japanese faces, alternative texts, notes, nothing overflowing."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation
from pptx.util import Emu

from exports.deck.agenda import load_agendas
from exports.deck.deck_properties import SECTIONS
from exports.deck.pptx_deck import Order, export_deck, export_slide
from exports.pictures.text_fit import POINTS_PER_INCH, count_inches, measure_em, wrap_text
from exports.slides.slide import Page, compose_slides
from exports.slides.slide_table import TablePart
from exports.spoken_values import speak_figure
from store.database import Database, open_database
from store.moments import read_utc_now
from tests.exports.deck_orders import HOSTILE, make_bars, order_figure, order_standard
from tests.exports.pptx_files import (
    find_slide,
    list_faults,
    list_figures_without_alt,
    list_runs_without_face,
    open_slides,
    read_texts,
)
from tests.plan_store import fill_plan_store

LONG = "インフラメンテナンス国民会議地方フォーラム連絡協議会設立準備委員会事務局" * 6


@pytest.fixture(scope="module")
def order(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Order]:
    root: Path = tmp_path_factory.mktemp("store")
    with fill_plan_store(root) as database:
        yield order_standard(database)


@pytest.fixture(scope="module")
def deck(order: Order) -> bytes:
    return export_deck(order)


def test_standard_deck_is_a_whole_package_of_wide_slides(deck: bytes) -> None:
    presentation = Presentation(io.BytesIO(deck))
    assert list_faults(deck) == []
    assert len(presentation.slides) >= 10
    assert presentation.slide_width * 9 == pytest.approx(presentation.slide_height * 16, rel=1e-3)


def test_every_text_has_a_japanese_face(deck: bytes) -> None:
    assert list_runs_without_face(deck) == []
    assert deck != b""
    assert b"Yu Gothic" in b"".join(
        part.blob for part in Presentation(io.BytesIO(deck)).part.package.iter_parts()
    )


def test_every_figure_has_an_alternative_text(deck: bytes) -> None:
    assert list_figures_without_alt(deck) == []


def test_every_slide_has_its_finding_as_title_and_its_footer(deck: bytes) -> None:
    _, contents, *slides = open_slides(deck)
    assert "時点: " in read_texts(contents)
    for slide in slides:
        words = read_texts(slide)
        assert slide.shapes.title.text_frame.text
        assert "出典: " in words or "会議で記入" in words  # a form has no source
        assert "コード: " in words
        assert "時点: " in words


def test_speaker_notes_hold_the_numbers_and_definitions(deck: bytes) -> None:
    notes = find_slide(deck, "kpi_summary").notes_slide.notes_text_frame.text
    assert "・マッチング等: 実績 133件、目標 150件" in notes
    assert "・自治体会員の割合: 実績 57%、目標 60%" in notes
    assert "【定義】" in notes


def test_zero_and_missing_are_told_apart_in_tables(deck: bytes) -> None:
    table = next(s.table for s in find_slide(deck, "kpi_summary").shapes if s.has_table)
    rows = [[cell.text_frame.text for cell in row.cells] for row in table.rows]
    implemented = next(row for row in rows if row[0] == "社会実装")
    assert implemented[1] == "0件"
    assert implemented[2] == "目標なし"
    # last year's, which nobody has handed in, are one sentence and no column
    assert "前年度実績" not in rows[0]
    assert "前年度実績は未報告" in read_texts(find_slide(deck, "kpi_summary"))


def test_practice_data_are_stamped_on_every_slide(order: Order) -> None:
    figures = tuple(replace(figure, is_practice=True) for figure in order.figures[:3])
    for slide in open_slides(export_deck(replace(order, figures=figures))):
        assert "演習データ（架空）" in read_texts(slide)


def test_figure_without_data_says_so_and_has_no_chart() -> None:
    figure = make_bars(["甲", "乙"], [None, None])
    [slide] = open_slides(export_slide(figure))
    assert "未報告" in read_texts(slide)
    assert not any(shape.has_chart for shape in slide.shapes)


def test_empty_store_gives_a_deck_that_invents_nothing(tmp_path: Path) -> None:
    with open_database(tmp_path) as database:
        deck = export_deck(order_standard(database))
    assert list_faults(deck) == []
    contents = read_texts(find_slide(deck, "contents"))
    assert "マッチング等の段階別の実績は未報告です" in contents
    assert "自治体会員の割合は未報告です" in contents
    assert len(open_slides(deck)) == 5  # no wall of slides that say 未報告


def test_hostile_texts_leave_a_whole_package() -> None:
    figure = replace(
        make_bars([HOSTILE, "乙"], [1, 2]),
        topic=HOSTILE,
        title=HOSTILE,
        sources=(HOSTILE,),
        code=HOSTILE,
        notes=(HOSTILE,),
    )
    order = replace(order_figure(figure), title=HOSTILE, own_notes={"bars": HOSTILE})
    deck = export_deck(order)
    assert list_faults(deck) == []
    assert list_runs_without_face(deck) == []
    title = open_slides(deck)[1].shapes.title.text_frame.text
    assert title.startswith("=cmd|' /C calc'!A0 <b>&\"]]>")


@pytest.mark.parametrize("count", [1, 9, 40])
def test_very_long_names_never_overflow(count: int) -> None:
    figure = make_bars([LONG] * count, [9876543210.0] * count, native=None)
    figure = replace(figure, title=LONG, sources=(LONG,), definition=LONG)
    for slide in compose_slides(figure, Page()):
        assert slide.title.height <= Page().title.height
        assert all(len(line.lines) == 1 for line in slide.footer)
        for part in slide.parts:
            assert isinstance(part, TablePart)
            assert_table_fits(part)


def test_tables_of_the_standard_deck_fit(order: Order) -> None:
    parts = [
        part
        for figure in order.figures
        for slide in compose_slides(figure, Page())
        for part in slide.parts
        if isinstance(part, TablePart)
    ]
    assert parts
    for part in parts:
        assert_table_fits(part)


def assert_table_fits(part: TablePart) -> None:
    """The table ends above the note field, and no row needs more lines than it has."""
    assert part.top + part.height <= Page().note.top + 1e-6
    for texts, height in zip(part.texts, part.heights, strict=True):
        for text, width in zip(texts, part.widths, strict=True):
            lines = wrap_text(text, (width - 0.18) * POINTS_PER_INCH / part.size)
            assert count_inches(len(lines), part.size) <= height


def test_no_shape_leaves_its_slide(deck: bytes) -> None:
    presentation = Presentation(io.BytesIO(deck))
    for slide in presentation.slides:
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.top >= 0
            assert shape.left + shape.width <= presentation.slide_width + 10
            assert shape.top + shape.height <= presentation.slide_height + 10


def test_figures_do_not_overlap_on_a_slide(deck: bytes) -> None:
    for slide in open_slides(deck)[1:]:
        boxes = [_box(shape) for shape in slide.shapes if _is_seen(shape)]
        for number, first in enumerate(boxes):
            for second in boxes[number + 1 :]:
                assert not _overlap(first, second), read_texts(slide)[:60]


def _is_seen(shape: Any) -> bool:
    return not shape.has_text_frame or bool(shape.text_frame.text.strip())


def _box(shape: Any) -> tuple[float, ...]:
    sides = (shape.left, shape.top, shape.left + shape.width, shape.top + shape.height)
    return tuple(Emu(side).inches for side in sides)


def _overlap(a: tuple[float, ...], b: tuple[float, ...]) -> bool:
    slack = 0.02
    return (
        a[0] < b[2] - slack and b[0] < a[2] - slack and a[1] < b[3] - slack and b[1] < a[3] - slack
    )


def test_every_agenda_has_items_each_once() -> None:
    for agenda in load_agendas().values():
        assert agenda.items
        assert len({view.id for view in agenda.items}) == len(agenda.items)


def test_widths_are_upper_bounds_of_a_japanese_font() -> None:
    assert measure_em("あ" * 10) == 10
    assert measure_em("1,234") <= 5
    assert all(measure_em(line) <= 12 for line in wrap_text(LONG + "ABC 123", 12))


def test_results_year_takes_the_plans_of_the_next(order: Order, tmp_path: Path) -> None:
    years = {figure.key: figure.fiscal_year for figure in order.figures}
    assert years["matching_stages"] == 2020
    assert years["schedule-1"] == 2021


def test_database_is_only_read(tmp_path: Path) -> None:
    with fill_plan_store(tmp_path) as database:
        before = _count_batches(database)
        order_standard(database)
        assert _count_batches(database) == before


def _count_batches(database: Database) -> int:
    with database.read() as cursor:
        return len(cursor.execute("SELECT batch_id FROM batches").fetchall())


def test_file_says_what_is_true_of_it(deck: bytes) -> None:
    presentation = Presentation(io.BytesIO(deck))
    properties = presentation.core_properties
    assert properties.title == "インフラメンテナンス国民会議 活動報告"
    assert properties.created == properties.modified
    assert (read_utc_now() - properties.modified.replace(tzinfo=None)).total_seconds() < 3600
    with zipfile.ZipFile(io.BytesIO(deck)) as package:
        said = package.read("docProps/app.xml").decode()
        slides = package.read("ppt/presentation.xml").decode()
    assert "<PresentationFormat>ワイド画面</PresentationFormat>" in said
    assert f"<Slides>{len(presentation.slides)}</Slides>" in said
    assert "4:3" not in said
    assert "screen4x3" not in slides


def test_slides_stand_in_sections_that_hold_each_once(order: Order) -> None:
    deck = export_deck(replace(order, figures=order.figures[:1], has_appendix=True))
    presentation = Presentation(io.BytesIO(deck)).element
    sections = presentation.findall(f".//{{{SECTIONS}}}section")
    assert [each.get("name") for each in sections][:2] == ["表紙", "本編"]
    listed = [int(each.get("id")) for each in presentation.iter(f"{{{SECTIONS}}}sldId")]
    assert listed == [entry.id for entry in presentation.sldIdLst]


def test_title_is_read_first(deck: bytes) -> None:
    for slide in open_slides(deck):
        assert next(iter(slide.shapes)).name == slide.shapes.title.name


def test_alternative_text_of_a_chart_says_its_values(deck: bytes) -> None:
    shape = next(each for each in find_slide(deck, "matching_stages").shapes if each.has_chart)
    spoken = shape._element.xpath(".//p:cNvPr")[0].get("descr")
    assert "検討: 実績 113件" in spoken
    assert "社会実装: 実績 0件" in spoken


def test_alternative_text_of_a_long_chart_says_how_much_more_there_is() -> None:
    figure = make_bars([f"団体{number}" for number in range(23)], [1.0] * 23)
    assert "団体19" in speak_figure(figure)
    assert "団体20" not in speak_figure(figure)
    assert speak_figure(figure).endswith("ほか3行")


def test_code_leads_to_the_live_figure_where_the_app_has_an_address(order: Order) -> None:
    figures = tuple(each for each in order.figures if each.key == "matching_stages")
    linked = export_deck(replace(order, figures=figures, address="https://example.jp"))
    assert list_links(linked) == [
        "https://example.jp/matchings?fiscal_year=2020&part=stages#matching_stages"
    ]
    assert list_links(export_deck(replace(order, figures=figures))) == []


def list_links(deck: bytes) -> list[str]:
    return [
        run.hyperlink.address
        for slide in open_slides(deck)
        for shape in slide.shapes
        if shape.has_text_frame
        for paragraph in shape.text_frame.paragraphs
        for run in paragraph.runs
        if run.hyperlink.address
    ]
