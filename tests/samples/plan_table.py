"""The plan's own table of regional plans: a block a forum, its purpose above its events."""

from typing import Any

from tests.samples.example import schedule
from tests.samples.ledger import open_book
from tests.samples.sample import FIELDS, Answer, Sample, build_sample

BLOCKS = [
    (
        ("北海道フォーラム", "hokkaido"),
        "・各グループでテーマや対象等を設定し、自治体向けセミナーを行う",
        [
            (
                "シンポジウム・講演会・セミナー等",
                schedule("秋以降", "2021-09-01..2022-03-31", "season"),
                "インフラメンテナンスを考える場",
            )
        ],
    ),
    (
        ("関東フォーラム", "kanto"),
        "○メンテナンス新技術等による課題解決を行っている先行事例を情報提供",
        [
            (
                "第1回イベント",
                schedule("第2四半期", "2021-07-01..2021-09-30", "quarter"),
                "自治体向け先行事例等を紹介",
            ),
            (
                "第2回イベント",
                schedule("第4四半期", "2022-01-01..2022-03-31", "quarter"),
                "技術紹介、マッチングイベント等",
            ),
        ],
    ),
]


def _write_block(sheet: Any, row: int, block: Any, answer: Answer) -> int:
    """Write one forum's block from `row` on; returns the row below it."""
    (name, forum), purpose, events = block
    sheet.cell(row, 1, name)
    sheet.cell(row, 2, "活動目的と概要")
    sheet.cell(row + 1, 2, purpose)
    for offset in (0, 1):
        sheet.merge_cells(
            start_row=row + offset, start_column=2, end_row=row + offset, end_column=4
        )
    for column, title in enumerate(("活動・行事名", "開催予定日", "内容"), 2):
        sheet.cell(row + 2, column, title)
    for number, (event, scheduled, content) in enumerate(events, row + 3):
        for column, value in enumerate((event, scheduled["text"], content), 2):
            sheet.cell(number, column, value)
        fields = dict.fromkeys(FIELDS["event_plans"]) | {"forum": forum, "purpose": purpose}
        fields |= {"name": event, "scheduled": scheduled, "content": content}
        cells = {"name": f"B{number}", "scheduled": f"C{number}", "content": f"D{number}"}
        answer.records.append({"cell": f"B{number}", "fields": fields, "cells": cells})
    last = row + 2 + len(events)
    sheet.merge_cells(start_row=row, start_column=1, end_row=last, end_column=1)
    return last + 1


def ok() -> Sample:
    book = open_book("4.地方フォーラム活動計画")
    sheet, answer = book.active, Answer("4.地方フォーラム活動計画", "event_plans")
    sheet["A1"], sheet["B1"] = "地方フォーラム", "活動計画（令和3年度）概要"
    sheet.merge_cells("B1:D1")
    row = 2
    for block in BLOCKS:
        row = _write_block(sheet, row, block, answer)
    return build_sample(book, [answer], fiscal_year=2021)
