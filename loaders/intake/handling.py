"""What a person decided about a workbook, beside what stands in it.

The bytes stay as sent. A handling is kept with its batch (`Submission.options`), so that the
archive reads the same again, and provenance shows what was written, what was read, and who.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from data.layout import title_keys
from loaders.grid import Grid, parse_a1
from loaders.intake.excerpt import show_cell
from loaders.reading.headers.titles import LONGEST_TITLE
from loaders.reading.recognise import Options

#: The name of the rule of a value whose cell was mended in place (table cells).
FIX_RULE = "fix"

#: Sheet and A1 address.
Place = tuple[str, str]


@dataclass(frozen=True, slots=True, order=True)
class Fix:
    """A cell that was mended on screen: `text` is read instead, "" for an empty cell."""

    sheet: str
    cell: str
    text: str
    by: str

    @property
    def place(self) -> Place:
        return self.sheet, self.cell


@dataclass(frozen=True, slots=True)
class Handling:
    """All that a reading depends on beside the bytes: equal handlings read the same.

    `layouts` are (sheet, layout) chosen by hand, `titles` ((layout, title key), field) mapped
    by hand or learned, `skipped` the sheets that are not to be read; each in its order.
    """

    fiscal_year: int | None = None
    forum: str | None = None
    layouts: tuple[tuple[str, str], ...] = ()
    titles: tuple[tuple[tuple[str, str], str], ...] = ()
    skipped: tuple[str, ...] = ()
    fixes: tuple[Fix, ...] = ()

    @property
    def options(self) -> Options:
        return Options(self.fiscal_year, self.forum, dict(self.titles), dict(self.layouts))


def prepare_grids(grids: Iterable[Grid], handling: Handling) -> list[Grid]:
    """The grids to read: without those skipped, with the cells mended."""
    return [mend_grid(grid, handling.fixes) for grid in grids if grid.sheet not in handling.skipped]


def mend_grid(grid: Grid, fixes: Sequence[Fix]) -> Grid:
    """The grid with its mended cells; the one given stays as it is."""
    return grid.with_values(
        {parse_a1(fix.cell): fix.text or None for fix in fixes if fix.sheet == grid.sheet}
    )


def read_written(grids: Sequence[Grid], fixes: Iterable[Fix]) -> dict[Place, str | None]:
    """What the sender wrote where it was mended; None for nothing.

    Raises KeyError for a sheet that the workbook lacks, ValueError for no cell address.
    """
    by_sheet = {grid.sheet: grid for grid in grids}
    return {fix.place: show_cell(by_sheet[fix.sheet], parse_a1(fix.cell)) or None for fix in fixes}


def render_handling(
    handling: Handling, sent: Sequence[Grid], layouts: set[str], taken: Sequence[Grid]
) -> dict[str, Any]:
    """`Submission.options`, of the grids as sent, the layouts recognised and the grids taken.

    Titles that do not stand in the grids taken are left out: the same bytes read the same way
    are the same.
    """
    written = read_written(sent, handling.fixes)
    present = index_titles(taken)
    answer: dict[str, Any] = {
        "fixes": [
            {"sheet": fix.sheet, "cell": fix.cell, "found": written[fix.place]}
            | {"text": fix.text, "by": fix.by}
            for fix in sorted(handling.fixes)
        ],
        "skipped": sorted(handling.skipped),
        "layouts": dict(sorted(handling.layouts)),
        "titles": sorted(
            [layout, key, name]
            for (layout, key), name in handling.titles
            if layout in layouts and key in present
        ),
    }
    return {name: value for name, value in answer.items() if value}


def parse_handling(said: Mapping[str, Any], fiscal_year: int | None, forum: str | None) -> Handling:
    """The other way round: how a batch was read when it was accepted."""
    return Handling(
        fiscal_year,
        forum,
        layouts=tuple(sorted(said.get("layouts", {}).items())),
        titles=tuple(((layout, key), name) for layout, key, name in said.get("titles", ())),
        skipped=tuple(said.get("skipped", ())),
        fixes=tuple(
            Fix(each["sheet"], each["cell"], each["text"], each["by"])
            for each in said.get("fixes", ())
        ),
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
