"""What a load would do that is hardly so: each law is declared here once, over all figures.

A load that sounds one counts only where a person confirms it, with a reason that the log keeps.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import asdict, dataclass, fields, replace
from typing import Any, NamedTuple

import duckdb

from data.figures import RATIO_UNIT, load_figures
from data.forum_names import name_slot
from data.layout_names import name_layout
from store.errors import AlarmsUnconfirmed
from store.moments import END_OF_TIME
from store.records import KeptRecord, read_batch_records
from words import Words
from words.figures import render_fiscal_year, render_value

WORDS = Words(
    ja={
        "said": "{subject}（{forum}・{year}）は、{what}",
        "counted_beyond_published": "公表の{known}に対して、数えると{found}です。",
        "leap": "{known}から{found}へ、2倍を超えて動きます。",
        "beyond_the_whole": "一つのフォーラムだけで{found}になり、全体の公表値{known}を超えます。",
        "last_years_file": "{found}件すべてが、前の年度の取込と同じ内容です。",
        "governments_elsewhere": "{known}件のうち{found}件が、ほかのブロックの自治体のものです。",
    }
)

#: Beyond this factor a figure is hardly so, unless the difference is below what every forum has
#: (a ratio is 0-1).
FACTOR, LEAST, LEAST_OF_RATIO = 2, 5, 0.1
#: Fewer records say nothing of a whole file.
FEWEST_RECORDS = 3
#: What is counted over all forums stands beside what is published in total.
WHOLE = {"all": "total"}


class Place(NamedTuple):
    """Where a value stands; `basis`: published or counted."""

    basis: str
    figure: str
    scope: str
    fiscal_year: int


Values = Mapping[Place, float]


@dataclass(frozen=True, slots=True)
class Alarm:
    """`subject`: a figure or a layout by its id; `found`, against what is `known`."""

    law: str
    subject: str
    forum: str
    fiscal_year: int
    known: float
    found: float

    @classmethod
    def parse(cls, told: Mapping[str, Any]) -> "Alarm":
        """The alarm that the log tells of."""
        return cls(**{each.name: told[each.name] for each in fields(cls)})

    @property
    def key(self) -> str:
        """What a confirmation is of, whatever the numbers."""
        return f"{self.law}:{self.subject}:{self.forum}:{self.fiscal_year}"

    @property
    def text(self) -> str:
        """「マッチング等（合計・令和2年度）は、公表の133件に対して、数えると4,984件です。」"""
        figure = load_figures().get(self.subject)
        name, unit = (figure.name, figure.unit) if figure else (name_layout(self.subject), "")
        year = render_fiscal_year(self.fiscal_year)
        known, found = (render_value(each, unit) for each in (self.known, self.found))
        what = WORDS[self.law].format(known=known, found=found)
        forum = name_slot(self.forum)
        return WORDS["said"].format(subject=name, forum=forum, year=year, what=what)


@dataclass(frozen=True, slots=True)
class Load:
    """A load as it would count: all values without it and with it, its records, those of the
    year before in its slots, and the block of each government."""

    before: Values
    after: Values
    records: Sequence[KeptRecord]
    last_year: Sequence[KeptRecord]
    blocks: Mapping[str, str]

    def list_moved(self, basis: str) -> Iterator[tuple[Place, float]]:
        """The values of a basis that the load changes or brings."""
        for place, value in self.after.items():
            if place.basis == basis and self.before.get(place) != value:
                yield place, value

    def group_records(self) -> dict[tuple[str, str, int], list[KeptRecord]]:
        """The records by layout, forum and fiscal year."""
        groups: dict[tuple[str, str, int], list[KeptRecord]] = {}
        for each in self.records:
            groups.setdefault((each.layout, each.forum, each.fiscal_year), []).append(each)
        return groups


def find_counted_beyond_published(load: Load) -> Iterator[Alarm]:
    """More than twice as much is counted as is published, wherever both are. (Fewer says that not
    all ledgers are there.)"""
    moved = {place for basis in ("published", "counted") for place, _ in load.list_moved(basis)}
    for place in dict.fromkeys(each._replace(basis="counted") for each in moved):
        found, known = load.after.get(place), load.after.get(place._replace(basis="published"))
        if found is not None and known is not None and found > known:
            yield from _compare("counted_beyond_published", place, known, found)


def find_leaps(load: Load) -> Iterator[Alarm]:
    """A value moves by more than twice, from what it was or, where it is new, from last year's.
    A count over all forums grows with each that reports: it is compared forum by forum."""
    for basis in ("published", "counted"):
        for place, found in load.list_moved(basis):
            last_year = place._replace(fiscal_year=place.fiscal_year - 1)
            known = load.before.get(place, load.after.get(last_year))
            is_whole = basis == "counted" and place.scope in WHOLE.values()
            if known is not None and not is_whole:
                yield from _compare("leap", place, known, found)


def find_beyond_the_whole(load: Load) -> Iterator[Alarm]:
    """One forum has more than what is published for all."""
    ratios = {each.id for each in load_figures().values() if each.is_ratio}
    for basis in ("published", "counted"):
        for place, found in load.list_moved(basis):
            known = load.after.get(Place("published", place.figure, "total", place.fiscal_year))
            is_part = place.scope in load.blocks.values() and place.figure not in ratios
            if is_part and known is not None and found > known:
                yield _sound("beyond_the_whole", place, known, found)


def find_last_years_file(load: Load) -> Iterator[Alarm]:
    """All that a slot brings stands in the year before, word for word."""
    known = {(_name_slot(each), repr(each.fields)) for each in load.last_year}
    for slot, records in load.group_records().items() if known else ():
        same = [each for each in records if (_name_slot(each, -1), repr(each.fields)) in known]
        if len(records) >= FEWEST_RECORDS and len(same) == len(records):
            yield Alarm("last_years_file", *slot, len(records), len(same))


def find_governments_elsewhere(load: Load) -> Iterator[Alarm]:
    """Most governments of a regional forum lie in other blocks."""
    for (layout, forum, fiscal_year), records in load.group_records().items():
        blocks = [load.blocks.get(each.fields.get("government") or "") for each in records]
        elsewhere = [block for block in blocks if block not in (None, forum)]
        is_regional, whole = forum in load.blocks.values(), len(blocks) - blocks.count(None)
        if is_regional and len(elsewhere) >= FEWEST_RECORDS and len(elsewhere) * 2 > whole:
            place = layout, forum, fiscal_year
            yield Alarm("governments_elsewhere", *place, whole, len(elsewhere))


LAWS: tuple[Callable[[Load], Iterator[Alarm]], ...] = (
    find_counted_beyond_published,
    find_leaps,
    find_beyond_the_whole,
    find_last_years_file,
    find_governments_elsewhere,
)


def find_alarms(
    cursor: duckdb.DuckDBPyConnection, batch_id: int, before: Values, after: Values
) -> list[Alarm]:
    """The alarms of a load that a transaction has written, by the values before and `after` it; a
    figure sounds once for its sum, not again for the sum's parts."""
    load = _read_load(cursor, batch_id, before, after)
    alarms = {each.key: each for law in LAWS for each in law(load)}
    return [each for each in alarms.values() if _name_sum(each) not in alarms]


