"""Known faults of known files, mended on reading: `corrections/*.toml` (see its README).

A correction is a record with a reason, a reporter and a guard: where the cell no longer
holds what was found faulty, nothing is changed and the reader says so.
"""

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from loaders.checking.problems import Problem
from loaders.grid import Grid, Position, Value, parse_a1
from loaders.values.text import clean_text

FOLDER = Path(__file__).parents[2] / "data" / "corrections"


@dataclass(frozen=True, slots=True)
class Correction:
    """One cell's mend in the file with this sha256."""

    sha256: str
    sheet: str
    cell: str
    found: str
    replacement: str
    reason: str
    reporter: str

    @property
    def position(self) -> Position:
        return parse_a1(self.cell)


@cache
def load_corrections(folder: Path = FOLDER) -> tuple[Correction, ...]:
    """All corrections; raises TypeError or KeyError where one lacks its reason or guard."""
    return tuple(
        Correction(sha256=table["sha256"], **each)
        for path in sorted(folder.glob("*.toml"))
        for table in [tomllib.loads(path.read_text("utf-8"))]
        for each in table["corrections"]
    )


def apply_corrections(
    grids: Sequence[Grid], sha256: str, corrections: Iterable[Correction]
) -> tuple[list[Grid], list[Problem]]:
    """One file's grids with its corrections, and a problem for each that no longer applies.

    The grids given stay as they are.
    """
    corrected, stale = list(grids), []
    for correction in corrections:
        if correction.sha256 != sha256:
            continue
        at = next((at for at, grid in enumerate(grids) if grid.sheet == correction.sheet), None)
        found = "" if at is None else _show(corrected[at].value(*correction.position))
        if at is not None and found == correction.found:
            corrected[at] = corrected[at].with_values({correction.position: correction.replacement})
        else:
            stale.append(_report_stale(correction, found))
    return corrected, stale


def _show(value: Value) -> str:
    return clean_text(value) or ""


def _report_stale(correction: Correction, found: str) -> Problem:
    return Problem(
        "stale_correction",
        sheet=correction.sheet,
        cell=correction.cell,
        found=found,
        expected=correction.found,
    )
