"""The reconciliation cards: wording from `reconciliation.toml`, figures from the store."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Literal

import pandas as pd

from data.declared import Declared, read_declared
from data.figures import load_kpis
from metrics.query import Readable, run
from words.figures import render_value, round_half_up

CARDS_PATH = Path(__file__).with_name("reconciliation.toml")

Operation = Literal["sum", "difference", "percent", "hundredfold"]
OPERATIONS: dict[Operation, Callable[[float, float], float]] = {
    "sum": lambda a, b: a + b,
    "difference": lambda a, b: a - b,
    "percent": lambda a, b: int(round_half_up(100 * a / b)) if b else 0,
    "hundredfold": lambda a, _: round_half_up(100 * a, 1),
}


class CardEntry(Declared, frozen=True, kw_only=True):
    """One card as `reconciliation.toml` declares it."""

    id: str
    kind: Literal["mismatch", "note"]
    title: str
    says: str
    treatment: str
    figures: Mapping[str, str]
    computed: Mapping[str, tuple[Operation, str, str]] = {}

    def __post_init__(self) -> None:
        for message in self._find_faults():
            raise ValueError(f"{self.id}: {message}")

    def _find_faults(self) -> Iterator[str]:
        yield from (f"no figure {each}" for each in self.figures.values() if not _is_figure(each))
        parts = {name for _, *pair in self.computed.values() for name in pair}
        if unknown := parts - set(self.figures):
            yield f"computed from what figures does not name: {', '.join(sorted(unknown))}"
        wording = f"{self.title}{self.says}{self.treatment}"
        quoted = {name for _, name, _, _ in Formatter().parse(wording) if name}
        if unknown := quoted - {*self.figures, *self.computed}:
            yield f"quotes what is no figure of it: {', '.join(sorted(unknown))}"


def _is_figure(path: str) -> bool:
    """
    >>> _is_figure("kpi/total/matchings/value"), _is_figure("kpi/total/supported_countries/value")
    (True, False)
    >>> _is_figure("fact/会員数"), _is_figure("kpi/total/matchings/note")
    (True, False)
    """
    kpi = re.fullmatch(r"kpi/(\w+)/(\w+)/(?:value|target)", path)
    if kpi is None:
        return re.fullmatch("fact/.+", path) is not None
    figure = load_kpis().get(kpi[2])
    return figure is not None and kpi[1] in figure.scopes


class CardEntries(Declared, frozen=True):
    card: tuple[CardEntry, ...]


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
def load_entries(path: Path = CARDS_PATH) -> tuple[CardEntry, ...]:
    """The cards in their order. Raises DeclarationError."""
    return read_declared(path, CardEntries).card


def fill_card(entry: CardEntry, answer: pd.DataFrame) -> Card:
    """A card with its figures put in; a figure that is missing reads 未報告."""
    known = dict(zip(answer["figure"], answer["value"], strict=True))
    values = {name: known.get(figure) for name, figure in entry.figures.items()}
    values |= {name: _compute(rule, values) for name, rule in entry.computed.items()}
    words = {name: render_value(value, "") for name, value in values.items()}
    return Card(
        id=entry.id,
        kind=entry.kind,
        title=entry.title.format(**words),
        says=entry.says.format(**words),
        treatment=entry.treatment.format(**words),
        sources=answer[answer["figure"].isin(list(entry.figures.values()))].reset_index(drop=True),
        is_complete=None not in values.values(),
    )


def _compute(rule: tuple[Operation, str, str], values: Mapping[str, float | None]) -> float | None:
    operation, first, second = rule
    a, b = values[first], values[second]
    return None if a is None or b is None else OPERATIONS[operation](a, b)
