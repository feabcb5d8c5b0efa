"""What a workbook would do to the figures, told before it counts; what it did, afterwards."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from data.layout import read_keys
from loaders.intake.accepting import accept_upload
from loaders.intake.submission import make_submission
from loaders.opening.safe_open import WorkbookReader
from metrics.history.batch_difference import compare_batches
from metrics.history.impact import Impact, explain_unusual_move, preview_impact, render_summary
from metrics.tracing.trace import list_figures, read_figures_on
from store.actor import claim
from store.batches import undo
from store.database import Database, data_version
from store.errors import BatchUnknown
from tests.store.hand_made import read_everything, table
from tests.upload_books import (
    BAD_DATE,
    BAD_TOWN,
    BRIDGE,
    ROAD,
    kpi_book,
    matchings_book,
    mend,
    open_book,
    open_plan_store,
    submit_book,
)


@pytest.fixture(scope="module")
def reader() -> Iterator[WorkbookReader]:
    with WorkbookReader() as reader:
        yield reader


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with open_plan_store(tmp_path / "store") as database:
        yield database


def show(impact: Impact) -> str:
    return "\n".join(f"{each.code} {each.before} {each.after}" for each in impact.figures)


def read_values(database: Database) -> dict[str, float]:
    figures = list_figures(database).dropna(subset=["value"])
    return dict(zip(figures["code"], figures["value"], strict=True))


def test_preview_tells_exactly_what_accepting_changes(
    database: Database, reader: WorkbookReader
) -> None:
    upload = open_book(reader, kpi_book(["総合計", "支援自治体数", 100, 85]))
    before, everything = read_values(database), read_everything(database)
    impact = preview_impact(database, make_submission(upload, claim("佐藤")), read_keys())
    assert read_everything(database) == everything
    accept_upload(database, upload, claim("佐藤"), impact.version)
    after = read_values(database)
    codes = {**before, **after}
    moved = {code for code in codes if before.get(code) != after.get(code)}
    assert {each.code for each in impact.figures} == moved
    assert "K2020-T-GOV 83.0 85.0" in show(impact).splitlines()
    assert "K2020-T-MAT 133.0 None" in show(impact).splitlines()
    assert len(impact.removed) == 8
    undo(database, data_version(database), claim("佐藤"), "誤り")
    assert read_values(database) == before


def test_figures_that_count_are_read_once_for_all_that_is_looked_ahead_at(
    database: Database, reader: WorkbookReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[int] = []

    def count(cursor: duckdb.DuckDBPyConnection) -> pd.DataFrame:
        read.append(1)
        return read_figures_on(cursor)

    monkeypatch.setattr("metrics.history.impact.read_figures_on", count)
    uploads = [
        open_book(reader, kpi_book(["総合計", "支援自治体数", 100, value])) for value in (85, 90)
    ]
    looks = []
    for upload in uploads:
        submission = make_submission(upload, claim("佐藤"))
        looks.append(preview_impact(database, submission, read_keys()))
    assert len(read) == 1 + len(looks)
    accept_upload(database, uploads[0], claim("佐藤"), looks[0].version)
    again = preview_impact(database, submission, read_keys())
    assert len(read) == 3 + 2  # what counts has changed
    assert "K2020-T-GOV 83.0 90.0" in show(looks[1]).splitlines()
    assert "K2020-T-GOV 85.0 90.0" in show(again).splitlines()


def test_what_is_counted_stands_beside_what_is_published(
    database: Database, reader: WorkbookReader
) -> None:
    impact = preview_impact(database, submit_book(reader, matchings_book(BRIDGE)), read_keys())
    assert {each.code: each.beside for each in impact.figures}["C2020-A-MAT"] == 133
    accept_upload(database, open_book(reader, matchings_book(BRIDGE)), claim("佐藤"), None)
    book = kpi_book(["総合計", "マッチング等", 150, 300], ["総合計", "支援自治体数", 100, 83])
    impact = preview_impact(database, submit_book(reader, book), read_keys())
    assert {each.code: each.beside for each in impact.figures}["K2020-T-MAT"] == 1
    assert [each.law for each in impact.alarms] == ["leap"]


def test_changed_field_is_told_with_old_new_and_cell(
    database: Database, reader: WorkbookReader
) -> None:
    rows = [["総合計", "支援自治体数", 100, 83], ["総合計", "フォーラム実施数", 50, 19]]
    accept_upload(database, open_book(reader, kpi_book(*rows)), claim("佐藤"), None)
    rows[0][3] = 85
    impact = preview_impact(database, submit_book(reader, kpi_book(*rows)), read_keys())
    assert show(impact) == "K2020-T-GOV 83.0 85.0"
    (change,) = impact.changed
    assert change.line.key_text == "total・supported_governments"
    assert [(f.field, f.before, f.after, f.cell) for f in change.fields] == [
        ("value", "83", "85", "D3")
    ]
    assert (impact.added, impact.removed, impact.unchanged_count) == ((), (), 1)


def test_summary_counts_added_removed_duplicates_and_parked(
    database: Database, reader: WorkbookReader
) -> None:
    accept_upload(database, open_book(reader, matchings_book(BRIDGE, ROAD)), claim("佐藤"), None)
    content = matchings_book(BRIDGE, BRIDGE, (*BRIDGE[:4], "赤外線", *BRIDGE[5:]), BAD_TOWN)
    impact = preview_impact(database, submit_book(reader, content), read_keys())
    counts = (len(impact.added), len(impact.changed), len(impact.removed), impact.duplicate_count)
    assert counts == (1, 0, 1, 1)
    assert (impact.good_count, impact.parked_count) == (2, 2)
    assert render_summary(impact, most_figures=0) == (
        "追加 1、消える記録 1、重複 1、確定 2 + 保留 2"
    )


def test_parked_rows_are_in_no_figure(database: Database, reader: WorkbookReader) -> None:
    content = matchings_book(BRIDGE, BAD_DATE, BAD_TOWN)
    impact = preview_impact(database, submit_book(reader, content), read_keys())
    assert {each.code: each.after for each in impact.figures}["C2020-CHG-MAT"] == 1.0
    assert impact.parked_count == 2


def test_corrected_key_in_the_same_cell_is_a_change_not_a_loss(
    database: Database, reader: WorkbookReader
) -> None:
    accept_upload(database, open_book(reader, matchings_book(BRIDGE, ROAD)), claim("佐藤"), None)
    renamed = (*BRIDGE[:3], "アルファ計測", *BRIDGE[4:])
    impact = preview_impact(
        database, submit_book(reader, matchings_book(renamed, ROAD)), read_keys()
    )
    assert (impact.added, impact.removed) == ((), ())
    assert [(f.field, f.before, f.after) for f in impact.changed[0].fields] == [
        ("company", "アルファ", "アルファ計測")
    ]


def test_same_bytes_again_are_known_and_change_nothing(
    database: Database, reader: WorkbookReader
) -> None:
    upload = open_book(reader, matchings_book(BRIDGE))
    accept_upload(database, upload, claim("佐藤"), None)
    impact = preview_impact(database, make_submission(upload, claim("鈴木")), read_keys())
    assert impact.is_known
    assert (impact.figures, impact.added, impact.changed, impact.removed) == ((), (), (), ())


def test_figure_that_leaps_against_last_year_is_unusual(
    database: Database, reader: WorkbookReader
) -> None:
    content = kpi_book(
        ["総合計", "支援自治体数", 100, 140],
        ["総合計", "フォーラム実施数", 50, 21],
        year="令和3年度",
    )
    impact = preview_impact(database, submit_book(reader, content), read_keys())
    assert [(each.code, each.reason) for each in impact.unusual] == [
        ("K2021-T-GOV", "前年度の83者から+69%と大きく動きます")
    ]


@pytest.mark.parametrize(
    ("value", "previous", "unit", "is_unusual"),
    [
        (0, 0, "件", False),
        (0, 5, "件", True),
        (4, 0, "件", False),
        (5, 0, "件", True),
        (15, 10, "件", True),
        (14, 10, "件", False),
        (150, 100, "件", True),
        (149, 100, "件", False),
        (0.67, 0.57, "%", True),
        (0.6, 0.57, "%", False),
        (None, 5, "件", False),
        (5, None, "件", False),
    ],
)
def test_rule_of_unusual_moves(
    value: float | None, previous: float | None, unit: str, is_unusual: bool
) -> None:
    assert bool(explain_unusual_move(value, previous, unit)) == is_unusual


def test_first_report_of_nothing_turns_not_reported_into_zero(
    database: Database, reader: WorkbookReader
) -> None:
    impact = preview_impact(database, submit_book(reader, matchings_book()), read_keys())
    change = next(each for each in impact.figures if each.code == "C2020-CHG-MAT")
    assert (change.before, change.after) == (None, 0.0)
    assert change.text.endswith("未報告 → 0件")


def test_difference_of_any_two_batches(database: Database, reader: WorkbookReader) -> None:
    first = accept_upload(
        database, open_book(reader, matchings_book(BRIDGE, ROAD)), claim("佐藤"), None
    )
    stage = (*BRIDGE[:5], "成立", BRIDGE[6])
    upload = open_book(reader, matchings_book(stage, BAD_DATE))
    mended = mend(upload, {("マッチング", "G4"): "R2.12.1"}, "佐藤")
    second = accept_upload(database, mended, claim("佐藤"), None)
    difference = compare_batches(database, first.batch_id, second.batch_id, read_keys())
    lines = [f"+ {line.key_text}" for line in difference.added]
    lines += [f"- {line.key_text}" for line in difference.removed]
    lines += [
        f"~ {change.line.cell} {field.field} {field.before} {field.after} {field.cell}"
        for change in difference.changed
        for field in change.fields
    ]
    assert "\n".join(lines) == table("""
        + 322016・擁壁の変状を測る技術・ガンマ・計測器
        - 330001・舗装のひび割れを補修する技術・ベータ・補修材
        ~ A3 stage considered agreed F3
    """)
    back = compare_batches(database, second.batch_id, first.batch_id, read_keys())
    assert [line.key_text for line in back.added] == [line.key_text for line in difference.removed]
    with pytest.raises(BatchUnknown):
        compare_batches(database, first.batch_id, 99, read_keys())


def test_a_case_that_another_forum_reports_too_is_shown_before_it_counts(
    database: Database, reader: WorkbookReader
) -> None:
    """The same government, company and technology in the same year, from two forums."""
    first = open_book(reader, matchings_book(BRIDGE, ROAD, forum="中国"))
    accept_upload(database, first, claim("佐藤"), expected_version=None)
    upload = open_book(reader, matchings_book(BRIDGE, forum="四国"))
    impact = preview_impact(database, make_submission(upload, claim("佐藤")), read_keys())
    (shared,) = impact.shared
    assert (shared.cell, shared.forum, shared.other_cell) == ("A3", "中国", "A3")
    assert "ドローン" in shared.text
    again = open_book(reader, matchings_book(ROAD, BRIDGE, forum="中国"))
    assert preview_impact(database, make_submission(again, claim("佐藤")), read_keys()).shared == ()
