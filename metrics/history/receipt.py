"""What became of one load: what was taken, what waits and why, what moved, what is owed still.

All of it as it stood when the load was accepted, so that the receipt of today is that of next year.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta

from metrics.forums.submissions import OTHERS, read_submissions
from metrics.history.impact import FigureChange, compare_figures, pick_headlines
from metrics.tracing.trace import list_figures
from store.batches import Batch, list_batches
from store.database import Database
from store.decisions.parked import Parked, list_parked
from store.decisions.reminding import list_deadlines
from store.errors import BatchUnknown
from store.log.batch import BatchEntry
from store.records import Place, count_batch_records
from words.problems import PROBLEMS


@dataclass(frozen=True, slots=True)
class Taken:
    """What one sheet brought for one slot; `sheet`: "" for a slot that no sheet has a row of."""

    sheet: str
    layout: str
    forum: str
    fiscal_year: int
    record_count: int
    parked_count: int


@dataclass(frozen=True, slots=True)
class Owed:
    """What a forum owes still of a year; `due_on`: None where no day was named."""

    forum: str
    fiscal_year: int
    text: str
    due_on: date | None


@dataclass(frozen=True, slots=True)
class Receipt:
    """`entry`: the load, with its number, who and when; `together`: how many loads were accepted
    at that very moment, whose moves can't be told apart."""

    entry: BatchEntry
    taken: tuple[Taken, ...]
    waiting: tuple[Parked, ...]
    moved: tuple[FigureChange, ...]
    owed: tuple[Owed, ...]
    together: int = 1

    @property
    def record_count(self) -> int:
        return sum(each.record_count for each in self.taken)


def read_receipt(database: Database, batch_id: int) -> Receipt:
    """Raises BatchUnknown for what is no load's number."""
    loads = [each for each in list_batches(database) if each.entry.kind == "load"]
    batch = next((each for each in loads if each.entry.batch_id == batch_id), None)
    if batch is None:
        raise BatchUnknown(f"no load has the number {batch_id}")
    moment = batch.entry.accepted_at
    waiting = [each for each in list_parked(database, moment) if each.batch_id == batch_id]
    before = list_figures(database, moment - timedelta(microseconds=1))
    moved = compare_figures(before, list_figures(database, moment))
    return Receipt(
        batch.entry,
        tuple(_list_taken(database, batch, waiting)),
        tuple(waiting),
        tuple(pick_headlines(list(moved))),
        tuple(_list_owed(database, batch)),
        sum(each.entry.accepted_at == moment for each in loads),
    )


def render_reasons(parked: Parked) -> list[str]:
    """Why a row waits: each of its problems with its cell, as a sentence."""
    return [
        f"{each.cell} {PROBLEMS[each.code].format(file=parked.file_name, **asdict(each))}"
        for each in parked.problems
    ]


def _list_taken(database: Database, batch: Batch, waiting: Sequence[Parked]) -> Iterator[Taken]:
    """A line a sheet and slot in the workbook's order, then the slots that have no row."""
    with database.read() as cursor:
        good = count_batch_records(cursor, batch.entry.batch_id)
    parked = Counter(map(_place, waiting))
    places = dict.fromkeys([*good, *parked])
    for place in places:
        yield Taken(*place, good.get(place, 0), parked[place])
    told = {place[1:] for place in places}
    for slot in batch.slots:
        named = slot.layout, slot.forum, slot.fiscal_year
        if named not in told:
            yield Taken("", *named, 0, 0)


def _place(row: Parked) -> Place:
    return row.sheet, row.layout, row.forum, row.fiscal_year


def _list_owed(database: Database, batch: Batch) -> Iterator[Owed]:
    """Of each forum and year that the load speaks for; by the day named for the load's waiting
    rows, else by that of the last reminder."""
    entry = batch.entry
    for year, forums in _group_forums(batch).items():
        states = read_submissions(database, year, entry.accepted_at)
        deadlines = list_deadlines(database, year, entry.accepted_at)
        own = states[states["forum"].isin(forums) & (states["forum_kind"] != OTHERS)]
        for row in own[own["owed_text"] != ""].to_dict("records"):
            of_batch = entry.due_on if row["batch_id"] == entry.batch_id else None
            due_on = of_batch or deadlines.get(row["forum"])
            yield Owed(row["forum"], year, row["owed_text"], due_on)


def _group_forums(batch: Batch) -> dict[int, set[str]]:
    """Fiscal year -> the forums of the slots."""
    years: dict[int, set[str]] = {}
    for slot in batch.slots:
        years.setdefault(slot.fiscal_year, set()).add(slot.forum)
    return years
