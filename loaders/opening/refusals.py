"""Why a workbook is not read: raised wherever it shows, told to the sender as a problem."""

import tomllib
from functools import cache
from pathlib import Path

from loaders.checking.problems import Problem

#: reason -> problem code and the two Japanese sentences (found, expected)
_WORDING = Path(__file__).with_name("refusals.toml")


class RefusalError(Exception):
    """The file is not read on. `reason` is a key of refusals.toml.

    `details` fill the sentences' placeholders (a cell, a sheet, a figure).
    """

    def __init__(self, reason: str, **details: str | int) -> None:
        super().__init__(reason)
        self.reason = reason
        self.details = details


@cache
def load_refusals() -> dict[str, dict[str, str]]:
    """Reason -> {"code", "found", "expected"}."""
    return tomllib.loads(_WORDING.read_text(encoding="utf-8"))


def build_problem(reason: str, file: str, details: dict[str, str | int]) -> Problem:
    """The problem for the sender; an unknown reason (a damaged child) reads as a damaged file."""
    wording = load_refusals().get(reason) or load_refusals()["damaged"]
    shown = {"sheet": "", "cell": "", "limit": ""} | details
    return Problem(
        code=wording["code"],
        file=file,
        sheet=str(shown["sheet"]),
        cell=str(shown["cell"]),
        found=wording["found"].format(**shown),
        expected=wording["expected"].format(**shown),
    )
