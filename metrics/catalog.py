"""The catalogue: the status rule, and what each query returns.

`catalog.toml` is data; this module reads it and refuses a status rule with holes.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

Condition = Literal["missing", "zero", "no_target", "at_least"]

CONDITIONS: tuple[Condition, ...] = ("missing", "zero", "no_target", "at_least")


class CatalogError(ValueError):
    """The catalogue contradicts itself; the message names the entry."""


@dataclass(frozen=True, slots=True)
class StatusRule:
    """One line of the status rule; `share` is the part of the target that must be reached."""

    id: str
    label: str
    when: Condition
    share: float = 0.0


@dataclass(frozen=True, slots=True)
class Question:
    """What `metrics/queries/<id>.sql` is asked with and answers."""

    id: str
    title: str
    parameters: tuple[str, ...]
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Catalog:
    statuses: tuple[StatusRule, ...]
    questions: dict[str, Question]


def parse_catalog(text: str) -> Catalog:
    """The catalogue from TOML; raises CatalogError where it would mislead."""
    data = tomllib.loads(text)
    catalog = Catalog(
        statuses=tuple(StatusRule(**entry) for entry in data["status"]),
        questions={key: _parse_question(key, entry) for key, entry in data["question"].items()},
    )
    _check_statuses(catalog.statuses)
    return catalog


@cache
def load_catalog() -> Catalog:
    """The project's own catalogue, read once."""
    return parse_catalog(Path(__file__).with_name("catalog.toml").read_text(encoding="utf-8"))


def _parse_question(key: str, entry: dict[str, Any]) -> Question:
    return Question(key, entry["title"], tuple(entry["parameters"]), tuple(entry["columns"]))


def _check_statuses(rules: tuple[StatusRule, ...]) -> None:
    """Every figure must get a status: the last rule holds for any value with a target."""
    if [rule.when for rule in rules[:3]] != ["missing", "zero", "no_target"]:
        raise CatalogError("status: missing, zero and no_target are tried first, in this order")
    shares = [rule.share for rule in rules[3:]]
    if shares != sorted(shares, reverse=True) or not shares or shares[-1] != 0.0:
        raise CatalogError("status: shares must fall to 0")
    if any(rule.when != "at_least" for rule in rules[3:]):
        raise CatalogError("status: shares belong to at_least")
