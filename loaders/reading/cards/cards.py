"""Cards: one record's questions below each other, its answers beside them (項目 | 値)."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from data.layout import Field, Layout, load_layouts
from loaders.checking.crossed import drop_crossed
from loaders.grid import Area, Position, Value, a1
from loaders.reading.account import HEADING, TITLE, UNREAD, Region
from loaders.reading.cards.card_headings import Card, Label, find_choices, list_headings_above
from loaders.reading.cards.card_lines import join_lines
from loaders.reading.headers.header_match import HINT_WEIGHT
from loaders.reading.headers.titles import (
    WEAK,
    card_layouts_knowing,
    find_second,
    guess_fields,
    layouts_knowing,
    match_title,
)
from loaders.reading.records.answers import Answer, Surroundings, reading_order
from loaders.reading.records.records import Record, SheetResult, list_needed
from loaders.reading.records.rows import RowReader
from loaders.reading.row_labels import is_contact, is_note, is_row_number
from loaders.reading.shapes.runs import numbers_records
from loaders.reading.view import SheetView
from loaders.values.names.forums import find_forum

#: Rows of questions nobody knows that a card may hold between two known ones.
WIDEST_GAP = 4
#: Longer sheets are ledgers.
LAST_CARD_ROW = 1000
#: A sheet with more questions than this is no set of cards.
MOST_LABELS = 3000
#: Fewer known questions are no card.
FEWEST_LABELS = 3


def find_cards(view: SheetView, hints: frozenset[str], only: str | None = None) -> list[Card]:
    """All cards of the layout that fits the sheet's labels best, top to bottom.

    `only` is the layout that a person has chosen for the sheet.
    """
    positions = _find_label_positions(view)
    if not FEWEST_LABELS <= len(positions) <= MOST_LABELS:
        return []
    layouts = [each for each in load_layouts() if "card" in each.forms and only in (None, each.id)]
    candidates = [
        (_score(cards, hints), cards)
        for layout in layouts
        if (cards := _find_layout_cards(view, layout, positions, hints))
    ]
    best = max(candidates, key=lambda each: each[0], default=(0.0, []))
    return sorted(best[1], key=lambda card: (card.first_row, card.labels[0].column))


def _score(cards: list[Card], hints: frozenset[str]) -> float:
    weights = (
        (0.5 if label.rank == WEAK else 1.0) / max(1, len(layouts_knowing(label.title)))
        for card in cards
        for label in card.labels
    )
    return sum(weights) / len(cards) + HINT_WEIGHT * (cards[0].layout.id in hints)


def _find_label_positions(view: SheetView) -> list[Position]:
    """Cells that are a title somewhere, in rows with few: one full of titles is a header."""
    found: list[Position] = []
    for row in range(1, min(view.row_count, LAST_CARD_ROW) + 1):
        cells = list(view.filled(row))
        titles = [column for column, value in cells if _is_label(value)]
        if titles and _count_titles(cells) < max(3, len(cells) // 2 + 1):
            found += [(row, column) for column in titles]
    return found


def _count_titles(cells: list[tuple[int, Value]]) -> int:
    """Different titles of any layout and kind in a row; cards beside each other repeat theirs."""
    texts = {value.strip() for _, value in cells if isinstance(value, str)}
    return sum(1 for text in texts if card_layouts_knowing(text))


def _is_label(value: Value) -> bool:
    return isinstance(value, str) and bool(card_layouts_knowing(value.strip()))


def _find_layout_cards(
    view: SheetView, layout: Layout, positions: list[Position], hints: frozenset[str]
) -> list[Card]:
    labels = [label for place in positions if (label := _read_label(view, layout, *place))]
    clear = {label.field.name for label in labels if label.rank != WEAK}
    displaced: list[Label] = []
    by_column: dict[int, list[Label]] = {}
    for label in labels:
        if label.rank == WEAK and label.field.name in clear:
            if (second := find_second(layout, label.title, clear)) is None:
                displaced.append(label)
                continue
            label = replace(label, field=second)
        by_column.setdefault(label.column, []).append(label)
    known = {label.row for labels in by_column.values() for label in labels}
    parts = [
        part
        for labels in by_column.values()
        for part in _part_labels(view, Card(layout), labels, known)
    ]
    cards = [card for card in _join_parts(parts) if _is_acceptable(card, hints)]
    for label in displaced if cards else ():
        home = min(cards, key=lambda card: _row_distance(label, card))
        if _row_distance(label, home) <= WIDEST_GAP:
            home.displaced.append(label)
    return cards


def _read_label(view: SheetView, layout: Layout, row: int, column: int) -> Label | None:
    title = view.text(row, column)
    match = match_title(layout, (*_groups_of(view, row, column), title))
    if match is None or match.stage is not None or match.field.helper:
        return None
    return Label(row, column, match.field, title, match.rank)


def _groups_of(view: SheetView, row: int, column: int) -> tuple[str, ...]:
    """The group title left of a label: in its row, or above where the cells are left blank."""
    if column == 1:
        return ()
    for above in range(row, max(0, row - 6), -1):
        text = view.text(above, column - 1)
        if text:
            return (text,)
    return ()


def _part_labels(
    view: SheetView, card: Card, labels: list[Label], known: set[int]
) -> Iterator[Card]:
    """A column's labels, parted where a question comes again or a row is left blank.

    `known` are the rows with a question in any column: they do not widen a gap.
    """
    for label in labels:
        between = set(range(card.last_row + 1, label.row)) if card.labels else set()
        covered = {row for row in between if view.origin(row, label.column)[0] < row}
        between -= covered
        apart = len(between - known) > WIDEST_GAP or any(not any(view.filled(r)) for r in between)
        if card.labels and (label.field.name in card.names or apart):
            yield card
            card = Card(card.layout)
        card.add(label)
    yield card


def _join_parts(parts: list[Card]) -> list[Card]:
    """Cards from the runs of labels in each column: a run whose every question some larger
    card nearby still lacks belongs to those cards, any other long enough is a card of its own."""
    cards: list[Card] = []
    left: list[Card] = []
    for part in sorted(parts, key=lambda each: -len(each.labels)):
        if not _join(part, cards):
            (cards if len(part.labels) >= FEWEST_LABELS else left).append(part)
    while any(joined := [_join(part, cards) for part in left]):  # they have grown nearer
        left = [part for part, done in zip(left, joined, strict=True) if not done]
    return cards


def _join(part: Card, cards: list[Card]) -> bool:
    homes = [_find_home(label, cards) for label in part.labels]
    if not all(homes):
        return False
    for label, home in zip(part.labels, homes, strict=True):
        assert home is not None
        home.add(label)
    return True


def _find_home(label: Label, cards: list[Card]) -> Card | None:
    near = [
        (_row_distance(label, card), abs(card.labels[0].column - label.column), at)
        for at, card in enumerate(cards)
        if label.field.name not in card.names and _row_distance(label, card) <= WIDEST_GAP
    ]
    return cards[min(near)[2]] if near else None


def _row_distance(label: Label, card: Card) -> int:
    return max(0, card.first_row - label.row, label.row - card.last_row)


def _is_acceptable(card: Card, hints: frozenset[str]) -> bool:
    strong = {each.field.name for each in card.labels if each.rank != WEAK}
    required = list_needed(card.layout)
    present = [name for name in required if name in card.names]
    rows = {each.row for each in card.labels}
    if len(card.names) < FEWEST_LABELS or len(strong) < 2 or len(rows) < FEWEST_LABELS:
        return False
    return card.layout.id in hints or len(present) * 2 >= len(required)


def read_cards(view: SheetView, cards: list[Card], around: Surroundings) -> SheetResult:
    """One record a card, in the cards' order."""
    layout = cards[0].layout
    result = SheetResult(view.grid.sheet, layout)
    labels = _label_positions(view, cards)
    result.marks |= dict.fromkeys([*labels, *_find_heads(view, cards, labels)], TITLE)
    taken = {row for card in cards for row in range(card.first_row, card.last_row + 1)}
    result.regions += [_region_of(view, card, taken) for card in cards]
    result.regions += _list_left_out(view, layout, labels)
    for card in cards:
        heard = _hear_headings(view, card, cards, around)
        result.marks |= {place: HEADING for _, place in heard.defaults.values()}
        reader = RowReader(layout, view.grid, heard)
        result.strangers |= _guess_displaced(card, reader)
        found = [(each, _find_answer(view, each, labels)) for each in card.labels]
        places = [((label.row, label.column), answer) for label, answer in found]
        answers = [join_lines(view, *each, labels, card.last_row) for each in places]
        if any(answer.value is not None for answer in answers):
            result.records.append(_read_card(card, answers, reader))
            result.problems += reader.problems
    drop_crossed(result)
    return result


