"""Workbooks as coordinators send them, made by code: a few sheets of plain rows."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from loaders.intake.handling import Fix, Place
from loaders.intake.load import ensure_plan_loaded
from loaders.intake.submission import make_submission
from loaders.intake.uploads import Upload, open_upload, read_as
from loaders.opening.safe_open import WorkbookReader
from store.actor import claim
from store.batches import Submission
from store.database import open_database
from tests.stores import filled_once

Rows = Sequence[Sequence[Any]]

MATCHING_TITLES = (
    "技術テーマ",
    "自治体名",
    "求める内容／条件",
    "企業名",
    "技術名",
    "進捗状況",
    "マッチング検討日",
)
BRIDGE = ("橋", "広島市", "橋梁の点検を省力化する技術", "アルファ", "ドローン", "検討", "R2.6.1")
ROAD = ("道", "岡山県", "舗装のひび割れを補修する技術", "ベータ", "補修材", "成立", "R2.7.1")
#: Row 5 of its sheet: month 13 in G5.
BAD_DATE = ("壁", "松江市", "擁壁の変状を測る技術", "ガンマ", "計測器", "検討", "令和2年13月")
#: Row 6 of its sheet: a town of nowhere in B6.
BAD_TOWN = ("川", "まぼろし市", "護岸を点検する技術", "デルタ", "カメラ", "検討", "R2.9.1")


def build_book(sheets: Mapping[str, Rows]) -> bytes:
    """An xlsx of sheets from A1 on."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def matchings_sheet(
    *rows: Sequence[Any], forum: str = "中国", year: str = "令和2年度", extra: Sequence[str] = ()
) -> Rows:
    """Title in row 1, header in row 2, records from row 3."""
    return [[f"{year} {forum}フォーラム マッチング一覧"], [*MATCHING_TITLES, *extra], *rows]


#: The sheet of `matchings_book`.
SHEET = "マッチング"


def matchings_book(*rows: Sequence[Any], **said: Any) -> bytes:
    return build_book({SHEET: matchings_sheet(*rows, **said)})


FAULTY = matchings_book(BRIDGE, ROAD, BAD_DATE, BAD_TOWN)
#: A title mapped by hand.
LESSON = ((("matchings", "ひとこと"), "obstacle"),)


def kpi_book(*rows: Sequence[Any], year: str = "令和2年度") -> bytes:
    """KPI results: rows of scope, indicator, target, value."""
    titles = ["区分", "KPI項目", "目標", "実績"]
    return build_book({"KPI結果": [[f"{year} KPI結果"], titles, *rows]})


def open_book(reader: WorkbookReader, content: bytes, name: str = "調査票.xlsx") -> Upload:
    return open_upload(reader, content, name)


def handle(upload: Upload, **changes: Any) -> Upload:
    """The upload read with a part of its handling changed."""
    return read_as(upload, replace(upload.handling, **changes))


def mend(upload: Upload, texts: Mapping[Place, str], by: str) -> Upload:
    """The upload with cells mended: {(sheet, A1 address): text}, beside those mended before."""
    kept = [fix for fix in upload.handling.fixes if fix.place not in texts]
    fixes = [Fix(*place, text, by) for place, text in texts.items()]
    return handle(upload, fixes=(*kept, *fixes))


def submit_book(reader: WorkbookReader, content: bytes, by: str = "佐藤") -> Submission:
    return make_submission(open_book(reader, content), claim(by))


@filled_once("loaded_plan")
def open_plan_store(root: Path) -> None:
    """A store with the plan loaded by the real loaders."""
    with open_database(root) as database:
        ensure_plan_loaded(database)
