"""Slips: questions below each other, their answers beside them, one record or several on a sheet,
whatever layout asks so (入会届, 相談票). Each is drawn as a row of a table.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from data.layout import Field, Layout, is_year_title, load_layouts, title_key
from loaders.grid import Position
from loaders.reading.account import NOTE, PART_TITLE, Mark
from loaders.reading.cards.cards import find_cards
from loaders.reading.headers.titles import (
    LONGEST_TITLE,
    WEAK,
    layouts_knowing,
    match_title,
)
from loaders.reading.records.records import list_needed
from loaders.reading.row_labels import is_contact
from loaders.reading.shapes.reshaped import BLANK, Cell, Reshaped, copy_rows, draw, is_named
from loaders.reading.shapes.runs import read_alone
from loaders.reading.view import SheetView
from loaders.values.names.forums import find_forum

#: Fewer rows with a question are a table's titles.
FEWEST_ROWS = 2
#: Rows of one slip's questions in another column are no further away.
CLOSE = 2
#: Of so many slips side by side a column's questions may be; more are no slips.
MOST_BESIDE = 16
#: What stands over a slip instead of in it.
HEADING_TYPES = frozenset({"forum", "choice", "stage"})
#: So many questions of one layout are its own, whatever the sheet is called.
FEWEST_CLEAR = 4


class Pair(NamedTuple):
    """A question, its field where one is meant, and the cell beside it."""

    place: Position
    title: str
    field: Field | None
    answer: Position

    @property
    def key(self) -> str:
        return self.field.name if self.field else title_key(self.title)


#: Key of a question → the question.
Slip = dict[str, Pair]


def propose_slips(view: SheetView) -> Iterator[Reshaped]:
    """The sheet with its slips drawn as a table, for each layout of which they ask enough."""
    for layout in load_layouts():
        cards = find_cards(view, frozenset(), layout.id)
        if cards and all({*list_needed(layout)} <= card.names for card in cards):
            continue  # they are read as they stand
        pairs = [pair for row in range(1, view.row_count + 1) for pair in _pair(view, layout, row)]
        slips = [_hear_heading(view, layout, slip) for slip in _group(pairs)]
        if slips and _asks_enough(layout, slips):
            first = min(pair.place[0] for slip in slips for pair in slip.values())
            named = is_named(view, layout, first)
            if named or _asks_clearly(layout, slips):
                drawing = _draw(view, slips)
                drawing.is_telling = named
                yield drawing


def _pair(view: SheetView, layout: Layout, row: int) -> Iterator[Pair]:
    """The questions of a row, from left to right, each with what stands beside it."""
    cells = [(column, view.value(row, column)) for column, _ in view.filled(row)]
    at = 0
    while at < len(cells):
        column, value = cells[at]
        field = _ask(layout, value)
        following = cells[at + 1] if at + 1 < len(cells) else None
        answers = following is not None and not _ask(layout, following[1])
        if field and (answers or following is None):
            answer = (row, following[0]) if following else (row, column + 1)
            yield Pair(view.origin(row, column), str(value).strip(), field, answer)
            at += 1 + answers
        elif not field and answers and isinstance(value, str) and _may_ask(value):
            assert following is not None
            yield Pair(view.origin(row, column), value.strip(), None, (row, following[0]))
            at += 2
        else:
            at += 1


def _may_ask(text: str) -> bool:
    """Whether a text that nobody knows may be a question: no year, and no forum's name."""
    return len(text) <= LONGEST_TITLE and not (is_year_title(text) or find_forum(text))


def _ask(layout: Layout, value: object) -> Field | None:
    text = value.strip().rstrip(":：") if isinstance(value, str) else ""
    match = match_title(layout, (text,)) if text and layout.id in layouts_knowing(text) else None
    return match.field if match and match.stage is None else None


def _group(pairs: Sequence[Pair]) -> Iterator[Slip]:
    """The slips: a question that comes again in its column begins the next, and so does one that
    stands beside the same question."""
    runs: list[dict[str, Pair]] = []
    open_runs: dict[int, dict[str, Pair]] = {}
    for pair in pairs:
        column = pair.place[1]
        run = open_runs.get(column)
        if run is None or pair.title in run:
            run = open_runs[column] = {}
            runs.append(run)
        run[pair.title] = pair
    asking = [run for run in runs if any(each.field for each in run.values())]
    joined: list[Slip] = []
    for run in asking:
        own = _choose([*run.values()])
        latest = joined[-MOST_BESIDE:]
        home = next((slip for slip in latest if _belong_together(slip, own)), None)
        if home is None:
            joined.append(own)
        else:
            home |= own
    yield from (_trim(slip) for slip in joined)


def _choose(run: Sequence[Pair]) -> Slip:
    """The questions of a run; of two that ask for one field (相談内容, 支援内容) the one that is
    called most like it, the other is nobody's."""
    slip: Slip = {}
    for pair in sorted(run, key=lambda each: _rank(each.field, each.title)):
        own = pair if pair.key not in slip else pair._replace(field=None)
        slip[own.key] = own
    return dict(sorted(slip.items(), key=lambda each: each[1].place))