def list_answer_places(
    view: SheetView, cards: Sequence[Card]
) -> Iterator[tuple[Card, Field, str, Position]]:
    """Where the answers of cards stand: the card, the field asked for, its title, the cell."""
    labels = _label_positions(view, cards)
    for card in cards:
        for label in card.labels:
            answer = _find_answer(view, label, labels)
            yield card, label.field, label.title, answer.position


def _region_of(view: SheetView, card: Card, taken: set[int]) -> Region:
    """The rows of a card and those close to it, of no card, that are written like it."""
    titles = {each.row: each.title for each in card.labels}
    questions = {each.column for each in card.labels}
    first, last = card.first_row, card.last_row
    while first - 1 not in taken and _asks_something(view, first - 1, questions):
        first -= 1
    while last + 1 not in taken and _asks_something(view, last + 1, questions):
        last += 1
    asked = {
        row: text
        for row in range(first, last + 1)
        if row not in titles
        and (text := next(filter(None, (view.text(row, c) for c in questions)), ""))
    }
    return Region(Area(first, 1, last, view.column_count), UNREAD, {}, titles | asked)


def _asks_something(view: SheetView, row: int, questions: set[int]) -> bool:
    """Whether a row beside a card has a text where others have their question, and an answer."""
    cells = dict(view.filled(row))
    asked = [view.text(row, column) for column in questions if view.text(row, column)]
    if not asked or max(cells, default=0) <= max(questions):
        return False
    return not any(is_contact(text) or numbers_records(text) for text in asked)


