"""Cards whose labels stand above their answers, row by row: 自治体名称 | 技術分野, both answered in
the row below, then further labels with theirs. The same rows of labels stand again for each card.
Each is drawn as a row of a table.
"""

from collections.abc import Iterator, Sequence

from data.layout import Layout, load_layouts, title_key
from loaders.grid import Position
from loaders.reading.account import PART_TITLE, Mark
from loaders.reading.headers.titles import layouts_knowing, match_title
from loaders.reading.shapes.reshaped import BLANK, Cell, Reshaped, copy_rows, draw, is_named
from loaders.reading.view import SheetView

#: Fewer rows of labels a card are a table's titles.
FEWEST_ROWS = 2
FEWEST_CARDS = 2

#: The rows of a card's labels, each with its answers in the row below.
Block = list[int]


def propose_labels_above(view: SheetView) -> Iterator[Reshaped]:
    """The sheet with its cards drawn as a table, for each layout of which they ask enough."""
    for layout in load_layouts():
        blocks = _find_blocks(view, layout)
        if blocks and _asks_enough(view, layout, blocks[0]):
            drawing = _draw(view, blocks)
            drawing.is_telling = is_named(view, layout, blocks[0][0])
            yield drawing


def _find_blocks(view: SheetView, layout: Layout) -> list[Block]:
    """The cards; none where they are not all of the same labels in the same places."""
    blocks: list[Block] = []
    rows = iter(range(1, view.row_count))
    for row in rows:
        if not _holds_labels(view, layout, row):
            continue
        if not blocks or _list_labels(view, row) == _list_labels(view, blocks[0][0]):
            blocks.append([])
        if not _is_answered(view, layout, row, blocks[-1]):
            return []
        blocks[-1].append(row)
        next(rows, None)
    kinds = {tuple(tuple(_list_labels(view, row)) for row in block) for block in blocks}
    is_cards = len(kinds) == 1 and len(blocks[0]) >= FEWEST_ROWS and len(blocks) >= FEWEST_CARDS
    return blocks if is_cards else []


def _holds_labels(view: SheetView, layout: Layout, row: int) -> bool:
    """Whether a row is of a layout's titles, all or most of them known."""
    texts = [text for _, text in _list_labels(view, row)]
    known = sum(match_title(layout, (text,)) is not None for text in texts)
    is_text = len(texts) == len(list(view.filled(row)))
    return is_text and known * 2 > len(texts) and layout.id in layouts_knowing(texts[0])


def _list_labels(view: SheetView, row: int) -> list[tuple[int, str]]:
    return [(column, text) for column, _ in view.filled(row) if (text := view.text(row, column))]


def _is_answered(view: SheetView, layout: Layout, row: int, block: Block) -> bool:
    """Whether the row below has answers under the labels alone, and nothing stands between them
    and the card's others."""
    labels = {column for column, _ in _list_labels(view, row)}
    answers = {column for column, _ in view.filled(row + 1)}
    between = range(block[-1] + 2, row) if block else ()
    follows = not any(value is not None for each in between for value in view.grid.rows[each - 1])
    return follows and answers <= labels and not _holds_labels(view, layout, row + 1)


def _asks_enough(view: SheetView, layout: Layout, block: Block) -> bool:
    """Whether a card asks for each field once, and for all that a record must say."""
    labels = [text for row in block for _, text in _list_labels(view, row)]
    matches = [match_title(layout, (text,)) for text in labels]
    names = [each.field.name for each in matches if each and each.stage is None]
    needed = {each.name for each in layout.required if each.type != "forum"}
    is_once = len({title_key(text) for text in labels}) == len(labels)
    return is_once and len(set(names)) == len(names) and needed <= set(names)


def _draw(view: SheetView, blocks: Sequence[Block]) -> Reshaped:
    """The table below what stands above the first card; the texts between two stay there."""
    grid, first = view.grid, blocks[0]
    labels = [(at, column) for at, row in enumerate(first) for column, _ in _list_labels(view, row)]
    rows = copy_rows(grid, 1, first[0] - 1)
    rows.append([_show(view, (first[at], column)) for at, column in labels])
    marks: dict[Position, Mark] = {}
    told = first[0]
    for block in blocks:
        rows += copy_rows(grid, told, block[0] - 1)
        rows.append([_show(view, (block[at] + 1, column)) for at, column in labels])
        marks |= {(block[at], column): PART_TITLE for at, column in labels}
        told = block[-1] + 2
    return draw(grid, [*rows, *copy_rows(grid, told, view.row_count)], (), marks)


def _show(view: SheetView, place: Position) -> Cell:
    value = view.grid.value(*place)
    return Cell(value, (place,)) if value is not None else BLANK
