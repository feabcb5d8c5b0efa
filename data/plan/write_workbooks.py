"""Write the plan's facts (facts/*.toml) as the Excel sheets the Congress itself uses.

    python data/plan/write_workbooks.py [DIRECTORY]

writes the five workbooks beside this file (or into DIRECTORY). The facts are the only
source of the cells' text; here stand shapes and looks alone. Writing twice gives equal
bytes: the times inside the files are fixed.
"""

import re
import sys
import tomllib
import unicodedata
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from math import ceil
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.worksheet import Worksheet

HERE = Path(__file__).resolve().parent
SOURCE = "出典: 令和3年度 インフラメンテナンス国民会議 事業計画書（令和3年7月）"
Facts = dict[str, Any]

#: The plan's month of issue, as every file's and zip entry's time.
ISSUED = datetime(2021, 7, 1)

FONT = "Yu Gothic"
NAVY, PALE, LINE = "1F3864", "DCE6F1", "8EA9C8"
EDGE = Side(style="thin", color=LINE)
ROW_HEIGHT = 21.0  # points
LINE_HEIGHT = 17.0  # points of one line of 10.5 point Yu Gothic


@dataclass(frozen=True, slots=True)
class Look:
    """How a cell looks: one of the few kinds the sheets are made of."""

    bold: bool = False
    size: float = 10.5
    color: str = "000000"
    fill: str | None = None
    border: bool = True
    horizontal: str = "left"
    vertical: str = "center"
    indent: int = 0
    format: str = "General"


TITLE = Look(bold=True, size=14, color=NAVY, border=False)
NOTE = Look(size=9, color="595959", border=False)
HEADER = Look(bold=True, color="FFFFFF", fill=NAVY, horizontal="center")
GROUP = Look(bold=True, fill=PALE, horizontal="center")
LABEL = Look(fill=PALE, indent=1)
CATEGORY = Look(fill=PALE, horizontal="center")
BODY = Look(indent=1)
PART = Look(indent=3)
PROSE = Look(vertical="top", indent=1)
# Text format: a date such as 6/8 stays text when a user edits the cell.
DATE_TEXT = Look(format="@", horizontal="center")
NUMBER = Look(format="#,##0", horizontal="right", indent=1)
PERCENT = Look(format="0%", horizontal="right", indent=1)
DAY = Look(format='yyyy"年"m"月"d"日"', horizontal="center")
CENTER = Look(horizontal="center")


def read_facts(name: str) -> Facts:
    """The facts file facts/<name>.toml."""
    return tomllib.loads((HERE / "facts" / f"{name}.toml").read_text(encoding="utf-8"))


def put(sheet: Worksheet, row: int, column: int, value: object, look: Look) -> None:
    """One cell with its look; "" leaves the cell blank but drawn."""
    cell = sheet.cell(row, column)
    cell.value = None if value == "" else value
    cell.font = Font(name=FONT, size=look.size, bold=look.bold, color=look.color)
    cell.alignment = Alignment(look.horizontal, look.vertical, wrap_text=True, indent=look.indent)
    cell.number_format = look.format
    if look.fill:
        cell.fill = PatternFill("solid", fgColor=look.fill)
    if look.border:
        cell.border = Border(EDGE, EDGE, EDGE, EDGE)


def put_row(sheet: Worksheet, row: int, values: list[Any], look: Look) -> None:
    for column, value in enumerate(values, start=1):
        put(sheet, row, column, value, look)


def put_wide(sheet: Worksheet, row: int, first: int, last: int, value: str, look: Look) -> None:
    """One value over the columns first–last, merged and drawn to the last."""
    for column in range(first, last + 1):
        put(sheet, row, column, value if column == first else "", look)
    sheet.merge_cells(start_row=row, end_row=row, start_column=first, end_column=last)


def merge_down(sheet: Worksheet, column: int, starts: list[int], end: int) -> None:
    """Merge each start row of `column` down to the row above the next one, the last to `end`."""
    for start, following in zip(starts, [*starts[1:], end + 1], strict=True):
        if following - 1 > start:
            sheet.merge_cells(
                start_row=start, end_row=following - 1, start_column=column, end_column=column
            )


def display_width(text: str) -> int:
    """
    >>> display_width("KPI総合計")
    9
    """
    return sum(2 if unicodedata.east_asian_width(sign) in "WFA" else 1 for sign in text)


def count_lines(text: str, width: float) -> int:
    """Lines that `text` fills in a column `width` half-width signs wide.

    >>> count_lines("あいうえお", 6), count_lines("a\\nb", 6)
    (2, 2)
    """
    return sum(max(1, ceil(display_width(line) / width)) for line in text.split("\n"))


