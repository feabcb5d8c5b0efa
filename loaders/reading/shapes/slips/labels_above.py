"""Cards whose labels stand above their answers, row by row: 自治体名称 | 技術分野, both answered in
the row below, then further labels with theirs. The same rows of labels stand again for each card.
Each is drawn as a row of a table.
"""

from collections.abc import Iterator, Sequence

from data.layout import Layout, load_layouts, title_key
from loaders.grid import Position
from loaders.reading.account import PART_TITLE, Mark
from loaders.reading.headers.titles import layouts_knowing, match_title
from loaders.reading.records.records import list_needed
from loaders.reading.shapes.reshaped import (
    BLANK,
    Cell,
    Reshaped,
    copy_rows,
    draw,
    is_named,
    show_cell,
)
from loaders.reading.view import SheetView

#: Fewer rows of labels a card are a table's titles.
FEWEST_ROWS = 2

#: Label → where it stands; the answer is in the row below.
Block = dict[str, Position]


def propose_labels_above(view: SheetView) -> Iterator[Reshaped]:
    """The sheet with its cards drawn as a table, for each layout of which they ask enough."""
    for layout in load_layouts():
        blocks = _find_blocks(view, layout)
        if blocks and _asks_enough(layout, blocks):
            drawing = _draw(view, blocks)
            drawing.is_telling = is_named(view, layout, _first_row(blocks[0]))
            yield drawing


def _find_blocks(view: SheetView, layout: Layout) -> list[Block]:
    """The cards, each from the labels on that the first begins with; none where one is no card."""
    blocks: list[Block] = []
    first: dict[str, int] = {}
    rows = iter(range(1, view.row_count))
    for row in rows:
        labels = _list_labels(view, row)
        if not _holds_labels(view, layout, row, labels):
            continue
        columns = {text: column for text, (_, column) in labels.items()}
        if not blocks or columns == first:
            first = columns
            blocks.append({})
        if not _is_answered(view, layout, row) or labels.keys() & blocks[-1].keys():
            return []
        blocks[-1] |= labels
        next(rows, None)
    is_cards = all(len({row for row, _ in each.values()}) >= FEWEST_ROWS for each in blocks)
    return blocks if is_cards else []


def _list_labels(view: SheetView, row: int) -> Block:
    return {
        text: (row, column) for column, _ in view.filled(row) if (text := view.text(row, column))
    }


def _holds_labels(view: SheetView, layout: Layout, row: int, labels: Block) -> bool:
    """Whether a row is of a layout's titles, each once, the first and most others known."""
    known = sum(match_title(layout, (text,)) is not None for text in labels)
    is_all = len(labels) == len(list(view.filled(row)))
    return is_all and known * 2 > len(labels) and layout.id in layouts_knowing(next(iter(labels)))


def _is_answered(view: SheetView, layout: Layout, row: int) -> bool:
    """Whether the row below has answers, under the labels alone."""
    below = _list_labels(view, row + 1)
    columns = {column for column, _ in view.filled(row + 1)}
    is_under = columns <= {column for column, _ in view.filled(row)}
    return is_under and not _holds_labels(view, layout, row + 1, below)


def _first_row(block: Block) -> int:
    return min(row for row, _ in block.values())


def _last_row(view: SheetView, block: Block, end: int) -> int:
    """The row of a card's last answers, or of what goes on below them up to a blank row before
    `end`: nobody knows what it answers, so it is not drawn and stays unread."""
    last = max(row for row, _ in block.values()) + 1
    blank = (row for row in range(last + 1, end) if not any(view.filled(row)))
    return next(blank, last + 1) - 1


def _asks_enough(layout: Layout, blocks: Sequence[Block]) -> bool:
    """Whether the cards ask for each field by one label, and for all that a record must say; a
    single one in several rows, else it is a table."""
    labels = dict.fromkeys(text for block in blocks for text in block)
    matches = {text: match_title(layout, (text,)) for text in labels}
    names = [each.field.name for each in matches.values() if each and each.stage is None]
    needed = {*list_needed(layout)}
    is_once = len({title_key(text) for text in labels}) == len(labels)
    asked = (text for text, match in matches.items() if match and match.field.name in needed)
    rows = {blocks[0][text][0] for text in asked if text in blocks[0]}
    is_spread = len(blocks) > 1 or len(rows) > 1
    return is_once and is_spread and len({*names}) == len(names) and needed <= {*names}


def _draw(view: SheetView, blocks: Sequence[Block]) -> Reshaped:
    """The table below what stands above the first card; the texts between two stay there."""
    grid, told = view.grid, _first_row(blocks[0])
    labels = {text: place for block in reversed(blocks) for text, place in block.items()}
    rows = copy_rows(grid, 1, told - 1)
    rows.append([Cell(text, (place,)) for text, place in labels.items()])
    marks: dict[Position, Mark] = {}
    ends = [*map(_first_row, blocks[1:]), view.row_count + 2]
    for block, end in zip(blocks, ends, strict=True):
        rows += copy_rows(grid, told, _first_row(block) - 1)
        rows.append([_show(view, block[text]) if text in block else BLANK for text in labels])
        marks |= dict.fromkeys(block.values(), PART_TITLE)
        told = _last_row(view, block, end) + 1
    return draw(grid, [*rows, *copy_rows(grid, told, view.row_count)], (), marks)


def _show(view: SheetView, label: Position) -> Cell:
    """The answer below a label."""
    return show_cell(view.grid, (label[0] + 1, label[1]))
