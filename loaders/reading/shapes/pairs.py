"""Question and answer in one cell, 行事名：講習会, below each other. A record is a run of them up
to the next time that a question comes again; it is drawn as a row.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from data.layout import title_key
from loaders.grid import Position, Value
from loaders.reading.shapes.reshaped import BLANK, Cell, Reshaped, copy_rows, draw
from loaders.reading.titles import layouts_knowing
from loaders.reading.view import SheetView

FEWEST_PAIRS = 3
#: Longer sheets are ledgers.
LAST_ROW = 1000
#: A longer question is a sentence with a colon in it.
LONGEST_QUESTION = 20


class Pair(NamedTuple):
    """A question as written, its answer, and the cell that holds both."""

    title: str
    answer: str
    place: Position


def propose_pairs(view: SheetView) -> Iterator[Reshaped]:
    """The sheet with such cells drawn as a table; nothing where there are too few of them."""
    if view.row_count > LAST_ROW:
        return
    pairs = [
        pair
        for row in range(1, view.row_count + 1)
        for column, value in view.filled(row)
        if (pair := _part(value, (row, column))) is not None
    ]
    titles = {title_key(pair.title): pair.title for pair in reversed(pairs)}
    if len(titles) >= FEWEST_PAIRS:
        yield _draw(view, pairs, titles)


def _part(value: Value, place: Position) -> Pair | None:
    if not isinstance(value, str):
        return None
    title, _, answer = (each.strip() for each in value.replace("：", ":").partition(":"))
    if len(title) > LONGEST_QUESTION or not answer or not layouts_knowing(title):
        return None
    return Pair(title, answer, place)


def _group(pairs: Sequence[Pair]) -> Iterator[dict[str, Pair]]:
    """The pairs record by record: a question that comes again begins the next."""
    record: dict[str, Pair] = {}
    for pair in pairs:
        key = title_key(pair.title)
        if key in record:
            yield record
            record = {}
        record[key] = pair
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
