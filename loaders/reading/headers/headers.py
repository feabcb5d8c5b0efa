"""Where a table's header is on a sheet, and which column answers which field."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import takewhile
from typing import TypeGuard

from data.layout import Layout, is_year_title, load_layouts, title_key
from data.title_states import find_person
from loaders.grid import Value, a1
from loaders.reading.headers.header_match import Clues, Column, Header, is_acceptable, match_header
from loaders.reading.headers.title_paths import read_title_paths
from loaders.reading.headers.titles import (
    WEAK,
    Match,
    guess_fields,
    is_version_title,
    layouts_knowing,
    layouts_named,
    match_title,
)
from loaders.reading.records.records import CHOSEN, COUNTED_TYPES
from loaders.reading.view import SheetView
from loaders.values.coerce import Context, coerce
from loaders.values.names.forums import find_forum
from loaders.values.units import parse_unit

#: A header is at most this many rows deep (issue B: one to three).
DEEPEST_HEADER = 3
#: Titles further right belong to no table: lists for pull-downs, stray cells, an attack.
WIDEST_TABLE = 256
#: A column blank in this many rows below the header is taken for blank.
ROWS_SEEN = 30
#: Titles below each other in one column, this close, are a slip's and no table's.
FEWEST_ASKED, SLIP_ROWS = 3, 8
#: Fewer texts below a title are no list of choices.
FEWEST_CHOICES = 2
#: More tables do not stand beside each other.
MOST_BESIDE = 12

DATED_TYPES = frozenset({"date", "scheduled"})
#: Types of which hardly any text is an answer that does not mean to be one.
READ_BY_CELLS = DATED_TYPES | {"government"}
#: Fields that other columns are read by: a wrong guess there would spoil whole rows.
NEVER_GUESSED = frozenset({"forum", "scope", "indicator", "prefecture", "government_code"})


def find_headers(view: SheetView, row: int, clues: Clues) -> list[Header]:
    """The header (or headers side by side) of which `row` is a part; [] where it is none."""
    best = _best_header(view, row, None, clues)
    if best is not None:
        _drop_covered(view, best)
    if best is None or (clues.inside and not _is_mostly_titles(view, best, clues.above)):
        return []
    _drop_options(view, best)
    parts = _split_side_by_side(view, best, clues)
    if len(parts) > 1:
        return parts
    _drop_neighbours(view, best)
    _drop_spread(view, best)
    _prefer_answers(view, best)
    _drop_parts(best)
    _guess_columns(view, best)
    return [best] if best.columns else []


def _drop_options(view: SheetView, header: Header) -> None:
    """Beyond a blank column, titles that the table has as well, over choices of which each stands
    once, list what may be answered: such columns are none of the table's."""
    columns = {each.column: each for each in (*header.columns, *header.duplicates)}
    segments = list(_segments(sorted({*columns, *header.strangers})))
    for segment in segments[1:]:
        asked = {each.field for at, each in columns.items() if at not in segment}
        if all(
            (each := columns.get(at)) and each.field in asked and _lists_choices(view, header, each)
            for at in segment
        ):
            header.columns = [each for each in header.columns if each.column not in segment]
            header.duplicates = [each for each in header.duplicates if each.column not in segment]


def _lists_choices(view: SheetView, header: Header, column: Column) -> bool:
    """Whether all that stands below a title are different choices of its field."""
    rows = range(header.last_row + 1, min(view.row_count, header.last_row + ROWS_SEEN) + 1)
    said = [value for row in rows if (value := view.grid.value(row, column.column)) is not None]
    if column.field.type not in CHOSEN or len(said) < FEWEST_CHOICES:
        return False
    readings = [coerce(column.field, value, Context()) for value in said]
    values = {str(each.value) for each in readings if each.code is None and each.value}
    return len(values) == len(said)


def _drop_spread(view: SheetView, header: Header) -> None:
    """A figure's or date's title merged over several columns that all hold something: which
    of them it means nobody has said, so that none is read."""
    for each in list(header.columns):
        typed = each.field.type in COUNTED_TYPES | DATED_TYPES
        if typed and _is_spread(view, header.last_row, each.column):
            header.give_up(each)


