"""What stands on a blank form: titles, drop-downs, look; and what its example says."""

import re
from datetime import date
from io import BytesIO
from typing import Any, get_args

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.utils import range_boundaries

from data.layout import FieldType
from loaders.check import read_workbook
from loaders.opening.safe_open import WorkbookReader
from loaders.reading.recognise import Options
from loaders.returning.forms.choices import list_choices
from loaders.returning.forms.template import Form, build_template, list_examples
from loaders.returning.forms.words import load_words
from loaders.returning.own_sheets import load_own_sheets
from loaders.values.names.forums import list_senders, load_forums
from tests.loaders.form_filling import LAYOUTS, check_form, fill_card, fill_table

FORMS = [(each.id, shape) for each in LAYOUTS.values() for shape in each.forms]
_DAY = re.compile(r"(\d{4})/(\d{1,2})/(\d{1,2})")


def open_template(*about: Any) -> Workbook:
    return load_workbook(BytesIO(build_template(*about)))


def type_in(value: Any) -> Any:
    """What Excel makes of a typed text: 2021/6/1 becomes a date."""
    day = _DAY.fullmatch(value) if isinstance(value, str) else None
    return date(*map(int, day.groups())) if day else value


FILLED = [
    (layout_id, shape, forum.id)
    for layout_id, shape in FORMS
    for forum in list_senders(LAYOUTS[layout_id].owed.by)[::4]
]


@pytest.mark.parametrize(("layout_id", "shape", "forum_id"), FILLED)
def test_form_filled_like_its_example_loads_without_a_problem(
    layout_id: str, shape: Any, forum_id: str, reader: WorkbookReader
) -> None:
    layout = LAYOUTS[layout_id]
    forum = next(each for each in load_forums() if each.id == forum_id)
    form = Form(layout, forum, 2020, shape)
    asked = {each.name for each in (*form.columns, *form.captions)}
    blank = build_template(layout_id, forum_id, 2020, shape)
    examples = [
        {name: type_in(value) for name, value in example.items() if name in asked}
        for example in list_examples(form)
    ]
    if layout_id == "kpi_results":
        examples = [{}]
    filled = fill_card(blank, layout, examples[0])
    if shape == "table":
        filled = fill_table(blank, layout, examples)
    answer = check_form(reader, filled)
    (sheet,) = answer["sheets"]
    assert (sheet["layout"], sheet["problems"]) == (layout_id, [])
    assert answer["fiscal_year"] == 2020
    assert answer["forum"] == forum_id
    if layout_id != "kpi_results":
        assert len(sheet["records"]) == (len(examples) if shape == "table" else 1)


def test_own_sheets_are_passed_over_without_a_word(reader: WorkbookReader) -> None:
    blank = build_template("members", "chugoku", 2020)
    filled = fill_table(blank, LAYOUTS["members"], [{"government": "広島県"}])
    answer = read_workbook(reader.read(filled, "名簿.xlsx"), Options()).to_json()
    assert [each["layout"] for each in answer["sheets"]] == ["members"]
    assert [each["fields"]["government"] for each in answer["sheets"][0]["records"]] == ["340006"]


def test_government_list_starts_with_the_forums_own_block() -> None:
    field = LAYOUTS["matchings"].field("government")
    chugoku = next(each for each in load_forums() if each.id == "chugoku")
    names = list_choices(LAYOUTS["matchings"], field, chugoku)
    assert names[0] == "鳥取県"
    assert len(names) == len(set(names)) == 1788
    assert names[names.index("山口県阿武町") + 1] == "北海道"


@pytest.mark.parametrize(("layout_id", "shape"), FORMS)
def test_every_drop_down_refers_to_just_its_choices(layout_id: str, shape: Any) -> None:
    book = open_template(layout_id, None, 2020, shape)
    form, lists = book.worksheets[0], book[load_own_sheets()["lists"].name]
    fields = {each.title: each for each in LAYOUTS[layout_id].fields}
    for rule in form.data_validations.dataValidation:
        if rule.type != "list":
            continue
        name, _, area = rule.formula1.rpartition("!")
        assert name.strip("'") == lists.title
        left, first, _, last = range_boundaries(area.replace("$", ""))
        found = tuple(lists.cell(row, left).value for row in range(first, last + 1))
        assert found == list_choices(LAYOUTS[layout_id], fields[rule.promptTitle], None)
        assert lists.cell(last + 1, left).value is None


@pytest.mark.parametrize(("layout_id", "shape"), FORMS)
def test_no_text_of_a_form_is_a_formula(layout_id: str, shape: Any) -> None:
    book = open_template(layout_id, list_senders(LAYOUTS[layout_id].owed.by)[0].id, 2021, shape)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert [cell.coordinate for cell in cells if cell.data_type == "f"] == []
    texts = [cell.value for cell in cells if isinstance(cell.value, str)]
    assert [text for text in texts if text.startswith(("=", "+", "-", "@"))] == []


def test_form_is_ready_for_print_and_scrolling() -> None:
    sheet = open_template("matchings", "chugoku", 2021).worksheets[0]
    header = int(sheet.freeze_panes[1:]) - 1
    assert sheet.cell(header, 4).value == "自治体名称" + load_words().wording.required_mark
    assert sheet.print_title_rows == f"${header}:${header}"
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.max_row - header == 100


def test_required_columns_are_marked_by_sign_and_by_colour() -> None:
    sheet = open_template("supports", None, 2021).worksheets[0]
    header = int(sheet.freeze_panes[1:]) - 1
    cells = {cell.value: cell.fill.fgColor.rgb for cell in sheet[header]}
    assert cells["支援自治体名＊"] != cells["支援内容"]
    assert cells["支援自治体名＊"] == cells["地方フォーラム＊"]


def test_form_without_forum_or_layout_known_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown: matching "):
        build_template("matching")
    with pytest.raises(ValueError, match="unknown: Chugoku"):
        build_template("matchings", "Chugoku")
    with pytest.raises(ValueError, match="no card form"):
        build_template("members", shape="card")
    with pytest.raises(ValueError, match="unknown: chugoku"):
        build_template("national_plans", "chugoku")


def test_form_of_a_national_plan_offers_those_alone_whose_plans_are_taken() -> None:
    lists = open_template("national_plans", None, 2021)[load_own_sheets()["lists"].name]
    offered = [cell.value for cell in lists["A"][5:]]
    assert offered == [each.name for each in load_forums() if each.kind != "regional"]


def test_every_type_of_field_has_its_look() -> None:
    assert set(load_words().types) == set(get_args(FieldType))
