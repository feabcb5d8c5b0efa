"""Which indicators a view speaks of, picked by what they are (data/figures.toml): no view knows
one by its id."""

from collections.abc import Callable
from functools import partial

from data.figures import Role, find_role, list_parts, load_kpis

#: Looked up when a figure is made; the first is the one that a remark is about.
Pick = Callable[[], tuple[str, ...]]


def none() -> tuple[str, ...]:
    return ()


def of_role(role: Role) -> Pick:
    """The one that pages know by its role."""
    return partial(_find_role, role)


def _find_role(role: Role) -> tuple[str, ...]:
    return (find_role(role).id,)


def counted_from(layout: str) -> Pick:
    """Those that are counted from the sheets of one layout."""
    return partial(_list_counted, layout)


def _list_counted(layout: str) -> tuple[str, ...]:
    kpis = load_kpis().values()
    return tuple(each.id for each in kpis if each.counted and each.counted.layout == layout)


def national_only() -> tuple[str, ...]:
    return tuple(each.id for each in load_kpis().values() if each.scopes == ("national",))


def outcomes() -> tuple[str, ...]:
    """What the Congress is after."""
    return tuple(each.id for each in load_kpis().values() if each.is_outcome)


def headlines() -> tuple[str, ...]:
    """The sum of the stages, the outcome, then whatever is published for all and no part."""
    first = (*stage_total(), *outcomes())
    whole = [each for each in load_kpis().values() if "total" in each.scopes and not each.part_of]
    return tuple(dict.fromkeys((*first, *(each.id for each in whole))))


def stage_total() -> tuple[str, ...]:
    return _find_role("stage_total")


def stages() -> tuple[str, ...]:
    """From being considered to the outcome."""
    return tuple(each.id for each in list_parts(find_role("stage_total")))


def stages_reached() -> tuple[str, ...]:
    """The stages beyond the first, the last one first."""
    return stages()[:0:-1]


def stages_from_last() -> tuple[str, ...]:
    return stages()[::-1]


def total_and_stages() -> tuple[str, ...]:
    return (*stage_total(), *stages())


def total_and_reached() -> tuple[str, ...]:
    """The sum, and the stages beyond the first."""
    return (*stage_total(), *stages()[1:])
