"""Fill a blank form as a person would, and read it back with the real reader."""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from io import BytesIO
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from data.layout import Layout, load_layouts
from loaders.check import read_workbook
from loaders.opening.safe_open import WorkbookReader
from loaders.reading.recognise import Options
from loaders.returning.forms.words import load_words
from loaders.returning.own_sheets import load_own_sheets

Answers = Mapping[str, Any]
LAYOUTS = {layout.id: layout for layout in load_layouts()}


def find_title(sheet: Worksheet, title: str) -> tuple[int, int]:
    """Row and column of a question's title on a form."""
    mark = load_words().wording.required_mark
    return next(
        (cell.row, cell.column)
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, str) and cell.value.removesuffix(mark) == title
    )


@cache
def open_form(content: bytes) -> Workbook:
    """The form in memory, opened once: whoever fills it clears it again."""
    return load_workbook(BytesIO(content))


def fill_table(content: bytes, layout: Layout, rows: Sequence[Answers]) -> bytes:
    """The form with the answers of each row typed into its ready rows."""
    sheet = open_form(content).worksheets[0]
    header = int(sheet.freeze_panes[1:]) - 1
    typed = {}
    for at, answers in enumerate(rows, start=1):
        for name, value in answers.items():
            row, column = find_title(sheet, layout.field(name).title)
            typed[(row, column + 1) if row < header else (row + at, column)] = value
    return save_typed(sheet, typed)


def fill_card(content: bytes, layout: Layout, answers: Answers) -> bytes:
    """The form with each answer typed beside its question."""
    sheet = open_form(content).worksheets[0]
    places = {name: find_title(sheet, layout.field(name).title) for name in answers}
    typed = {(row, column + 1): answers[name] for name, (row, column) in places.items()}
    return save_typed(sheet, typed)


def save_typed(sheet: Worksheet, typed: Mapping[tuple[int, int], Any]) -> bytes:
    """The form's bytes with values typed in; text stays text, as in the form's text cells."""
    before = {
        place: (sheet.cell(*place).value, sheet.cell(*place).number_format) for place in typed
    }
    for place, value in typed.items():
        sheet.cell(*place).value = value
        if isinstance(value, str):
            sheet.cell(*place).data_type = "s"
    content = save(sheet.parent)
    for place, (value, number_format) in before.items():
        sheet.cell(*place).value = value
        sheet.cell(*place).number_format = number_format
    return content


def save(book: Any) -> bytes:
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def check_form(
    reader: WorkbookReader, content: bytes, name: str = "調査票.xlsx", **said: Any
) -> dict[str, Any]:
    """The contract's answer for the only sheet of a form that is to be loaded."""
    answer = read_workbook(reader.read(content, name), Options(**said)).to_json()
    assert answer["readable"], answer["problems"]
    own = {sheet.name for sheet in load_own_sheets().values()}
    answer["sheets"] = [each for each in answer["sheets"] if each["sheet"] not in own]
    return answer


def show(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1, default=str)
