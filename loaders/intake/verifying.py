"""The store verified, and workbooks of its archive read again and compared with its rows."""

import random
import re
from collections.abc import Sequence

from data.layout_names import name_field, name_layout
from loaders.intake.archived import reading_again
from store.batches import list_batches
from store.database import Database
from store.disk.archive import read_archive
from store.errors import ArchiveDamaged, SubmissionRefused
from store.keeping.rebuild import Reader
from store.keeping.verify import BATCHES, Finding, Row, compare_rows, verify_store
from store.log.batch import BatchEntry
from words import Words

#: How many workbooks are read again unless all are.
SAMPLE_SIZE = 3
#: Signs of a value that a finding shows.
LONGEST = 60
#: What a field's further columns end in.
_PART = re.compile("_(periods|precision|tentative)$")
FINDINGS = Words(
    ja={
        "entry_false": "{place}: 記録が封印と一致しません（書き換えられています）。"
        "「python -m loaders rebuild」でデータベースの記録から直すか、控えと比べてください",
        "entry_ahead": "{place}: {found}が、次の記録の{expected}より後です。"
        "時計が進んでいました。取り消して取り込み直すと、正しい日時になります",
        "people_damaged": "{place}: 利用者のファイルが壊れています。控えから戻してください",
        "workbook_damaged": "{place}: 保管した調査票（{expected}）がないか、変わっています。"
        "控えから戻してください",
        "database_damaged": "{place}: データベースのファイルが壊れています。"
        "「python -m loaders rebuild」で作り直してください",
        "batch_differs": "{place}: データベースの取込が記録と違います。"
        "データベースは「{found}」、記録は「{expected}」です。"
        "「python -m loaders rebuild」で作り直してください",
        "rows_differ": "{place}: データベースの値が、調査票を読み直した値と違います。"
        "データベースは「{found}」、調査票は「{expected}」です。"
        "値が変えられたか、読み取り方が新しくなっています。"
        "「python -m loaders rebuild」で作り直してください",
        "rows_carried": "{place}: 調査票を読み直せず、前のデータベースの値を引き継いでいます。"
        "控えから調査票を戻して作り直すか、取り込み直してください",
        "workbook_refused": "{place}: 今の読み取り方では、調査票（{expected}）を読み直せません。"
        "値は取り込んだときのままです",
    }
)
WORDS = Words(ja={"batch": "取込番号 {batch}", "none": "なし", "said": "{name} {value}"})
#: Tables of rows that are no sheet's.
TABLES = Words(
    ja={
        "batch_slots": "受け持つ様式",
        "cells": "読み取ったセル",
        "parked_records": "保留の行",
        "problems": "問題の一覧",
        "record_sums": "記録の集計",
    }
)
#: Columns that are no field of a sheet's.
COLUMNS = Words(
    ja={
        "accepted_at": "確定した日時",
        "accepted_by": "確定した人",
        "answer": "答え",
        "at": "日時",
        "batch_id": "取込番号",
        "cell": "セル",
        "code": "問題の記号",
        "days": "日数",
        "due_on": "保留の期限",
        "expected": "求める形",
        "field": "項目",
        "fields": "値",
        "file_name": "ファイル",
        "fiscal_year": "年度",
        "forum": "フォーラム",
        "found": "見つかったもの",
        "is_preliminary": "速報か",
        "kind": "種類",
        "layout": "様式",
        "level": "重さ",
        "options": "読み取り方の指定",
        "owner": "保留の担当",
        "parked_id": "保留の番号",
        "part": "内訳",
        "problems": "問題",
        "reason": "理由",
        "record_count": "件数",
        "record_id": "記録の番号",
        "rule": "読み取りの規則",
        "search_words": "検索の語",
        "sha256": "SHA-256",
        "sheet": "シート",
        "slot_forum": "フォーラム",
        "stage": "段階",
        "state": "状態",
        "target_batch_id": "元の取込番号",
        "title": "見出し",
        "topic": "集計の種類",
        "written": "書かれた文字",
    }
)


def verify(
    database: Database, is_full: bool, chance: random.Random | None = None
) -> tuple[list[Finding], list[int]]:
    """What is not as it was written, and the loads that were read again: a sample, or all."""
    found = verify_store(database)
    if any(each.code == "database_damaged" for each in found):
        return found, []
    loads = [each.entry for each in list_batches(database) if each.entry.kind == "load"]
    chosen = loads if is_full else _draw(loads, chance or random.Random())  # noqa: S311
    carried = {each.batch for each in found if each.code == "rows_carried"}
    chosen = [each for each in chosen if each.batch_id not in carried]
    with reading_again() as read:
        for batch in chosen:
            found += _verify_one(database, batch, read)
    return found, sorted(each.batch_id for each in chosen)


def explain_finding(finding: Finding) -> str:
    """One sentence: where, what was found and expected, what to do."""
    found, expected = (_say(each, finding.place) for each in (finding.found, finding.expected))
    return FINDINGS[finding.code].format(place=name_place(finding), found=found, expected=expected)


def name_place(finding: Finding) -> str:
    """The file and its line, or the load and which of its rows."""
    if not finding.batch:
        return finding.place
    of_batch = WORDS["batch"].format(batch=finding.batch)
    return of_batch if finding.place == BATCHES else f"{of_batch}（{_name_table(finding.place)}）"


def _name_table(table: str) -> str:
    return TABLES[table] if table in TABLES else name_layout(table)


def _say(row: Row, table: str) -> str:
    """What a row says, each value under its name."""
    told = [
        WORDS["said"].format(
            name=_name_column(table, name),
            value=WORDS["none"] if value is None else " ".join(str(value).split())[:LONGEST],
        )
        for name, value in row.items()
    ]
    return "、".join(told) or WORDS["none"]


def _name_column(table: str, column: str) -> str:
    """
    >>> _name_column("events", "held_precision"), _name_column("cells", "written")
    ('開催日', '書かれた文字')
    """
    return COLUMNS[column] if column in COLUMNS else name_field(table, _PART.sub("", column))


def _draw(loads: Sequence[BatchEntry], chance: random.Random) -> list[BatchEntry]:
    """The newest, and others by chance: after a while every one has had its turn."""
    older = chance.sample(loads[1:], min(SAMPLE_SIZE - 1, len(loads) - 1)) if loads else []
    return [*loads[:1], *older]


def _verify_one(database: Database, batch: BatchEntry, read: Reader) -> list[Finding]:
    assert batch.sha256 is not None
    try:
        return compare_rows(database, batch, read(read_archive(database.root, batch.sha256), batch))
    except ArchiveDamaged:
        return []  # told already
    except SubmissionRefused:
        expected = {"file_name": batch.file_name}
        return [Finding("workbook_refused", BATCHES, batch.batch_id, expected=expected)]
