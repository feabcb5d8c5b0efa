"""Sheets that we add ourselves (choices, example, 直し方): known again, and never loaded."""

import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple

from loaders.grid import Grid

_DECLARED = Path(__file__).with_name("own_sheets.toml")


class OwnSheet(NamedTuple):
    """How a sheet of ours is called, and what stands in its cell A1."""

    name: str
    mark: str


@cache
def load_own_sheets() -> dict[str, OwnSheet]:
    """Kind ("lists", "example", "remedies") -> its name and mark."""
    declared = tomllib.loads(_DECLARED.read_text("utf-8"))
    return {kind: OwnSheet(**sheet) for kind, sheet in declared.items()}


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
