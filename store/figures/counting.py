"""SQL that counts records into figures, made of what `data/figures.toml` says of each. Pure.

Names and choices in it are letters and underscores alone (data.figures.Identifier).
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby, starmap
from pathlib import Path

from data.declared import DeclarationError
from data.figures import FIGURES_PATH, Counting, Figure
from data.layout import Layout

#: Counting of its own kind, one SELECT a file.
QUERIES = Path(__file__).with_name("counted")

Counted = tuple[str, Counting]


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


def build_macros(figures: Iterable[Figure]) -> str:
    """SQL that makes two macros of a moment (UTC), over the figures that are counted.

    counted_records_as_of: figure, layout, slot_forum, fiscal_year, batch_id, record_id, counted:
    every record that a figure is made of. `counted` is what is told apart when counting: a
    government supported twice is one. Parked rows are in no layout's table: not here.

    record_counts_as_of: figure, slot_forum, fiscal_year, counted, record_count: the same added
    up. `counted` is null where every record counts for itself, else what is told apart, so
    that a government in several forums can still be counted once over them.
    """
    known = [(figure.id, figure.counted) for figure in figures if figure.counted]
    plain = sorted((each for each in known if _is_plain(each[1])), key=_layout_of)
    counts = [_count_plain(list(group)) for _, group in groupby(plain, key=_layout_of)]
    counts += [_count_distinct(each) for each in known if not _is_plain(each[1])]
    return _build_macro("counted_records_as_of", map(_select_records, known)) + _build_macro(
        "record_counts_as_of", counts
    )


def _build_macro(name: str, selects: Iterable[str]) -> str:
    body = "\nUNION ALL\n".join(selects)
    return f"CREATE OR REPLACE MACRO {name}(moment TIMESTAMP) AS TABLE (\n{body}\n);\n"


def _layout_of(known: Counted) -> str:
    return known[1].layout


def _is_plain(counted: Counting) -> bool:
    """Whether each of its records counts for itself."""
    return not counted.distinct and not counted.query


def _select_records(known: Counted) -> str:
    figure, counted = known
    if counted.query:
        source = (QUERIES / f"{counted.query}.sql").read_text(encoding="utf-8")
    else:
        told_apart = counted.distinct or "concat_ws(':', batch_id, record_id)"
        source = (
            f"SELECT slot_forum, fiscal_year, batch_id, record_id, {told_apart} AS counted\n"
            f"FROM {counted.layout}_as_of(moment) WHERE {build_condition(counted)}"
        )
    return f"SELECT '{figure}' AS figure, '{counted.layout}' AS layout, * FROM (\n{source}\n)"


def _count_distinct(known: Counted) -> str:
    return (
        "SELECT figure, slot_forum, fiscal_year, counted, count(*) AS record_count\n"
        f"FROM ({_select_records(known)})\n"
        "WHERE counted IS NOT NULL GROUP BY figure, slot_forum, fiscal_year, counted"
    )


def _count_plain(known: list[Counted]) -> str:
    """The figures of one layout, all in one look at its records."""
    counts = ", ".join(
        f"count(*) FILTER (WHERE {build_condition(counted)}) AS {figure}"
        for figure, counted in known
    )
    return (
        "SELECT figure, slot_forum, fiscal_year, CAST(NULL AS VARCHAR) AS counted, record_count\n"
        f"FROM (SELECT slot_forum, fiscal_year, {counts}\n"
        f"FROM {_layout_of(known[0])}_as_of(moment) GROUP BY slot_forum, fiscal_year)\n"
        f"UNPIVOT (record_count FOR figure IN ({', '.join(figure for figure, _ in known)}))"
    )


def build_condition(counted: Counting) -> str:
    """
    >>> build_condition(Counting("events", {"status": ("held", "")}))
    "(status IN ('held') OR status IS NULL)"
    >>> build_condition(Counting("events"))
    'true'
    """
    return " AND ".join(starmap(_build_choice, counted.where.items())) or "true"


def _build_choice(name: str, choices: Iterable[str]) -> str:
    spelled = ", ".join(f"'{choice}'" for choice in choices if choice)
    tests = [f"{name} IN ({spelled})"] if spelled else []
    tests += [f"{name} IS NULL"] if "" in choices else []
    return f"({' OR '.join(tests)})"
