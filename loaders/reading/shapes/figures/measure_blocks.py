"""Targets in one block and results in another, each under its heading, the same names in both:
【目標】, 【実績】. Drawn as one table with a column each.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from data.layout import Field, Layout, load_layouts
from loaders.grid import Position
from loaders.reading.account import HEADING, TITLE, Mark
from loaders.reading.headers.titles import STRONG, match_title
from loaders.reading.records.records import COUNTED_TYPES
from loaders.reading.row_labels import strip_signs
from loaders.reading.shapes.reshaped import BLANK, Cell, Reshaped, copy_rows, draw
from loaders.reading.shapes.runs import read_alone
from loaders.reading.view import SheetView


class Block(NamedTuple):
    """The field that a heading in `row` names, and each name's row below it."""

    row: int
    field: Field
    rows: Mapping[str, int]


def propose_measure_blocks(view: SheetView) -> Iterator[Reshaped]:
    """The sheet with such blocks beside each other; nothing where it has none."""
    for layout in load_layouts():
        key = layout.find_type("indicator")
        if key is None:
            continue
        column, blocks = _find_blocks(view, layout, key)
        fields = {block.field.name for block in blocks}
        if len(blocks) > 1 and len(fields) == len(blocks) and all(each.rows for each in blocks):
            yield _draw(view, key, column, blocks)
            return


def _find_blocks(view: SheetView, layout: Layout, key: Field) -> tuple[int, list[Block]]:
    """The column of the names, and the blocks with one figure beside each name."""
    blocks: list[Block] = []
    columns: set[int] = set()
    for row in range(1, view.row_count + 1):
        cells = list(view.filled(row))
        texts = [(at, value) for at, value in cells if isinstance(value, str)]
        if len(cells) == 1 and texts and (field := _read_heading(layout, texts[0][1])):
            blocks.append(Block(row, field, {}))
        elif blocks and len(cells) == 2 and texts and read_alone(key, texts[0][1]).value:
            columns.add(texts[0][0])
            block = blocks[-1]
            blocks[-1] = block._replace(rows={**block.rows, texts[0][1].strip(): row})
        elif blocks and cells and not _is_header(layout, texts, len(cells)):
            break
    return (columns.pop(), blocks) if len(columns) == 1 else (0, [])


def _read_heading(layout: Layout, text: str) -> Field | None:
    match = match_title(layout, (strip_signs(text),))
    is_figure = match is not None and match.rank == STRONG and match.field.type in COUNTED_TYPES
    return match.field if match is not None and is_figure else None


def _is_header(layout: Layout, texts: list[tuple[int, str]], count: int) -> bool:
    return len(texts) == count and all(match_title(layout, (text,)) for _, text in texts)


def _draw(view: SheetView, key: Field, column: int, blocks: list[Block]) -> Reshaped:
    names = list(dict.fromkeys(name for block in blocks for name in block.rows))
    header = [
        Cell(key.title),
        *(Cell(b.field.title, ((b.row, _lone(view, b.row)),)) for b in blocks),
    ]
    body = [
        [_name(column, blocks, name), *(_pick(view, b, name) for b in blocks)] for name in names
    ]
    last = max(row for block in blocks for row in block.rows.values())
    marks: dict[Position, Mark] = {(b.row, _lone(view, b.row)): HEADING for b in blocks}
    taken = {row for block in blocks for row in (block.row, *block.rows.values())}
    for row in range(blocks[0].row - 1, last):
        is_titles = row not in taken and len(list(view.filled(row))) == 2
        marks |= {(row, at): TITLE for at, _ in view.filled(row)} if is_titles else {}
    above = copy_rows(view.grid, 1, blocks[0].row - 1)
    above = above[:-1] if (blocks[0].row - 1, column) in marks else above
    below = copy_rows(view.grid, last + 1, view.row_count)
    return draw(view.grid, [*above, header, *body, *below], (), marks)


def _lone(view: SheetView, row: int) -> int:
    return next(at for at, _ in view.filled(row))


def _name(column: int, blocks: list[Block], name: str) -> Cell:
    return Cell(name, tuple((b.rows[name], column) for b in blocks if name in b.rows))


def _pick(view: SheetView, block: Block, name: str) -> Cell:
    row = block.rows.get(name)
    if row is None:
        return BLANK
    at, value = list(view.filled(row))[1]
    return Cell(value, ((row, at),))
