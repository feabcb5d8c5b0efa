"""Who has handed in what, what waits, what is owed; what the coordinator gets back."""

from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from loaders.intake.accepting import accept_upload
from loaders.opening.safe_open import WorkbookReader
from metrics.cases.similarity import count_pairs, load_quality, measure_cosine
from metrics.forums.forum_sheet import build_forum_sheet
from metrics.forums.submissions import read_submissions
from store.actor import claim
from store.batches import list_batches, undo
from store.database import Database
from store.decisions.parked import close_parked
from tests.store.hand_made import table
from tests.upload_books import (
    BAD_DATE,
    BAD_TOWN,
    BRIDGE,
    ROAD,
    build_book,
    matchings_book,
    open_book,
    open_plan_store,
)


@pytest.fixture(scope="module")
def reader() -> Iterator[WorkbookReader]:
    with WorkbookReader() as reader:
        yield reader


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with open_plan_store(tmp_path / "store") as database:
        yield database


def know_how_book(*cases: tuple[str, str], forum: str = "中国") -> bytes:
    rows = [[f"令和2年度 {forum}フォーラム 運営ノウハウ"], ["区分", "事例名", "内容"]]
    return build_book({"運営ノウハウ": [*rows, *((*case, "内容") for case in cases)]})


def show(submissions: pd.DataFrame, forum: str) -> str:
    rows = submissions[submissions["forum"] == forum]
    return "\n".join(
        f"{row['layout']} | {row['state']} | {row['count_text']} | {row['owed_text']}".strip()
        for row in rows.to_dict("records")
    )


def test_each_forum_and_sheet_is_missing_parked_or_confirmed(
    database: Database, reader: WorkbookReader
) -> None:
    accept_upload(
        database, open_book(reader, matchings_book(BRIDGE, BAD_DATE)), claim("佐藤"), None
    )
    accept_upload(
        database, open_book(reader, know_how_book(("成功例", "産官学"))), claim("佐藤"), None
    )
    assert show(read_submissions(database, 2020), "chugoku") == table("""
        event_plans | missing |  | 地方フォーラム活動計画（未提出）
        events | missing |  | イベント開催実績（未提出）
        matchings | parked | 確定 1 + 保留 1 | マッチング 保留 1件の訂正
        supports | missing |  | 自治体支援（未提出）
        know_how | confirmed | 確定 1 |
        citizen_activities | missing |  | 市民参画活動（未提出）
    """)


def test_last_upload_is_told_and_undo_makes_it_missing(
    database: Database, reader: WorkbookReader
) -> None:
    batch = accept_upload(database, open_book(reader, matchings_book(BRIDGE)), claim("佐藤"), None)
    rows = read_submissions(database, 2020)
    row = rows[(rows["forum"] == "chugoku") & (rows["layout"] == "matchings")].iloc[0]
    assert (row["file_name"], row["accepted_by"], row["batch_id"]) == (
        "調査票.xlsx",
        "佐藤",
        batch.batch_id,
    )
    moment = list_batches(database)[0].entry.accepted_at
    undo(database, batch.batch_id, claim("佐藤"), "誤り")
    assert "matchings | missing" in show(read_submissions(database, 2020), "chugoku")
    assert "matchings | confirmed" in show(read_submissions(database, 2020, moment), "chugoku")


def test_sheet_that_says_there_is_none_is_handed_in_but_know_how_stays_owed(
    database: Database, reader: WorkbookReader
) -> None:
    accept_upload(database, open_book(reader, know_how_book()), claim("佐藤"), None)
    shown = show(read_submissions(database, 2020), "chugoku")
    assert "know_how | confirmed | 確定 0 | 運営ノウハウ あと1件" in shown


def test_closed_parked_row_is_no_longer_counted(database: Database, reader: WorkbookReader) -> None:
    upload = open_book(reader, matchings_book(BRIDGE, BAD_DATE, BAD_TOWN))
    batch = accept_upload(database, upload, claim("佐藤"), None)
    close_parked(database, batch.batch_id, 1, "dropped", claim("事務局"), "対象外")
    shown = show(read_submissions(database, 2020), "chugoku")
    assert "matchings | parked | 確定 1 + 保留 1 |" in shown
    close_parked(database, batch.batch_id, 2, "dropped", claim("事務局"), "対象外")
    assert "matchings | confirmed | 確定 1 |" in show(read_submissions(database, 2020), "chugoku")


def test_row_of_unknown_forum_has_a_line_of_its_own(
    database: Database, reader: WorkbookReader
) -> None:
    rows = [["令和2年度 マッチング一覧"], ["フォーラム", "自治体名", "求める内容／条件", "企業名"]]
    rows[1] += ["技術名", "進捗状況"]
    rows += [["中国フォーラム", *BRIDGE[1:6]], ["東京湾フォーラム", *ROAD[1:6]]]
    accept_upload(
        database, open_book(reader, build_book({"マッチング": rows})), claim("佐藤"), None
    )
    shown = show(read_submissions(database, 2020), "unassigned")
    assert shown == "matchings | parked | 確定 0 + 保留 1 | マッチング 保留 1件の訂正"


def test_forum_sheet_holds_own_figures_against_targets_and_others(
    database: Database, reader: WorkbookReader
) -> None:
    kinki = (BRIDGE[0], "大阪市", "橋の点検を省力化できる技術", *BRIDGE[3:])
    for content in (
        matchings_book(BRIDGE, ROAD),
        matchings_book(kinki, forum="近畿"),
        matchings_book(("水", "高松市", "漏水の調査", *BRIDGE[3:]), forum="四国"),
    ):
        accept_upload(database, open_book(reader, content), claim("佐藤"), None)
    sheet = build_forum_sheet(database, "chugoku", 2020)
    row = sheet.figures[sheet.figures["code"] == "C2020-CHG-MAT"].iloc[0]
    assert list(row[["own_text", "others_text", "place_text", "target_text", "share_text"]]) == [
        "2件",
        "中央値 1件（2フォーラム）",
        "3フォーラム中 1位",
        "150件",
        "1%",
    ]
    (need,) = sheet.needs
    assert (need.forum_name, need.government, need.own) == (
        "近畿フォーラム",
        "大阪府大阪市",
        BRIDGE[2],
    )
    as_in_the_catalogue = measure_cosine(count_pairs(BRIDGE[2]), count_pairs(kinki[2]))
    assert load_quality().threshold <= as_in_the_catalogue < 1
    assert need.similarity == round(as_in_the_catalogue, 2)


def test_forum_sheet_without_any_report_is_empty_not_zero(database: Database) -> None:
    sheet = build_forum_sheet(database, "okinawa", 2020)
    assert sheet.figures.empty
    assert sheet.needs == ()
