"""Fixes in place: cells of an uploaded workbook that a person mended on screen.

The bytes stay as sent. A fix is kept with its batch (`Submission.options`), so that the
archive reads the same again, and provenance shows both texts and who.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from data.layout import title_keys
from loaders.grid import Grid, parse_a1
from loaders.reading.recognise import Options
from loaders.reading.titles import LONGEST_TITLE

#: The name of the rule of a value whose cell was mended in place (table cells).
FIX_RULE = "fix"


@dataclass(frozen=True, slots=True)
class Fix:
    """One mended cell: what stood there (None: nothing), and what is read instead."""

    sheet: str
    cell: str
    found: str | None
    text: str
    by: str


@dataclass(frozen=True, slots=True)
class Handling:
    """Everything that a person decided about a workbook before it was read.

    `skipped` are sheets that are not to be read: recognised as something they are not.
    """

    options: Options
    fixes: tuple[Fix, ...] = ()
    skipped: frozenset[str] = frozenset()

    def prepare(self, grids: Sequence[Grid]) -> list[Grid]:
        """The grids to read; those given stay as they are."""
        kept = [grid for grid in grids if grid.sheet not in self.skipped]
        return apply_fixes(kept, self.fixes)


def apply_fixes(grids: Sequence[Grid], fixes: Sequence[Fix]) -> list[Grid]:
    """The grids with the mended cells; those given stay as they are."""
    return [_mend(grid, [fix for fix in fixes if fix.sheet == grid.sheet]) for grid in grids]


def _mend(grid: Grid, fixes: Sequence[Fix]) -> Grid:
    """A copy with the fixes; of the rows only those that are written to are copied."""
    texts = {parse_a1(fix.cell): fix.text for fix in fixes}
    if not texts:
        return grid
    written = {row for row, _ in texts}
    copy = replace(
        grid,
        rows=[list(row) if number in written else row for number, row in enumerate(grid.rows, 1)],
        errors=dict(grid.errors),
        conflicts=dict(grid.conflicts),
    )
    for position, text in texts.items():
        copy.put(position, text if text.strip() else None)
    return copy


def render_handling(handling: Handling, layouts: set[str], grids: Sequence[Grid]) -> dict[str, Any]:
    """`Submission.options`: fixes, sheets skipped or given a layout, the learned titles present.

    Mappings of other titles are left out: the same bytes read the same way are the same.
    """
    answer: dict[str, Any] = {}
    if handling.fixes:
        answer["fixes"] = [asdict(fix) for fix in handling.fixes]
    if handling.skipped:
        answer["skipped"] = sorted(handling.skipped)
    if handling.options.layouts:
        answer["layouts"] = dict(sorted(handling.options.layouts.items()))
    titles = handling.options.titles
    if titles and (used := _find_used(titles, layouts, grids)):
        answer["titles"] = used
    return answer


def parse_handling(said: Mapping[str, Any], fiscal_year: int | None, forum: str | None) -> Handling:
    """The other way round: how a batch was read when it was accepted."""
    titles = {(layout, key): name for layout, key, name in said.get("titles", ())}
    fixes = tuple(Fix(**each) for each in said.get("fixes", ()))
    skipped = frozenset(said.get("skipped", ()))
    layouts = dict(said.get("layouts", {}))
    return Handling(Options(fiscal_year, forum, titles, layouts), fixes, skipped)


def _find_used(
    titles: Mapping[tuple[str, str], str], layouts: set[str], grids: Sequence[Grid]
) -> list[list[str]]:
    present = index_titles(grids)
    return sorted(
        [layout, key, name]
        for (layout, key), name in titles.items()
        if layout in layouts and key in present
    )


def index_titles(grids: Sequence[Grid]) -> dict[str, str]:
    """Title key -> the first text of the grids that has it."""
    index: dict[str, str] = {}
    for text in _short_texts(grids):
        for key in title_keys(text):
            index.setdefault(key, text)
    return index


def _short_texts(grids: Sequence[Grid]) -> dict[str, None]:
    """Each text once, in the order of the sheets."""
    return {
        value: None
        for grid in grids
        for row in grid.rows
        for value in row
        if isinstance(value, str) and len(value) <= LONGEST_TITLE
    }
