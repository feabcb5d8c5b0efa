"""What a sheet says beside its cells' words: by colours, in comments and in text boxes.

A colour that a note gives a meaning is heard where it is certain, and a box that names one
record and says that it no longer holds; what comments and other boxes say is only pointed out,
as nobody knows of which answer they speak.
"""

import re
from collections.abc import Iterator, Sequence, Set

from data.layout import Field
from loaders.checking.problems import Problem
from loaders.grid import Grid, Position, a1
from loaders.reading.context.set_aside import takes_back
from loaders.reading.records.records import CHOSEN, Record, SheetResult
from loaders.reading.records.statuses import find_status_field
from loaders.values.coerce import Context, coerce
from loaders.values.colour_notes import ColourNote, changes_nothing, parse_colour_notes
from loaders.values.remarks import find_status, find_status_label, is_withdrawal
from loaders.values.text import normalise, strip_note
from loaders.values.vocabulary import get_words

#: Longer words of others are cut in a problem.
_LONGEST_SHOWN = 80
#: what stands before a name, and between it and what is said of it
_SIGNS = "「『※・* "
#: 取下げのため報告対象外: either says that it does not count
_REASON = re.compile(r"のため(?:に|、)?|につき|により|に伴い|[(、]")
_SUBJECT = re.compile(r"^[」』]?(?:の[^、。はが]{1,6})?[はが:、 ]*")


def hear_asides(results: Sequence[SheetResult], grid: Grid, author: str) -> None:
    """Hear colours, and point out comments and text boxes; `author` is who wrote ours."""
    if not (grid.comments or grid.floating or grid.colours):
        return
    records = [record for result in results for record in result.records]
    taken = {place for record in records for place in record.origins.values()}
    if grid.colours:
        notes = _list_notes(grid, taken)
        if results and not grid.colours.keys().isdisjoint(taken):
            results[0].problems += _point_out_notes(grid, taken)
        for result in results:
            for record in result.records:
                result.problems += _hear_colours(record, grid, notes)
    own_rows = {row for row, _ in taken}
    for result in results:
        result.problems += _point_out_comments(result, grid, own_rows, author)
    for place, text in grid.floating if results else ():
        result, problem = _hear_box(results, grid, place, text)
        result.problems.append(problem)


def _list_notes(grid: Grid, taken: set[Position]) -> list[ColourNote]:
    return [
        note
        for _, text in _list_texts(grid, taken, ("色", "字", "掛", "塗", "グレー"))
        for note in parse_colour_notes(text)
        if not changes_nothing(note.meaning)
    ]


def _list_texts(
    grid: Grid, taken: Set[Position], words: Sequence[str]
) -> Iterator[tuple[Position, str]]:
    """The texts that are no answers and have one of some words."""
    return list_outside(grid, taken, {text for text in grid.texts if any(w in text for w in words)})


def list_outside(
    grid: Grid, taken: Set[Position], texts: Set[str]
) -> Iterator[tuple[Position, str]]:
    """Where some texts stand that are no answers, and each as often."""
    for row, values in enumerate(grid.rows, start=1) if texts else ():
        for column, value in enumerate(values, start=1) if not texts.isdisjoint(values) else ():
            if isinstance(value, str) and value in texts and (row, column) not in taken:
                yield (row, column), value


def tell_withdrawn(record: Record, said: str) -> Problem:
    """Why a record waits, in the words that took it back."""
    return Problem("withdrawn_record", "", record.sheet, record.cell, "", said)


def _point_out_notes(grid: Grid, taken: set[Position]) -> Iterator[Problem]:
    """Notes on colours that were not understood, in a sheet with coloured answers."""
    for (row, column), text in _list_texts(grid, taken, get_words("colours", "unclear")):
        if not parse_colour_notes(text) and not changes_nothing(text):
            found = text[:_LONGEST_SHOWN]
            yield Problem("colour_meaning", "", grid.sheet, a1(row, column), found, found)


