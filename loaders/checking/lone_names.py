"""Rows that say a name and nothing else between rows that say more: the rest of the name above, a
heading that nobody knows, or a record of which no more is known yet.
"""

from collections.abc import Iterator

from loaders.checking.problems import Problem
from loaders.checking.unread import name_places
from loaders.grid import a1
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
    lone = [each for each in result.records if _is_alone(result, each, name.name)]
    if lone and len(lone) * 2 <= len(result.records):
        places = sorted(each.origins[name.name] for each in lone)
        said = str(lone[0].fields[name.name])
        place = (result.sheet, a1(*places[0]), name.title)
        yield Problem("lone_name", "", *place, name_places(places), said)


def _is_alone(result: SheetResult, record: Record, name: str) -> bool:
    """Whether a record's row holds its name and, but for a number, nothing else."""
    own = {each for each, (row, _) in record.origins.items() if row == record.row}
    cells = result.grid.rows[record.row - 1] if result.grid else []
    filled = [each for each in cells if each is not None and not is_row_number(each)]
    return own | {each for each, _ in record.parts} == {name} and len(filled) == 1
