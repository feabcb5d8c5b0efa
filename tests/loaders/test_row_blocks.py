"""Rows taken apart many at once say what the XML parser says of them."""

import io
from collections.abc import Callable

import openpyxl
import pytest

from bench.ledgers import make_ledger, make_shared_ledger
from loaders.opening.book_reading import read_grids
from loaders.opening.formats import row_blocks
from loaders.opening.formats.row_blocks import Block, RowBlocks
from loaders.opening.formats.sheet_scan import SheetFrame, scan_any, scan_plain
from loaders.opening.sparse_grid import SparseGrid

ROW = '<row r="{0}"><c r="A{0}" s="1"><v>{0}</v></c><c r="C{0}" t="s"><v>7</v></c></row>'
INLINE = '<c r="C{0}" t="inlineStr"><is><t>&#27211;&amp;</t></is></c>'
#: inline; hidden; another column; no cell; an empty one; a formula; an error; a blank row; spaces
OTHERS = (
    ROW.replace('<c r="C{0}" t="s"><v>7</v></c>', INLINE),
    ROW.replace('"{0}">', '"{0}" hidden="1">', 1),
    ROW.replace("C{0}", "D{0}"),
    ROW.replace('<c r="C{0}" t="s"><v>7</v></c>', ""),
    ROW.replace("><v>7</v></c>", "/>"),
    ROW.replace("<v>7</v>", "<f>A1</f><v>7</v>"),
    ROW.replace('t="s"><v>7</v>', 't="e"><v>#N/A</v>'),
    '<row r="{0}" ht="3"/>',
    ROW.replace("<v>7</v>", '<v xml:space="preserve"> 7</v>'),
    f"\n{ROW}\n",
)
#: another row's cell; columns that go back; a text that ends as no text began
UNUSUAL = (
    ROW.replace("C{0}", "C1"),
    ROW.replace("C{0}", "A{0}"),
    ROW.replace('t="s"><v>7</v>', 't="s"><v>7</t></is>'),
)


@pytest.fixture(autouse=True)
def whatever_their_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(row_blocks, "FEWEST_CHARACTERS", 0)


def write_rows(*rows: str) -> str:
    return "".join(each.format(number) for number, each in enumerate(rows, start=5))


def list_cells(xml: str, is_strict: bool = False) -> list[tuple[object, ...]]:
    """Of each cell that says something, and of each hidden row, all that is read of it."""
    part = f"<worksheet><sheetData>{xml}</sheetData></worksheet>".encode()
    found: list[tuple[object, ...]] = []
    frame = SheetFrame("")
    for row in scan_any(part, frame) if is_strict else scan_plain(part, frame):
        if isinstance(row, Block):
            found += _list_block(row)
            continue
        found += [(row.number, "hidden")] if row.hidden else []
        found += [
            (row.number, *cell[:3], bool(cell[3]), *cell[4:]) for cell in row.cells if any(cell[3:])
        ]
        if row.plain:
            columns, styles, types, texts = row.plain
            assert styles is not None
            cells = zip(columns, styles, types, texts, strict=True)
            found += [(row.number, *cell[:3], False, cell[3], "") for cell in cells if cell[3]]
    return sorted((each[0], str(each[1]), _drop_place(each)) for each in found)


def _drop_place(found: tuple[object, ...]) -> str:
    """Whether a text stood in <v> or <is> is all the same."""
    *rest, text, inline = (*found, "", "")[:7]
    return f"{rest} {text or inline}"


def _list_block(block: Block) -> list[tuple[object, ...]]:
    hidden = [n for n, tag in zip(block.numbers, block.attributes, strict=True) if "hidden" in tag]
    return [(number, "hidden") for number in hidden] + [
        (number, at, *column.kinds[tag], False, _unescape(text), "")
        for at, column in block.columns.items()
        for number, tag, text in zip(block.numbers, column.tags, column.texts, strict=True)
        if tag is not None and text
    ]


def _unescape(text: str) -> str:
    return text.replace("&#27211;", "橋").replace("&amp;", "&")


@pytest.mark.parametrize("other", OTHERS)
@pytest.mark.parametrize("place", [0, 1, 4])
def test_row_among_others_is_read_as_by_the_xml_parser(other: str, place: int) -> None:
    rows = [ROW] * 4
    rows.insert(place, other)
    xml = write_rows(*rows, other, ROW)
    assert any(isinstance(each, Block) for each in RowBlocks().cut(xml))
    assert list_cells(xml) == list_cells(xml, is_strict=True)


@pytest.mark.parametrize("unusual", UNUSUAL)
def test_row_spelt_wrongly_is_in_no_block(unusual: str) -> None:
    xml = write_rows(ROW, ROW, unusual, ROW)
    first, text, last = RowBlocks().cut(xml)
    assert isinstance(first, Block)
    assert isinstance(last, Block)
    assert text == unusual.format(7)
    assert [*first.numbers, *last.numbers] == [5, 6, 8]


def test_text_of_few_tables_rows_stays_whole() -> None:
    xml = write_rows(ROW, *[OTHERS[5]] * 10)
    assert RowBlocks().cut(xml) == [xml]


@pytest.mark.parametrize("make", [make_ledger, make_shared_ledger])
def test_ledger_is_read_alike_in_blocks_and_row_by_row(
    make: Callable[[int], bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    content = make(100)
    in_blocks = read_all(content)
    monkeypatch.setattr(row_blocks, "FEWEST_CHARACTERS", 1 << 60)
    assert read_all(content) == in_blocks


def test_styles_and_texts_of_a_block_are_told_of_their_cells() -> None:
    book = openpyxl.Workbook()
    for number in range(1, 9):
        book.active.append([number / 100, "橋" if number % 2 else number, f"a_x000D_{number}"])
        book.active.cell(number, 1).number_format = "0%" if number % 3 else "0.00"
    book.active.row_dimensions[5].hidden = True
    content = io.BytesIO()
    book.save(content)
    (grid,) = read_all(content.getvalue())
    assert grid.rows[4] == [0.04, 4, "a\n4"]
    assert grid.rows[5] == [0.05, "橋", "a\n5"]
    assert grid.percents == {(row, 1) for row in (1, 2, 4, 5, 7, 8)}
    assert grid.hidden_rows == {5}


def read_all(content: bytes) -> list[SparseGrid]:
    return list(read_grids(content))