def _prefer_answers(view: SheetView, header: Header) -> None:
    """加入 over 会員, 非会員 beside 入会日: of two titles of a date, or of a government, only the
    one answers whose cells can be read so."""
    for twin in list(header.duplicates):
        kept = header.find(twin.field.name)
        if kept is None or twin.field.type not in READ_BY_CELLS:
            continue
        holding = [each for each in (kept, twin) if _holds_answers(view, header, each)]
        if fuller := _find_fuller(view, header, kept, twin):
            header.duplicates.remove(twin)
            header.columns = [fuller if each is kept else each for each in header.columns]
            header.columns.sort(key=lambda each: each.column)
            less = twin if fuller is kept else kept
            header.strangers[less.column] = less.title
            header.superseded.add(less.column)
            header.unguessed.add(less.column)
        elif len(holding) == 1:
            header.duplicates.remove(twin)
            header.columns = sorted([*header.columns, twin], key=lambda each: each.column)
            header.give_up(twin if holding == [kept] else kept)


def _find_fuller(view: SheetView, header: Header, one: Column, other: Column) -> Column | None:
    """Of two columns the one whose texts end with the other's in every row: 長崎県五島市 beside
    五島市."""
    rows = range(header.last_row + 1, min(view.row_count, header.last_row + ROWS_SEEN) + 1)
    texts = [(view.text(row, one.column), view.text(row, other.column)) for row in rows]
    texts = [each for each in texts if any(each)]
    for fuller, pairs in ((one, texts), (other, [(right, left) for left, right in texts])):
        if pairs and all(short and long.endswith(short) for long, short in pairs):
            return fuller
    return None


def _holds_answers(view: SheetView, header: Header, column: Column) -> bool:
    rows = range(header.last_row + 1, min(view.row_count, header.last_row + ROWS_SEEN) + 1)
    values = (view.grid.value(row, column.column) for row in rows)
    readings = [coerce(column.field, value, Context()) for value in values if value is not None]
    return any(each.code is None and each.value is not None for each in readings)


def _drop_parts(header: Header) -> None:
    """児童数 beside 教員数: which of them, or what sum, is meant nobody has said."""
    others = {kind for title in header.strangers.values() if (kind := find_person(title))}
    for each in list(header.columns):
        kind = find_person(each.title) if each.field.type == "count" else ""
        if kind and others - {kind}:
            header.give_up(each)


def _is_spread(view: SheetView, row: int, column: int) -> bool:
    title = (view.origin(row, column)[0], column)
    if view.origin(row, column + 1) != title:
        return False
    return any(
        view.value(each, column) is not None
        and view.grid.value(each, column + 1) is not None
        and (each, column + 1) not in view.origins
        for each in range(row + 1, min(view.row_count, row + ROWS_SEEN) + 1)
    )


def _drop_covered(view: SheetView, header: Header) -> None:
    """A title merged across narrow columns stands for the first of them, the others are none."""

    def is_covered(column: int) -> bool:
        origin = view.origins.get((header.last_row, column))
        return origin is not None and origin[1] != column

    header.duplicates = [each for each in header.duplicates if not is_covered(each.column)]
    for column in [each for each in header.strangers if is_covered(each)]:
        del header.strangers[column]


def _drop_neighbours(view: SheetView, header: Header) -> None:
    """Beyond a blank column, weak titles alone are a legend's (区分 | 内容), not the table's."""
    clear = {each.column for each in header.columns if each.rank != WEAK}
    used = sorted({each.column for each in header.columns} | set(header.strangers))
    for segment in _segments(used):
        far = clear and not clear & set(segment) and _is_blank(view, header, segment.start - 1)
        if far and segment.start > min(clear):
            header.unguessed |= set(segment)
            dropped = [each for each in header.columns if each.column in segment]
            header.strangers |= {each.column: each.title for each in dropped}
            header.columns = [each for each in header.columns if each.column not in segment]


def _is_blank(view: SheetView, header: Header, column: int) -> bool:
    rows = range(header.first_row, min(header.last_row + ROWS_SEEN, view.row_count) + 1)
    return all(view.value(row, column) in (None, "") for row in rows)


