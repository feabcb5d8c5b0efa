"""A deck made over the one of last time: what people wrote stays, what we drew is new."""

import io
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.util import Inches

from exports.deck.pptx_deck import Order, export_deck
from exports.slides.pptx_slide import find_own_note
from tests.exports.deck_orders import make_bars, order_only, order_standard
from tests.exports.pptx_files import (
    find_chart,
    find_slide,
    list_faults,
    open_slides,
    read_embedded,
    read_numbers,
    read_texts,
)
from tests.plan_store import fill_plan_store
from views.model.figure import Column, NativeChart

pytestmark = pytest.mark.usefixtures("one_child")

KEYS = ("kpi_attainment", "matching_stages", "decisions")


@pytest.fixture(scope="module")
def order(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Order]:
    root: Path = tmp_path_factory.mktemp("store")
    with fill_plan_store(root) as database:
        yield order_only(order_standard(database), *KEYS)


@pytest.fixture(scope="module")
def deck(order: Order) -> bytes:
    return export_deck(order)


def edit_deck(content: bytes, edit: Callable[[Any], None]) -> bytes:
    """The deck as saved after somebody's work in PowerPoint."""
    presentation = Presentation(io.BytesIO(content))
    edit(presentation)
    stream = io.BytesIO()
    presentation.save(stream)
    return stream.getvalue()


def pick(presentation: Any, key: str) -> Any:
    name = f"congress:{key}"
    return next(s for s in presentation.slides if s._element.cSld.get("name") == name)


def list_keys(content: bytes) -> list[str]:
    names = [slide._element.cSld.get("name") or "" for slide in open_slides(content)]
    return [name.removeprefix("congress:") for name in names]


def count_parts(content: bytes, folder: str) -> int:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return sum(name.startswith(folder) for name in package.namelist())


def test_deck_made_again_has_the_same_slides_and_no_leftovers(order: Order, deck: bytes) -> None:
    again = export_deck(replace(order, previous=deck))
    assert list_keys(again) == list_keys(deck) == ["cover", *KEYS]
    assert list_faults(again) == []
    for folder in ("ppt/charts/", "ppt/embeddings/", "ppt/slides/", "ppt/notesSlides/"):
        assert count_parts(again, folder) == count_parts(deck, folder)


def test_remark_in_the_note_field_stays(order: Order, deck: bytes) -> None:
    def write(presentation: Any) -> None:
        find_own_note(pick(presentation, "matching_stages")).text_frame.text = "手書きの補足"

    again = export_deck(replace(order, previous=edit_deck(deck, write)))
    assert "手書きの補足" in read_texts(find_slide(again, "matching_stages"))


def test_remark_given_with_the_order_does_not_replace_one_by_hand(order: Order) -> None:
    first = export_deck(replace(order, own_notes={"matching_stages": "画面で書いた補足"}))
    assert "画面で書いた補足" in read_texts(find_slide(first, "matching_stages"))

    def write(presentation: Any) -> None:
        find_own_note(pick(presentation, "matching_stages")).text_frame.text = "会議での補足"

    notes = {"matching_stages": "画面で書いた補足"}
    again = export_deck(replace(order, own_notes=notes, previous=edit_deck(first, write)))
    words = read_texts(find_slide(again, "matching_stages"))
    assert "会議での補足" in words
    assert "画面で書いた補足" not in words


def test_speaker_notes_below_the_line_stay_and_those_above_are_new(
    order: Order, deck: bytes
) -> None:
    def write(presentation: Any) -> None:
        frame = pick(presentation, "matching_stages").notes_slide.notes_text_frame
        frame.text = frame.text.replace("133件", "999件") + "\n口頭で補足する"

    again = export_deck(replace(order, previous=edit_deck(deck, write)))
    notes = find_slide(again, "matching_stages").notes_slide.notes_text_frame.text
    assert notes.endswith("口頭で補足する")
    assert "999件" not in notes
    assert notes.count("ここから下は手書き") == 1


