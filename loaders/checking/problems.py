"""What a sheet's reader reports: a code, where it is, what stood there, what was expected.

A problem is data. Its Japanese sentence is rendered from `PROBLEMS` by code,
so that a second language is one more table.
"""

from dataclasses import dataclass, replace
from typing import Any, Literal

from loaders.grid import a1, parse_a1
from words.problems import EXPECTED, render_problem

Level = Literal["error", "warning"]

#: So many further cells are named, the others counted.
MOST_CELLS = 5
#: Those whose message names the cells itself.
NAMING = frozenset({"uncertain_column", "unmarked_months"})

#: Every problem code with the level it is reported at (DESIGN.md §7).
LEVELS: dict[str, Level] = {
    "unreadable_file": "error",
    "encrypted_file": "error",
    "limit_exceeded": "error",
    "unknown_layout": "warning",
    "example_sheet": "warning",
    "cover_mismatch": "warning",
    "missing_column": "error",
    "duplicate_column": "error",
    "uncertain_column": "warning",
    "missing_value": "error",
    "invalid_number": "error",
    "invalid_date": "error",
    "invalid_choice": "error",
    "unclear_ditto": "error",
    "points_elsewhere": "error",
    "several_in_cell": "error",
    "unknown_government": "error",
    "ambiguous_government": "error",
    "renamed_government": "warning",
    "total_mismatch": "error",
    "stage_order": "error",
    "duplicate_record": "error",
    "code_mismatch": "error",
    "status_mismatch": "error",
    "withdrawn_record": "error",
    "set_aside": "warning",
    "scaled_figures": "warning",
    "other_fiscal_year": "warning",
    "outside_fiscal_year": "warning",
    "formula_error": "error",
    "readers_disagree": "error",
    "hidden_content": "warning",
    "cell_comment": "warning",
    "floating_text": "warning",
    "colour_meaning": "warning",
    "unmarked_months": "warning",
    "values_only": "warning",
    "unread_cells": "warning",
    "unread_parts": "warning",
    "lone_name": "warning",
    "other_layout": "error",
    "no_records": "error",
    "stale_correction": "warning",
    "nothing_to_load": "error",
    "submission_refused": "error",
    "unknown_fiscal_year": "error",
}


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing a reader could not take as it stands.

    `cell` is an A1 address ("" where the whole sheet or file is meant); `title` the
    column's title as the sender wrote it; `found` the text as written; `expected` what
    would have been understood.
    """

    code: str
    file: str = ""
    sheet: str = ""
    cell: str = ""
    title: str = ""
    found: str = ""
    expected: str = ""
    #: of the other level than its code's: an error where a required answer is missing because of
    #: it, a warning where both of two answers stand
    is_turned: bool = False
    #: the other cells that it speaks of: one cause, named once
    also: tuple[str, ...] = ()

    @property
    def cells(self) -> tuple[str, ...]:
        """Every cell that it speaks of; none where the whole sheet or file is meant."""
        return (self.cell, *self.also) if self.cell else ()

    @property
    def place(self) -> str:
        """The cell or, of several, the range that holds them all."""
        if not self.also:
            return self.cell
        rows, columns = zip(*map(parse_a1, self.cells), strict=True)
        return f"{a1(min(rows), min(columns))}:{a1(max(rows), max(columns))}"

    @property
    def level(self) -> Level:
        level = LEVELS[self.code]
        if not self.is_turned:
            return level
        return "warning" if level == "error" else "error"

    @property
    def message(self) -> str:
        """The problem as one Japanese sentence for the sender, and where else it is so."""
        if not self.also or self.code in NAMING:
            return render_problem(self)
        shown = "、".join(self.also[:MOST_CELLS]) + ("…" if self.also[MOST_CELLS:] else "")
        told = EXPECTED["also"].format(count=len(self.also), cells=shown)
        return f"{render_problem(self)}{told}"

    def in_file(self, file: str) -> "Problem":
        return replace(self, file=file)

    def to_json(self) -> dict[str, Any]:
        """The JSON object of the command line's contract (DESIGN.md §7)."""
        told = {
            "level": self.level,
            "code": self.code,
            "cell": self.place,
            "title": self.title,
            "found": self.found,
            "expected": self.expected,
            "message": self.message,
        }
        return {**told, "also": [*self.also]} if self.also else told
