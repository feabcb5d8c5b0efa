"""Rows that are cut out by an earlier one's shape say what the regular expression says of them."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from loaders.opening.formats.row_blocks import Block
from loaders.opening.formats.row_shapes import CUT, NUMBER, Row, RowShapes, cut_texts
from loaders.opening.formats.sheet_scan import SheetFrame, scan_any, scan_plain

FIRST = '<row r="11"><c r="A11" s="12"><v>12</v></c><c r="C11" t="str"><v>a</v></c></row>'
#: its style is its number, as that of the next row with the next style
LIKE_NUMBER = FIRST.replace('11"', '12"')
SAME = '<row r="13"><c r="A13" s="12"><v>7</v></c><c r="C13" t="str"><v>&amp;</v></c></row>'
EMPTY = SAME.replace("7", "")
#: another style, which is the row's number; hidden; another column; a blank cell; a formula;
#: a cell more; a text of the cell's own; a blank row above
OTHERS = (
    '<row r="13"><c r="A13" s="13"><v>7</v></c><c r="C13" t="str"><v>b</v></c></row>',
    '<row r="13" hidden="1"><c r="A13" s="12"><v>7</v></c><c r="C13" t="str"><v>b</v></c></row>',
    '<row r="13"><c r="A13" s="12"><v>7</v></c><c r="D13" t="str"><v>b</v></c></row>',
    '<row r="13"><c r="A13" s="12"><v>7</v></c><c r="C13" t="str"/></row>',
    '<row r="13"><c r="A13" s="12"><f>1</f><v>7</v></c><c r="C13" t="str"><v>b</v></c></row>',
    '<row r="13"><c r="A13" s="12"><v>7</v></c><c r="C13" t="str"><v>b</v></c><c r="D13"/></row>',
    '<row r="13"><c r="A13" s="12"><v>7</v></c><c r="C13" t="inlineStr"><is><t>b</t></is></c></row>',
    f'<row r="12" ht="3"/>{SAME}',
)


def write_sheet(*rows: str) -> bytes:
    return f"<worksheet><sheetData>{''.join(rows)}</sheetData></worksheet>".encode()


def list_cells(
    part: bytes, scan: Callable[[bytes, SheetFrame], Iterator[Row] | Iterator[Row | Block]]
) -> list[tuple[int, bool, list[tuple[Any, ...]]]]:
    """Of each row with texts its number, whether it is hidden, and of each cell with a text its column, style, type and text."""
    found = []
    for row in scan(part, SheetFrame("")):
        assert isinstance(row, Row)
        cells = [
            (at, style, kind, text or inline) for at, style, kind, _, text, inline in row.cells
        ]
        if row.plain:
            columns, styles, types, texts = row.plain
            cells = [*zip(columns, styles or (), types, texts, strict=True)]
        found.append((row.number, row.hidden, [cell for cell in cells if cell[-1]]))
    return [each for each in found if each[-1]]


@pytest.mark.parametrize("first", [FIRST, LIKE_NUMBER])
@pytest.mark.parametrize("second", [SAME, EMPTY, *OTHERS])
def test_row_below_another_is_read_as_by_the_xml_parser(first: str, second: str) -> None:
    part = write_sheet(first, second, second.replace('13"', '14"'))
    assert list_cells(part, scan_plain) == list_cells(part, scan_any)


def test_only_a_row_of_the_same_shape_is_cut_out() -> None:
    shapes = RowShapes()
    for row in (FIRST, LIKE_NUMBER):
        (read,) = scan_plain(write_sheet(row), SheetFrame(""))
        assert isinstance(read, Row)
        shapes.learn(cut_texts(row), read)
    assert shapes.find(cut_texts(SAME)) is not None
    assert [shapes.find(cut_texts(each)) for each in OTHERS] == [None] * len(OTHERS)


@pytest.mark.parametrize("mark", [CUT, NUMBER])
def test_sign_of_ours_in_a_text_stays_the_text(mark: str) -> None:
    rows = [SAME.replace("13", str(13 + n)).replace("&amp;", f"{mark}b") for n in range(3)]
    texts = [cells[1][3] for *_, cells in list_cells(write_sheet(FIRST, *rows), scan_plain)]
    assert texts == ["a", *[f"{mark}b"] * 3]