def set_height(sheet: Worksheet, row: int, texts: dict[str, float]) -> None:
    """Fit the row's height to {text: width in signs}: Excel does not fit merged cells itself."""
    # A column's width counts half-width signs; three of them go to indent and edges.
    lines = max(count_lines(text, width - 3) for text, width in texts.items())
    sheet.row_dimensions[row].height = max(ROW_HEIGHT, lines * LINE_HEIGHT + 4)


def set_page(sheet: Worksheet, widths: list[float], landscape: bool) -> None:
    """Column widths (signs) and an A4 page that is one sheet wide."""
    for letter, width in zip("ABCDEFGHIJ", widths, strict=False):
        sheet.column_dimensions[letter].width = width
    sheet.sheet_format.defaultRowHeight = ROW_HEIGHT
    sheet.sheet_format.customHeight = True
    sheet.sheet_view.showGridLines = False
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_options.horizontalCentered = True
    sheet.page_margins = PageMargins(left=0.4, right=0.4, top=0.5, bottom=0.7, footer=0.3)
    sheet.oddFooter.center.text = "&P / &N"


def put_heading(sheet: Worksheet, facts: Facts, last_column: int) -> None:
    """Row 1 the title, row 2 the source with the plan's section."""
    put_wide(sheet, 1, 1, last_column, facts["title"], TITLE)
    put_wide(sheet, 2, 1, last_column, f"{SOURCE} {facts['section']}", NOTE)
    sheet.row_dimensions[1].height = 27


def start_sheet(facts: Facts, widths: list[float], landscape: bool = True) -> Worksheet:
    """A new workbook's only sheet, with heading; its workbook is `sheet.parent`."""
    sheet = Workbook().active
    sheet.title = facts["sheet"]
    set_page(sheet, widths, landscape)
    put_heading(sheet, facts, len(widths))
    return sheet


def freeze_header(sheet: Worksheet, header_row: int) -> None:
    sheet.freeze_panes = f"A{header_row + 1}"
    sheet.print_title_rows = f"{header_row}:{header_row}"


def put_kpi_value(sheet: Worksheet, row: int, value: int | str) -> None:
    """Column 数: a count as a number, "57%" as 0.57 shown as a percentage."""
    if isinstance(value, str) and value.endswith("%"):
        put(sheet, row, 4, float(value[:-1]) / 100, PERCENT)
    else:
        put(sheet, row, 4, value, NUMBER)


def put_kpi_row(sheet: Worksheet, row: int, cells: list[Any], widths: list[float]) -> None:
    scope, category, label, value, description = cells
    put(sheet, row, 1, scope, GROUP)
    put(sheet, row, 2, category, CATEGORY)
    put(sheet, row, 3, label, PART if label.startswith("・") else BODY)
    put_kpi_value(sheet, row, value)
    put(sheet, row, 5, description, BODY)
    set_height(sheet, row, {label: widths[2], description: widths[4]})


def build_kpi_workbook(facts: Facts) -> Workbook:
    """Title, source, header, then one row an indicator; scope and category merged downward."""
    widths = [25.0, 25.0, 44.0, 10.0, 62.0]
    sheet = start_sheet(facts, widths)
    put_row(sheet, 3, facts["columns"], HEADER)
    rows = facts["rows"]
    for row, cells in enumerate(rows, start=4):
        put_kpi_row(sheet, row, cells, widths)
    for column in (1, 2):
        starts = [row for row, cells in enumerate(rows, start=4) if cells[column - 1]]
        merge_down(sheet, column, starts, end=3 + len(rows))
    freeze_header(sheet, 3)
    sheet.page_setup.fitToHeight = 1
    return sheet.parent


FORUM_WIDTHS = [18.0, 40.0, 18.0, 64.0]
FORUM_WIDE = sum(FORUM_WIDTHS[1:])


def put_event(sheet: Worksheet, row: int, event: list[str]) -> None:
    name, day, content = event
    put(sheet, row, 2, name, BODY)
    put(sheet, row, 3, day, DATE_TEXT)
    put(sheet, row, 4, content, BODY)
    set_height(sheet, row, {name: FORUM_WIDTHS[1], content: FORUM_WIDTHS[3]})


def put_forum(sheet: Worksheet, top: int, forum: Facts, facts: Facts) -> int:
    """One forum's block from row `top` on; the row below it."""
    put_wide(sheet, top, 2, 4, facts["purpose_heading"], GROUP)
    put_wide(sheet, top + 1, 2, 4, forum["purpose"], PROSE)
    set_height(sheet, top + 1, {forum["purpose"]: FORUM_WIDE})
    for column, title in enumerate(facts["event_columns"], start=2):
        put(sheet, top + 2, column, title, GROUP)
    for row, event in enumerate(forum["events"], start=top + 3):
        put_event(sheet, row, event)
    end = top + 2 + len(forum["events"])
    for note in forum.get("notes", []):
        end += 1
        put_wide(sheet, end, 2, 4, note, BODY)
    for row in range(top, end + 1):
        put(sheet, row, 1, forum["name"] if row == top else "", GROUP)
    merge_down(sheet, 1, [top], end)
    return end + 1