def may_be_header(view: SheetView, row: int, clues: Clues) -> bool:
    """A cheap look before `find_headers`: whether enough of a row's texts are titles."""
    known = [
        layouts
        for column, _ in list_near(view, row)
        if (layouts := _knowing(view.text(row, column), clues))
    ]
    if clues.inside:
        return _holds_only_titles(view, row, len(known))
    if len(known) >= 2:
        return True
    few = sum(1 for _ in list_near(view, row)) <= 3
    if not (clues.lone and few and known and clues.hints & known[0]):
        return False
    return not _is_on_slip(view, row, clues.hints & known[0])


def _is_on_slip(view: SheetView, row: int, layouts: frozenset[str]) -> bool:
    """Whether a lone title is one of several below each other, their answers beside them."""
    at = next(
        column for column, _ in list_near(view, row) if layouts_knowing(view.text(row, column))
    )
    near = {view.text(each, at) for each in range(max(1, row - SLIP_ROWS), row + SLIP_ROWS + 1)}
    asked = {text for text in near if layouts & layouts_knowing(text)}
    return len(asked) >= FEWEST_ASKED and view.value(row, at + 1) is not None


def _holds_only_titles(view: SheetView, row: int, known_count: int) -> bool:
    """Inside the tables a header has no answers: texts only, at least half of them titles."""
    values = [value for _, value in list_near(view, row)]
    return 2 <= known_count >= len(values) / 2 and all(isinstance(v, str) for v in values)


def list_near(view: SheetView, row: int) -> Iterator[tuple[int, Value]]:
    """What stands in a row as far as a table reaches."""
    return takewhile(lambda each: each[0] <= WIDEST_TABLE, view.filled(row))


def _knowing(text: str, clues: Clues) -> frozenset[str]:
    """The layouts in which a text is a title, those mapped by hand included."""
    if not clues.titles:
        return layouts_knowing(text)
    mapped = {layout for layout, key in clues.titles if text and key == title_key(text)}
    return layouts_knowing(text) | mapped


def _best_header(view: SheetView, row: int, columns: range | None, clues: Clues) -> Header | None:
    columns = columns or range(1, min(view.column_count, WIDEST_TABLE) + 1)
    candidates: list[Header] = []
    for rows in _header_spans(view, row):
        paths = read_title_paths(view, rows, columns)
        candidates += [
            header
            for layout in load_layouts()
            if "table" in layout.forms
            and clues.only in (None, layout.id)
            and (header := match_header(layout, rows, paths, clues)) is not None
            and is_acceptable(header, clues)
        ]
    return max(candidates, key=_rank_header, default=None)


def _rank_header(header: Header) -> tuple[float, bool, int]:
    """The better score, else the one with years among its group titles, else the shallower."""
    return header.score, bool(header.years), header.first_row - header.last_row


def _header_spans(view: SheetView, row: int) -> Iterator[range]:
    """Spans of one to three rows that hold `row`: group titles above it, more titles below."""
    for first in range(max(1, row - DEEPEST_HEADER + 1), row + 1):
        for last in range(row, min(first + DEEPEST_HEADER, view.row_count + 1)):
            grouped = all(_may_be_groups(view, each) for each in range(first, last))
            if grouped and (last == row or _is_still_header(view, last)):
                yield range(first, last + 1)


def _may_be_groups(view: SheetView, row: int) -> bool:
    """A row of group titles has several; a lone text is the sheet's title or a note, whatever
    unit stands at the row's end; so is one that names forum and layout."""
    titles = [each for _, each in list_near(view, row) if not (_is_text(each) and parse_unit(each))]
    if len(titles) < 2 or any(_is_text(each) and _names_sheet(each) for each in titles):
        return False
    texts = [each for each in titles if _is_text(each)]
    years = sum(map(is_year_title, texts))
    forums = sum(find_forum(each, bare=False) is not None for each in texts)
    return not (years and forums)  # （令和３年度） | 中国フォーラム: the sheet's own


def _is_text(value: Value) -> TypeGuard[str]:
    return isinstance(value, str)


def _names_sheet(text: str) -> bool:
    return bool(layouts_named(text)) and find_forum(text, bare=False) is not None


