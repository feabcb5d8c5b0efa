"""What a submission does to the figures, before it counts.

The preview is the real thing rolled back: the submission is written in a transaction, the
figures and records are read, and nothing stays.
"""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

import duckdb
import pandas as pd

from data.declared import Declared, read_declared
from metrics.history.batch_difference import (
    Difference,
    FieldChange,
    Keys,
    RecordChange,
    RecordLine,
    compare_records,
)
from metrics.query import ask, list_rows, to_number
from metrics.tracing.trace import read_figures_on
from store.batches import Submission, check_submission, preview
from store.database import Database, data_version
from store.decisions.alarms import Alarm, Values, find_alarms, gather_values
from store.disk.archive import compute_sha256
from store.log.batch import find_same
from store.records import KeptRecord, read_batch_records, read_field_cells
from words import Words
from words.figures import render_fiscal_year, render_value

__all__ = [
    "FieldChange",
    "FigureChange",
    "Impact",
    "RecordChange",
    "RecordLine",
    "SharedCase",
    "preview_impact",
    "render_summary",
]

Row = Mapping[Hashable, Any]
#: Kind, figure, scope, fiscal year and a fact's day.
Key = tuple[Any, ...]

RULES_PATH = Path(__file__).with_name("unusual_moves.toml")

WORDS = Words(
    ja={
        "figure_change": "{name}（{scope}・{year}・{basis}） {before} → {after}",
        "added": "追加 {count}",
        "changed": "変更 {count}",
        "removed": "消える記録 {count}",
        "duplicates": "重複 {count}",
        "counts": "確定 {good} + 保留 {parked}",
        "counts_only": "確定 {good}",
        "separator": "、",
        "shared_case": "{sheet} {cell}「{technology}」（{government}・{company}）は、"
        "{forum}フォーラムからも報告されています（{workbook} {other_sheet} {other_cell}）",
        "unusual_share": "前年度の{previous}から{change}と大きく動きます",
        "unusual_zero": "前年度の{previous}から{after}へ大きく動きます",
    }
)


@dataclass(frozen=True, slots=True)
class FigureChange:
    """One figure that moves; None: not reported, which is not zero.

    `beside`: what is counted then, beside what is published, and the other way round.
    """

    code: str
    name: str
    scope: str
    scope_text: str
    fiscal_year: int
    unit: str
    kind: str
    basis: str
    before: float | None
    after: float | None
    previous_year: float | None
    beside: float | None = None
    is_unusual: bool = False
    reason: str = ""

    @property
    def text(self) -> str:
        """「支援自治体数（合計・令和2年度・公表値） 83者 → 85者」"""
        return WORDS["figure_change"].format(
            name=self.name,
            scope=self.scope_text,
            year=render_fiscal_year(self.fiscal_year),
            basis=self.basis,
            before=render_value(self.before, self.unit),
            after=render_value(self.after, self.unit),
        )


@dataclass(frozen=True, slots=True)
class SharedCase:
    """A case of the submission that another forum has reported too, and where."""

    sheet: str
    cell: str
    government: str
    company: str
    technology: str
    forum: str
    workbook: str
    other_sheet: str
    other_cell: str

    @property
    def text(self) -> str:
        return WORDS["shared_case"].format(**asdict(self))


@dataclass(frozen=True, slots=True)
class Impact:
    """Everything that accepting would change. `version` is what `accept` is to expect.

    `forums`: those that it speaks for, as the store has them (congress among them). `is_known`: these very bytes, read this way, count already; nothing would change.
    """

    version: int
    forums: frozenset[str]
    figures: tuple[FigureChange, ...]
    added: tuple[RecordLine, ...]
    changed: tuple[RecordChange, ...]
    removed: tuple[RecordLine, ...]
    unchanged_count: int
    duplicate_count: int
    good_count: int
    parked_count: int
    is_known: bool = False
    shared: tuple[SharedCase, ...] = ()
    alarms: tuple[Alarm, ...] = ()

    @property
    def unusual(self) -> tuple[FigureChange, ...]:
        return tuple(change for change in self.figures if change.is_unusual)


@dataclass(frozen=True, slots=True)
class Standing:
    """Every figure after the batch `version`."""

    version: int
    figures: Mapping[Key, Row]

    @property
    def values(self) -> Values:
        """Those that alarms are sounded by."""
        return gather_values(
            (_BASES[row["kind"]], row["figure"], row["scope"], row["fiscal_year"], row["value"])
            for row in self.figures.values()
            if row["kind"] in _BASES
        )


