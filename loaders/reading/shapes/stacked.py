"""Several rows a record: titles in as many rows, each record's answers placed like its titles,
or a column that says what each row is of: ニーズ, シーズ. Such a sheet is drawn with the rows of
each record after each other in one row.
"""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from data.layout import Field, Layout, load_layouts
from loaders.reading.account import PART_TITLE
from loaders.reading.headers.titles import layouts_knowing, match_title
from loaders.reading.shapes.reshaped import BLANK, Cell, Reshaped, copy_rows, draw, list_header_rows
from loaders.reading.view import SheetView
from loaders.values.text import is_total

#: A record's rows.
DEEPEST_RECORD = 4


def propose_stacked(view: SheetView) -> Iterator[Reshaped]:
    """The sheet with its records' rows joined; nothing where a record has one row."""
    yield from _propose_titled(view)
    for row in list_header_rows(view):
        for column in range(1, view.column_count + 1):
            if lines := _find_lines(view, row, column):
                yield _draw_lines(view, lines)
                return


def _propose_titled(view: SheetView) -> Iterator[Reshaped]:
    for row in list_header_rows(view):
        if _count_titles(view, row) < 2:
            continue
        depth = 1
        while depth < DEEPEST_RECORD and _stands_below(view, row, depth):
            depth += 1
        if depth > 1:
            yield _draw(view, row, depth)
        return


def _count_titles(view: SheetView, row: int) -> int:
    return sum(bool(layouts_knowing(view.text(row, column))) for column, _ in view.filled(row))


def _stands_below(view: SheetView, row: int, depth: int) -> bool:
    """Whether the row below holds titles only, more than one under a title of its own column:
    they are no parts of a group title, which covers several columns. One will do where all
    others are merged down over it."""
    below = row + depth
    titles = [column for column, _ in view.filled(below)]
    known = [column for column in titles if layouts_knowing(view.text(below, column))]
    others = [column for column, _ in view.filled(row) if column not in titles]
    merged = others and all(view.origin(below, column) == (row, column) for column in others)
    if below > view.row_count or len(known) < 2 - bool(merged) or len(known) * 2 < len(titles):
        return False
    return all(_stands_alone(view, below - 1, column) for column in titles)


def _stands_alone(view: SheetView, row: int, column: int) -> bool:
    """Whether the cell above a title is a title over this column only."""
    own = view.origin(row, column)
    return (
        bool(view.text(row, column)) and own[1] == column and (view.origin(row, column + 1) != own)
    )


def _draw(view: SheetView, row: int, depth: int) -> Reshaped:
    """Blocks of `depth` rows, from the titles on; rows left over at the end stay as they are."""
    grid, width = view.grid, view.column_count
    rows = copy_rows(grid, 1, row - 1)
    last = row
    while last + depth - 1 <= view.row_count and any(view.filled(last)):
        rows.append(
            [
                Cell(grid.value(each, column), ((each, column),))
                for each in range(last, last + depth)
                for column in range(1, width + 1)
            ]
        )
        last += depth
    return draw(grid, [*rows, *copy_rows(grid, last, view.row_count)])


class Lines(NamedTuple):
    """Records below the titles' row, a row for each of the `labels`, which stand in a column of
    their own: `records` are each one's rows by label, its first always among them. `titles` are
    what each column is called in these rows: a column that is written once a record has one
    title, any other as many as there are labels."""

    row: int
    column: int
    labels: list[str]
    records: list[dict[str, int]]
    titles: dict[int, list[str]]

    @property
    def last_row(self) -> int:
        return max(self.records[-1].values())


def _find_lines(view: SheetView, row: int, column: int) -> Lines | None:
    """The records whose rows the texts below a title tell apart, in the same order in each."""
    first = [view.text(each, column) for each in range(row + 1, row + DEEPEST_RECORD + 2)]
    depth = first.index(first[0], 1) if first[0] in first[1:] else 0
    labels = first[:depth]
    if depth < 2 or len({*labels, ""}) <= depth:
        return None
    records: list[dict[str, int]] = []
    for each in range(row + 1, view.row_count + 1):
        label = view.text(each, column)
        if label == labels[0]:
            records.append({})
        elif not label or any(is_total(value) for _, value in view.filled(each)):
            break
        elif label not in labels or labels.index(label) <= labels.index([*records[-1]][-1]):
            return None
        records[-1][label] = each
    return _name_lines(view, Lines(row, column, labels, records, {}))


