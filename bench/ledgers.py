"""Workbooks to measure with: a large matchings ledger, a small form. Made by code, seeded."""

import io
from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

import openpyxl
import xlsxwriter

from loaders.values.names.governments import load_governments

SHEET = "マッチング一覧"
TITLES = (
    "No", "地方フォーラム", "技術テーマ", "技術分野", "都道府県", "自治体名称", "求める内容",
    "企業等名称", "技術名称", "技術の概要", "段階", "検討日", "成立日", "現場試行日",
    "社会実装日", "課題・支障", "担当", "電話", "メール", "備考",
)  # fmt: skip
FIELDS = ("道路", "河川", "道路・（河川）")
STAGES = ("検討", "成立", "現場試行", "社会実装")


def make_ledger(rows: int, seed: int = 1) -> bytes:
    """A 令和2年度 ledger of `rows` matchings in 20 columns, dates and eras mixed; each text stands
    in its cell, as openpyxl writes it."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = SHEET
    for row in _list_rows(rows, seed):
        sheet.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def make_shared_ledger(rows: int, seed: int = 1) -> bytes:
    """The same with shared strings, as Excel writes it."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"default_date_format": "yyyy/m/d"}) as book:
        sheet = book.add_worksheet(SHEET)
        for number, row in enumerate(_list_rows(rows, seed)):
            sheet.write_row(number, 0, row)
    return content.getvalue()


def _list_rows(rows: int, seed: int) -> Iterator[list[Any]]:
    dice = Random(seed)  # noqa: S311 - sample data, no secret
    names = [each.full_name for each in load_governments() if not each.is_prefecture]
    yield ["令和2年度 マッチング一覧"]
    yield [*TITLES]
    for number in range(1, rows + 1):
        yield _make_row(dice, number, dice.choice(names))


def _make_row(dice: Random, number: int, government: str) -> list[Any]:
    stage = dice.choices(range(4), [85, 10, 4, 1])[0]
    first = date(2020, 4, 1) + timedelta(days=dice.randrange(80))
    days = [first + timedelta(days=60 * step) for step in range(stage + 1)]
    return [
        number, "中国フォーラム", f"テーマ{number}", dice.choice(FIELDS), None,
        government, f"求める内容{number}の詳細な説明文", f"企業{number % 300}株式会社",
        f"技術{number % 700}", f"技術の概要説明{number}", STAGES[stage],
        *[_write_day(dice, day) for day in days], *[None] * (3 - stage),
        "予算不足" if number % 3 else None, f"担当{number % 50}", f"03-{number:04d}",
        f"a{number}@example.jp", None,
    ]  # fmt: skip


def _write_day(dice: Random, day: date) -> Any:
    """As an Excel date, R2.6.1 or 令和2年6月1日."""
    era = day.year - 2018
    spellings = [day, f"R{era}.{day.month}.{day.day}", f"令和{era}年{day.month}月{day.day}日"]
    return dice.choice(spellings)
