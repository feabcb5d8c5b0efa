"""A box alone in its cell, and the word that it ticks in the cell beside it: ☑ | 道路 | □ | 河川.
Such a row's boxes and words are drawn as one cell.
"""

from collections.abc import Iterator

from loaders.grid import Value
from loaders.reading.shapes.reshaped import BLANK, Cell, Reshaped, copy_rows, draw
from loaders.reading.view import SheetView

#: One box in a row may be a mark.
FEWEST_BOXES = 2

_BOXES = frozenset("□☐☑☒✓✔■")

#: The columns of boxes and words side by side.
Run = list[int]


def propose_boxes(view: SheetView) -> Iterator[Reshaped]:
    """The sheet with such rows drawn so; nothing where it has none."""
    runs = [(row, run) for row in range(1, view.row_count + 1) for run in _find_runs(view, row)]
    if not runs:
        return
    rows, taken = copy_rows(view.grid, 1, view.row_count), set()
    for row, run in runs:
        places = tuple((row, column) for column in run)
        text = "".join(str(view.grid.value(*place)).strip() + " " for place in places)
        rows[row - 1][run[0] - 1] = Cell(text.strip(), places)
        for column in run[1:]:
            rows[row - 1][column - 1] = BLANK
        taken |= {*places}
    merges = [area for area in view.grid.merges if area[:2] not in taken]
    yield draw(view.grid, rows, merges)


def _find_runs(view: SheetView, row: int) -> Iterator[Run]:
    """The runs of a row; none where a box has no word behind it: 道路 | ☑ | 河川 | □."""
    cells = view.filled(row)
    runs: list[Run] = []
    last = -1  # place of the last word that a box ticks
    for at, (column, value) in enumerate(cells):
        if not _is_box(value):
            continue
        following, word = cells[at + 1] if at + 1 < len(cells) else (0, None)
        if not isinstance(word, str) or _is_box(word):
            return
        if last == at - 1 and runs:
            runs[-1] += [column, following]
        else:
            runs.append([column, following])
        last = at + 1
    yield from (run for run in runs if len(run) >= 2 * FEWEST_BOXES)


def _is_box(value: Value) -> bool:
    return isinstance(value, str) and value.strip() in _BOXES
