"""Accepting, superseding, undoing; what counted at each moment."""

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

import pytest

from store.actor import claim
from store.batches import Accepted, accept, list_batches, preview, redo, undo
from store.database import Database, data_version
from store.errors import (
    BatchUnknown,
    NothingToUndo,
    PreviewOutdated,
    ReasonMissing,
    SubmissionRefused,
)
from store.log.activity import list_entries, record_entry
from store.tables import StoredCell, StoredProblem, StoredRecord
from tests.store.hand_made import (
    HOURS,
    current_themes,
    event_plan,
    matching,
    read_everything,
    submission,
    table,
    themes_as_of,
)

#: An event's figure that no column holds.
ENDLESS = {"forum": "kinki", "name": "橋", "participants": 10**30}

MICROSECOND = timedelta(microseconds=1)


def test_newer_batch_supersedes_the_whole_slot_and_no_other(database: Database) -> None:
    accept(database, submission("橋", "道"))
    accept(database, submission("港", forum="kinki"))
    accept(database, submission("川"))
    assert current_themes(database) == table("""
        chugoku | 川
        kinki | 港
    """)


def test_other_year_and_other_layout_of_a_forum_are_other_slots(database: Database) -> None:
    accept(database, submission("橋"))
    later = replace(matching("翌年"), fiscal_year=2021)
    accept(database, submission(records=[later], slots=[("chugoku", 2021, "matchings")]))
    plan = event_plan("総会", None, forum="chugoku")
    accept(database, submission(records=[plan], slots=[("chugoku", 2021, "event_plans")]))
    assert current_themes(database) == table("""
        chugoku | 橋
        chugoku | 翌年
    """)
    undo(database, 1, claim("事務局"), "誤り")
    assert current_themes(database) == "chugoku | 翌年"


def test_empty_slot_supersedes_with_no_records(database: Database) -> None:
    accept(database, submission("橋"))
    accept(database, submission())
    assert current_themes(database) == ""


def test_batch_of_two_slots_is_superseded_slot_by_slot(database: Database) -> None:
    both = submission(
        slots=[("chugoku", 2020, "matchings"), ("kinki", 2020, "matchings")],
        records=[matching("橋"), matching("港", "kinki")],
    )
    accept(database, both)
    accept(database, submission("川"))
    assert current_themes(database) == table("""
        chugoku | 川
        kinki | 港
    """)
    assert accept(database, both) == Accepted(3, is_new=True)


def test_same_bytes_again_change_nothing(database: Database) -> None:
    first = accept(database, submission("橋"))
    before = read_everything(database)
    assert accept(database, submission("橋")) == Accepted(first.batch_id, is_new=False)
    assert read_everything(database) == before


def test_same_bytes_read_with_other_options_are_a_new_batch(database: Database) -> None:
    accept(database, submission("橋"))
    corrected = submission("橋", options={"corrections": {"マッチング!C7": "橋梁"}})
    assert accept(database, corrected) == Accepted(2, is_new=True)
    assert accept(database, corrected) == Accepted(2, is_new=False)


def test_same_bytes_after_being_superseded_or_undone_count_again(database: Database) -> None:
    accept(database, submission("橋"))
    accept(database, submission("川"))
    assert accept(database, submission("橋")) == Accepted(3, is_new=True)
    undo(database, 3, claim("事務局"), "誤り")
    assert current_themes(database) == "chugoku | 川"
    assert accept(database, submission("橋")) == Accepted(5, is_new=True)


def test_undo_brings_back_what_was_superseded_and_redo_takes_it_again(database: Database) -> None:
    accept(database, submission("橋"))
    accept(database, submission("川"))
    assert undo(database, 2, claim("事務局"), "誤り") == 3
    assert current_themes(database) == "chugoku | 橋"
    assert redo(database, 2, claim("事務局"), "やはり正") == 4
    assert current_themes(database) == "chugoku | 川"


def test_undo_of_the_only_batch_leaves_the_slot_unreported(database: Database) -> None:
    accept(database, submission("橋"))
    undo(database, 1, claim("事務局"), "誤り")
    assert current_themes(database) == ""
    with database.read() as cursor:
        assert cursor.execute("SELECT * FROM current_slots").fetchall() == []


def test_undo_of_what_is_undone_or_unknown_is_refused(database: Database) -> None:
    accept(database, submission("橋"))
    with pytest.raises(NothingToUndo):
        redo(database, 1, claim("事務局"), "まだ")
    undo(database, 1, claim("事務局"), "誤り")
    for attempt in (1, 2, 99):
        error = NothingToUndo if attempt == 1 else BatchUnknown
        with pytest.raises(error):
            undo(database, attempt, claim("事務局"), "二度目")
    assert data_version(database) == 2


@pytest.mark.parametrize("reason", ["", "  ", "　"])
def test_undo_and_redo_without_a_reason_are_refused(database: Database, reason: str) -> None:
    accept(database, submission("橋"))
    with pytest.raises(ReasonMissing):
        undo(database, 1, claim("事務局"), reason)
    undo(database, 1, claim("事務局"), "誤り")
    with pytest.raises(ReasonMissing):
        redo(database, 1, claim("事務局"), reason)
    assert data_version(database) == 2