def confirm_alarms(
    cursor: duckdb.DuckDBPyConnection, batch_id: int, before: Values, reasons: Mapping[str, str]
) -> list[dict[str, Any]]:
    """What the log tells of a load's alarms, each with the reason that was given under its key.

    Raises AlarmsUnconfirmed where one has none.
    """
    alarms = find_alarms(cursor, batch_id, before, read_values(cursor))
    if any(not reasons.get(each.key, "").strip() for each in alarms):
        raise AlarmsUnconfirmed(alarms)
    return [{**asdict(each), "reason": reasons[each.key].strip()} for each in alarms]


def read_values(cursor: duckdb.DuckDBPyConnection) -> Values:
    """Every value that counts."""
    rows = cursor.execute(
        "SELECT 'published', indicator, scope, fiscal_year, value FROM current_kpi_results"
        " UNION ALL SELECT 'counted', figure, scope, fiscal_year, value"
        " FROM counted_figures_as_of($moment)",
        {"moment": END_OF_TIME},
    ).fetchall()
    return gather_values(rows)


def gather_values(rows: Iterable[tuple[str, str, str, int, float | None]]) -> Values:
    """Rows of basis, figure, scope, fiscal year and value; without what is not reported."""
    return {
        Place(basis, figure, WHOLE.get(scope, scope), year): float(value)
        for basis, figure, scope, year, value in rows
        if value is not None
    }


def _name_sum(alarm: Alarm) -> str:
    """The key of the same alarm of the figure that this one's is a part of."""
    figure = load_figures().get(alarm.subject)
    return replace(alarm, subject=figure.part_of).key if figure and figure.part_of else ""


def _compare(law: str, place: Place, known: float, found: float) -> Iterator[Alarm]:
    """An alarm where the one is more than twice the other, and it is no matter of a few."""
    low, high = sorted((known, found))
    is_ratio = load_figures()[place.figure].unit == RATIO_UNIT
    if high > FACTOR * low and high - low >= (LEAST_OF_RATIO if is_ratio else LEAST):
        yield _sound(law, place, known, found)


def _sound(law: str, place: Place, known: float, found: float) -> Alarm:
    return Alarm(law, place.figure, place.scope, place.fiscal_year, known, found)


def _describe(record: KeptRecord, fiscal_year: int) -> tuple[Any, ...]:
    return record.layout, record.forum, fiscal_year, repr(record.fields)


def _read_load(
    cursor: duckdb.DuckDBPyConnection, batch_id: int, before: Values, after: Values
) -> Load:
    records = read_batch_records(cursor, batch_id)
    blocks = dict(cursor.execute("SELECT code, block FROM governments").fetchall())
    last_year = list(_read_last_year(cursor, {_name_slot(each, -1) for each in records}))
    return Load(before, after, records, last_year, blocks)


def _read_last_year(
    cursor: duckdb.DuckDBPyConnection, slots: Set[tuple[str, int, str]]
) -> Iterator[KeptRecord]:
    """The records that count in some slots."""
    found = {row[:3]: row[3] for row in cursor.table("current_slots").fetchall()}
    counting = {slot: batch_id for slot, batch_id in found.items() if slot in slots}
    for batch_id in sorted(set(counting.values())):
        for each in read_batch_records(cursor, batch_id):
            if counting.get(_name_slot(each)) == batch_id:
                yield each


def _name_slot(record: KeptRecord, years: int = 0) -> tuple[str, int, str]:
    return record.forum, record.fiscal_year + years, record.layout
