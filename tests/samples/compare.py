"""Judge a reader's answer against a sample's expectation, cell by cell.

Text is compared after NFKC with its blanks folded away: whether a name keeps its
full-width letters is not what is measured. Records are paired by their row, else by
how many fields agree.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from tests.samples.sample import Anything

Record = dict[str, Any]
Problem = dict[str, Any]


@dataclass
class Score:
    """Counts over any number of samples; `misses` are (kind, sentence)."""

    cells: int = 0
    cells_right: int = 0
    records: int = 0
    records_found: int = 0
    faults: int = 0
    faults_found: int = 0
    #: a wrong value, a lost or an invented record, with nothing said about it
    silent: int = 0
    false_alarms: int = 0
    misses: list[tuple[str, str]] = field(default_factory=list)

    def add(self, other: "Score") -> None:
        for name in self.__dataclass_fields__:
            setattr(self, name, getattr(self, name) + getattr(other, name))

    def miss(self, kind: str, sentence: str) -> None:
        self.misses.append((kind, sentence))


def fold(value: Any) -> Any:
    """Text without width, variation selectors and blanks; everything else as it is."""
    if isinstance(value, str):
        text = unicodedata.normalize("NFKC", value)
        return re.sub(r"[\s\ufe00-\ufe0f\U000e0100-\U000e01ef]+", "", text) or None
    if isinstance(value, list):
        return [fold(item) for item in value] or None
    if isinstance(value, dict):
        return {key: fold(item) for key, item in value.items()}
    return value


def is_same(expected: Any, found: Any) -> bool:
    """Equal as the contract means it; ANY equals all."""
    if isinstance(expected, Anything):
        return True
    if isinstance(expected, dict) and isinstance(found, dict):
        return all(is_same(value, found.get(key)) for key, value in expected.items())
    expected, found = fold(expected), fold(found)
    if isinstance(expected, float) and isinstance(found, int | float):
        return abs(expected - found) < 1e-9
    return type(expected) is type(found) and bool(expected == found)


def compare(expected: dict[str, Any], found: dict[str, Any]) -> Score:
    """Score one file's answer."""
    score = Score()
    for key in ("readable", "fiscal_year", "forum"):
        if key in expected and not is_same(expected[key], found.get(key)):
            score.miss(key, f"{key}: expected {expected[key]!r}, found {found.get(key)!r}")
    if not expected["readable"]:
        _compare_problems(score, "", expected["problems"], found.get("problems", []), [])
        return score
    for name, layout in _sheets_of(expected["sheets"]):
        ours = _gather(expected["sheets"], name, layout)
        theirs = _gather(found.get("sheets", []), name, layout)
        if theirs is None:
            score.miss("layout", f"[{name}] expected {layout}, found {_layouts(found, name)}")
            theirs = _gather(found.get("sheets", []), name, None) or {
                "records": [],
                "problems": [],
            }
        _compare_sheet(score, name, ours or {}, theirs)
    _compare_extra_sheets(score, expected, found)
    return score


def _layouts(found: dict[str, Any], name: str) -> list[Any]:
    return [sheet["layout"] for sheet in found.get("sheets", []) if sheet["sheet"] == name]


def _sheets_of(sheets: Iterable[dict[str, Any]]) -> list[tuple[str, str | None]]:
    return list(dict.fromkeys((sheet["sheet"], sheet["layout"]) for sheet in sheets))


def _gather(sheets: list[dict[str, Any]], name: str, layout: str | None) -> dict[str, Any] | None:
    """All records and problems of one sheet's tables of one layout."""
    same = [s for s in sheets if (s["sheet"], s["layout"]) == (name, layout)]
    if not same:
        return None
    return {
        "records": [record for sheet in same for record in sheet["records"]],
        "problems": [problem for sheet in same for problem in sheet["problems"]],
    }


def _compare_extra_sheets(score: Score, expected: dict[str, Any], found: dict[str, Any]) -> None:
    """Records out of a sheet or layout that has none are invented: a silent error each."""
    wanted = set(_sheets_of(expected["sheets"]))
    for sheet in found.get("sheets", []):
        if (sheet["sheet"], sheet["layout"]) in wanted:
            continue
        for record in sheet["records"]:
            score.silent += 1
            score.miss("silent", f"[{sheet['sheet']}] invented {sheet['layout']} {record}")


