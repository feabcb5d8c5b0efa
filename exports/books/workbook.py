"""A figure as an Excel workbook: its numbers, what they mean, the cell each came from.

Written cell by cell with its type given: a text stays a text whatever it begins with, also
after somebody has edited the cell (quote prefix). Nothing is written to disk on the way.
"""

import io
from collections.abc import Hashable, Mapping, Sequence
from copy import deepcopy
from math import ceil
from typing import Any

from exports.books.excel_chart import insert_native_chart
from exports.errors import ExportError
from exports.pictures.text_fit import measure_em
from exports.safe_cells import clean_cell, is_formula_like
from views.model.figure import Column, Figure, name_missing
from words import Words, terms
from words.figures import render_missing

WORDS = Words(
    ja={
        "title": "この図が示すこと",
        "topic": "題名",
        "definition_label": "定義",
        "fiscal_year": "年度",
        "scope": "範囲",
        "as_of": "データの時点",
        "completeness": "報告状況",
        "code_label": "図番号",
        "data_sheet": "数値",
        "item": "項目",
        "text": "内容",
        "definition_sheet": "定義",
        "source_sheet": "出典",
        "notes": "補足・変更点",
        "drawn": "Excel のグラフ",
        "drawn_plainly": "{series}だけを描いたものです。画面と画像の図にあるほかの印（区間、"
        "目標の線、中止・延期、加入・退会など）は描いていません。",
        "definition_of": "「{name}」の定義",
        "figure": "数値",
        "workbook": "ブック",
        "sheet": "シート",
        "cell": "セル",
        "written": "記載のまま",
    }
)

FONT = "Yu Gothic"
#: Row (from 0) of the data sheet's headings; the finding and its scope stand above.
HEADING_ROW = 5
#: Excel's units of width, points of height (409 is Excel's own limit).
WIDEST = 60
LINE_POINTS = 19
#: As many rows are printed with their chart on one page.
ROWS_OF_A_PAGE = 30
HIGHEST = 409
OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_format_properties": {"font_name": FONT, "font_size": 11},
}


def export_xlsx(figure: Figure) -> bytes:
    """The workbook's bytes: 数値, 定義, 出典, and a native chart where Excel has one."""
    import xlsxwriter  # the app starts without it

    content = io.BytesIO()
    try:
        with open_book(content) as book:
            book.set_properties({"title": clean_cell(figure.title)[:200], "subject": figure.topic})
            sheets = Sheets(book, figure)
            sheets.write_data(WORDS["data_sheet"])
            sheets.write_pairs(WORDS["definition_sheet"], list_definitions(figure))
            sheets.write_table(WORDS["source_sheet"], *list_sources(figure))
    except xlsxwriter.exceptions.XlsxWriterException as error:
        raise ExportError("not_drawn", reason=str(error)) from error
    return content.getvalue()


def open_book(content: io.BytesIO) -> Any:
    """A new workbook of xlsxwriter's, which writes into its options."""
    import xlsxwriter

    return xlsxwriter.Workbook(content, deepcopy(OPTIONS))


def list_definitions(figure: Figure) -> list[tuple[str, str]]:
    """(item, text) of everything a reader must know to use the numbers; empty ones left out."""
    pairs = [
        (WORDS["title"], figure.title),
        (WORDS["topic"], figure.topic),
        (WORDS["definition_label"], figure.definition),
        (WORDS["fiscal_year"], figure.year_text),
        (WORDS["scope"], figure.scope_text),
        (WORDS["as_of"], figure.as_of),
        (WORDS["completeness"], figure.completeness),
        (WORDS["code_label"], figure.code),
        (WORDS["drawn"], _say_drawn(figure)),
        *[(WORDS["notes"], note) for note in figure.notes],
        *[
            (WORDS["definition_of"].format(name=name), text)
            for name, text in figure.definitions.items()
        ],
    ]
    return [(item, text) for item, text in pairs if text]


def _say_drawn(figure: Figure) -> str:
    """What Excel's chart shows, where the screen's shows more."""
    if figure.native is None or not figure.native.is_partial or not figure.has_data:
        return ""
    names = (figure.columns[name].title for name in figure.native.series)
    return WORDS["drawn_plainly"].format(series="・".join(names))


def list_sources(figure: Figure) -> tuple[list[str], list[list[str]]]:
    """Headings and rows of the source sheet: one row a cell."""
    headings = [WORDS[key] for key in ("figure", "workbook", "sheet", "cell", "written")]
    rows = [
        [record.figure, record.workbook, record.sheet, record.cell, record.written]
        for record in figure.records
    ]
    return headings, rows


