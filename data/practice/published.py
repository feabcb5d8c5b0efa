"""What the invented Congress publishes: its records counted, with known differences."""

from collections.abc import Iterator
from typing import Any

from data.figures import SCOPES, load_kpis
from data.practice.congress import Year, read_material


def count_published(fiscal_year: int, years: list[Year]) -> dict[tuple[str, str], int]:
    """(scope, indicator) -> the published figure: the records' count and known differences."""
    counts: dict[tuple[str, str], int] = {}
    for year in years:
        scope = "regional" if year.forum in read_material("figures")["forums"] else "national"
        for indicator, count in count_report(year):
            counts[scope, indicator] = counts.get((scope, indicator), 0) + count
    for each in read_material("figures")["differences"]:
        if each["fiscal_year"] == fiscal_year:
            counts[each["scope"], each["indicator"]] += each["published_more_by"]
    for indicator in {indicator for _, indicator in counts}:
        parts = (counts.setdefault((scope, indicator), 0) for scope in ("national", "regional"))
        counts["total", indicator] = sum(parts)
    return counts


def count_report(year: Year) -> Iterator[tuple[str, int]]:
    """What one forum's report adds to each indicator that is counted from records."""
    for indicator, figure in load_kpis().items():
        if counted := figure.counted:
            yield indicator, counted.count(year.rows.get(counted.layout, []))


def name_kpi_rows(rows: list[list[Any]]) -> Iterator[tuple[str, str]]:
    """(scope, indicator) of each row of the plan's table; a blank heading is the one above."""
    scopes, scope = iter(SCOPES), ""
    for heading, _, label, *_ in rows:
        scope = next(scopes) if heading else scope
        yield scope, find_indicator(label.lstrip("・"))


def find_indicator(label: str) -> str:
    """The indicator that a label with or without its target (支援自治体数 100者) spells."""
    spelled = {spelling: key for key, each in load_kpis().items() for spelling in each.spellings}
    return spelled[max(filter(label.startswith, spelled), key=len)]