def _compare_sheet(
    score: Score, name: str, expected: dict[str, Any], found: dict[str, Any]
) -> None:
    pairs, left_over = pair_records(expected["records"], found["records"])
    reported = {problem["cell"] for problem in found["problems"]}
    for ours, theirs in pairs:
        _compare_record(score, name, ours, theirs, reported, bool(found["problems"]))
    for record in left_over:
        score.silent += 1
        score.miss("silent", f"[{name}] invented record {record}")
    _compare_problems(score, name, expected["problems"], found["problems"], expected["records"])


def pair_records(
    expected: list[Record], found: list[Record]
) -> tuple[list[tuple[Record, Record | None]], list[Record]]:
    """Each expected record with the one found for it (None: lost), and those left over."""
    rest = list(found)
    pairs: list[tuple[Record, Record | None]] = []
    for ours in expected:
        best = max(rest, key=lambda theirs: _likeness(ours, theirs), default=None)
        if best is not None and _likeness(ours, best) >= 0.5:
            rest.remove(best)
            pairs.append((ours, best))
        else:
            pairs.append((ours, None))
    return pairs, rest


def _likeness(ours: Record, theirs: Record) -> float:
    if ours["cell"] and row_of(ours["cell"]) != row_of(theirs["cell"]):
        return 0.0
    fields = ours["fields"]
    same = [is_same(fields[key], theirs["fields"].get(key)) for key in fields]
    bonus = 1.0 if ours["cell"] == theirs["cell"] else 0.5 if ours["cell"] else 0.0
    return bonus + sum(same) / len(same)


def row_of(cell: str) -> str:
    return re.sub(r"^[A-Z]+", "", cell)


def _compare_record(
    score: Score,
    name: str,
    ours: Record,
    theirs: Record | None,
    reported: set[str],
    any_problem: bool,
) -> None:
    score.records += 1
    score.cells += len(ours["fields"])
    where = f"[{name}] {ours['cell'] or next(iter(ours['cells'].values()))}"
    if theirs is None:
        # A lost record hides each of its values.
        score.silent += 0 if any_problem else 1
        score.miss("record", f"{where} lost {_short(ours['fields'])}")
        return
    score.records_found += 1
    for key, value in _fields_to_compare(ours["fields"], theirs["fields"]):
        got = theirs["fields"].get(key)
        if is_same(value, got):
            score.cells_right += key in ours["fields"]
            continue
        cell = ours["cells"].get(key) or ours["cells"].get(key.removesuffix("_text"), "")
        kind = "cell" if cell in reported else "dropped" if got is None else "silent"
        score.silent += kind == "silent"
        score.miss(kind, f"{where} {key} at {cell}: expected {value!r}, found {got!r}")


def _fields_to_compare(ours: Record, theirs: Record) -> list[tuple[str, Any]]:
    """Ours, and `*_on_text` that stands beside a date which needs none."""
    extra = [
        (key, None)
        for key, value in theirs.items()
        if key.endswith("_on_text")
        and key not in ours
        and value is not None
        and ours.get(key.removesuffix("_text")) is not None
        and not isinstance(ours.get(key.removesuffix("_text")), Anything)
    ]
    return [*ours.items(), *extra]


def _short(fields: Record) -> str:
    return str({key: value for key, value in fields.items() if value is not None})[:200]


def _matches(ours: Problem, theirs: Problem) -> bool:
    if ours["code"] not in (theirs["code"], None):
        return theirs["code"] in ours.get("or", ())
    cell = ours["cell"]
    if cell is None:
        return True
    if ours["code"] in ("duplicate_record", "hidden_content"):
        return row_of(cell) == row_of(theirs["cell"])
    first = theirs["cell"].partition(":")[0]  # of several cells that have one cause
    return first in ([cell] if isinstance(cell, str) else cell)


def _compare_problems(
    score: Score,
    name: str,
    expected: list[Problem],
    found: list[Problem],
    records: list[Record],
) -> None:
    rest = list(found)
    for ours in expected:
        score.faults += 1
        match = next((theirs for theirs in rest if _matches(ours, theirs)), None)
        if match is not None:
            score.faults_found += 1
            rest.remove(match)
            continue
        if ours.get("optional"):
            score.faults -= 1
            continue
        near = [f"{p['code']}@{p['cell']}" for p in rest][:4]
        score.miss(
            "fault", f"[{name}] {ours['code']} at {ours['cell']} not reported; others {near}"
        )
    allowed = {code for ours in expected for code in ours.get("allow", ())}
    for theirs in rest:
        if theirs["code"] in allowed:
            continue
        score.false_alarms += 1
        score.miss(
            "alarm", f"[{name}] {theirs['code']} at {theirs['cell']} ({theirs.get('found')!r})"
        )