def _hear_colours(record: Record, grid: Grid, notes: Sequence[ColourNote]) -> Iterator[Problem]:
    """A record most of whose cells have a colour is what the colour means; one with a few such
    cells is pointed out."""
    cells = {place for place in record.origins.values() if place[0] == record.row}
    for note in notes:
        coloured = {at for at in cells if note.colours.intersection(grid.colours.get(at, ()))}
        if not coloured:
            continue
        if 2 * len(coloured) < len(cells) or not apply_meaning(record, note.meaning):
            found, cell = note.meaning[:_LONGEST_SHOWN], a1(*min(coloured))
            yield Problem("colour_meaning", "", record.sheet, cell, note.name, found)
        elif record.withdrawn:
            yield tell_withdrawn(record, note.meaning)


def apply_meaning(record: Record, meaning: str) -> bool:
    """Whether the record now says what its colour means, or waits by it."""
    status = find_status(meaning) or find_status_label(meaning)
    field = find_status_field(record.layout)
    if any(map(takes_back, (meaning, *_REASON.split(meaning)))) or (
        status and field is None and record.layout.scheduled
    ):
        record.withdrawn = True
        return True
    if status and field is not None:
        return _answer(record, field, status)
    for each in record.layout.answers:
        if each.type in CHOSEN and each.type != "choices":
            reading = coerce(each, meaning, Context())
            if reading.code is None and reading.value is not None:
                return _answer(record, each, reading.value)
    return False


def _answer(record: Record, field: Field, value: str) -> bool:
    """Fill in what a column leaves open; False where it says something else."""
    if record.fields[field.name] is None and field.name not in record.origins:
        record.fields[field.name] = value
    return bool(record.fields[field.name] == value)


def _point_out_comments(
    result: SheetResult, grid: Grid, rows: set[int], author: str
) -> Iterator[Problem]:
    """Comments in rows of records, below titles, that are neither ours nor help for filling in."""
    for place, (who, text) in grid.comments.items():
        region = next((each for each in result.regions if each.holds(*place)), None)
        plain = normalise(text)
        if who == author or region is None or place[0] not in rows:
            continue
        if any(word in plain for word in get_words("asides", "help")):
            continue
        title = region.titles.get(place[1], "")
        yield Problem("cell_comment", "", grid.sheet, a1(*place), title, text[:_LONGEST_SHOWN])


def _hear_box(
    results: Sequence[SheetResult], grid: Grid, place: Position, text: str
) -> tuple[SheetResult, Problem]:
    """What a text box says, at the one record that it names, else where the box lies."""
    named = [
        (result, record, at)
        for result in results
        for record in result.records
        if (at := _find_named(record, grid, text))
    ]
    found = text[:_LONGEST_SHOWN]
    if len(named) != 1:
        return results[0], Problem("floating_text", "", grid.sheet, a1(*place), "", found)
    ((result, record, at),) = named
    if not _takes_back(text, str(grid.value(*at))):
        return result, Problem("floating_text", "", grid.sheet, a1(*at), "", found)
    record.withdrawn = True
    return result, tell_withdrawn(record, found)


def _find_named(record: Record, grid: Grid, text: str) -> Position | None:
    """The cell by whose words, which tell records apart, a text names a record."""
    places = (record.origins.get(name) for name in record.layout.key)
    said = ((at, grid.value(*at)) for at in places if at)
    return next(
        (at for at, v in said if isinstance(v, str) and v.strip() and v.strip() in text), None
    )


def _takes_back(text: str, name: str) -> bool:
    """Whether a text says of what it names that it no longer holds, and no more.

    >>> _takes_back("江田島市の案件は取下げ（3/12連絡）", "江田島市")
    True
    >>> _takes_back("江田島市の案件は取下げの可能性あり", "江田島市")
    False
    """
    said = strip_note(normalise(text)).lstrip(_SIGNS)
    name = normalise(name)
    return said.startswith(name) and is_withdrawal(_SUBJECT.sub("", said[len(name) :]))
