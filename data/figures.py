"""Figures: what each number of the dashboard means, declared in `figures.toml`, one entry each.

Everything that names, counts, codes or reads a figure is made from its entry; what would
mislead (a ratio without a denominator, a part of an unknown sum) is refused.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any, Literal, get_args

from msgspec import Meta

from data.declared import Declared, read_declared

FIGURES_PATH = Path(__file__).with_name("figures.toml")

Scope = Literal["total", "national", "regional"]
SCOPES: tuple[Scope, ...] = get_args(Scope)
#: What a page needs to know a figure by; each is had by exactly one.
Role = Literal["stage_total", "member_ratio", "citizen_sessions"]
ROLES: tuple[Role, ...] = get_args(Role)

Text = Annotated[str, Meta(min_length=1)]
Identifier = Annotated[str, Meta(pattern="^[a-z][a-z0-9_]*$")]
IdentifierOrNone = Annotated[str, Meta(pattern="^([a-z][a-z0-9_]*)?$")]
#: Three letters: a longer or shorter one would run together with a scope's in a printed code.
Code = Annotated[str, Meta(pattern="^[A-Z]{3}$")]

RATIO_UNIT = "%"


class Counting(Declared, frozen=True):
    """Which records a figure is counted from: those of a layout whose fields are one of the
    choices ("": nothing written), each or each distinct answer once; or a query's."""

    layout: Identifier
    where: Mapping[Identifier, tuple[IdentifierOrNone, ...]] = MappingProxyType({})
    distinct: IdentifierOrNone = ""
    query: IdentifierOrNone = ""

    def __post_init__(self) -> None:
        if self.query and (self.where or self.distinct):
            raise ValueError("counted: a query says itself where and what is distinct")

    def count(self, records: Iterable[Mapping[str, Any]]) -> int:
        """What records of the layout come to.

        >>> held = Counting("events", {"status": ("held", "")})
        >>> events = [{"status": "held"}, {"status": None}, {"status": "cancelled"}]
        >>> held.count(events), Counting("events", {"status": ("cancelled",)}).count(events)
        (2, 1)
        """
        chosen = [
            record
            for record in records
            if all((record.get(name) or "") in choices for name, choices in self.where.items())
        ]
        return len({each[self.distinct] for each in chosen}) if self.distinct else len(chosen)


class Figure(Declared, frozen=True):
    """One figure; a value in unit "%" is a ratio 0-1."""

    id: Identifier
    code: Code
    name: Text
    unit: Text
    short_name: str = ""
    kind: Literal["count", "ratio"] = "count"
    scopes: tuple[Scope, ...] = ()
    period: Literal["annual", "snapshot", "cumulative"] = "annual"
    role: Role | Literal[""] = ""
    part_of: str = ""
    is_outcome: bool = False
    counted: Counting | None = None
    is_compared: bool = False
    numerator: str = ""
    denominator: str = ""
    definition: str = ""
    source: str = ""
    remark: str = ""
    spellings: tuple[Text, ...] = ()

    def __post_init__(self) -> None:
        for message in self._find_faults():
            raise ValueError(f"{self.id}: {message}")

    def _find_faults(self) -> Iterable[str]:
        if self.is_ratio != (self.unit == RATIO_UNIT):
            yield f'a ratio has the unit "{RATIO_UNIT}", and nothing else has'
        if self.is_ratio and not self.denominator:
            yield "a ratio needs a denominator"
        if self.is_published and not (
            self.numerator and self.definition and self.source and self.spellings
        ):
            yield "published without numerator, definition, source or spellings"
        if not self.is_published and not self.counted:
            yield "neither published in a scope nor counted"
        if self.is_compared and not self.counted:
            yield "compared without being counted"

    @property
    def is_ratio(self) -> bool:
        return self.kind == "ratio"

    @property
    def is_published(self) -> bool:
        """Whether it is an indicator of the plan, and not only counted by us."""
        return bool(self.scopes)

    @property
    def stage(self) -> str:
        """The one stage that its records are at; "" for none or several."""
        stages = self.counted.where.get("stage", ()) if self.counted else ()
        return stages[0] if len(stages) == 1 else ""


class Figures(Declared, frozen=True):
    """The file: its entries in the order of the screen."""

    figure: tuple[Figure, ...]

    def __post_init__(self) -> None:
        known = {each.id: each for each in self.figure}
        for key in ("id", "code"):
            _refuse_repeated(getattr(each, key) for each in self.figure)
        for each in self.figure:
            if each.part_of and known.get(each.part_of, each).kind != "count":
                raise ValueError(f"{each.id}: part of a ratio, {each.part_of}")
            if each.part_of and each.part_of not in known:
                raise ValueError(f"{each.id}: part of unknown {each.part_of}")
        if sorted(each.role for each in self.figure if each.role) != sorted(ROLES):
            raise ValueError(f"each of these roles belongs to one figure: {', '.join(ROLES)}")


def _refuse_repeated(names: Iterable[str]) -> None:
    repeated = [name for name, count in Counter(names).items() if count > 1]
    if repeated:
        raise ValueError(f"declared twice: {', '.join(repeated)}")


@cache
def load_figures(path: Path = FIGURES_PATH) -> Mapping[str, Figure]:
    """Every figure by its id, in the order of the screen. Raises DeclarationError."""
    return {each.id: each for each in read_declared(path, Figures).figure}


def load_kpis() -> Mapping[str, Figure]:
    """The figures that the plan publishes, its indicators."""
    return {key: each for key, each in load_figures().items() if each.is_published}


@cache
def list_ratios() -> frozenset[str]:
    """The indicators that are a share; every other one is a count."""
    return frozenset(key for key, each in load_kpis().items() if each.is_ratio)


def list_added_up(scopes: Iterable[str]) -> list[str]:
    """The indicators whose total is the sum of its scopes: counts published in all of these."""
    kpis, needed = load_kpis().items(), set(scopes)
    return [key for key, each in kpis if not each.is_ratio and needed <= set(each.scopes)]


def list_published(scope: str) -> list[str]:
    """The indicators published in a scope."""
    return [key for key, each in load_kpis().items() if scope in each.scopes]


def find_role(role: Role) -> Figure:
    """The figure that a page knows by its role."""
    return next(each for each in load_figures().values() if each.role == role)


def list_parts(total: Figure) -> list[Figure]:
    """The parts of a sum, in their order."""
    return [each for each in load_figures().values() if each.part_of == total.id]
