"""Faults that many rows share: their cause is named once, with its cells, not once a row."""

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple, TypeVar

from loaders.checking.problems import Problem
from loaders.checking.unread import name_places
from loaders.grid import Position, a1, parse_a1
from loaders.reading.records.records import Record, SheetResult
from loaders.values.text import normalise
from words.problems import EXPECTED

_FIGURES = re.compile(r"\d+")

T = TypeVar("T")
K = TypeVar("K", bound=Hashable)

#: Twice may be a slip.
FEWEST = 3
#: So many of a column, and none of its answers good, are no accident, whatever they say.
MANY = 20
#: Faults of a row's answers that its column or row may be misunderstood by.
OF_ANSWERS = frozenset(
    {
        "missing_value",
        "invalid_number",
        "invalid_date",
        "invalid_choice",
        "unclear_ditto",
        "points_elsewhere",
        "several_in_cell",
        "unknown_government",
        "ambiguous_government",
    }
)


class Fault(NamedTuple):
    """A problem with the record's row and the field that its cell answers, and where."""

    problem: Problem
    row: int
    field: str
    place: Position


#: Cell -> the row of the record that it answers, and the field.
Answered = Mapping[Position, tuple[int, str]]


def join_shared(result: SheetResult) -> None:
    """Put one problem in place of those of a whole column, of rows that lack the same answers, of
    one text that nobody can read, and of a block of rows that stands there twice."""
    if sum(each.level == "error" for each in result.problems) < FEWEST:
        return
    answered = _index_answers(result)
    for find in (_find_columns, _find_rows, _find_texts, _find_blocks):
        joined = {id(part): whole for parts, whole in find(result, answered) for part in parts}
        kept = (joined.get(id(each), each) for each in result.problems)
        result.problems = list({id(each): each for each in kept}.values())


def _find_columns(
    result: SheetResult, answered: Answered
) -> Iterator[tuple[list[Problem], Problem]]:
    """A field of which no answer could be taken, for one reason: its column is misunderstood, or
    left blank."""
    for name, faults in _group(_list_faults(result, answered), lambda each: each.field).items():
        places = {each.place for each in faults}
        if len(places) < FEWEST or not _are_alike(faults):
            continue
        if all(name not in r.origins or r.origins[name] in places for r in result.records):
            yield [each.problem for each in faults], _name_column(result, name, faults)


def _are_alike(faults: Sequence[Fault]) -> bool:
    """Whether most faults repeat another one: its code, what was asked, and the answer's form."""
    shapes = {_shape(each.problem) for each in faults}
    return 2 * len(shapes) < len(faults) or len(faults) >= MANY


def _shape(problem: Problem) -> tuple[str, str, str]:
    """
    >>> [_shape(Problem("invalid_date", found=each))[1] for each in ("12月3日", "８月１０日")]
    ['9月9日', '9月9日']
    >>> [_shape(Problem("unknown_government", found=each))[1] for each in ("北事務所", "架空市")]
    ['務所', '架空市']
    """
    code, found = problem.code, normalise(problem.found)
    if code == "unknown_government":
        return code, found if found.endswith(tuple("都道府県市区町村")) else found[-2:], ""
    return code, _FIGURES.sub("9", found), problem.expected


def _name_column(result: SheetResult, name: str, faults: Sequence[Fault]) -> Problem:
    assert result.layout is not None
    first = faults[0].problem
    title = result.layout.field(name).title
    places = sorted({each.place for each in faults}, key=lambda place: (place[1], place[0]))
    said = next((each.problem.found for each in faults if each.problem.found), "")
    kind = "unread_column" if said else "blank_column"
    told = {"title": first.title, "places": name_places(places), "example": said}
    found = EXPECTED[kind].format(**told)
    cell, *also = map(a1, *zip(*places, strict=True))
    place = (result.sheet, cell, title)
    return Problem("uncertain_column", "", *place, found, title, is_turned=True, also=tuple(also))


