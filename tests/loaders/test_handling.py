"""What was decided about a workbook: read so at once, after a rebuild, and never twice."""

from copy import deepcopy
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from data.layout_names import name_field
from loaders.checking.corrections import Correction
from loaders.grid import Grid, a1
from loaders.intake.accepting import accept_upload
from loaders.intake.archived import rebuild_store, reopen_batch
from loaders.intake.handling import Fix, Handling
from loaders.intake.load import ensure_plan_loaded
from loaders.intake.mending import list_faulty_cells, list_unread_titles
from loaders.intake.submission import make_submission
from loaders.intake.understood import show_sheet
from loaders.intake.uploads import read_as, read_with_learned_titles
from loaders.opening.safe_open import WorkbookReader
from store.actor import claim
from store.batches import list_batches
from store.database import Database, data_version, open_database
from store.decisions.titles import list_titles
from store.disk.archive import compute_sha256
from tests.store.hand_made import read_everything, teach
from tests.upload_books import (
    BAD_DATE,
    BAD_TOWN,
    BRIDGE,
    FAULTY,
    LESSON,
    ROAD,
    SHEET,
    build_book,
    handle,
    matchings_book,
    matchings_sheet,
    mend,
    open_book,
)


def test_forum_and_year_are_corrected_by_choice(reader: WorkbookReader) -> None:
    upload = handle(open_book(reader, matchings_book(BRIDGE)), fiscal_year=2021, forum="shikoku")
    submission = make_submission(upload, claim("佐藤"))
    assert submission.slots == [("shikoku", 2021, "matchings")]
    assert (submission.fiscal_year, submission.forum) == (2021, "shikoku")


def test_skipped_sheet_is_not_read_and_stays_so_after_a_rebuild(
    reader: WorkbookReader, tmp_path: Path
) -> None:
    last_year = matchings_sheet(ROAD, year="令和元年度")
    content = build_book({"今年": matchings_sheet(BRIDGE), "昨年": last_year})
    upload = handle(open_book(reader, content), skipped=("昨年",))
    assert upload.sheet_names == ["今年", "昨年"]
    assert [sheet.sheet for sheet in upload.sheets] == ["今年"]
    assert handle(upload, skipped=()).count_rows()[0] == 2
    with open_database(tmp_path) as database:
        batch = accept_upload(database, upload, claim("佐藤"), 0)
        assert reopen_batch(database, batch.batch_id).handling == Handling(skipped=("昨年",))
        before = read_everything(database)
    rebuild_store(tmp_path)
    with open_database(tmp_path) as database:
        assert read_everything(database) == before
        assert list_batches(database)[0].slots[0].fiscal_year == 2020