def test_shape_added_by_hand_stays_above_the_new_chart(order: Order, deck: bytes) -> None:
    def draw(presentation: Any) -> None:
        slide = pick(presentation, "kpi_attainment")
        box = slide.shapes.add_textbox(Inches(6), Inches(3), Inches(2), Inches(1))
        box.text_frame.text = "ここに注目"

    again = export_deck(replace(order, previous=edit_deck(deck, draw)))
    shapes = list(find_slide(again, "kpi_attainment").shapes)
    words = [shape.text_frame.text if shape.has_text_frame else "" for shape in shapes]
    charts = [number for number, shape in enumerate(shapes) if shape.has_chart]
    assert len(charts) == 1
    assert words.index("ここに注目") > charts[0]


def test_slide_added_by_hand_stays_behind_the_one_it_followed(order: Order, deck: bytes) -> None:
    def add(presentation: Any) -> None:
        slide = presentation.slides.add_slide(presentation.slide_layouts[-1])
        slide._element.cSld.set("name", "")
        entries = presentation.slides._sldIdLst
        entries.insert(2, entries[-1])

    edited = edit_deck(deck, add)
    again = export_deck(replace(order, previous=edited))
    assert list_keys(again) == ["cover", "kpi_attainment", "", "matching_stages", "decisions"]
    turned = replace(order, figures=tuple(reversed(order.figures)), previous=edited)
    assert list_keys(export_deck(turned)) == [
        "cover",
        "decisions",
        "matching_stages",
        "kpi_attainment",
        "",
    ]


def test_decisions_filled_in_by_hand_stay(order: Order, deck: bytes) -> None:
    def fill(presentation: Any) -> None:
        slide = pick(presentation, "decisions")
        table = next(shape.table for shape in slide.shapes if shape.has_table)
        table.cell(1, 1).text_frame.text = "次回までに名簿を提出する"

    again = export_deck(replace(order, previous=edit_deck(deck, fill)))
    slide = find_slide(again, "decisions")
    assert "次回までに名簿を提出する" in read_texts(slide)
    assert sum(shape.has_table for shape in slide.shapes) == 1


def test_item_taken_off_the_agenda_goes_unless_somebody_wrote_on_it(
    order: Order, deck: bytes
) -> None:
    shorter = order_only(order, "matching_stages")
    assert list_keys(export_deck(replace(shorter, previous=deck))) == [
        "cover",
        "matching_stages",
        "decisions",  # its form may be filled in
    ]

    def write(presentation: Any) -> None:
        find_own_note(pick(presentation, "kpi_attainment")).text_frame.text = "残す"

    kept = export_deck(replace(shorter, previous=edit_deck(deck, write)))
    assert "kpi_attainment" in list_keys(kept)
    assert list_faults(kept) == []


def test_chart_made_again_has_the_new_numbers(order: Order) -> None:
    before = export_deck(replace(order, figures=(make_bars(["甲"], [1]),)))
    figures = (make_bars(["甲", "乙"], [5, 6]),)
    again = export_deck(replace(order, figures=figures, previous=before))
    assert read_numbers(find_chart(again, "bars")) == {"件数": [5, 6]}


def move_and_paint(presentation: Any) -> None:
    """As somebody does in PowerPoint: the chart smaller, at the right, its bars red."""
    frame = next(each for each in pick(presentation, "bars").shapes if each.has_chart)
    frame.left, frame.width = Inches(6), Inches(5)
    fill = frame.chart.plots[0].series[0].format.fill
    fill.solid()
    fill.fore_color.rgb = RGBColor(255, 0, 0)