def test_accept_on_an_outdated_preview_is_refused_and_changes_nothing(database: Database) -> None:
    accept(database, submission("橋"))
    before = read_everything(database)
    with pytest.raises(PreviewOutdated, match=r"previewed after batch 0, now 1$"):
        accept(database, submission("川"), expected_version=0)
    assert read_everything(database) == before
    assert accept(database, submission("橋"), expected_version=0) == Accepted(1, is_new=False)
    assert accept(database, submission("川"), expected_version=1).is_new


def test_as_of_shows_each_moment_as_it_was(database: Database) -> None:
    accept(database, submission("橋"), at=HOURS[1])
    accept(database, submission("川"), at=HOURS[2])
    undo(database, 2, claim("事務局"), "誤り", at=HOURS[3])
    redo(database, 2, claim("事務局"), "正", at=HOURS[4])
    undo(database, 1, claim("事務局"), "古い", at=HOURS[5])
    undo(database, 2, claim("事務局"), "誤り", at=HOURS[6])
    before = timedelta(microseconds=1)
    seen = [
        f"{hour} | {themes_as_of(database, HOURS[hour])}"
        f" | {themes_as_of(database, HOURS[hour] - before)}"
        for hour in range(1, 7)
    ]
    assert "\n".join(seen) == table("""
        1 | chugoku | 橋 |
        2 | chugoku | 川 | chugoku | 橋
        3 | chugoku | 橋 | chugoku | 川
        4 | chugoku | 川 | chugoku | 橋
        5 | chugoku | 川 | chugoku | 川
        6 |  | chugoku | 川
    """).replace("橋 |\n", "橋 | \n")


def test_moment_with_time_zone_is_kept_in_utc(database: Database) -> None:
    japan = timezone(timedelta(hours=9))
    accept(database, submission("橋"), at=datetime(2021, 4, 1, 10, tzinfo=japan))
    assert list_batches(database)[0].entry.accepted_at == HOURS[1]


def test_moment_before_the_last_batch_is_refused(database: Database) -> None:
    accept(database, submission("橋"), at=HOURS[2])
    with pytest.raises(SubmissionRefused):
        accept(database, submission("川"), at=HOURS[1])


