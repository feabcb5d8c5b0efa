"""SQL that counts records into figures, made of what `data/figures.toml` says of each. Pure.

Names and choices in it are letters and underscores alone (data.figures.Identifier).
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import starmap
from pathlib import Path

from data.declared import DeclarationError
from data.figures import FIGURES_PATH, Counting, Figure
from data.layout import Layout

#: Counting of its own kind, one SELECT a file.
QUERIES = Path(__file__).with_name("counted")


def check_counting(figures: Iterable[Figure], layouts: Mapping[str, Layout]) -> None:
    """Refuses, by a DeclarationError, a figure that is counted from a layout, a field or a
    choice that is not there: it would be a silent 0."""
    for figure in figures:
        for message in _find_faults(figure.counted, layouts) if figure.counted else ():
            raise DeclarationError(f"{FIGURES_PATH.name}: {figure.id}: counted: {message}")


def _find_faults(counted: Counting, layouts: Mapping[str, Layout]) -> Iterator[str]:
    layout = layouts.get(counted.layout)
    if layout is None:
        yield f"no layout {counted.layout}"
        return
    for name in (*counted.where, *filter(None, [counted.distinct])):
        if not layout.has(name):
            yield f"{counted.layout} has no field {name}"
    for name, choices in counted.where.items():
        if unknown := set(choices) - {"", *layout.field(name).choices}:
            yield f"{counted.layout}.{name} has no choice {', '.join(sorted(unknown))}"
    if counted.query and not (QUERIES / f"{counted.query}.sql").exists():
        yield f"no query {counted.query}"


def build_macro(figures: Iterable[Figure]) -> str:
    """SQL that makes a macro of a moment (UTC), over the figures that are counted.

    counted_records_as_of: figure, layout, slot_forum, fiscal_year, batch_id, record_id, counted:
    every record that a figure is made of. `counted` is what is told apart when counting: a
    government supported twice is one. Parked rows are in no layout's table: not here.
    """
    selects = (_select_speaking(figure.id, figure.counted) for figure in figures if figure.counted)
    body = "\nUNION ALL\n".join(selects)
    return (
        f"CREATE OR REPLACE MACRO counted_records_as_of(moment TIMESTAMP) AS TABLE (\n{body}\n);\n"
    )


def _select_speaking(figure: str, counted: Counting) -> str:
    return (
        f"SELECT '{figure}' AS figure, '{counted.layout}' AS layout, records.*\n"
        f"FROM (\n{_select_records(counted)}\n) AS records\n"
        "JOIN slots_as_of(moment) AS slots ON slots.batch_id = records.batch_id"
        " AND slots.forum = records.slot_forum AND slots.fiscal_year = records.fiscal_year"
        f" AND slots.layout = '{counted.layout}'"
    )


def _select_records(counted: Counting) -> str:
    """The records of a figure in all loads, whether they speak or not."""
    if counted.query:
        return (QUERIES / f"{counted.query}.sql").read_text(encoding="utf-8")
    told_apart = counted.distinct or "concat_ws(':', batch_id, record_id)"
    return (
        f"SELECT slot_forum, fiscal_year, batch_id, record_id, {told_apart} AS counted\n"
        f"FROM {counted.layout} WHERE {build_condition(counted)}"
    )


def build_condition(counted: Counting) -> str:
    """
    >>> build_condition(Counting("events", {"status": ("held", "")}))
    "(status IN ('held') OR status IS NULL)"
    >>> build_condition(Counting("events"))
    'true'
    >>> build_condition(Counting("supports", distinct="government"))
    'government IS NOT NULL'
    """
    tests = [*starmap(_build_choice, counted.where.items())]
    tests += [f"{counted.distinct} IS NOT NULL"] if counted.distinct else []
    return " AND ".join(tests) or "true"


def _build_choice(name: str, choices: Iterable[str]) -> str:
    spelled = ", ".join(f"'{choice}'" for choice in choices if choice)
    tests = [f"{name} IN ({spelled})"] if spelled else []
    tests += [f"{name} IS NULL"] if "" in choices else []
    return f"({' OR '.join(tests)})"