def test_same_handling_is_not_read_again_and_another_leaves_the_grids_as_sent(
    reader: WorkbookReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    upload = open_book(reader, FAULTY)
    sent = deepcopy(upload.workbook.grids)
    counted = count_calls(monkeypatch, "loaders.intake.recognising.read_workbook")
    assert read_as(upload, Handling()) is upload
    assert counted == []
    mend(upload, {(SHEET, "G5"): "R2.12.1"}, "佐藤")
    handle(upload, fiscal_year=2021, skipped=(SHEET,))
    assert len(counted) == 2
    assert upload.workbook.grids == sent


def count_calls(monkeypatch: pytest.MonkeyPatch, name: str) -> list[tuple[Any, ...]]:
    """The arguments of every call of a function from now on."""
    calls: list[tuple[Any, ...]] = []
    module, _, function = name.rpartition(".")
    called = getattr(import_module(module), function)

    def call(*arguments: Any) -> Any:
        calls.append(arguments)
        return called(*arguments)

    monkeypatch.setattr(name, call)
    return calls


def test_correction_of_a_known_file_holds_in_every_reading_of_an_upload(
    reader: WorkbookReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = matchings_book(BAD_DATE)
    sha256 = compute_sha256(content)
    correction = Correction(sha256, SHEET, "G3", "令和2年13月", "R2.12.1", "電話", "中国フォーラム")
    monkeypatch.setattr("loaders.check.load_corrections", lambda: (correction,))
    upload = open_book(reader, content)
    again = handle(upload, fiscal_year=2020)
    assert [each.problems for each in (upload, again)] == [[], []]
    assert again.count_rows()[0] == 1


def test_cell_that_is_no_longer_struck_out_when_mended_still_is_in_the_grid_as_sent() -> None:
    grid = Grid(SHEET, [["x"]], struck={(1, 1): "x"}, coarse={(1, 1): "month"})
    mended = grid.with_values({(1, 1): "y", (2, 2): "z"})
    assert (mended.rows, mended.struck, mended.coarse) == ([["y"], [None, "z"]], {}, {})
    assert (grid.rows, grid.struck, grid.coarse) == (
        [["x"]],
        {(1, 1): "x"},
        {(1, 1): "month"},
    )
    assert grid.with_values({}) is grid


def test_fix_in_place_is_checked_at_once_and_can_be_taken_back(reader: WorkbookReader) -> None:
    upload = open_book(reader, FAULTY)
    still_bad = mend(upload, {(SHEET, "G5"): "令和2年14月"}, "佐藤")
    assert [each.found for each in list_faulty_cells(still_bad)] == ["令和2年14月", "まぼろし市"]
    mended = mend(still_bad, {(SHEET, "G5"): "令和2年12月1日"}, "鈴木")
    assert mended.handling.fixes == (Fix(SHEET, "G5", "令和2年12月1日", "鈴木"),)
    assert mended.count_rows() == (3, 1)
    assert show_sheet(mended, SHEET).excerpt.texts[4][6] == "令和2年12月1日"
    back = mend(mended, {(SHEET, "G5"): "令和2年13月"}, "鈴木")
    assert back.handling == upload.handling
    assert back.problems == upload.problems


def test_emptied_cell_and_cell_outside_the_sheet_can_be_mended(reader: WorkbookReader) -> None:
    upload = open_book(reader, matchings_book(BAD_DATE))
    assert mend(upload, {(SHEET, "G3"): " "}, "佐藤").count_rows()[0] == 1
    added = mend(upload, {(SHEET, a1(4, 1)): "橋", (SHEET, "B4"): "広島市"}, "佐藤")
    assert len(added.sheets[0].records) == 2
    with pytest.raises(KeyError):
        mend(upload, {("ない", "A1"): "x"}, "佐藤")
    with pytest.raises(ValueError, match="no cell address"):
        mend(upload, {(SHEET, "=A1"): "x"}, "佐藤")


def test_rebuild_gives_fixes_titles_and_parked_rows_again(
    reader: WorkbookReader, tmp_path: Path
) -> None:
    extra = [(*row, "予算") for row in (BRIDGE, BAD_DATE, BAD_TOWN)]
    content = matchings_book(*extra, extra=["ひとこと"])
    with open_database(tmp_path) as database:
        ensure_plan_loaded(database)
        teacher = open_book(reader, matchings_book((*ROAD, "人手"), extra=["ひとこと"]))
        taught = handle(teacher, titles=LESSON)
        accept_upload(database, taught, claim("佐藤"), None)
        upload = read_with_learned_titles(database, open_book(reader, content))
        mended = mend(upload, {(SHEET, "G4"): "R2.12.1"}, "佐藤")
        accept_upload(database, mended, claim("佐藤"), data_version(database), reason="初回")
        before = read_everything(database)
    rebuild_store(tmp_path)
    with open_database(tmp_path) as database:
        assert read_everything(database) == before
        with database.read() as cursor:
            said = cursor.execute("SELECT DISTINCT obstacle FROM current_matchings").fetchall()
    assert said == [("予算",)]
    assert len(before["parked_records"]) == 1


def test_unknown_title_is_offered_mapped_and_learned(
    reader: WorkbookReader, database: Database
) -> None:
    upload = open_book(reader, matchings_book((*BRIDGE, "予算"), extra=["担当のひとこと"]))
    (unread,) = list_unread_titles(upload)
    assert (unread.cell, unread.title) == ("H2", "担当のひとこと")
    assert ("obstacle", name_field("matchings", "obstacle")) in unread.options
    mapped = handle(upload, titles=((("matchings", unread.title_key), "obstacle"),))
    assert list_unread_titles(mapped) == []
    accept_upload(database, mapped, claim("佐藤"), 0)
    (title,) = list_titles(database)
    assert (title.title, title.title_key, title.by) == (unread.title, unread.title_key, "佐藤")
    learned = read_with_learned_titles(database, upload)
    assert learned.sheets[0].records[0].fields["obstacle"] == "予算"
    later = handle(upload, fiscal_year=2019)
    assert list_unread_titles(read_with_learned_titles(database, later)) != []


def test_title_is_learned_once_from_its_own_year_on_and_only_where_it_stands(
    reader: WorkbookReader, database: Database
) -> None:
    mapping = (*LESSON, (("matchings", "ない見出し"), "theme"))
    for number, year in enumerate(("令和2年度", "令和3年度", "令和元年度")):
        content = matchings_book((*BRIDGE, "予算"), year=year, extra=["ひとこと"])
        accept_upload(
            database, handle(open_book(reader, content), titles=mapping), claim("佐藤"), number
        )
    assert [(each.title, each.valid_from) for each in list_titles(database)] == [
        ("ひとこと", 2019),
        ("ひとこと", 2020),
    ]


def test_title_learned_for_other_sheets_does_not_make_the_same_bytes_new(
    reader: WorkbookReader, database: Database
) -> None:
    upload = open_book(reader, matchings_book(BRIDGE))
    first = accept_upload(database, upload, claim("佐藤"), 0)
    teach(database, "別の欄", "obstacle")
    again = accept_upload(database, read_with_learned_titles(database, upload), claim("佐藤"), None)
    assert again == (first.batch_id, False)


def test_layout_is_corrected_by_choice_and_stays_so_after_a_rebuild(
    reader: WorkbookReader, tmp_path: Path
) -> None:
    """A list of school visits under the title of an event report."""
    rows = [
        ["令和2年度 中国フォーラム 行事実績"],
        ["行事名", "開催日", "場所", "参加者数"],
        ["橋のおはなし", "令和2年9月10日", "みどり小学校", "30人"],
    ]
    upload = open_book(reader, build_book({"一覧": rows}))
    assert upload.layouts == ["events"]
    chosen = handle(upload, layouts=(("一覧", "citizen_activities"),))
    assert chosen.layouts == ["citizen_activities"]
    assert chosen.sheets[0].records[0].fields["place"] == "みどり小学校"
    with open_database(tmp_path) as database:
        accept_upload(database, chosen, claim("佐藤"), 0)
        before = read_everything(database)
    rebuild_store(tmp_path)
    with open_database(tmp_path) as database:
        assert read_everything(database) == before
    assert len(before["citizen_activities"]) == 1