def test_clock_set_back_keeps_the_order_of_moments(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    accept(database, submission("橋"), at=HOURS[2])
    monkeypatch.setattr("store.log.batch.read_utc_now", lambda: HOURS[1])
    accept(database, submission("川"))
    assert [batch.entry.accepted_at for batch in list_batches(database)] == [HOURS[2], HOURS[2]]
    assert themes_as_of(database, HOURS[2]) == "chugoku | 川"


def test_load_dated_by_a_wrong_clock_dates_no_later_one(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    accept(database, submission("橋"), at=datetime(2099, 1, 1))
    for module in ("store.log.batch", "store.log.entries"):
        monkeypatch.setattr(f"{module}.read_utc_now", lambda: HOURS[1])
    accept(database, submission("川"))
    record_entry(database, claim("佐藤"), "refuse_inbox", [], "inbox:1", {})
    undo(database, 1, claim("佐藤"), "日付", at=HOURS[2])
    assert [entry.at for entry in list_entries(database)] == [
        HOURS[2],
        HOURS[1],
        HOURS[1],
        datetime(2099, 1, 1),
    ]
    assert themes_as_of(database, HOURS[1]) == "chugoku | 川"


@pytest.mark.parametrize(("wait", "is_waited_for"), [(timedelta(), True), (MICROSECOND, False)])
def test_clock_set_back_is_waited_for_a_day_at_most(
    database: Database, monkeypatch: pytest.MonkeyPatch, wait: timedelta, is_waited_for: bool
) -> None:
    accept(database, submission("橋"), at=HOURS[1] + timedelta(days=1) + wait)
    monkeypatch.setattr("store.log.batch.read_utc_now", lambda: HOURS[1])
    accept(database, submission("川"))
    later, earlier = (batch.entry.accepted_at for batch in list_batches(database))
    assert (later == earlier) is is_waited_for


def test_history_tells_slots_counts_and_what_is_undone(database: Database) -> None:
    accept(database, submission("橋", "道"), at=HOURS[1])
    accept(database, submission("川"), at=HOURS[2])
    undo(database, 2, claim("佐藤"), "誤り", at=HOURS[3])
    rows = [
        f"{b.entry.batch_id} {b.entry.kind} {b.entry.accepted_by} {b.entry.reason}"
        f" undone={b.is_undone} {[(s.forum, s.record_count, s.is_current) for s in b.slots]}"
        for b in list_batches(database)
    ]
    assert "\n".join(rows) == table("""
        3 undo 佐藤 誤り undone=False []
        2 load 事務局 None undone=True [('chugoku', 1, False)]
        1 load 事務局 None undone=False [('chugoku', 2, True)]
    """)
    assert [batch.is_undone for batch in list_batches(database, HOURS[2])] == [False, False]


def test_every_field_comes_back_as_given(database: Database) -> None:
    scheduled = {
        "text": "令和3年7月1・2日（予定）",
        "periods": [{"start": "2021-07-01", "end": "2021-07-02"}],
        "precision": "day",
        "tentative": True,
    }
    undecided = {"text": "未定", "periods": [], "precision": "undecided", "tentative": False}
    plans = [event_plan("講演会", scheduled), event_plan("見学会", undecided)]
    records = [*plans, event_plan("総会", None), matching("橋", considered_on="2020-06-01")]
    slots = [("kinki", 2021, "event_plans"), ("chugoku", 2020, "matchings")]
    accept(database, submission(records=records, slots=slots))
    with database.read() as cursor:
        plans_kept = cursor.execute(
            "SELECT name, scheduled_text, scheduled_periods, scheduled_precision,"
            " scheduled_tentative FROM current_event_plans ORDER BY record_id"
        ).fetchall()
        matching_kept = cursor.execute(
            "SELECT record_id, cell, fields, considered_on, stage FROM current_matchings"
        ).fetchall()
    day = {"start": date(2021, 7, 1), "end": date(2021, 7, 2)}
    assert plans_kept == [
        ("講演会", "令和3年7月1・2日（予定）", [day], "day", True),
        ("見学会", "未定", [], "undecided", False),
        ("総会", None, None, None, None),
    ]
    assert matching_kept == [(4, "B7", ["道路", "河川"], date(2020, 6, 1), None)]


def test_four_states_stay_apart_beside_the_text_as_written(database: Database) -> None:
    cells = [
        StoredCell("target", "C3", "0", "reported", "number"),
        StoredCell("value", "D3", None, "blank"),
        StoredCell("note", "E3", "未定", "undecided"),
        StoredCell("indicator", "A3", "該当なし", "not_applicable"),
    ]
    fields = {"scope": "total", "indicator": "matchings", "target": 0, "value": None}
    record = StoredRecord("kpi_results", "total", 2020, "KPI", "A3", fields, cells)
    accept(database, submission(records=[record], slots=[("total", 2020, "kpi_results")]))
    with database.read() as cursor:
        kept = cursor.execute(
            "SELECT field, sheet, cell, written, state, rule FROM cells ORDER BY cell"
        ).fetchall()
        figures = cursor.execute("SELECT target, value FROM current_kpi_results").fetchall()
    assert figures == [(0.0, None)]
    assert kept == [
        ("indicator", "KPI", "A3", "該当なし", "not_applicable", None),
        ("target", "KPI", "C3", "0", "reported", "number"),
        ("value", "KPI", "D3", None, "blank", None),
        ("note", "KPI", "E3", "未定", "undecided", None),
    ]


def test_hostile_text_is_kept_as_text(database: Database) -> None:
    hostile = "'); DROP TABLE batches; --<script>\u202e\x00$1 =HYPERLINK(1)"
    accept(database, submission(hostile, file_name=hostile, accepted_by=claim(hostile)))
    assert current_themes(database) == f"chugoku | {hostile}"
    assert list_batches(database)[0].entry.file_name == hostile


@pytest.mark.parametrize(
    "refused",
    [
        submission(slots=[]),
        submission("橋", slots=[("kinki", 2020, "matchings")]),
        submission(slots=[("kinki", 2020, "batches")]),
        submission(records=[matching("橋", no_such_field=1)]),
        submission(records=[matching("橋", considered_on="2020-13-01")]),
        submission(records=[matching("橋", fields=[1, 2])]),
        submission(records=[matching("橋", obstacle="\ud800")]),
        submission(problems=[StoredProblem("warning", None)]),  # type: ignore[arg-type]
        submission(slots=[("kinki", 2021, "event_plans")], records=[event_plan("橋", {})]),
        submission(
            slots=[("kinki", 2021, "events")],
            records=[replace(event_plan("橋", None), layout="events", fields=ENDLESS)],
        ),
    ],
    ids=[
        *("no slot", "stray record", "no layout", "unknown field", "no date", "type", "no text"),
        *("null", "no periods", "endless"),
    ],
)
def test_contradictory_submission_is_refused_and_leaves_the_old_state(
    database: Database, refused: object
) -> None:
    accept(database, submission("橋"))
    before = read_everything(database)
    with pytest.raises(SubmissionRefused):
        accept(database, refused)  # type: ignore[arg-type]
    assert read_everything(database) == before
    assert accept(database, submission("川")) == Accepted(2, is_new=True)


def test_preview_shows_the_figures_and_leaves_nothing(database: Database) -> None:
    accept(database, submission("橋"))
    before = read_everything(database)
    with preview(database, submission("川", "港")) as cursor:
        themes = cursor.execute("SELECT theme FROM current_matchings ORDER BY ALL").fetchall()
    assert themes == [("川",), ("港",)]
    assert read_everything(database) == before
    assert data_version(database) == 1


def test_options_in_another_order_are_the_same_options(database: Database) -> None:
    accept(database, submission("橋", options={"a": 1, "b": 2}))
    again = accept(database, submission("橋", options={"b": 2, "a": 1}))
    assert again == Accepted(1, is_new=False)
    assert accept(database, submission("橋", options={"a": 1, "b": 3})).is_new
