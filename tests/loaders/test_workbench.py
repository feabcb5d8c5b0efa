"""From an upload to a batch: problems by cell, fixes in place, parking, accepting, rebuilding."""

from datetime import date

import pytest

from loaders.intake.accepting import accept_upload, refuse_inbox_item
from loaders.intake.archived import read_surroundings, reopen_batch
from loaders.intake.mending import list_faulty_cells
from loaders.intake.returned import compare_uploads, is_return_of
from loaders.intake.submission import make_submission
from loaders.intake.understood import list_places, show_sheet
from loaders.intake.uploads import Upload, open_upload
from loaders.opening.safe_open import WorkbookReader
from loaders.values.names import near_names
from loaders.values.names.government_index import fold
from store.actor import claim
from store.batches import list_batches
from store.database import Database, data_version
from store.decisions.parked import UNASSIGNED, list_parked
from store.decisions.titles import list_titles
from store.disk.inbox import drop_in_inbox, list_inbox
from store.errors import BatchUnknown, InboxItemUnknown, PreviewOutdated, SubmissionRefused
from store.log.activity import list_entries
from tests.store.hand_made import read_everything
from tests.upload_books import (
    BAD_DATE,
    BAD_TOWN,
    BRIDGE,
    FAULTY,
    LESSON,
    MATCHING_TITLES,
    ROAD,
    SHEET,
    build_book,
    handle,
    matchings_book,
    matchings_sheet,
    mend,
    open_book,
)


def read_cells(database: Database) -> list[tuple[str, str | None, str | None]]:
    """Cell, text as written and rule of every stored value of column G."""
    with database.read() as cursor:
        return cursor.execute(
            "SELECT cell, written, rule FROM cells WHERE cell LIKE 'G%' ORDER BY ALL"
        ).fetchall()


def test_upload_tells_forum_year_layouts_and_counts(reader: WorkbookReader) -> None:
    upload = open_book(reader, FAULTY)
    assert (upload.result.forum, upload.result.fiscal_year) == ("chugoku", 2020)
    assert upload.layouts == ["matchings"]
    assert (*upload.count_rows(), upload.error_count) == (2, 2, 2)


def test_file_that_is_no_workbook_is_an_upload_with_its_problem(reader: WorkbookReader) -> None:
    upload = open_upload(reader, b"no workbook", "<script>.xlsx")
    assert not upload.readable
    assert [problem.code for problem in upload.problems] == ["unreadable_file"]
    assert (upload.layouts, upload.count_rows(), list_faulty_cells(upload)) == ([], (0, 0), [])
    with pytest.raises(SubmissionRefused):
        make_submission(upload, claim("佐藤"))


def test_faulty_cells_are_listed_with_their_choices(reader: WorkbookReader) -> None:
    bad_stage = (*BRIDGE[:5], "たぶん", BRIDGE[6])
    upload = open_book(reader, matchings_book(bad_stage, BAD_TOWN, BAD_DATE))
    cells = {each.cell: each for each in list_faulty_cells(upload)}
    assert list(cells) == ["F3", "B4", "G5"]
    assert (cells["F3"].field, cells["F3"].found) == ("stage", "たぶん")
    assert cells["F3"].choices[:2] == ("検討", "成立")
    assert (cells["B4"].field, cells["B4"].choices) == ("government", ())
    assert "13月" in cells["G5"].message


def test_government_of_a_similar_name_can_be_chosen(reader: WorkbookReader) -> None:
    upload = open_book(reader, matchings_book((*BRIDGE[:1], "神石高元町", *BRIDGE[2:])))
    (cell,) = list_faulty_cells(upload)
    assert cell.choices == ("広島県神石高原町",)