def build_forum_workbook(facts: Facts) -> Workbook:
    """One sheet; per forum a block beside its name, which is merged downward."""
    sheet = start_sheet(facts, FORUM_WIDTHS)
    put_wide(sheet, 3, 1, 4, facts["introduction"], Look(border=False))
    put(sheet, 4, 1, facts["columns"][0], HEADER)
    put_wide(sheet, 4, 2, 4, facts["columns"][1], HEADER)
    row = 5
    for forum in facts["forum"]:
        row = put_forum(sheet, row, forum, facts)
    freeze_header(sheet, 4)
    return sheet.parent


def put_body(sheet: Worksheet, body: Facts, facts: Facts) -> None:
    """One national body's sheet: title, source, 実施計画概要, then label | text rows."""
    set_page(sheet, [18.0, 96.0], landscape=False)
    put_heading(sheet, {"title": body["title"], "section": facts["section"]}, 2)
    put_wide(sheet, 3, 1, 2, facts["heading"], HEADER)
    for row, (label, text) in enumerate(body["items"].items(), start=4):
        put(sheet, row, 1, label, GROUP)
        put(sheet, row, 2, text, PROSE)
        set_height(sheet, row, {text: 96.0})


def build_national_workbook(facts: Facts) -> Workbook:
    """One sheet a body, named by its title."""
    workbook = Workbook()
    workbook.remove(workbook.active)
    for body in facts["body"]:
        put_body(workbook.create_sheet(body["title"]), body, facts)
    return workbook


def build_congress_workbook(facts: Facts) -> Workbook:
    """One row a fact: item, value, unit, day, kind of figure, the plan's words, its section."""
    widths = [50.0, 12.0, 12.0, 18.0, 10.0, 64.0, 30.0]
    looks = [LABEL, NUMBER, CENTER, DAY, CENTER, BODY, BODY]
    sheet = start_sheet(facts, widths)
    put_row(sheet, 3, facts["columns"], HEADER)
    for row, cells in enumerate(facts["rows"], start=4):
        for column, (value, look) in enumerate(zip(cells, looks, strict=True), start=1):
            put(sheet, row, column, value, look)
        set_height(sheet, row, {cells[0]: widths[0], cells[5]: widths[5], cells[6]: widths[6]})
    for row, note in enumerate(facts["notes"], start=4 + len(facts["rows"])):
        put_wide(sheet, row, 1, len(widths), note, NOTE)
    freeze_header(sheet, 3)
    return sheet.parent


#: File name: (facts file, shape)
WORKBOOKS: dict[str, tuple[str, Callable[[Facts], Workbook]]] = {
    "令和2年度KPI結果.xlsx": ("kpi_results_2020", build_kpi_workbook),
    "令和3年度KPI目標.xlsx": ("kpi_targets_2021", build_kpi_workbook),
    "令和3年度地方フォーラム活動計画.xlsx": ("event_plans_2021", build_forum_workbook),
    "令和3年度全国フォーラム実施計画.xlsx": ("national_plans_2021", build_national_workbook),
    "国民会議基本情報.xlsx": ("congress_facts", build_congress_workbook),
}


def fix_times(content: bytes) -> bytes:
    """The same xlsx with every zip entry and its core properties dated `ISSUED`."""
    output = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(output, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "docProps/core.xml":
                part = re.sub(rb"\d{4}-\d\d-\d\dT[\d:]+Z", f"{ISSUED:%Y-%m-%dT%XZ}".encode(), part)
            entry = zipfile.ZipInfo(name, ISSUED.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, part)
    return output.getvalue()


def export_workbook(name: str) -> bytes:
    """The workbook `name` of `WORKBOOKS` as xlsx bytes."""
    facts_name, build = WORKBOOKS[name]
    workbook = build(read_facts(facts_name))
    workbook.properties.creator = "data/plan/write_workbooks.py"
    workbook.properties.title = name.removesuffix(".xlsx")
    output = BytesIO()
    workbook.save(output)
    return fix_times(output.getvalue())


def write_workbooks(directory: Path = HERE) -> None:
    """Write all workbooks into `directory`."""
    for name in WORKBOOKS:
        (directory / name).write_bytes(export_workbook(name))


if __name__ == "__main__":
    write_workbooks(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
