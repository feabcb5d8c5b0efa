"""Sheets that we add ourselves (choices, example, 直し方): known again, and never loaded."""

from functools import cache
from pathlib import Path

from data.declared import Declared, read_declared
from loaders.grid import Grid

_DECLARED = Path(__file__).with_name("own_sheets.toml")


class OwnSheet(Declared, frozen=True):
    """How a sheet of ours is called, and what stands in its cell A1."""

    name: str
    mark: str


@cache
def load_own_sheets() -> dict[str, OwnSheet]:
    """Kind ("lists", "example", "remedies") -> its name and mark."""
    return read_declared(_DECLARED, dict[str, OwnSheet])


def is_own_sheet(grid: Grid) -> bool:
    """Whether a sheet is one of ours, which the reader passes over without a word.

    >>> is_own_sheet(Grid("入力リスト", [["道路"]]))
    False
    """
    first = grid.value(1, 1)
    return any(
        grid.sheet.startswith(sheet.name) and first == sheet.mark
        for sheet in load_own_sheets().values()
    )
