"""One table written in several strips beside each other, without a blank column between: the
same titles again from left to right. It is drawn as one strip below the other, each under what
stands over it alone: 成功例 | 失敗例.
"""

from collections.abc import Iterator, Sequence

from loaders.reading.account import TITLE
from loaders.reading.context.set_aside import find_set_aside
from loaders.reading.headers.titles import layouts_knowing, layouts_named
from loaders.reading.shapes.reshaped import Cell, Reshaped, copy_rows, draw, list_header_rows
from loaders.reading.view import SheetView


def propose_beside(view: SheetView) -> Iterator[Reshaped]:
    """The sheet with its strips below each other; nothing where no title stands again."""
    for row in list_header_rows(view):
        columns = [column for column, _ in view.filled(row)]
        texts = [view.text(row, column) for column in columns]
        width = _find_period(texts)
        strips = [columns[at : at + width] for at in range(0, len(texts), width or 1)]
        if any(_heads_draft(view, row, each) for each in strips):
            return  # its titles stand twice, and are named so
        if width and sum(bool(layouts_knowing(text)) for text in texts[:width]) >= 2:
            yield _draw(view, row, strips)
            return


def _find_period(texts: Sequence[str]) -> int:
    """
    >>> _find_period(["No", "名", "日", "No", "名", "日"]), _find_period(["名", "日", "所"])
    (3, 0)
    """
    sizes = (size for size in range(2, len(texts) // 2 + 1) if len(texts) % size == 0)
    return next(
        (size for size in sizes if list(texts) == [*texts[:size]] * (len(texts) // size)), 0
    )


def _find_groups(view: SheetView, row: int, strips: Sequence[Sequence[int]]) -> list[Cell]:
    """The texts over each strip's first column, where each has one of its own, and no others."""
    firsts = [columns[0] for columns in strips]
    if [column for column, _ in view.filled(row)] != firsts:
        return []
    found = [Cell(view.text(row, column), ((row, column),)) for column in firsts]
    return found if len({cell.value for cell in found} - {""}) == len(strips) else []


def _draw(view: SheetView, row: int, strips: Sequence[Sequence[int]]) -> Reshaped:
    grid = view.grid
    groups = _find_groups(view, row - 1, strips)
    rows = copy_rows(grid, 1, row - 2 if groups else row - 1)
    rows.append([Cell(grid.value(row, column), ((row, column),)) for column in strips[0]])
    for at, columns in enumerate(strips):
        rows += [[groups[at]]] if groups else []
        rows += [
            [Cell(grid.value(each, column), ((each, column),)) for column in columns]
            for each in range(row + 1, view.row_count + 1)
            if any(grid.value(each, column) is not None for column in columns)
        ]
    marks = {(row, column): TITLE for columns in strips[1:] for column in columns}
    return draw(grid, rows, (), marks)


def _heads_draft(view: SheetView, row: int, columns: Sequence[int]) -> bool:
    """Whether a text over a strip says that it does not count."""
    texts = (view.text(above, column) for above in range(1, row) for column in columns)
    return any(find_set_aside(text) and not layouts_named(text) for text in texts)