class Sheets:
    """The sheets of one workbook with their formats."""

    def __init__(self, book: Any, figure: Figure) -> None:
        self.book = book
        self.figure = figure
        self.formats: dict[tuple[tuple[str, object], ...], Any] = {}

    def format(self, **properties: object) -> Any:
        key = tuple(sorted(properties.items()))
        if key not in self.formats:
            self.formats[key] = self.book.add_format({"valign": "top", **properties})
        return self.formats[key]

    def add_sheet(self, name: str) -> Any:
        """A sheet set up for print; on invented data it bears the stamp on every page."""
        sheet = self.book.add_worksheet(name)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        if self.figure.is_practice:
            sheet.set_header(f"&C&14{terms.DATA_KINDS['practice']}")
        return sheet

    def write_text(self, sheet: Any, row: int, column: int, text: str, **look: object) -> None:
        """A text that stays one."""
        prefix = {"quote_prefix": True} if is_formula_like(text) else {}
        style = self.format(num_format="@", **prefix, **look)
        sheet.write_string(row, column, clean_cell(text), style)

    def write_data(self, name: str) -> None:
        sheet = self.add_sheet(name)
        self._write_head(sheet)
        columns = self.figure.data_columns
        for place, column in enumerate(columns.values()):
            align = "right" if column.is_number else "left"
            self.write_text(
                sheet, HEADING_ROW, place, column.heading, bold=True, bottom=1, align=align
            )
        rows = self.figure.list_rows()
        for number, row in enumerate(rows, HEADING_ROW + 1):
            for place, (name, column) in enumerate(columns.items()):
                self.write_value(sheet, number, place, column, row, name)
        if not rows:
            missing = render_missing(self.figure.topic)
            self.write_text(sheet, HEADING_ROW + 1, 0, missing)
        texts_shown = self._read_texts()
        self._set_widths(sheet, [column.heading for column in columns.values()], texts_shown)
        self._set_heights(sheet, HEADING_ROW + 1, texts_shown)
        sheet.freeze_panes(HEADING_ROW + 1, 1)
        if len(rows) <= ROWS_OF_A_PAGE:
            sheet.fit_to_pages(1, 1)
        if self.figure.native and self.figure.has_data:
            insert_native_chart(self.book, sheet, self.figure, HEADING_ROW)

    def write_value(
        self,
        sheet: Any,
        row: int,
        place: int,
        column: Column,
        record: Mapping[Hashable, Any],
        name: str,
    ) -> None:
        """One cell by its kind; a missing number is a word, so no sum takes it for a zero."""
        value = record.get(name)
        if value is None:
            self.write_text(sheet, row, place, name_missing(column, record), align="right")
        elif column.is_number:
            style = self.format(num_format=column.format_of(record))
            sheet.write_number(row, place, float(value), style)
        elif column.kind == "date":
            style = self.format(num_format=column.format_of(record), align="left")
            sheet.write_datetime(row, place, value, style)
        else:
            self.write_text(sheet, row, place, str(value), text_wrap=True)

    def write_pairs(self, name: str, pairs: Sequence[tuple[str, str]]) -> None:
        headings = [WORDS["item"], WORDS["text"]]
        self.write_table(name, headings, [list(pair) for pair in pairs])

    def write_table(self, name: str, headings: list[str], rows: list[list[str]]) -> None:
        """A sheet of texts under one heading row."""
        sheet = self.add_sheet(name)
        top = 0
        if self.figure.is_practice:
            self.write_text(sheet, 0, 0, terms.DATA_KINDS["practice"], bold=True)
            top = 1
        for place, heading in enumerate(headings):
            self.write_text(sheet, top, place, heading, bold=True, bottom=1)
        for number, row in enumerate(rows, top + 1):
            for place, text in enumerate(row):
                self.write_text(sheet, number, place, text, text_wrap=True)
        self._set_widths(sheet, headings, rows)
        self._set_heights(sheet, top + 1, rows)
        sheet.freeze_panes(top + 1, 0)

    def _write_head(self, sheet: Any) -> None:
        """The finding and what it holds for, above the table."""
        figure = self.figure
        scope = (figure.topic, figure.year_text, figure.scope_text)
        reach = (figure.as_of, figure.completeness, figure.code)
        stamp = terms.DATA_KINDS["practice"] if figure.is_practice else ""
        self.write_text(sheet, 0, 0, figure.title, bold=True, font_size=14)
        for number, line in enumerate((_join(scope), _join(reach), stamp), 1):
            self.write_text(sheet, number, 0, line)

    def _read_texts(self) -> list[list[str]]:
        return [
            [str(row.get(name) or "")[:1000] for name in self.figure.data_columns]
            for row in self.figure.list_rows()
        ]

    def _set_widths(self, sheet: Any, headings: list[str], rows: list[list[str]]) -> None:
        """Columns as wide as their longest text: a Japanese sign takes two of Excel's units."""
        for place, heading in enumerate(headings):
            longest = max(_count_units(text) for text in (heading, *[row[place] for row in rows]))
            sheet.set_column(place, place, min(WIDEST, 3 + longest))

    def _set_heights(self, sheet: Any, top: int, rows: list[list[str]]) -> None:
        """Rows as high as their wrapped texts; not every program does so by itself."""
        for number, row in enumerate(rows, top):
            lines = max(1, *[_count_lines(text) for text in row])
            if lines > 1:
                sheet.set_row(number, min(HIGHEST, LINE_POINTS * lines))


def _count_units(text: str) -> float:
    """Width of a text's longest line in Excel's units."""
    return max((measure_em(line) * 2 for line in text.split("\n")), default=0.0)


def _count_lines(text: str) -> int:
    return sum(max(1, ceil(measure_em(line) * 1.8 / WIDEST)) for line in text.split("\n"))


def _join(parts: Sequence[str]) -> str:
    return "　".join(part for part in parts if part)
