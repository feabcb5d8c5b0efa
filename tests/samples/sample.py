"""What every sample is made of: a workbook, how it is handed in, and what must come out.

The expected answer is the contract's entry of "files" (DESIGN.md §7) with two additions
that the comparison strips: each record carries `cells` (field -> its own cell), and a
problem's `cell` may be a list of equally right cells, or None where any will do.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

#: The fields of one record of each layout, in the contract's order (DESIGN.md §7).
FIELDS: dict[str, tuple[str, ...]] = {
    "kpi_results": ("scope", "indicator", "target", "value", "note"),
    "event_plans": ("forum", "name", "scheduled", "content", "purpose"),
    "events": ("forum", "kind", "name", "held", "status", "venue", "participants"),
    "matchings": (
        *("forum", "theme", "fields", "government", "requirement", "company", "technology"),
        *("outline", "stage", "considered_on", "agreed_on", "field_trial_on"),
        *("implemented_on", "obstacle"),
    ),
    "members": ("government", "joined_on", "left_on"),
    "supports": ("forum", "government", "measure", "supported_on"),
    "know_how": ("forum", "type", "title", "description", "lesson"),
    "citizen_activities": (*("forum", "kind", "name", "held", "place", "participants", "partner"),),
    "national_plans": (
        *("forum", "goal", "activities", "schedule", "organisation", "events", "other"),
    ),
}


class Anything:
    """Equals any value: the contract leaves this one open."""

    def __repr__(self) -> str:
        return "ANY"


ANY = Anything()


class Sample(NamedTuple):
    """`options` holds "file" (the name it is saved under) and, where the caller gives
    them, "fiscal_year" and "forum"."""

    workbook: Any
    options: dict[str, Any]
    expected: dict[str, Any]


@dataclass
class Answer:
    """One sheet's expected entry, filled while the sheet is written."""

    sheet: str
    layout: str | None
    records: list[dict[str, Any]] = field(default_factory=list)
    problems: list[dict[str, Any]] = field(default_factory=list)

    def add_problem(self, code: str, cell: "str | Sequence[str] | None") -> None:
        self.problems.append({"code": code, "cell": cell})

    def allow(self, code: str) -> None:
        """A problem that may be reported and need not be."""
        self.problems.append({"code": code, "cell": None, "optional": True, "allow": [code]})

    def to_json(self) -> dict[str, Any]:
        return {
            "sheet": self.sheet,
            "layout": self.layout,
            "records": self.records,
            "problems": self.problems,
        }


def build_sample(
    workbook: Any,
    answers: Sequence[Answer],
    file: str = "調査票.xlsx",
    options: dict[str, Any] | None = None,
    **known: Any,
) -> Sample:
    """A sample of a readable file; `known` is fiscal_year and forum of the whole file."""
    expected = {"readable": True, **known, "sheets": [answer.to_json() for answer in answers]}
    return Sample(workbook, {"file": file, **(options or {})}, expected)


def build_unreadable(content: bytes, code: str, file: str = "調査票.xlsx") -> Sample:
    """A sample of a file that can't be read at all, with its one problem."""
    problems = [{"code": code, "cell": None}]
    expected = {"readable": False, "sheets": [], "problems": problems}
    return Sample(content, {"file": file}, expected)


def build_foreign(sheet: str) -> Answer:
    """The answer to a sheet that is not ours: one warning, no layout."""
    answer = Answer(sheet, None)
    answer.add_problem("unknown_layout", None)
    return answer


def export_bytes(workbook: Any) -> bytes:
    """The file's bytes of an openpyxl or xlwt workbook (bytes pass through)."""
    if isinstance(workbook, bytes):
        return workbook
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def save_sample(sample: Sample, folder: Path) -> Path:
    """Write the sample's workbook into `folder` under the name it asks for."""
    folder.mkdir(parents=True, exist_ok=True)
    path: Path = folder / str(sample.options["file"])
    path.write_bytes(export_bytes(sample.workbook))
    return path