#: A figure's kind as an alarm's basis.
_BASES = {"value": "published", "counted": "counted"}
#: What counts now in each open store.
_standing: WeakKeyDictionary[Database, Standing] = WeakKeyDictionary()


def preview_impact(database: Database, submission: Submission, keys: Keys) -> Impact:
    """What accepting the submission now would do. Raises SubmissionRefused, WriteFailed.

    `keys` (data.layout.read_keys) says what tells a layout's records apart.
    """
    check_submission(submission)
    with database.lock:  # so that before and after are one batch apart
        version = data_version(database)
        with database.read() as cursor:
            is_known = _is_known(cursor, submission)
            before = _read_standing(database, cursor, version)
            records_before = _read_current(cursor, submission)
        with preview(database, submission) as cursor:
            after = Standing(version + 1, _index(read_figures_on(cursor)))
            records_after = read_batch_records(cursor, version + 1)
            cells = read_field_cells(cursor, version + 1) if records_before else {}
            shared = tuple(_read_shared(cursor, version + 1))
            alarms = () if is_known else _find_alarms(cursor, before, after)
    difference = compare_records(records_before, records_after, keys, cells)
    figures = () if is_known else tuple(_compare(before.figures, after.figures))
    impact = _build_impact(version, figures, difference, submission)
    return replace(impact, is_known=is_known, shared=shared, alarms=alarms)


def _read_standing(database: Database, cursor: duckdb.DuckDBPyConnection, version: int) -> Standing:
    """Read once for all that is looked ahead at until the next batch comes."""
    known = _standing.get(database)
    if known is None or known.version != version:
        known = _standing[database] = Standing(version, _index(read_figures_on(cursor)))
    return known


def _find_alarms(
    cursor: duckdb.DuckDBPyConnection, before: Standing, after: Standing
) -> tuple[Alarm, ...]:
    return tuple(find_alarms(cursor, after.version, before.values, after.values))


def _build_impact(
    version: int,
    figures: tuple[FigureChange, ...],
    difference: Difference,
    submission: Submission,
) -> Impact:
    return Impact(
        version,
        frozenset(slot[0] for slot in submission.slots),
        figures,
        difference.added,
        difference.changed,
        difference.removed,
        difference.unchanged_count,
        sum(problem.code == "duplicate_record" for problem in submission.problems),
        len(submission.records),
        len(submission.parked),
    )


def _read_shared(cursor: duckdb.DuckDBPyConnection, batch_id: int) -> Iterator[SharedCase]:
    """The submission's cases that count for another forum already."""
    answer = ask(cursor, "matchings_of_other_forums", batch_id=batch_id)
    return (SharedCase(*row) for row in answer.itertuples(index=False, name=None))


def _is_known(cursor: duckdb.DuckDBPyConnection, submission: Submission) -> bool:
    sha256 = compute_sha256(submission.content)
    return find_same(cursor, submission.slots, submission.options, sha256) is not None


def _read_current(cursor: duckdb.DuckDBPyConnection, submission: Submission) -> list[KeptRecord]:
    """The records that count now in the slots that the submission speaks for."""
    current = {tuple(row[:3]): row[3] for row in cursor.table("current_slots").fetchall()}
    spoken_for = {tuple(slot): current[tuple(slot)] for slot in submission.slots if slot in current}
    records = [
        record
        for batch_id in dict.fromkeys(spoken_for.values())
        for record in read_batch_records(cursor, batch_id)
    ]
    return [each for each in records if spoken_for.get(_slot(each)) == each.batch_id]


def _slot(record: KeptRecord) -> tuple[str, int, str]:
    return record.forum, record.fiscal_year, record.layout


def compare_figures(before: pd.DataFrame, after: pd.DataFrame) -> Iterator[FigureChange]:
    """The figures whose value differs, those gone or new too, in the order of `after`."""
    yield from _compare(_index(before), _index(after))


def _compare(old: Mapping[Key, Row], new: Mapping[Key, Row]) -> Iterator[FigureChange]:
    for key in {**new, **old}:
        row = new.get(key) or old[key]
        values = [_read_value(found, key) for found in (old, new)]
        if values[0] != values[1]:
            kind, figure, scope, year, fact_on = key
            beside = _read_value(new, (*_name_beside(kind, figure, scope), year, fact_on))
            last = _read_value(new, (kind, figure, scope, year - 1, fact_on))
            yield replace(_judge(row, values[0], values[1], last), beside=beside)


