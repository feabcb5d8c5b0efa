"""Frozen meetings: the same to the last digit, also after a rebuild; what moved, and why."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from loaders.intake.archived import rebuild_store
from loaders.intake.handling import Handling
from loaders.intake.load import PLAN_FOLDER, load_files
from metrics.history.changes import read_changes
from metrics.history.meetings import (
    find_last_meeting,
    freeze_figures,
    read_frozen,
    read_then_and_now,
)
from metrics.tracing.trace import list_figures
from store.actor import claim
from store.batches import StoredCell, StoredRecord, Submission, accept, redo, undo
from store.database import Database, open_database
from store.decisions.meetings import find_meeting, freeze_meeting, list_meetings
from tests.upload_books import open_plan_store


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with open_plan_store(tmp_path) as database:
        yield database


def correct_supports(database: Database, value: float, name: str = "訂正.xlsx") -> int:
    """A load that says another number of supported governments (total, FY2020)."""
    fields = {"scope": "total", "indicator": "supported_governments", "value": value}
    record = StoredRecord(
        "kpi_results", "total", 2020, "表", "D3", fields, [StoredCell("value", "D3", str(value))]
    )
    slots = [("total", 2020, "kpi_results")]
    submission = Submission(name, name.encode(), None, None, claim("担当"), slots, [record])
    return accept(database, submission).batch_id


def freeze(database: Database, name: str = "第5回企画部会") -> int:
    return freeze_figures(
        database,
        name,
        "2026-11-23",
        claim("事務局"),
        {"fiscal_year": 2020},
        "名簿待ち",
        ["次回に再確認", " "],
    )


def test_frozen_figures_are_the_figures_to_the_last_digit(database: Database) -> None:
    meeting = find_meeting(database, freeze(database))
    assert meeting is not None
    now = list_figures(database)
    frozen = read_frozen(meeting)
    assert list(frozen["code"]) == list(now["code"])
    assert [repr(value) for value in frozen["value"]] == [repr(value) for value in now["value"]]
    assert (meeting.name, meeting.remarks) == ("第5回企画部会", "名簿待ち")
    assert meeting.decisions == ("次回に再確認",)


def test_meeting_opened_later_is_what_it_was(database: Database) -> None:
    number = freeze(database)
    before = find_meeting(database, number)
    correct_supports(database, 90)
    assert find_meeting(database, number) == before


def test_meeting_survives_a_rebuild(tmp_path: Path) -> None:
    with open_plan_store(tmp_path) as database:
        before = find_meeting(database, freeze(database))
    rebuild_store(tmp_path)
    with open_database(tmp_path) as database:
        assert list_meetings(database) == [before]
        assert before is not None
        assert read_then_and_now(database, before).empty


def test_nothing_moved_gives_an_empty_list(database: Database) -> None:
    meeting = find_meeting(database, freeze(database))
    assert meeting is not None
    assert read_then_and_now(database, meeting).empty


def test_correction_is_listed_with_its_batch(database: Database) -> None:
    meeting = find_meeting(database, freeze(database))
    assert meeting is not None
    batch = correct_supports(database, 90)
    moved = read_then_and_now(database, meeting).set_index("code")
    row = moved.loc["K2020-T-GOV"]
    assert (row["before_text"], row["after_text"]) == ("83者", "90者")
    assert row["cause"] == f"訂正 取込{batch}"


def test_undo_and_redo_are_told_from_a_correction(database: Database) -> None:
    first = correct_supports(database, 90)
    meeting = find_meeting(database, freeze(database))
    assert meeting is not None
    undone = undo(database, first, claim("担当"), "二重の取込")
    row = read_then_and_now(database, meeting).set_index("code").loc["K2020-T-GOV"]
    assert row["after_text"] == "83者"
    assert row["cause"] == f"取消（二重の取込） 取込{undone}"
    redo(database, first, claim("担当"), "戻す")
    assert read_then_and_now(database, meeting).empty


def test_late_report_is_told_from_a_correction(tmp_path: Path) -> None:
    results, *others = sorted(PLAN_FOLDER.glob("*.xlsx"))
    with open_database(tmp_path) as database:
        list(load_files(database, others, Handling(), claim("事務局")))
        meeting = find_meeting(database, freeze(database))
        assert meeting is not None
        list(load_files(database, [results], Handling(), claim("事務局")))
        moved = read_then_and_now(database, meeting)
    assert len(moved)
    assert set(moved["before_text"]) == {"未報告"}
    assert all(cause.startswith("新しい報告") for cause in moved["cause"])


def test_changes_between_two_moments_are_those_of_the_batches_between(database: Database) -> None:
    [newest, *_] = [each.frozen_at for each in [_freeze_and_find(database)]]
    batch = correct_supports(database, 90)
    changes = read_changes(database, newest)
    assert list(changes["cause"].unique())[-1].endswith(f"取込{batch}")
    assert read_changes(database, newest, newest).empty


def _freeze_and_find(database: Database):  # type: ignore[no-untyped-def]
    freeze(database)
    return find_last_meeting(database)


def test_meeting_without_a_name_is_refused(database: Database) -> None:
    with pytest.raises(ValueError, match="name"):
        freeze(database, "　 ")


def test_figures_read_before_a_load_are_refused(database: Database) -> None:
    correct_supports(database, 90)
    with pytest.raises(ValueError, match="changed"):
        freeze_meeting(database, "会議", "2026-11-23", claim("事務局"), [], version=1)
    assert list_meetings(database) == []


def test_last_meeting_is_the_newest(database: Database) -> None:
    assert find_last_meeting(database) is None
    freeze(database, "一")
    freeze(database, "二")
    last = find_last_meeting(database)
    assert last is not None
    assert last.name == "二"