def _name_lines(view: SheetView, lines: Lines) -> Lines | None:
    """With the titles of the layout that knows most of them; None where none knows two of those
    that only the labels tell apart."""
    columns = [each for each in range(1, view.column_count + 1) if each != lines.column]
    split = [each for each in columns if _is_split(view, lines, each)]
    titles = {column: view.text(lines.row, column) for column in columns}
    known = (
        (
            layout,
            {each: _match_line(layout, each, [titles[c] for c in split]) for each in lines.labels},
        )
        for layout in load_layouts()
    )
    layout, best = max(known, key=lambda each: len(_list_names(each[1])))
    told = _list_names(best)
    if len(told) < 2:
        return None
    named = {column: [titles[column]] for column in columns}
    named |= _name_merged(view, lines, layout, told)
    for at, column in enumerate(split):
        title = titles[column]
        fields = [(label, best[label][at]) for label in lines.labels]
        unknown = title if not layouts_knowing(title) else ""
        named[column] = [
            field.title if field and field.name in told else unknown or label + title
            for label, field in fields
        ]
    return lines._replace(titles=named)


def _name_merged(
    view: SheetView, lines: Lines, layout: Layout, told: set[str]
) -> dict[int, list[str]]:
    """A text without a title, merged down left of each record's labels, is the one text that the
    record must say and no label asks for: its name."""
    column = lines.column - 1
    open_texts = [each for each in layout.required if each.type == "text" and each.name not in told]
    if len(open_texts) != 1 or view.text(lines.row, column):
        return {}
    for record in lines.records:
        first, *later = record.values()
        merged = all(view.origin(row, column) == (first, column) for row in later)
        if not merged or not view.text(first, column):
            return {}
    return {column: [open_texts[0].title]}


def _is_split(view: SheetView, lines: Lines, column: int) -> bool:
    """Whether a column says something in a record's further rows that its first does not."""
    for record in lines.records:
        first, *later = (view.grid.value(row, column) for row in record.values())
        if any(each not in (None, first) for each in later):
            return True
    return False


def _list_names(known: dict[str, list[Field | None]]) -> set[str]:
    """The fields that one label tells from the others."""
    found = Counter(field.name for fields in known.values() for field in fields if field)
    return {name for name, count in found.items() if count == 1}


def _match_line(layout: Layout, label: str, titles: list[str]) -> list[Field | None]:
    """The field of each cell of a row by its label over the column's title. What the label
    names by itself is the one cell left that the sheet need not ask for: シーズ | 内容."""
    matches = [match_title(layout, (label, title)) if title else None for title in titles]
    fields = [each.field if each and each.stage is None else None for each in matches]
    own = match_title(layout, (label,))
    loose = [at for at, each in enumerate(fields) if each and not each.required]
    loose = loose or [at for at, each in enumerate(fields) if each is None]
    if own and own.stage is None and own.field not in fields and len(loose) == 1:
        fields[loose[0]] = own.field
    return fields


def _draw_lines(view: SheetView, lines: Lines) -> Reshaped:
    """A row a record, with a cell for each of its rows under a title that they tell apart."""
    rows = copy_rows(view.grid, 1, lines.row - 1)
    rows.append(
        [
            Cell(title, ((lines.row, column),))
            for column, titles in lines.titles.items()
            for title in titles
        ]
    )
    rows += [
        [
            _draw_cell(view, rows_of, column)
            for column, titles in lines.titles.items()
            for rows_of in _list_rows(lines, record, len(titles))
        ]
        for record in lines.records
    ]
    rows += copy_rows(view.grid, lines.last_row + 1, view.row_count)
    marks = {(row, lines.column): PART_TITLE for row in range(lines.row, lines.last_row + 1)}
    return draw(view.grid, rows, marks=marks)


def _list_rows(lines: Lines, record: dict[str, int], cells: int) -> list[list[int]]:
    """The rows of each of a column's cells: all of the record's, or one each."""
    if cells == 1:
        return [[*record.values()]]
    return [[record[label]] if label in record else [] for label in lines.labels]


def _draw_cell(view: SheetView, rows: list[int], column: int) -> Cell:
    """What the first of the rows says, and the cells that say so."""
    said = [(row, column) for row in rows if view.grid.value(row, column) is not None]
    places = tuple(said or [(row, column) for row in rows[:1]])
    return Cell(view.grid.value(*places[0]), places) if places else BLANK