def _rank(field: Field | None, title: str) -> bool:
    return field is not None and title_key(title) != title_key(field.title)


def _belong_together(slip: Slip, other: Slip) -> bool:
    """Whether questions in two columns stand beside or close to each other, and none in both."""
    if not slip.keys().isdisjoint(other):
        return False
    rows, others = (sorted(pair.place[0] for pair in each.values()) for each in (slip, other))
    return rows[0] <= others[-1] + CLOSE and others[0] <= rows[-1] + CLOSE


def _trim(slip: Slip) -> Slip:
    """Without what nobody knows that is answered elsewhere, or parted from the questions."""
    columns = {pair.answer[1] for pair in slip.values() if pair.field}
    slip = {key: pair for key, pair in slip.items() if pair.answer[1] in columns}
    rows = {pair.place[0] for pair in slip.values()}
    known = [pair.place[0] for pair in slip.values() if pair.field]
    first, last = min(known), max(known)
    while first - 1 in rows:
        first -= 1
    while last + 1 in rows:
        last += 1
    return {key: pair for key, pair in slip.items() if first <= pair.place[0] <= last}


def _hear_heading(view: SheetView, layout: Layout, slip: Slip) -> Slip:
    """With what the one text directly above a slip's own columns answers: whose, or which kind."""
    rows, columns = zip(*(each for p in slip.values() for each in (p.place, p.answer)), strict=True)
    row = min(rows) - 1
    above = [c for c, _ in view.filled(row) if min(columns) <= c <= max(columns)] if row else []
    for field in layout.answers if len(above) == 1 else ():
        if field.type not in HEADING_TYPES or field.name in slip:
            continue
        if read_alone(field, view.text(row, above[0])).value is not None:
            place = (row, above[0])
            return {field.name: Pair(place, field.title, field, place), **slip}
    return slip


def _asks_enough(layout: Layout, slips: Sequence[Slip]) -> bool:
    """Whether each slip asks below each other for all that a record must say, and for more."""
    return all(
        {*list_needed(layout)} <= slip.keys()
        and len({pair.place[0] for pair in slip.values() if pair.field}) >= FEWEST_ROWS
        for slip in slips
    )


def _asks_clearly(layout: Layout, slips: Sequence[Slip]) -> bool:
    """Whether nearly nobody else asks so."""
    clear = {
        pair.key
        for pair in slips[0].values()
        if pair.field
        and (match := match_title(layout, (pair.title.rstrip(":："),)))
        and match.rank != WEAK
    }
    return len(clear) >= FEWEST_CLEAR and len(layout.required) > 1


def _draw(view: SheetView, slips: Sequence[Slip]) -> Reshaped:
    """The table below what stands above the first slip; the texts between two stay there."""
    grid = view.grid
    asked = {key: pair for slip in reversed(slips) for key, pair in slip.items()}
    keys = [key for key, pair in asked.items() if pair.field or not is_contact(pair.title)]
    keys.sort(key=lambda key: _draw_title(asked[key]).value is None)
    first = min(pair.place[0] for pair in asked.values())
    last = max(pair.answer[0] for slip in slips for pair in slip.values())
    rows = [*copy_rows(grid, 1, first - 1), [_draw_title(asked[key]) for key in keys]]
    marks: dict[Position, Mark] = {}
    taken = {pair.place[0] for slip in slips for pair in slip.values()}
    told = first
    for slip in slips:
        top = min(pair.place[0] for pair in slip.values())
        between = [row for row in range(told, top) if row not in taken]
        rows += [cells for row in between for cells in copy_rows(grid, row, row)]
        told = max(told, top)
        rows.append([_draw_answer(view, slip[key]) if key in slip else BLANK for key in keys])
        marks |= {p.place: PART_TITLE for p in slip.values() if p.place != p.answer}
        marks |= dict.fromkeys(_list_groups(view, slip), PART_TITLE)
        hidden = [pair.answer for key, pair in slip.items() if key not in keys]
        marks |= dict.fromkeys(hidden, NOTE)
    return draw(grid, [*rows, *copy_rows(grid, last + 1, view.row_count)], (), marks)


def _list_groups(view: SheetView, slip: Slip) -> Iterator[Position]:
    """The texts directly left of questions, which stand for several: 申込者, シーズ."""
    taken = {place for pair in slip.values() for place in (pair.place, pair.answer)}
    for row, column in {pair.place for pair in slip.values()} if len(slip) > 1 else ():
        place = view.origin(row, column - 1)
        if column > 1 and place not in taken and view.text(*place):
            yield place


def _draw_title(pair: Pair) -> Cell:
    """Its field's title; what asks for the same as another question is drawn without one."""
    if pair.field is None and layouts_knowing(pair.title):
        return Cell(None, (pair.place,))
    return Cell(pair.field.title if pair.field else pair.title, (pair.place,))


def _draw_answer(view: SheetView, pair: Pair) -> Cell:
    return Cell(view.grid.value(*pair.answer), (pair.answer,))
