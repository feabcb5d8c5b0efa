"""What was added up of each load is what its records come to, counted one by one."""

from collections.abc import Iterator
from datetime import date
from itertools import count, cycle
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store.actor import claim, run_as
from store.batches import StoredRecord, accept, undo
from store.database import PRACTICE_NAME, Database
from store.figures.sums import add_up_all, load_sums
from tests.practice_store import fill_practice_store
from tests.store.hand_made import submission
from tests.stores import make_empty_store

#: Topic -> its records counted one by one; columns as in SUMMED.
COUNTED = {
    "figures": "SELECT slot_forum, fiscal_year, figure, NULL, NULL, NULL, count(*)"
    " FROM counted_records_as_of(TIMESTAMP 'infinity') GROUP BY ALL",
    "kinds": "SELECT slot_forum, fiscal_year, kind, NULL, NULL, NULL, count(*)"
    " FROM catalogue_as_of(TIMESTAMP 'infinity') GROUP BY ALL",
    "governments": "SELECT slot_forum, fiscal_year, government, NULL, NULL, NULL, count(*)"
    " FROM current_matchings WHERE government IS NOT NULL GROUP BY ALL",
    "cases": "SELECT slot_forum, fiscal_year, coalesce(array_to_string(fields, chr(31)), ''),"
    " coalesce(trim(obstacle), ''), stage, NULL, count(*) FROM current_matchings GROUP BY ALL",
    "spans": """
        SELECT slot_forum, fiscal_year, 'waiting', NULL, stage,
            make_date(fiscal_year + 1, 3, 31) - moved_on, count(*)
        FROM (
            SELECT *, CASE stage WHEN 'considered' THEN considered_on
                WHEN 'agreed' THEN coalesce(agreed_on, considered_on)
                WHEN 'field_trial' THEN coalesce(field_trial_on, agreed_on, considered_on)
                END AS moved_on
            FROM current_matchings
        )
        WHERE stage <> 'implemented' GROUP BY ALL
        UNION ALL
        SELECT slot_forum, fiscal_year, 'passed', NULL, 'considered',
            agreed_on - considered_on, count(*)
        FROM current_matchings WHERE agreed_on IS NOT NULL GROUP BY ALL
        UNION ALL
        SELECT slot_forum, fiscal_year, 'passed', NULL, 'agreed',
            field_trial_on - agreed_on, count(*)
        FROM current_matchings WHERE field_trial_on IS NOT NULL GROUP BY ALL
        UNION ALL
        SELECT slot_forum, fiscal_year, 'passed', NULL, 'field_trial',
            implemented_on - field_trial_on, count(*)
        FROM current_matchings WHERE implemented_on IS NOT NULL GROUP BY ALL""",
}
#: The sums, an answer that a figure counts once left out.
SUMMED = """
    SELECT slot_forum, fiscal_year, part,
        CASE WHEN topic <> 'figures' THEN answer END, stage, days, sum(record_count)
    FROM record_sums_as_of(TIMESTAMP 'infinity') WHERE topic = $topic GROUP BY ALL"""
DISTINCT = """
    SELECT figure, slot_forum, fiscal_year, add_up_counts(counted, record_count)
    FROM record_counts_as_of(TIMESTAMP 'infinity') GROUP BY ALL"""
DISTINCT_COUNTED = """
    SELECT figure, slot_forum, fiscal_year, count(DISTINCT counted)
    FROM counted_records_as_of(TIMESTAMP 'infinity') GROUP BY ALL"""

DAYS = st.none() | st.dates(date(2019, 4, 1), date(2021, 3, 31))
CASES = st.fixed_dictionaries(
    {
        "stage": st.sampled_from([None, "considered", "agreed", "field_trial", "implemented"]),
        "fields": st.lists(st.sampled_from(["道路", "河川", "港湾"]), unique=True) | st.none(),
        "obstacle": st.sampled_from([None, "", " ", "予算", " 予算", "予算　", "人手・仕様"]),
        "government": st.sampled_from(["342025", "131016", None]),
        **{
            name: DAYS
            for name in ("considered_on", "agreed_on", "field_trial_on", "implemented_on")
        },
    }
)
#: Forums and years of one load, its cases, and whether it is undone afterwards.
LOADS = st.tuples(
    st.lists(
        st.tuples(st.sampled_from(["chugoku", "kinki"]), st.sampled_from([2019, 2020])),
        min_size=1,
        unique=True,
    ),
    st.lists(CASES, max_size=6),
    st.booleans(),
)


@pytest.fixture(scope="module")
def filling(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    with make_empty_store(tmp_path_factory.mktemp("sums") / "store") as database:
        yield database


@pytest.fixture(scope="module")
def numbers() -> Iterator[int]:
    return count()


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(load=LOADS)
def test_sums_of_random_loads_are_their_records_counted(
    filling: Database, numbers: Iterator[int], load: Any
) -> None:
    slots, cases, is_undone = load
    records = [
        StoredRecord("matchings", forum, year, "台帳", f"B{place}", case)
        for place, ((forum, year), case) in enumerate(zip(cycle(slots), cases, strict=False))
    ]
    given = submission(
        content=b"%d" % next(numbers),
        slots=[(*slot, "matchings") for slot in slots],
        records=records,
        accepted_by=run_as("test"),  # asks nobody of alarms
    )
    batch_id = accept(filling, given).batch_id
    require_sums(filling)
    if is_undone:
        undo(filling, batch_id, claim("事務局"), "誤り")
        require_sums(filling)


def require_sums(database: Database) -> None:
    with database.read() as cursor:
        for topic, counted in COUNTED.items():
            found = read_rows(cursor, SUMMED, {"topic": topic})
            assert found == read_rows(cursor, counted), topic
        assert read_rows(cursor, DISTINCT) == read_rows(cursor, DISTINCT_COUNTED)


def read_rows(cursor: duckdb.DuckDBPyConnection, query: str, given: Any = None) -> list[str]:
    rows = cursor.execute(query, given).fetchall()
    return sorted(repr([int(c) if isinstance(c, int) else c for c in r]) for r in rows)


def test_every_topic_is_held_against_its_records() -> None:
    assert {each.topic for each in load_sums()} | {"figures", "kinds"} == COUNTED.keys()


def test_sums_of_practice_data_are_their_records_counted_and_the_same_made_anew(
    tmp_path: Path,
) -> None:
    everything = "SELECT * FROM record_sums"
    with fill_practice_store(tmp_path / PRACTICE_NAME) as database:
        require_sums(database)
        with database.try_out() as cursor:
            before = read_rows(cursor, everything)
            add_up_all(cursor)
            assert read_rows(cursor, everything) == before
    assert len(before) > 1000