def _find_rows(result: SheetResult, answered: Answered) -> Iterator[tuple[list[Problem], Problem]]:
    """Rows that have the same several faults, or one and no answer where others have some: they
    are no records, or of another kind."""
    rows = _group(_list_faults(result, answered), lambda each: each.row)
    kinds = _group(rows.values(), lambda row: frozenset((e.problem.code, e.field) for e in row))
    bare = {each.row for each in result.records if each.row in rows and _says_one_thing(each)}
    is_odd = bool(bare) and 2 * sum(map(_says_one_thing, result.records)) < len(result.records)
    for kind, alike in kinds.items():
        if len(kind) == 1:
            alike = [row for row in alike if is_odd and row[0].row in bare]
        if len(alike) >= FEWEST:
            parts = [fault.problem for row in alike for fault in row]
            yield parts, _join(parts)


def _says_one_thing(record: Record) -> bool:
    return sum(row == record.row for row, _ in record.origins.values()) == 1


def _find_texts(result: SheetResult, answered: Answered) -> Iterator[tuple[list[Problem], Problem]]:
    """One text that could not be taken wherever it stands in its column."""
    faults = _group(_list_faults(result, answered), _name_text)
    for key, alike in faults.items():
        if key and len({each.place for each in alike}) >= FEWEST:
            parts = [each.problem for each in alike]
            yield parts, _join(parts)


def _name_text(fault: Fault) -> Hashable:
    code, found = fault.problem.code, fault.problem.found
    if code == "several_in_cell":
        return code, fault.field
    return (code, fault.field, found) if found else None


def _find_blocks(
    result: SheetResult, answered: Answered
) -> Iterator[tuple[list[Problem], Problem]]:
    """Rows one below the other, each of which repeats the one as many rows above it."""
    doubled = [p for p in result.problems if p.code == "duplicate_record" and p.cell.isalnum()]
    run: list[Problem] = []
    for each in [*doubled, None]:
        if each and run and _goes_on(run[-1], each):
            run.append(each)
            continue
        if len(run) >= FEWEST:
            yield run, _join(run)
        run = [each] if each else []


def _goes_on(above: Problem, below: Problem) -> bool:
    if not (above.expected.isalnum() and below.expected.isalnum()):
        return False
    steps = [
        tuple(after - before for before, after in zip(parse_a1(one), parse_a1(other), strict=True))
        for one, other in ((above.cell, below.cell), (above.expected, below.expected))
    ]
    return steps[0] == steps[1] and steps[0][0] > 0


def _join(parts: Sequence[Problem]) -> Problem:
    """The first of some problems, with the cells of the others."""
    cells = dict.fromkeys(cell for each in parts for cell in each.cells)
    first, *also = cells
    return replace(parts[0], cell=first, also=tuple(also))


def _index_answers(result: SheetResult) -> Answered:
    """The answers that stand where something is wrong, by their cells."""
    places = {parse_a1(each.cell) for each in _list_refused(result)}
    return {
        place: (record.row, name)
        for record in result.records
        if not places.isdisjoint(record.origins.values())
        for name, place in record.origins.items()
        if place in places
    }


def _list_refused(result: SheetResult) -> list[Problem]:
    return [p for p in result.problems if p.code in OF_ANSWERS and p.level == "error"]


def _list_faults(result: SheetResult, answered: Answered) -> Iterator[Fault]:
    problems = _list_refused(result)
    asked = {parse_a1(each.cell) for each in problems if not each.also}
    for each in problems if len(asked) >= FEWEST else ():
        place = parse_a1(each.cell)
        if place in asked and place in answered:
            yield Fault(each, *answered[place], place)


def _group(items: Iterable[T], key: Callable[[T], K]) -> Mapping[K, list[T]]:
    groups: dict[K, list[T]] = defaultdict(list)
    for each in items:
        groups[key(each)].append(each)
    return groups
