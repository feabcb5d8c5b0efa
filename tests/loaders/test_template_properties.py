"""Random valid records → blank form → filled → read: the same records and no problem."""

from functools import cache
from io import BytesIO
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from data.layout import Layout
from loaders.checking.lone_names import FEWEST_RECORDS
from loaders.opening.safe_open import WorkbookReader
from loaders.returning.forms.template import Form, build_template
from loaders.returning.forms.words import load_words
from loaders.returning.own_sheets import load_own_sheets
from tests.loaders.form_filling import (
    LAYOUTS,
    check_form,
    fill_card,
    fill_table,
    find_title,
    open_form,
    save,
    save_typed,
    show,
)
from tests.loaders.form_records import FISCAL_YEAR, Filled, write_records, write_scope

TABLES = [each for each in LAYOUTS if "table" in LAYOUTS[each].forms and each != "kpi_results"]
CARDS = [each for each in LAYOUTS if "card" in LAYOUTS[each].forms]

# The child process is shared by all examples; a cold first example says nothing about speed.
settings.register_profile("forms", deadline=None, suppress_health_check=list(HealthCheck))
FORMS = settings.get_profile("forms")


@cache
def blank_form(layout_id: str, shape: str, forum: str | None = None) -> bytes:
    """Without a forum it asks for that too, so that every field is tried. What the drop-downs offer
    is left out: it is two thirds of a form, and test_template reads whole ones."""
    content = build_template(layout_id, forum, FISCAL_YEAR, shape)  # type: ignore[arg-type]
    book = load_workbook(BytesIO(content))
    offered = book[load_own_sheets()["lists"].name]
    offered.delete_rows(2, offered.max_row)
    return save(book)


def list_asked(layout: Layout, shape: str) -> Any:
    return Form(layout, None, FISCAL_YEAR, shape).columns  # type: ignore[arg-type]


def expect(layout: Layout, filled: Filled) -> dict[str, Any]:
    """The contract's fields of a record; a schedule's text is as written."""
    return {each.name: filled.means.get(each.name) for each in layout.answers}


def read_fields(record: dict[str, Any]) -> dict[str, Any]:
    """A record's fields, without the `_text` of dates and schedules."""
    fields = {k: v for k, v in record["fields"].items() if not k.endswith("_text")}
    for name, value in fields.items():
        if isinstance(value, dict):
            fields[name] = {k: v for k, v in value.items() if k != "text"}
    return fields


def list_codes(layout: Layout, expected: list[Filled]) -> list[str]:
    """A name alone is asked about where most rows say more."""
    asked = [each for each in layout.required if each.type != "forum"]
    lone = [each for each in expected if [*each.typed] == [each.name for each in asked]]
    usual = len(expected) < FEWEST_RECORDS or len(lone) * 2 > len(expected)
    is_named = lone and not usual and [each.type for each in asked] == ["text"]
    return ["lone_name"] if is_named else []


def assert_same(answer: dict[str, Any], layout: Layout, expected: list[Filled]) -> None:
    (sheet,) = answer["sheets"]
    assert sheet["layout"] == layout.id
    codes = [each["code"] for each in sheet["problems"]]
    assert codes == list_codes(layout, expected), show(sheet["problems"])
    found = [read_fields(record) for record in sheet["records"]]
    assert found == [expect(layout, each) for each in expected]


@pytest.mark.parametrize("layout_id", TABLES)
def test_filled_table_loads_the_same_records_without_a_problem(
    layout_id: str, reader: WorkbookReader
) -> None:
    layout = LAYOUTS[layout_id]

    @settings(FORMS, max_examples=30)
    @given(write_records(layout, list_asked(layout, "table")))
    def fill_and_check(records: list[Filled]) -> None:
        form = fill_table(blank_form(layout_id, "table"), layout, [each.typed for each in records])
        assert_same(check_form(reader, form), layout, records)

    fill_and_check()


@pytest.mark.parametrize("layout_id", CARDS)
def test_filled_card_loads_the_same_record_without_a_problem(
    layout_id: str, reader: WorkbookReader
) -> None:
    layout = LAYOUTS[layout_id]

    @settings(FORMS, max_examples=15)
    @given(write_records(layout, list_asked(layout, "card")))
    def fill_and_check(records: list[Filled]) -> None:
        form = fill_card(blank_form(layout_id, "card"), layout, records[0].typed)
        assert_same(check_form(reader, form), layout, records[:1])

    fill_and_check()


@pytest.mark.parametrize("forum", ["chugoku", "overseas_markets"])
def test_filled_kpi_form_loads_its_figures_without_a_problem(
    forum: str, reader: WorkbookReader
) -> None:
    layout = LAYOUTS["kpi_results"]
    kind = "regional" if forum == "chugoku" else "national"
    indicators = LAYOUTS["kpi_results"].prefilled[kind]
    form = blank_form("kpi_results", "table", forum)

    @settings(FORMS, max_examples=30)
    @given(write_scope(indicators))
    def fill_and_check(rows: dict[str, dict[str, Any]]) -> None:
        filled = fill_table(form, layout, [rows[each] for each in indicators])
        (sheet,) = check_form(reader, filled)["sheets"]
        assert sheet["problems"] == []
        found = [(r["fields"]["scope"], r["fields"]["indicator"]) for r in sheet["records"]]
        assert found == [(forum, each) for each in indicators]
        values = [{k: r["fields"][k] for k in ("target", "value")} for r in sheet["records"]]
        assert values == [rows[each] for each in indicators]

    fill_and_check()


@settings(FORMS, max_examples=30)
@given(national=st.data())
def test_filled_total_kpi_form_adds_up_without_a_problem(
    reader: WorkbookReader, national: st.DataObject
) -> None:
    """The whole country's form: the total is national and regional together."""
    prefilled = LAYOUTS["kpi_results"].prefilled
    scopes = {each: national.draw(write_scope(prefilled[each])) for each in prefilled}
    for indicator, row in scopes["total"].items():
        parts = [scopes[s].get(indicator, {}).get("value") for s in ("national", "regional")]
        if indicator != "member_government_ratio":
            row["value"] = None if None in parts else sum(parts)
    rows = [scopes[scope][each] for scope, names in prefilled.items() for each in names]
    form = blank_form("kpi_results", "table")
    answer = check_form(reader, fill_table(form, LAYOUTS["kpi_results"], rows))
    (sheet,) = answer["sheets"]
    assert sheet["problems"] == []
    values = [{k: r["fields"][k] for k in ("target", "value")} for r in sheet["records"]]
    assert values == rows


def test_form_asking_for_its_year_takes_the_answer(reader: WorkbookReader) -> None:
    layout = LAYOUTS["events"]
    sheet = open_form(build_template("events", "tohoku", None)).worksheets[0]
    row, column = find_title(sheet, load_words().wording.year_label)
    asked = save_typed(sheet, {(row, column + 1): "令和3年度"})
    filled = fill_table(asked, layout, [{"name": "講習会", "held": "2月"}])
    answer = check_form(reader, filled)
    assert (answer["fiscal_year"], answer["forum"]) == (2021, "tohoku")
    (record,) = answer["sheets"][0]["records"]
    assert record["fields"]["held"]["periods"] == [{"start": "2022-02-01", "end": "2022-02-28"}]
