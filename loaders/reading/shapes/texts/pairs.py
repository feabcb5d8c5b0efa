"""Question and answer in one cell, 行事名：講習会, below each other, or line by line in one cell
(a pasted mail). A record is a run of them up to the next time that a question comes again; a
cell that has several is one of its own. It is drawn as a row.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from data.layout import load_layouts, title_key
from loaders.grid import Position, Value
from loaders.reading.headers.titles import layouts_knowing, match_title
from loaders.reading.row_labels import is_row_number, strip_signs
from loaders.reading.shapes.reshaped import BLANK, Cell, Reshaped, copy_rows, draw
from loaders.reading.view import SheetView

FEWEST_PAIRS = 3
#: A cell with so many lines of such is a record.
FEWEST_LINES = 2
#: A longer question is a sentence with a colon in it.
LONGEST_QUESTION = 20
_NUMBER = re.compile(r"[(（]?[0-9０-９]{1,2}[)）.．、 　]+|[①-⑳]\s*")
_SIGNS = re.compile("[:：→⇒＝=]")


class Pair(NamedTuple):
    """A question as written, its answer, and the cell that holds both."""

    title: str
    answer: str
    place: Position


#: A record's pairs by their question.
Record = dict[str, Pair]


def propose_pairs(view: SheetView) -> Iterator[Reshaped]:
    """The sheet with such cells drawn as a table; nothing where there are too few of them."""
    pairs = [
        pair
        for row in range(1, view.row_count + 1)
        for column, value in view.filled(row)
        for pair in _list_pairs(value, (row, column))
    ]
    titles = {title_key(pair.title): pair.title for pair in reversed(pairs)}
    records = list(_group(pairs)) if pairs else []
    if headed := _name_by_heads(view, records, titles):
        yield _draw(view, *headed)
    elif len(titles) >= FEWEST_PAIRS:
        yield _draw(view, records, titles)


def _name_by_heads(
    view: SheetView, records: Sequence[Record], titles: dict[str, str]
) -> tuple[list[Record], dict[str, str]] | None:
    """The records with the texts directly above them, where each has such and these are the one
    text that the layout of all their questions requires beside them: １．講習会, and below it
    時期：6月."""
    heads = [_find_head(view, next(iter(record.values())).place[0]) for record in records]
    fewest = min(map(len, records), default=0)
    if None in heads or min(fewest, len(records)) < FEWEST_LINES:
        return None
    for layout in load_layouts():
        matches = [match_title(layout, (title,)) for title in titles.values()]
        asked = {match.field.name for match in matches if match}
        open_ones = [e for e in layout.required if e.name not in asked and e.type != "forum"]
        if all(matches) and [each.type for each in open_ones] == ["text"]:
            title = open_ones[0].title
            key = title_key(title)
            named = [
                {key: Pair(title, *head), **record}
                for head, record in zip(heads, records, strict=True)
                if head
            ]
            return named, {key: title, **titles}
    return None


def _find_head(view: SheetView, row: int) -> tuple[str, Position] | None:
    """The text in the row above, without its number: it stands there alone but for that."""
    cells = [each for each in view.filled(row - 1) if not is_row_number(each[1])] if row > 1 else []
    text = cells[0][1] if len(cells) == 1 else None
    if not isinstance(text, str) or not (name := strip_signs(_NUMBER.sub("", text.strip()))):
        return None
    return name, (row - 1, cells[0][0])


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


def _group(pairs: Sequence[Pair]) -> Iterator[Record]:
    """The pairs record by record: a question that comes again begins the next, and so does a
    cell of several."""
    sizes = Counter(pair.place for pair in pairs)
    record: Record = {}
    last = pairs[0].place
    for pair in pairs:
        key = title_key(pair.title)
        apart = pair.place != last and max(sizes[pair.place], sizes[last]) > 1
        if key in record or apart:
            yield record
            record = {}
        record[key], last = pair, pair.place
    yield record


def _draw(view: SheetView, records: Sequence[Record], titles: dict[str, str]) -> Reshaped:
    """A row a record; the rows between two of them head the second."""
    places = [[pair.place[0] for pair in record.values()] for record in records]
    taken = {row for rows in places for row in rows}
    told = min(taken)
    drawn = [*copy_rows(view.grid, 1, told - 1), [Cell(title) for title in titles.values()]]
    for record, rows in zip(records, places, strict=True):
        between = [row for row in range(told, min(rows)) if row not in taken]
        drawn += [cells for row in between for cells in copy_rows(view.grid, row, row)]
        told = max(told, *rows)
        drawn.append([_draw_answer(record[key]) if key in record else BLANK for key in titles])
    return draw(view.grid, [*drawn, *copy_rows(view.grid, max(taken) + 1, view.row_count)])


def _draw_answer(pair: Pair) -> Cell:
    return Cell(pair.answer, (pair.place,))
