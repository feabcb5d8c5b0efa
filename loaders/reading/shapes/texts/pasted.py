"""A table pasted as text into one column: 自治体名,求める内容,企業名 and below it line by line the
answers, parted by the same sign. It is drawn as the table that it was.
"""

import csv
from collections.abc import Iterator

from loaders.grid import Position
from loaders.reading.account import UNREAD, Mark
from loaders.reading.headers.titles import layouts_knowing
from loaders.reading.shapes.reshaped import Cell, Reshaped, copy_rows, draw, list_header_rows
from loaders.reading.view import SheetView

FEWEST_TITLES = 3
LONGEST_LINE = 2000

SIGNS = ("\t", ",", "，", "、", ";", "；", "|", "｜")


def propose_pasted(view: SheetView) -> Iterator[Reshaped]:
    """The sheet with such a table drawn; nothing where no cell holds a line of titles."""
    for row in list_header_rows(view):
        for column, _ in view.filled(row):
            line = view.text(row, column).partition("\n")[0]
            for sign in SIGNS:
                titles = _split(line, sign)
                if sum(bool(layouts_knowing(title)) for title in titles) >= FEWEST_TITLES:
                    yield _draw(view, (row, column), len(titles), sign)
                    return


def _split(line: str, sign: str) -> list[str]:
    """
    >>> _split('呉市,"橋,桁",', ",")
    ['呉市', '橋,桁', '']
    >>> _split("呉市,\\r橋", ",")
    ['呉市', '橋']
    """
    if sign not in line or len(line) > LONGEST_LINE:
        return []
    return [part.strip() for part in next(csv.reader([line.replace("\r", " ")], delimiter=sign))]


def _draw(view: SheetView, title: Position, width: int, sign: str) -> Reshaped:
    """The lines as rows; one of another number of answers is unread."""
    row, column = title
    body, marks, last = list[list[Cell]](), dict[Position, Mark](), row - 1
    while last < view.row_count and sign in (text := view.text(last + 1, column)):
        last += 1
        lines = [_split(line, sign) for line in text.split("\n")]
        fitting = [answers for answers in lines if len(answers) == width]
        if len(fitting) < len(lines):
            marks[last, column] = UNREAD
        for answers in fitting:
            body.append([Cell(answer or None, ((last, column),)) for answer in answers])
    above, below = copy_rows(view.grid, 1, row - 1), copy_rows(view.grid, last + 1, view.row_count)
    drawing = draw(view.grid, [*above, *body, *below], (), marks)
    drawing.is_telling = True  # cells are lines here: few of them hold many answers
    return drawing
