"""What is hardly so counts only with a reason: each law on both sides of its guard."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb
import pytest

from store.actor import claim, run_as
from store.batches import StoredRecord, Submission, accept
from store.database import Database
from store.decisions.alarms import Alarm, Load, Place, Values, find_leaps, read_values
from store.errors import AlarmsUnconfirmed
from store.log.activity import list_entries
from tests.store.hand_made import matching, submission
from tests.stores import make_empty_store

#: Municipalities of 中国 and of 近畿.
HIROSHIMA, OSAKA = "341002", "271004"


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with make_empty_store(tmp_path / "store") as database:
        yield database


def publish(
    value: float, indicator: str = "matchings", scope: str = "total", year: int = 2020
) -> StoredRecord:
    fields = {"scope": scope, "indicator": indicator, "target": None, "value": value}
    return StoredRecord("kpi_results", scope, year, "KPI結果", "D3", fields)


def load(*records: StoredRecord, **changes: Any) -> Submission:
    slots = list(dict.fromkeys((each.forum, each.fiscal_year, each.layout) for each in records))
    content = repr((records, slots)).encode()
    return submission(records=records, slots=slots, content=content, **changes)


def list_matchings(
    count: int, forum: str = "chugoku", governments: Sequence[str] = (HIROSHIMA,)
) -> list[StoredRecord]:
    return [
        matching(f"{forum}{row}", forum, row, government=governments[row % len(governments)])
        for row in range(count)
    ]


def try_load(database: Database, *records: StoredRecord, **changes: Any) -> list[Alarm]:
    """The alarms that the store refuses a load for; [] where it is accepted."""
    try:
        accept(database, load(*records, **changes))
    except AlarmsUnconfirmed as refused:
        return list(refused.alarms)
    return []


def name(alarms: Sequence[Alarm]) -> list[tuple[str, str, str, float, float]]:
    return [(each.law, each.subject, each.forum, each.known, each.found) for each in alarms]


def test_more_than_twice_as_many_counted_as_published_is_refused(database: Database) -> None:
    accept(database, load(publish(5), publish(60, scope="regional")))
    assert try_load(database, *list_matchings(5)) == []
    accept(database, load(publish(20), accepted_by=run_as("始め")))
    assert try_load(database, *list_matchings(15, "kinki", [OSAKA])) == []
    alarms = try_load(database, *list_matchings(36, "kinki", [OSAKA]))
    assert ("counted_beyond_published", "matchings", "total", 20, 41) in name(alarms)


@pytest.mark.parametrize(
    ("value", "is_refused"), [(166, False), (167, True), (41, True), (42, False)]
)
def test_value_that_leaps_is_refused(database: Database, value: float, is_refused: bool) -> None:
    accept(database, load(publish(83, "supported_governments")))
    alarms = try_load(database, publish(value, "supported_governments"))
    expected = [("leap", "supported_governments", "total", 83, value)]
    assert name(alarms) == (expected if is_refused else [])


def test_new_value_is_held_against_last_years(database: Database) -> None:
    accept(database, load(publish(83, "supported_governments")))
    alarms = try_load(database, publish(300, "supported_governments", year=2021))
    assert [each.text for each in alarms] == [
        "支援自治体数（合計・令和3年度）は、83者から300者へ、2倍を超えて動きます。"
    ]


@pytest.mark.parametrize(
    ("figure", "scope", "basis", "before", "after", "is_alarm"),
    [
        ("implementations", "total", "published", 0, 4, False),
        ("implementations", "total", "published", 0, 5, True),
        ("member_government_ratio", "total", "published", 0.05, 0.149, False),
        ("member_government_ratio", "total", "published", 0.05, 0.16, True),
        ("matchings", "total", "counted", 10, 100, False),
        ("matchings", "kinki", "counted", 10, 100, True),
    ],
)
def test_leap_is_of_what_is_no_matter_of_a_few(
    figure: str, scope: str, basis: str, before: float, after: float, is_alarm: bool
) -> None:
    place = Place(basis, figure, scope, 2020)
    assert bool(list(find_leaps(make_load({place: before}, {place: after})))) == is_alarm


def make_load(before: Mapping[Place, float], after: Mapping[Place, float]) -> Load:
    return Load(before, after, [], [], {})


def test_forum_beyond_what_is_published_for_all_is_refused(database: Database) -> None:
    accept(database, load(publish(3)))
    assert try_load(database, *list_matchings(3)) == []
    alarms = try_load(database, *list_matchings(4))
    assert name(alarms) == [("beyond_the_whole", "matchings", "chugoku", 3, 4)]


def test_last_years_file_again_is_refused(database: Database) -> None:
    accept(database, load(*list_matchings(4)))
    again = [to_next_year(each) for each in list_matchings(4)]
    assert [each.law for each in try_load(database, *again)] == ["last_years_file"]
    assert try_load(database, *again, to_next_year(matching("新", "chugoku", 50))) == []
    assert try_load(database, *again[:2]) == []


def to_next_year(record: StoredRecord) -> StoredRecord:
    place = record.layout, record.forum, record.fiscal_year + 1, record.sheet, record.cell
    return StoredRecord(*place, record.fields, record.cells)


def test_governments_of_another_forum_are_refused(database: Database) -> None:
    alarms = try_load(database, *list_matchings(5, governments=[OSAKA, HIROSHIMA]))
    assert name(alarms) == [("governments_elsewhere", "matchings", "chugoku", 5, 3)]
    assert try_load(database, *list_matchings(6, governments=[OSAKA, HIROSHIMA])) == []
    assert try_load(database, *list_matchings(2, "kinki")) == []


def test_confirmed_alarm_counts_with_its_reason_in_the_log(database: Database) -> None:
    accept(database, load(publish(83, "supported_governments")))
    leap = load(publish(200, "supported_governments"))
    with pytest.raises(AlarmsUnconfirmed) as refused:
        accept(database, leap)
    (alarm,) = refused.value.alarms
    for reason in ({}, {alarm.key: "　"}, {"leap:other:total:2020": "別"}):
        with pytest.raises(AlarmsUnconfirmed):
            accept(database, load(publish(200, "supported_governments"), confirmed=reason))
    confirmed = load(publish(200, "supported_governments"), confirmed={alarm.key: "数え直した "})
    assert accept(database, confirmed).is_new
    (told,) = list_entries(database)[0].details["alarms"]
    assert (Alarm.parse(told), told["reason"]) == (alarm, "数え直した")


def test_part_of_a_sum_that_sounds_itself_sounds_not_again(database: Database) -> None:
    figures = ("matchings", "matchings_considered")
    accept(database, load(*(publish(20, figure) for figure in figures)))
    alarms = try_load(database, *(publish(90, figure) for figure in figures))
    assert name(alarms) == [("leap", "matchings", "total", 20, 90)]
    alarms = try_load(database, publish(30), publish(90, "matchings_considered"))
    assert name(alarms) == [("leap", "matchings_considered", "total", 20, 90)]


def test_program_is_asked_no_reason_and_no_figure_is_read_for_it(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    accept(database, load(publish(3)))
    read: list[int] = []

    def count(cursor: duckdb.DuckDBPyConnection) -> Values:
        read.append(1)
        return read_values(cursor)

    monkeypatch.setattr("store.batches.read_values", count)
    assert try_load(database, *list_matchings(9), accepted_by=run_as("演習")) == []
    assert not read
    assert try_load(database, *list_matchings(90), accepted_by=claim("佐藤")) != []
    assert read