def test_sheet_is_shown_with_its_bad_cells_marked(reader: WorkbookReader) -> None:
    understood = show_sheet(open_book(reader, FAULTY), SHEET)
    excerpt = understood.excerpt
    assert understood.is_whole
    assert excerpt.columns == tuple("ABCDEFG")
    assert excerpt.rows == (1, 2, 3, 4, 5, 6)
    assert excerpt.texts[4][6] == "令和2年13月"
    assert {cell for cell, mark in excerpt.marks.items() if mark == "error"} == {"B6", "G5"}
    assert (excerpt.marks["A2"], excerpt.marks["A3"]) == ("title", "answer")
    assert set(understood.entries) == {
        f"{letters}{row}"
        for row, texts in zip(excerpt.rows, excerpt.texts, strict=True)
        for letters, text in zip(excerpt.columns, texts, strict=True)
        if text
    }


def test_unread_cells_are_the_first_places_and_are_brought_into_sight(
    reader: WorkbookReader,
) -> None:
    """The window is around the chosen cell, with the titles over it."""
    rows = [[*line, ""] for line in [BRIDGE] * 90]
    rows[79][7] = "要確認"
    rows[4][6] = "令和2年13月"
    upload = open_upload(
        reader, build_book({SHEET: matchings_sheet(*rows, extra=["x"])}), "広い.xlsx"
    )
    first = list_places(upload, SHEET)[0]
    assert (first.kind, first.cell, first.ranges) == ("unread", "H82", "H82")
    understood = show_sheet(upload, SHEET, first.cell)
    assert understood.excerpt.marks["H82"] == "unread"
    assert understood.excerpt.rows[0] == 2
    assert 82 in understood.excerpt.rows
    assert not understood.is_whole
    assert len(understood.excerpt.rows) * len(understood.excerpt.columns) <= 420
    assert "G7" in [each.cell for each in list_places(upload, SHEET) if each.kind == "error"]


def test_fix_keeps_the_text_as_sent_and_says_so(reader: WorkbookReader, database: Database) -> None:
    upload = mend(open_book(reader, FAULTY), {(SHEET, "G5"): "R2.12.1"}, "佐藤")
    accept_upload(database, upload, claim("佐藤"), 0)
    assert read_cells(database) == [
        ("G3", "R2.6.1", "date"),
        ("G4", "R2.7.1", "date"),
        ("G5", "令和2年13月", "fix"),
    ]
    (batch,) = list_batches(database)
    assert batch.entry.options == {
        "fixes": [
            {"sheet": SHEET, "cell": "G5", "found": "令和2年13月", "text": "R2.12.1", "by": "佐藤"}
        ]
    }


def test_good_rows_count_and_bad_rows_wait_with_their_reason(
    reader: WorkbookReader, database: Database
) -> None:
    accept_upload(database, open_book(reader, FAULTY), claim("佐藤"), data_version(database))
    with database.read() as cursor:
        themes = cursor.execute("SELECT theme FROM current_matchings ORDER BY ALL").fetchall()
    assert themes == [("橋",), ("道",)]
    waiting = [(p.fields["theme"], p.problems[0].code, p.state) for p in list_parked(database)]
    assert waiting == [("壁", "invalid_date", "open"), ("川", "unknown_government", "open")]
    assert list_entries(database)[0].details["parked_count"] == 2


def test_row_without_a_required_column_waits_for_it(reader: WorkbookReader) -> None:
    rows = [["令和2年度 中国フォーラム マッチング一覧"], MATCHING_TITLES[:5], BRIDGE[:5]]
    submission = make_submission(open_book(reader, build_book({SHEET: rows})), claim("佐藤"))
    assert len(submission.records) == 0
    assert [p.code for p in submission.parked[0].problems] == ["missing_column"]
    assert submission.slots == [("chugoku", 2020, "matchings")]


def test_row_of_unknown_forum_waits_unassigned(reader: WorkbookReader) -> None:
    rows = [["令和2年度 マッチング一覧"], ["フォーラム", *MATCHING_TITLES]]
    rows += [["中国フォーラム", *BRIDGE], ["東京湾フォーラム", *ROAD]]
    submission = make_submission(open_book(reader, build_book({SHEET: rows})), claim("佐藤"))
    assert [each.forum for each in submission.parked] == [UNASSIGNED]
    assert submission.slots == [("chugoku", 2020, "matchings")]


