"""Rows that say a name and nothing else between rows that say more: the rest of the name above, a
heading that nobody knows, or a record of which no more is known yet.
"""

from collections.abc import Iterator

from loaders.checking.problems import Problem
from loaders.checking.unread import name_places
from loaders.grid import Position, a1
from loaders.reading.records.records import Record, SheetResult
from loaders.reading.row_labels import is_row_number

#: Of so few records nobody can say what is usual.
FEWEST_RECORDS = 3


def find_lone_names(result: SheetResult) -> Iterator[Problem]:
    """Once a sheet, where its layout asks for no more than the name, and most records say more."""
    assert result.layout is not None
    asked = [each for each in result.layout.required if each.type != "forum"]
    if [each.type for each in asked] != ["text"] or len(result.records) < FEWEST_RECORDS:
        return
    name = asked[0]
    names = {each.origins[name.name] for each in result.records if name.name in each.origins}
    lone = [each for each in result.records if _is_alone(result, each, names)]
    if lone and len(lone) * 2 <= len(result.records):
        places = sorted(each.origins[name.name] for each in lone)
        said = str(lone[0].fields[name.name])
        place = (result.sheet, a1(*places[0]), name.title)
        yield Problem("lone_name", "", *place, name_places(places), said)


def _is_alone(result: SheetResult, record: Record, names: set[Position]) -> bool:
    """Whether a record says its name alone, and no day elsewhere; and its row, but for numbers,
    nothing but names."""
    dated = record.layout.find_type("scheduled")
    if dated and record.fields[dated.name] is not None:
        return False
    own = {place for place in record.origins.values() if place[0] == record.row}
    own |= {place for _, place in record.parts}
    cells = result.grid.rows[record.row - 1] if result.grid else []
    filled = {
        (record.row, column)
        for column, each in enumerate(cells, start=1)
        if each is not None and not is_row_number(each)
    }
    return len(own) == 1 and own <= names and filled <= names
