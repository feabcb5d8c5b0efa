"""Random valid records: for each field what a person types, and what the contract says."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from data.layout import Field, Layout
from loaders.reading.row_labels import split_items
from loaders.values.dates.fiscal_years import build_fiscal_span
from loaders.values.names.forums import list_senders
from loaders.values.names.governments import load_governments

FISCAL_YEAR = 2021
FIRST, LAST = build_fiscal_span(FISCAL_YEAR)

#: typed, first day, last day, precision: in fiscal year 2021 (DESIGN.md §7)
SPANS = [
    ("6月上旬", "2021-06-01", "2021-06-10", "part_of_month"),
    ("2月", "2022-02-01", "2022-02-28", "month"),
    ("秋", "2021-09-01", "2021-11-30", "season"),
    ("第4四半期", "2022-01-01", "2022-03-31", "quarter"),
    ("上半期", "2021-04-01", "2021-09-30", "half_year"),
    ("通年", "2021-04-01", "2022-03-31", "fiscal_year"),
    ("7月1日～3日", "2021-07-01", "2021-07-03", "day"),
]
#: Statuses of an event that nobody can have come to.
NOBODY_CAME = ("cancelled", "postponed")
WORDS = [
    "橋梁点検",
    "トンネル",
    "河川の護岸",
    "舗装補修",
    "ドローン",
    "衛星データ",
    "AI診断",
    "下水道",
]
LETTERS = "あいうえおアイウエオ道路橋川港点検技術支援ABCxyz019０１９①㎡㈱（）「」、。・ー～％=+@ \n"


@dataclass
class Entry:
    """`typed` goes into a cell, `means` is the contract's value."""

    typed: Any
    means: Any


@dataclass
class Filled:
    """One record as typed and as expected, by field."""

    typed: dict[str, Any] = field(default_factory=dict)
    means: dict[str, Any] = field(default_factory=dict)

    def add(self, name: str, entry: Entry) -> None:
        self.typed[name], self.means[name] = entry.typed, entry.means


def write_texts() -> st.SearchStrategy[Entry]:
    """Words with anything after them, also what starts like a formula; no list of bullets, which
    a happening's name may not be (several_in_cell)."""
    tail = st.text(LETTERS, max_size=30)
    start = st.sampled_from(["", "=", "+", "-", "@"])
    written = st.builds(lambda a, b, c: (a + b + c).strip(), start, st.sampled_from(WORDS), tail)
    return written.filter(lambda text: not split_items(text)).map(lambda text: Entry(text, text))


def write_days(first: date = FIRST, last: date = LAST) -> st.SearchStrategy[Entry]:
    return st.dates(first, last).map(lambda day: Entry(day, day.isoformat()))


def write_schedules() -> st.SearchStrategy[Entry]:
    days = st.dates(FIRST, LAST).map(lambda day: Entry(day, _span(str(day), str(day), "day")))
    typed = st.dates(FIRST, LAST).map(
        lambda day: Entry(f"{day:%Y/%m/%d}", _span(str(day), str(day), "day"))
    )
    spans = st.sampled_from([Entry(text, _span(*rest)) for text, *rest in SPANS])
    undecided = st.just(
        Entry("未定", {"periods": [], "precision": "undecided", "tentative": False})
    )
    return st.one_of(days, typed, spans, undecided)


def _span(start: str, end: str, precision: str) -> dict[str, Any]:
    return {
        "periods": [{"start": start, "end": end}],
        "precision": precision,
        "tentative": False,
    }


def write_choices(asked: Field) -> st.SearchStrategy[Entry]:
    named = [(ids, spellings[0]) for ids, spellings in asked.choices.items()]
    return st.sampled_from([Entry(label, identifier) for identifier, label in named])


def write_lists(asked: Field) -> st.SearchStrategy[Entry]:
    labels = [spellings[0] for spellings in asked.choices.values()]
    some = st.lists(st.sampled_from(labels), min_size=1, max_size=3, unique=True)
    return some.map(lambda chosen: Entry("・".join(chosen), chosen))


def write_senders(layout: Layout) -> st.SearchStrategy[Entry]:
    forums = list_senders(layout.owed.by)
    return st.sampled_from([Entry(forum.name, forum.id) for forum in forums])


WRITERS = {
    "text": lambda asked: write_texts(),
    "government": lambda asked: st.sampled_from(
        [Entry(each.full_name, each.code) for each in load_governments()]
    ),
    "date": lambda asked: write_days() if asked.within_year else write_days(date(2016, 11, 28)),
    "scheduled": lambda asked: write_schedules(),
    "count": lambda asked: st.integers(0, 100_000).map(lambda count: Entry(count, count)),
    "number": lambda asked: st.integers(-9999, 10**7).map(lambda number: Entry(number, number)),
    "choice": write_choices,
    "choices": write_lists,
    "stage": write_choices,
}


@st.composite
def write_record(draw: st.DrawFn, layout: Layout, asked: tuple[Field, ...]) -> Filled:
    """One record of the asked fields; optional ones are left out now and then."""
    filled = Filled()
    for each in asked:
        if each.name in layout.dates_in_order[not layout.has("stage") :]:
            continue
        if each.required or draw(st.booleans()):
            writer = write_senders(layout) if each.type == "forum" else WRITERS[each.type](each)
            filled.add(each.name, draw(writer))
    if layout.has("stage"):
        _add_stage_dates(draw, layout, filled)
    if filled.means.get("status") in NOBODY_CAME:
        _leave_out_counts(layout, filled)
    return filled


def _leave_out_counts(layout: Layout, filled: Filled) -> None:
    for each in layout.fields:
        if each.type == "count" and each.name in filled.typed:
            del filled.typed[each.name], filled.means[each.name]


def _add_stage_dates(draw: st.DrawFn, layout: Layout, filled: Filled) -> None:
    """Some days, in the stages' order and none beyond the stage reached."""
    reached = list(layout.field("stage").choices).index(filled.means["stage"])
    days = sorted(draw(st.lists(st.integers(0, 364), min_size=reached + 1, max_size=reached + 1)))
    for name, offset in zip(layout.dates_in_order, days, strict=False):
        if draw(st.booleans()):
            day = FIRST + timedelta(offset)
            filled.add(name, Entry(day, day.isoformat()))


def write_records(layout: Layout, asked: tuple[Field, ...]) -> st.SearchStrategy[list[Filled]]:
    """One to five records, no two alike in the layout's key; a forum alone says nothing."""
    return st.lists(
        write_record(layout, asked).filter(lambda filled: set(filled.typed) != {"forum"}),
        min_size=1,
        max_size=5,
        unique_by=lambda filled: tuple(str(filled.means.get(name)) for name in layout.key),
    )


@st.composite
def write_scope(draw: st.DrawFn, indicators: Iterable[str]) -> dict[str, dict[str, Any]]:
    """Target and value of each indicator of one scope; matchings are the sum of their parts."""
    counts = st.one_of(st.none(), st.integers(0, 5000))
    rows: dict[str, dict[str, Any]] = {
        each: {"target": draw(counts), "value": draw(counts)} for each in indicators
    }
    if "member_government_ratio" in rows:
        shares = st.integers(0, 100).map(lambda percent: percent / 100)
        rows["member_government_ratio"] = {"target": draw(shares), "value": draw(shares)}
    parts = ("matchings_considered", "matchings_agreed", "field_trials", "implementations")
    values = [rows[part]["value"] for part in parts]
    known = None not in values
    rows["matchings"]["value"] = sum(values) if known else None
    return rows
