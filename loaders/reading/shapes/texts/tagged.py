"""Several answers in each cell of one column, each behind its question in brackets:
【今年度目標】事業計画の策定【実施内容】… Drawn with a column a question.
"""

import re
from collections.abc import Iterator

from loaders.grid import Value
from loaders.reading.headers.titles import layouts_knowing
from loaders.reading.shapes.reshaped import (
    BLANK,
    Cell,
    Reshaped,
    copy_rows,
    draw,
    list_header_rows,
    widen_merges,
)
from loaders.reading.view import SheetView

FEWEST_ROWS, FEWEST_TITLES = 2, 2
_TAG = re.compile(r"\s*【([^【】\n]{1,20})】\s*")


def propose_tagged(view: SheetView) -> Iterator[Reshaped]:
    """The sheet with the first such column drawn apart; nothing where it has none."""
    for row in list_header_rows(view):
        for column, value in view.filled(row + 1):
            tagged = _find_tagged(view, row, column) if split_tags(value) else {}
            titles = list(dict.fromkeys(title for said in tagged.values() for title in said))
            if len(tagged) >= FEWEST_ROWS and _knows(titles):
                yield _draw(view, row, column, tagged, titles)
                return


def split_tags(value: Value) -> dict[str, str]:
    """The answers of a cell by the questions before them; none where it says anything else.

    >>> split_tags("【目標】会員の交流\\n【行程】随時")
    {'目標': '会員の交流', '行程': '随時'}
    >>> split_tags("【重要】"), split_tags("注【目標】交流【行程】随時")
    ({}, {})
    """
    if not isinstance(value, str) or not value.lstrip().startswith("【"):
        return {}
    before, *said = _TAG.split(value)
    pairs = dict(zip(said[::2], map(str.strip, said[1::2]), strict=True))
    return pairs if not before and FEWEST_TITLES <= len(pairs) == len(said) // 2 else {}


def _find_tagged(view: SheetView, row: int, column: int) -> dict[int, dict[str, str]]:
    """The answers of each row below a title, as far down as there are such."""
    tagged: dict[int, dict[str, str]] = {}
    for below in range(row + 1, view.row_count + 1):
        said = split_tags(view.grid.value(below, column))
        if not said:
            break
        tagged[below] = said
    return tagged


def _knows(titles: list[str]) -> bool:
    return sum(bool(layouts_knowing(title)) for title in titles) >= FEWEST_TITLES


def _draw(
    view: SheetView,
    row: int,
    column: int,
    tagged: dict[int, dict[str, str]],
    titles: list[str],
) -> Reshaped:
    rows = copy_rows(view.grid, 1, view.row_count)
    header = rows[row - 1]
    header[column - 1 : column] = [Cell(title, header[column - 1].places) for title in titles]
    for below, said in tagged.items():
        cells = rows[below - 1]
        place = cells[column - 1].places
        cells[column - 1 : column] = [
            Cell(said[title], place) if title in said else BLANK for title in titles
        ]
    return draw(view.grid, rows, widen_merges(view.grid.merges, column, len(titles)))