def _find_heads(view: SheetView, cards: list[Card], labels: set[Position]) -> Iterator[Position]:
    """The cells of rows that ask nothing and only head what stands below: 項目 | 記入欄."""
    asked = {row for row, _ in labels}
    for card in cards:
        for row in range(card.first_row - 1, card.last_row):
            columns = [column for column, _ in view.filled(row)]
            if row not in asked and columns and numbers_records(view.text(row, columns[0])):
                yield from ((row, column) for column in columns)


def _list_left_out(view: SheetView, layout: Layout, known: set[Position]) -> Iterator[Region]:
    """The rows of questions that are too far from every card."""
    for row, column in _find_label_positions(view):
        label = None if (row, column) in known else _read_label(view, layout, row, column)
        if label and label.rank != WEAK and max(dict(view.filled(row)), default=0) > column:
            area = Area(row, column, row, view.column_count)
            yield Region(area, UNREAD, {}, {row: label.title})


def _guess_displaced(card: Card, reader: RowReader) -> dict[str, str]:
    """Give each displaced question the open field most alike, and say so; the rest by cell."""
    titles = dict(enumerate(each.title for each in card.displaced))
    open_fields = [each for each in card.layout.answers if each.name not in card.names]
    guesses = guess_fields(titles, open_fields)
    unread: dict[str, str] = {}
    for at, label in enumerate(card.displaced):
        cell = a1(label.row, label.column)
        if at in guesses:
            card.add(replace(label, field=guesses[at]))
            reader.report("uncertain_column", cell, label.title, label.title, guesses[at].title)
        else:
            unread[cell] = label.title
    return unread


