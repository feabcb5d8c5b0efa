"""Question and answer in one cell, 行事名：講習会, below each other, or line by line in one cell
(a pasted mail). A record is a run of them up to the next time that a question comes again; a
cell that has several is one of its own. It is drawn as a row.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from data.layout import title_key
from loaders.grid import Position, Value
from loaders.reading.headers.titles import layouts_knowing
from loaders.reading.shapes.reshaped import BLANK, Cell, Reshaped, copy_rows, draw
from loaders.reading.view import SheetView

FEWEST_PAIRS = 3
#: A cell with so many lines of such is a record.
FEWEST_LINES = 2
#: A longer question is a sentence with a colon in it.
LONGEST_QUESTION = 20
_SIGNS = re.compile("[:：→⇒＝=]")


class Pair(NamedTuple):
    """A question as written, its answer, and the cell that holds both."""

    title: str
    answer: str
    place: Position


def propose_pairs(view: SheetView) -> Iterator[Reshaped]:
    """The sheet with such cells drawn as a table; nothing where there are too few of them."""
    pairs = [
        pair
        for row in range(1, view.row_count + 1)
        for column, value in view.filled(row)
        for pair in _list_pairs(value, (row, column))
    ]
    titles = {title_key(pair.title): pair.title for pair in reversed(pairs)}
    if len(titles) >= FEWEST_PAIRS:
        yield _draw(view, pairs, titles)


def _list_pairs(value: Value, place: Position) -> list[Pair]:
    """The pairs of a cell; lines between two of them go on with the first one's answer."""
    pairs: list[Pair] = []
    going_on: list[str] = []
    lines = value.strip().split("\n") if isinstance(value, str) else []
    for line in lines:
        title, _, answer = (each.strip() for each in _SIGNS.sub(":", line, count=1).partition(":"))
        if len(title) <= LONGEST_QUESTION and answer and layouts_knowing(title):
            if pairs and going_on:
                pairs[-1] = pairs[-1]._replace(answer="\n".join([pairs[-1].answer, *going_on]))
            pairs.append(Pair(title, answer, place))
            going_on = []
        else:
            going_on += [line.strip()] if line.strip() else []
    return pairs if len(lines) == 1 or len(pairs) >= FEWEST_LINES else []


def _group(pairs: Sequence[Pair]) -> Iterator[dict[str, Pair]]:
    """The pairs record by record: a question that comes again begins the next, and so does a
    cell of several."""
    sizes = Counter(pair.place for pair in pairs)
    record: dict[str, Pair] = {}
    last = pairs[0].place
    for pair in pairs:
        key = title_key(pair.title)
        apart = pair.place != last and max(sizes[pair.place], sizes[last]) > 1
        if key in record or apart:
            yield record
            record = {}
        record[key], last = pair, pair.place
    yield record


def _draw(view: SheetView, pairs: Sequence[Pair], titles: dict[str, str]) -> Reshaped:
    first, last = pairs[0].place[0], pairs[-1].place[0]
    header = [Cell(title) for title in titles.values()]
    body = [
        [_draw_answer(record[key]) if key in record else BLANK for key in titles]
        for record in _group(pairs)
    ]
    above = copy_rows(view.grid, 1, first - 1)
    below = copy_rows(view.grid, last + 1, view.row_count)
    return draw(view.grid, [*above, header, *body, *below])


def _draw_answer(pair: Pair) -> Cell:
    return Cell(pair.answer, (pair.place,))