def test_every_row_counts_or_waits(reader: WorkbookReader) -> None:
    upload = open_book(reader, FAULTY)
    submission = make_submission(upload, claim("佐藤"))
    read = sorted(record.cell for record in upload.sheets[0].records)
    kept = [each.cell for each in submission.records]
    kept += [each.cell for each in submission.parked]
    assert sorted(kept) == read


def reopen_again(reader: WorkbookReader, database: Database, batch_id: int) -> Upload:
    again = reopen_batch(database, batch_id)
    return open_upload(reader, again.content, again.name, again.handling)


def test_parked_row_is_mended_from_the_archive_and_counts(
    reader: WorkbookReader, database: Database
) -> None:
    first = accept_upload(database, open_book(reader, FAULTY), claim("佐藤"), 0)
    again = reopen_again(reader, database, first.batch_id)
    mended = mend(again, {(SHEET, "B6"): "福山市", (SHEET, "G5"): "R2.12.1"}, "鈴木")
    second = accept_upload(database, mended, claim("鈴木"), first.batch_id)
    assert second.is_new
    assert list_parked(database) == []
    assert reopen_again(reader, database, second.batch_id).handling == mended.handling
    with database.read() as cursor:
        count = cursor.execute("SELECT count(*) FROM current_matchings").fetchall()
    assert count == [(4,)]
    with pytest.raises(BatchUnknown):
        reopen_batch(database, 9)