def _label_positions(view: SheetView, cards: Sequence[Card]) -> set[Position]:
    """Where no answer can stand: the cells of all labels and of the group titles left of them."""
    known = [label for card in cards for label in (*card.labels, *card.displaced)]
    labels = {(label.row, label.column) for label in known}
    return labels | _find_groups(view, labels)


def _find_groups(view: SheetView, labels: set[Position]) -> set[Position]:
    """The titles left of questions that each hold for some of them. Where nearly each question
    has a text of its own, that is no group's: it may be an answer on the wrong side."""
    by_column: dict[int, list[Position]] = {}
    for row, column in labels:
        left = view.origin(row, column - 1)
        if view.origin(row, left[1] - 1) not in labels:  # else it answers that question
            by_column.setdefault(column, []).append(left)
    found: set[Position] = set()
    for places in by_column.values():
        texts = {text for place in places if (text := view.text(*place))}
        own = {text for text in texts if not is_row_number(text)}
        if len(own) < FEWEST_LABELS or len(own) * 3 < len(places) * 2:
            found |= {place for place in places if view.text(*place)}
    return found


def _hear_headings(
    view: SheetView, card: Card, cards: list[Card], around: Surroundings
) -> Surroundings:
    """What holds for a card: the sheet's own, and what the texts between it and the card above
    say: its forum, and the choice that one of them is. Beside another card only those in its
    own columns do, where a row has several."""
    above = [each.last_row for each in cards if each.last_row < card.first_row]
    starts = [each.first_column for each in cards if each.first_row == card.first_row]
    after = min(
        (each for each in starts if each > card.first_column), default=view.column_count + 1
    )
    own = range(card.first_column if len(starts) > 1 else 1, after)
    headings = list(list_headings_above(view, card.first_row, max(above, default=0), own))
    said = find_choices(card.layout, card.names, headings)
    bare = card.layout.bare_forum_names
    forums = (find_forum(text, bare) for _, text in headings if above or len(starts) > 1)
    forum = next(filter(None, forums), around.forum)
    return replace(around, forum=forum, defaults=around.defaults | said)


def _read_card(card: Card, answers: list[Answer], reader: RowReader) -> Record:
    given = [each for each in answers if each.value is not None]
    given.sort(key=lambda each: reading_order(each.field))
    cell = a1(*min(each.position for each in given))
    record = reader.read(given, card.first_row, cell)
    places = {each.field.name: (each.title, each.position) for each in answers}
    reader.check_required(record, places)
    _report_missing_labels(card, reader, record)
    return record


def _report_missing_labels(card: Card, reader: RowReader, record: Record) -> None:
    for each in card.layout.required:
        if each.name not in card.names and record.fields.get(each.name) is None:
            first = min(card.labels, key=lambda label: (label.row, label.column))
            reader.report("missing_column", a1(first.row, first.column), each.title)


def _find_answer(view: SheetView, label: Label, labels: set[Position]) -> Answer:
    """The first value right of a label, before the next label of the row."""
    column = label.column + 1
    while view.origin(label.row, column) == view.origin(label.row, label.column):
        column += 1
    first = (label.row, column)
    value: Value = None
    while column <= view.column_count and view.origin(label.row, column) not in labels:
        value = _answer_value(view, label.row, column, takes_notes=column == first[1])
        if value is not None:
            return Answer(label.field, value, view.origin(label.row, column), label.title)
        column += 1
    return Answer(label.field, None, first, label.title)


def _answer_value(view: SheetView, row: int, column: int, takes_notes: bool) -> Value:
    """A cell's value as an answer; a ※ text further right explains, it does not answer."""
    origin = view.origin(row, column)
    if origin in view.grid.errors:
        return view.grid.errors[origin]
    value = view.value(row, column)
    if isinstance(value, str) and (not value.strip() or (is_note(value) and not takes_notes)):
        return None
    return value