def _is_still_header(view: SheetView, row: int) -> bool:
    """Whether a row below a header row belongs to it: mostly titles, or titles merged into it."""
    if _looks_like_titles(view, row) or _count_titles_from_above(view, row) >= 2:
        return True
    texts = [view.text(row, column) for column, _ in list_near(view, row)]
    return len(texts) >= 2 and all(map(is_version_title, texts))


def _count_titles_from_above(view: SheetView, row: int) -> int:
    """Titles merged downward from the row above that end in this row."""
    columns = range(1, min(view.column_count, WIDEST_TABLE) + 1) if view.origins else ()
    return sum(
        1
        for column in columns
        if view.origin(row, column)[0] < row
        and view.origin(row + 1, column)[0] == row + 1
        and layouts_knowing(view.text(row, column))
    )


def _looks_like_titles(view: SheetView, row: int) -> bool:
    """Mostly known titles, at least two."""
    texts = [view.text(row, column) for column, _ in list_near(view, row)]
    known = sum(1 for text in texts if layouts_knowing(text))
    return known >= 2 and known * 2 >= len(texts)


def _is_mostly_titles(view: SheetView, header: Header, above: Mapping[int, str]) -> bool:
    """Whether at least two, and half of all cells of the header's last row are titles, those
    among them that no layout knows but the table above has as well.

    A row with a number or a date is an answer, whatever its words mean.
    """
    matched = len(header.columns) + len(header.duplicates)
    matched += sum(above.get(at) == title for at, title in header.strangers.items())
    values = [value for _, value in list_near(view, header.last_row)]
    texts = sum(1 for value in values if isinstance(value, str))
    return matched >= 2 and texts == len(values) and matched * 2 >= texts


def _split_side_by_side(view: SheetView, whole: Header, clues: Clues) -> list[Header]:
    """Tables beside each other, parted by a column without any title.

    Where the columns between repeat no title of the first table, they must be a table by
    their own titles: a legend or a list of choices is none, whatever the sheet's name says.
    """
    used = {each.column for each in (*whole.columns, *whole.duplicates)} | set(whole.strangers)
    segments = list(_segments(sorted(used)))
    if not 1 < len(segments) <= MOST_BESIDE or not (whole.duplicates or len(whole.strangers) > 1):
        return []
    parts: list[Header] = []
    for segment in segments:
        repeats = any(each.column in segment for each in (*whole.columns, *whole.duplicates))
        hints = clues.hints if repeats else frozenset[str]()
        part = _best_header(view, whole.last_row, segment, replace(clues, hints=hints))
        if part is not None:
            part.alone = False
            parts.append(part)
    return parts if _explain_more(parts, whole) else []


def _explain_more(parts: list[Header], whole: Header) -> bool:
    return sum(len(each.columns) for each in parts) > len(whole.columns)


def _segments(columns: Sequence[int]) -> Iterator[range]:
    """
    >>> list(_segments([2, 3, 4, 7, 8]))
    [range(2, 5), range(7, 9)]
    """
    first = previous = columns[0]
    for column in [*columns[1:], columns[-1] + 99]:
        if column > previous + 1:
            yield range(first, previous + 1)
            first = column
        previous = column


def _guess_columns(view: SheetView, header: Header) -> None:
    """Give each missing field the one stranger whose title is most alike; say so. A column of
    figures is no text."""
    present = {each.field.name for each in header.columns}
    missing = [
        each
        for each in header.layout.fields
        if each.name not in present and each.type not in NEVER_GUESSED and not each.caption
    ]
    open_titles = {c: title for c, title in header.strangers.items() if c not in header.unguessed}
    for column, guess in guess_fields(open_titles, missing).items():
        if guess.type == "text" and _holds_figures(view, header, column):
            continue
        title, cell = header.strangers[column], a1(header.last_row, column)
        header.take_stranger(Column(column, guess, title, cell, None, WEAK))


def _holds_figures(view: SheetView, header: Header, column: int) -> bool:
    rows = range(header.last_row + 1, min(view.row_count, header.last_row + ROWS_SEEN) + 1)
    said = [value for row in rows if (value := view.grid.value(row, column)) not in (None, "")]
    return bool(said) and all(isinstance(value, int | float) for value in said)


def known_match(layout: Layout, title: str) -> Match | None:
    """The field a lone title means in a layout; None where it is no title of it."""
    return match_title(layout, (title,))