def _read_value(figures: Mapping[Key, Row], key: Key) -> float | None:
    return to_number(figures[key]["value"]) if key in figures else None


def _name_beside(kind: str, figure: str, scope: str) -> tuple[str, str, str]:
    """What is published stands beside what is counted; other kinds stand alone."""
    if kind == "counted":
        return "value", figure, "total" if scope == "all" else scope
    return "counted" if kind == "value" else "", figure, "all" if scope == "total" else scope


def _index(figures: pd.DataFrame) -> dict[Key, Row]:
    names = ["kind", "figure", "scope", "fiscal_year", "fact_on"]
    rows = list_rows(figures.astype({"fact_on": str}))
    return {tuple(row[name] for name in names): row for row in rows}


def _judge(
    row: Row, before: float | None, after: float | None, previous: float | None
) -> FigureChange:
    unit = row["unit"]
    reason = explain_unusual_move(after, previous, unit)
    return FigureChange(
        code=row["code"],
        name=row["name"],
        scope=row["scope"],
        scope_text=row["scope_text"],
        fiscal_year=int(row["fiscal_year"]),
        unit=unit,
        kind=row["kind"],
        basis=row["basis"],
        before=before,
        after=after,
        previous_year=previous,
        is_unusual=bool(reason),
        reason=reason,
    )


def explain_unusual_move(value: float | None, previous: float | None, unit: str) -> str:
    """Why a figure's move against last year's is unusual; "" where it is not.

    >>> explain_unusual_move(85, 50, "者")
    '前年度の50者から+70%と大きく動きます'
    >>> explain_unusual_move(12, 0, "件"), explain_unusual_move(4, 0, "件")
    ('前年度の0件から12件へ大きく動きます', '')
    >>> explain_unusual_move(3, 2, "回"), explain_unusual_move(85, None, "者")
    ('', '')
    >>> explain_unusual_move(0.3, 0.57, "%")
    '前年度の57%から30%へ大きく動きます'
    """
    if value is None or previous is None:
        return ""
    rule = next(rule for rule in load_rules() if rule.unit in (unit, "*"))
    move = value - previous
    if abs(move) < rule.least or abs(move) < rule.share * abs(previous):
        return ""
    shown = render_value(previous, unit)
    if previous == 0 or unit == "%":
        after = render_value(value, unit)
        return WORDS["unusual_zero"].format(previous=shown, after=after)
    return WORDS["unusual_share"].format(previous=shown, change=f"{move / previous:+.0%}")


class MoveRule(Declared, frozen=True):
    """How far a figure in this unit ("*": any) may move: by a share of last year's value, 0-1,
    and by so much in its unit."""

    unit: str
    share: float
    least: float


class MoveRules(Declared, frozen=True):
    rule: tuple[MoveRule, ...]

    def __post_init__(self) -> None:
        if [each.unit for each in self.rule].count("*") != 1 or self.rule[-1].unit != "*":
            raise ValueError("the last rule, and no other, is for any unit")


@cache
def load_rules(path: Path = RULES_PATH) -> tuple[MoveRule, ...]:
    """Raises DeclarationError."""
    return read_declared(path, MoveRules).rule


def render_summary(impact: Impact, most_figures: int = 4) -> str:
    """The whole in one line: figures first, then records, then what counts and what waits."""
    parts = [change.text for change in pick_headlines(impact.figures)[:most_figures]]
    counts = {
        "added": len(impact.added),
        "changed": len(impact.changed),
        "removed": len(impact.removed),
        "duplicates": impact.duplicate_count,
    }
    parts += [WORDS[key].format(count=count) for key, count in counts.items() if count]
    parts.append(render_counts(impact.good_count, impact.parked_count))
    return WORDS["separator"].join(parts)


def pick_headlines(changes: Sequence[FigureChange]) -> list[FigureChange]:
    """What the meeting looks at first: totals, published ones before counted ones; what only
    turns from not reported to 0 comes last."""
    kinds = {"value": 0, "counted": 1, "fact": 2, "target": 3}
    wide = ("total", "all", "congress")
    return sorted(
        changes,
        key=lambda each: (
            not (each.before or each.after),
            each.scope not in wide,
            kinds[each.kind],
        ),
    )


def render_counts(good: int, parked: int) -> str:
    """
    >>> render_counts(119, 14), render_counts(119, 0)
    ('確定 119 + 保留 14', '確定 119')
    """
    key = "counts" if parked else "counts_only"
    return WORDS[key].format(good=f"{good:,}", parked=f"{parked:,}")
