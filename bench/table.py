"""One line a measure: now, the floor beside it, their ratio, the goal."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import import_module
from typing import Literal

HEAD = f"{'measure':<58} {'now':>9} {'floor':>9} {'':4} {'ratio':>7} {'goal':>12}"


@dataclass(frozen=True, slots=True)
class Row:
    """`held`: what of it the goal is for: the figure itself, its ratio to the floor, or what it is
    more than the floor. `floor`: 0 where there is none."""

    measure: str
    now: float
    goal: float
    unit: str = "ms"
    floor: float = 0.0
    held: Literal["figure", "ratio", "more"] = "figure"

    @property
    def ratio(self) -> float:
        return self.now / self.floor if self.floor else 0.0

    @property
    def is_met(self) -> bool:
        held = {"figure": self.now, "ratio": self.ratio, "more": self.now - self.floor}
        return held[self.held] <= self.goal


def measure_part(part: str) -> list[Row]:
    """All of a part's, for a process of its own."""
    logging.disable(logging.WARNING)  # Streamlit's, of pages without a server
    return list(import_module(f"bench.{part}").list_rows())


def render_row(row: Row) -> str:
    floor = f"{row.floor:9.2f}" if row.floor else f"{'–':>9}"
    ratio = f"{row.ratio:6.2f}x" if row.floor else f"{'–':>7}"
    mark = {"figure": "", "ratio": "x", "more": "+"}[row.held]
    goal = (
        f"{'≤ ' + ('+' if mark == '+' else '') + f'{row.goal:g}' + ('x' if mark == 'x' else ''):>9}"
    )
    verdict = "ok" if row.is_met else "MISSED"
    return f"{row.measure:<58} {row.now:9.2f} {floor} {row.unit:<4} {ratio} {goal}  {verdict}"


def show_rows(rows: Iterable[Row]) -> None:
    for row in rows:
        print(render_row(row), flush=True)