def test_waiting_rows_their_owner_and_learned_titles_are_one_transaction_and_one_entry(
    reader: WorkbookReader, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = matchings_book((*BRIDGE, "予算"), (*BAD_TOWN, "人手"), extra=["ひとこと"])
    upload = handle(open_book(reader, content), titles=LESSON)
    empty = read_everything(database)
    with monkeypatch.context() as patch:
        patch.setattr("store.batches.insert_parked", fail)
        with pytest.raises(SubmissionRefused):
            accept_upload(database, upload, claim("佐藤"), 0, owner="鈴木", due_on=date(2021, 5, 1))
    assert read_everything(database) == empty
    accept_upload(database, upload, claim("佐藤"), 0, owner="鈴木", due_on=date(2021, 5, 1))
    assert [(p.owner, p.due_on) for p in list_parked(database)] == [("鈴木", date(2021, 5, 1))]
    assert [title.field for title in list_titles(database)] == ["obstacle"]
    assert [entry.action for entry in list_entries(database)] == ["accept"]


def fail(*_: object) -> None:
    raise SubmissionRefused("the rows that wait can't be kept")


def test_returned_workbook_shows_problems_gone_new_and_remaining(reader: WorkbookReader) -> None:
    before = open_book(reader, FAULTY)
    bad_stage = (*ROAD[:5], "たぶん", ROAD[6])
    good_wall = (*BAD_DATE[:6], "R2.12.1")
    after = open_book(reader, matchings_book(BRIDGE, bad_stage, good_wall, BAD_TOWN))
    assert is_return_of(before, after)
    change = compare_uploads(before, after)
    shown = [[p.cell for p in part] for part in (change.gone, change.new, change.remaining)]
    assert shown == [["G5"], ["F4"], ["B6"]]


def test_problem_whose_row_moved_is_the_same_one(reader: WorkbookReader) -> None:
    before = open_book(reader, matchings_book(BAD_TOWN))
    after = open_book(reader, matchings_book(BRIDGE, BAD_TOWN))
    change = compare_uploads(before, after)
    assert ([p.cell for p in change.remaining], change.gone, change.new) == (["B4"], (), ())


def test_workbook_of_another_forum_or_year_is_no_return(reader: WorkbookReader) -> None:
    before = open_book(reader, FAULTY)
    for other in ({"forum": "四国"}, {"year": "令和3年度"}):
        assert not is_return_of(before, open_book(reader, matchings_book(BRIDGE, **other)))
    assert not is_return_of(before, open_upload(reader, b"none", "a.xlsx"))


def test_accept_after_somebody_elses_needs_a_fresh_preview(
    reader: WorkbookReader, database: Database
) -> None:
    first, second = (open_book(reader, matchings_book(row)) for row in (BRIDGE, ROAD))
    seen = data_version(database)
    accept_upload(database, first, claim("佐藤"), seen)
    with pytest.raises(PreviewOutdated):
        accept_upload(database, second, claim("鈴木"), seen)
    assert data_version(database) == 1
    assert accept_upload(database, second, claim("鈴木"), data_version(database)) == (2, True)


def test_inbox_item_waits_is_accepted_and_goes(reader: WorkbookReader, database: Database) -> None:
    content = matchings_book(BRIDGE)
    item = drop_in_inbox(
        database.root, content, "表.xlsx", fiscal_year=2021, forum=None, sent_by="佐藤"
    )
    upload = handle(open_book(reader, content), fiscal_year=2021)
    accept_upload(database, upload, claim("事務局"), 0, inbox_item=item.item_id)
    assert list_inbox(database.root) == []
    assert list_batches(database)[0].slots[0].fiscal_year == 2021


@pytest.mark.parametrize("is_damaged", [False, True])
def test_refused_inbox_item_goes_with_an_entry_in_the_log(
    database: Database, is_damaged: bool
) -> None:
    item = drop_in_inbox(
        database.root, b"bytes", "表.xlsx", fiscal_year=None, forum=None, sent_by="佐藤"
    )
    if is_damaged:
        (database.root / "inbox" / item.item_id / "content").unlink()
    refuse_inbox_item(database, item.item_id, claim("事務局"), "別の版")
    assert list_inbox(database.root) == []
    (entry,) = list_entries(database)
    assert (entry.action, entry.details["reason"]) == ("refuse_inbox", "別の版")
    with pytest.raises(InboxItemUnknown):
        refuse_inbox_item(database, item.item_id, claim("事務局"), "別の版")
    assert len(list_entries(database)) == 1


def test_surroundings_are_read_from_the_archived_bytes(
    reader: WorkbookReader, database: Database
) -> None:
    mended = mend(open_book(reader, FAULTY), {(SHEET, "G5"): "R2.12.1"}, "佐藤")
    accept_upload(database, mended, claim("佐藤"), 0)
    excerpt = read_surroundings(reader, database, mended.sha256, SHEET, "G5", rows=1, columns=1)
    assert excerpt.rows == (4, 5, 6)
    assert excerpt.columns == ("F", "G")
    assert excerpt.texts[1] == ("検討", "令和2年13月")
    assert excerpt.marks == {"G5": "cell"}


def test_hostile_texts_come_through_as_text(reader: WorkbookReader, database: Database) -> None:
    hostile = "<script>alert(1)</script>[x](javascript:1)\u202e"
    row = (hostile, "=HYPERLINK(1)", *BRIDGE[2:])
    content = build_book({"<b>": matchings_sheet(row)})
    upload = open_upload(reader, content, hostile)
    accept_upload(database, upload, claim(hostile), 0)
    assert list_batches(database)[0].entry.file_name == hostile
    assert list_parked(database)[0].fields["theme"].startswith("<script>")


def test_candidates_of_a_further_name_go_through_no_list_of_governments(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert near_names.list_candidates("府中市", "chugoku")[0] == "342084"
    folded: list[str] = []

    def count(name: str) -> str:
        folded.append(name)
        return fold(name)

    monkeypatch.setattr(near_names, "fold", count)
    assert near_names.list_candidates("神石高元町") == ["345458"]
    assert folded == ["神石高元町"]
