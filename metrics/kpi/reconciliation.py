"""The reconciliation cards: wording from `reconciliation.toml`, figures from the store."""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

from metrics.query import Readable, run
from words.figures import render_value

OPERATIONS: dict[str, Callable[[float, float], float]] = {
    "sum": lambda a, b: a + b,
    "difference": lambda a, b: a - b,
    "percent": lambda a, b: round(100 * a / b) if b else 0,
    "hundredfold": lambda a, _: round(100 * a, 1),
}


@dataclass(frozen=True, slots=True)
class Card:
    """One card as shown. `sources`: figure, value, workbook, sheet, cell of each quoted
    figure; `is_complete` is False where a figure it quotes is not reported."""

    id: str
    kind: str
    title: str
    says: str
    treatment: str
    sources: pd.DataFrame
    is_complete: bool


def read_cards(database: Readable, fiscal_year: int, as_of: datetime | None = None) -> list[Card]:
    """Every card of the file, filled with a year's figures."""
    answer = run(database, "reconciliation_mismatches", fiscal_year=fiscal_year, as_of=as_of)
    return [fill_card(entry, answer) for entry in load_entries()]


@cache
def load_entries() -> tuple[dict[str, Any], ...]:
    path = Path(__file__).with_name("reconciliation.toml")
    return tuple(tomllib.loads(path.read_text(encoding="utf-8"))["card"])


def fill_card(entry: Mapping[str, Any], answer: pd.DataFrame) -> Card:
    """A card with its figures put in; a figure that is missing reads 未報告."""
    names: dict[str, str] = entry["figures"]
    known = dict(zip(answer["figure"], answer["value"], strict=True))
    values = {name: known.get(figure) for name, figure in names.items()}
    values |= {name: _compute(rule, values) for name, rule in entry.get("computed", {}).items()}
    words = {name: render_value(value, "") for name, value in values.items()}
    return Card(
        id=entry["id"],
        kind=entry["kind"],
        title=entry["title"].format(**words),
        says=entry["says"].format(**words),
        treatment=entry["treatment"].format(**words),
        sources=answer[answer["figure"].isin(list(names.values()))].reset_index(drop=True),
        is_complete=None not in values.values(),
    )


def _compute(rule: tuple[str, str, str], values: Mapping[str, float | None]) -> float | None:
    operation, first, second = rule
    a, b = values[first], values[second]
    return None if a is None or b is None else OPERATIONS[operation](a, b)