@pytest.mark.parametrize("values", [[5.0, 6.0, 7.0], [5.0, None, 7.0, 8.0]])
def test_moved_and_recoloured_chart_takes_the_new_numbers_as_it_is(
    order: Order, values: list[float | None]
) -> None:
    names = ["甲", "乙", "丙", "丁"][: len(values)]
    before = export_deck(replace(order, figures=(make_bars(["甲", "乙", "丙"], [1, 2, 3]),)))
    moved = edit_deck(before, move_and_paint)
    again = export_deck(replace(order, figures=(make_bars(names, values),), previous=moved))
    [frame] = [each for each in find_slide(again, "bars").shapes if each.has_chart]
    assert read_numbers(frame.chart) == {"件数": values}
    assert [row[-1] for row in read_embedded(frame.chart)[1:]] == values
    assert (frame.left, frame.width) == (Inches(6), Inches(5))
    assert frame.chart.plots[0].series[0].format.fill.fore_color.rgb == RGBColor(255, 0, 0)
    spoken = frame._element.xpath(".//p:cNvPr")[0].get("descr")
    assert "甲: 件数 5件" in spoken
    assert list_faults(again) == []
    assert "描き直しました" not in find_slide(again, "bars").notes_slide.notes_text_frame.text


def test_label_of_a_distance_that_is_closed_goes(order: Order, deck: bytes) -> None:
    stages = next(each for each in order.figures if each.key == "matching_stages")
    met = replace(stages, frame=stages.frame.assign(target=1))
    assert "あと17件" in find_chart(deck, "matching_stages")._chartSpace.xml
    again = export_deck(replace(order, figures=(met,), previous=deck))
    assert "あと17件" not in find_chart(again, "matching_stages")._chartSpace.xml


def test_chart_that_the_numbers_do_not_fit_is_drawn_anew_in_its_place(order: Order) -> None:
    before = export_deck(replace(order, figures=(make_bars(["甲", "乙", "丙"], [1, 2, 3]),)))
    moved = edit_deck(before, move_and_paint)
    bars = make_bars(["甲", "乙", "丙"], [1, 2, 3])
    two = replace(
        bars,
        frame=bars.frame.assign(more=[4.0, 5.0, 6.0]),
        columns={**bars.columns, "more": Column("目標", "count", "件")},
        native=NativeChart("bar", "name", ("value", "more")),
    )
    again = export_deck(replace(order, figures=(two,), previous=moved))
    [frame] = [each for each in find_slide(again, "bars").shapes if each.has_chart]
    assert read_numbers(frame.chart) == {"件数": [1, 2, 3], "目標": [4, 5, 6]}
    assert (frame.left, frame.width) == (Inches(6), Inches(5))
    assert "描き直しました" in find_slide(again, "bars").notes_slide.notes_text_frame.text


def test_title_changed_by_hand_stays_and_another_is_new(order: Order) -> None:
    before = export_deck(replace(order, figures=(make_bars(["甲"], [1]),)))

    def retitle(presentation: Any) -> None:
        pick(presentation, "bars").shapes.title.text_frame.text = "会議の言葉で"

    figures = (make_bars(["甲"], [5]),)
    renamed = (replace(figures[0], title="新しい所見"),)
    kept = export_deck(replace(order, figures=renamed, previous=edit_deck(before, retitle)))
    assert find_slide(kept, "bars").shapes.title.text_frame.text == "会議の言葉で"
    new = export_deck(replace(order, figures=renamed, previous=before))
    assert find_slide(new, "bars").shapes.title.text_frame.text == "新しい所見"


def test_order_of_items_is_the_order_of_slides(order: Order) -> None:
    turned = replace(order, figures=tuple(reversed(order.figures)))
    assert list_keys(export_deck(turned)) == ["cover", *reversed(KEYS)]


def test_file_made_again_keeps_the_day_it_was_made(order: Order, deck: bytes) -> None:
    def date_back(presentation: Any) -> None:
        presentation.core_properties.created = datetime(2021, 6, 1, 9)

    again = export_deck(replace(order, previous=edit_deck(deck, date_back)))
    properties = Presentation(io.BytesIO(again)).core_properties
    assert properties.created == datetime(2021, 6, 1, 9)
    assert properties.modified > datetime(2021, 6, 1, 9)


def test_progress_is_told_after_each_figure(order: Order) -> None:
    heard: list[tuple[int, int]] = []
    export_deck(order, lambda done, count: heard.append((done, count)))
    assert heard == [(1, 3), (2, 3), (3, 3)]
