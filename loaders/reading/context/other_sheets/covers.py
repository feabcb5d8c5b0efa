"""What a letter or cover among a workbook's sheets says of the others: whose they are, and when."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeVar

from loaders.grid import Grid
from loaders.reading.row_labels import is_note
from loaders.values.dates.fiscal_years import parse_fiscal_year
from loaders.values.names.forums import find_forum
from loaders.values.text import LONGEST_WORD, normalise

T = TypeVar("T")

#: A letter's head and subject stand on its first page.
LAST_ROW = 60


class Cover(NamedTuple):
    """The one forum and the one fiscal year that all covers of a workbook name."""

    forum: str | None = None
    fiscal_year: int | None = None


NO_COVER = Cover()


def read_covers(grids: Iterable[Grid]) -> Cover:
    """Sheets that name several say nothing: a list of all forums is no letter."""
    texts = [text for grid in grids for text in _list_texts(grid)]
    forums = {find_forum(text, bare=False) for text in texts if "フォーラム" in normalise(text)}
    years = {parse_fiscal_year(text) for text in texts if not is_note(text)}
    return Cover(_only(forums), _only(years))


def _list_texts(grid: Grid) -> Iterator[str]:
    for values in grid.rows[:LAST_ROW]:
        yield from (each for each in values if isinstance(each, str) and len(each) <= LONGEST_WORD)


def _only(values: set[T | None]) -> T | None:
    said = values - {None}
    return said.pop() if len(said) == 1 else None
