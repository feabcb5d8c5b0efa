"""A table part as a native PowerPoint table: thin lines, no colour but the text's."""

from typing import Any

from lxml import etree
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.text import MSO_ANCHOR
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from exports.slides.pptx_text import Face, Style, render_ink, write_lines
from exports.slides.slide_table import CELL_MARGIN, CELL_PADDING, TablePart

#: "No Style, No Grid": the built-in style that adds nothing.
PLAIN_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
HEAD_LINE, ROW_LINE = Pt(1.5), Pt(0.75)
ROW_COLOR = MSO_THEME_COLOR.BACKGROUND_2


def add_table(shapes: Any, part: TablePart, face: Face) -> Any:
    """Draw a table; returns the graphic frame."""
    place = [Inches(side) for side in (part.left, part.top, part.width, part.height)]
    frame = shapes.add_table(len(part.cells), len(part.widths), *place)
    table = frame.table
    _set_style(table)
    for column, width in zip(table.columns, part.widths, strict=True):
        column.width = Inches(width)
    for row, height in zip(table.rows, part.heights, strict=True):
        row.height = Inches(height)
    for number, texts in enumerate(part.texts):
        for place_in_row, text in enumerate(texts):
            cell = table.cell(number, place_in_row)
            cell.margin_left = Inches(part.margins[place_in_row])
            _write_cell(cell, text, number == 0, part.is_right[place_in_row], part, face)
    return frame


def _set_style(table: Any) -> None:
    properties = table._tbl.tblPr
    properties.find(qn("a:tableStyleId")).text = PLAIN_STYLE
    properties.set("bandRow", "0")
    properties.set("firstRow", "1")


def _write_cell(
    cell: Any, text: str, is_head: bool, is_right: bool, part: TablePart, face: Face
) -> None:
    cell.margin_right = Inches(CELL_MARGIN)
    cell.margin_top = cell.margin_bottom = Inches(CELL_PADDING)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    style = Style(
        part.size, is_head, "muted" if is_head else "text", "right" if is_right else "left"
    )
    write_lines(cell.text_frame, text.split("\n"), style, face)
    _draw_line_below(cell, HEAD_LINE if is_head else ROW_LINE, face)


def _draw_line_below(cell: Any, width: Any, face: Face) -> None:
    """The head's in the colour of its text."""
    properties = cell._tc.get_or_add_tcPr()
    line = etree.SubElement(properties, qn("a:lnB"), {"w": str(int(width))})
    line.append(render_ink(face.inks.muted if width == HEAD_LINE else ROW_COLOR))
    properties.insert(0, line)
