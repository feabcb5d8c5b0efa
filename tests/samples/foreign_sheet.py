"""Foreign sheets in between are left alone, with one warning each."""

from typing import Any

from tests.samples import example
from tests.samples.ledger import open_book
from tests.samples.sample import Answer, Sample, build_foreign, build_sample


def _write(sheet: Any, *lines: tuple[Any, ...]) -> None:
    for line in lines:
        sheet.append(line)


def ng_instructions_and_budget() -> Sample:
    book = open_book("記入要領", "一覧", "予算")
    _write(book["記入要領"], ("記入要領",), ("1. 黄色のセルに記入",), ("2. 提出は年度末",))
    _write(book["予算"], ("費目", "金額（千円）"), ("会場費", 300), ("印刷費", 120), ("計", 420))
    answers = [build_foreign("記入要領"), example.matchings().write(book["一覧"])]
    answers.append(build_foreign("予算"))
    return build_sample(book, answers, fiscal_year=2020, forum="chugoku")


def ng_bridge_ledger() -> Sample:
    """A government's own ledger of bridges: dates and names, and none of our layouts."""
    book = open_book("橋梁台帳")
    _write(
        book.active, ("橋梁台帳",), ("橋梁番号", "橋梁名", "路線名", "橋長", "架設年度", "健全度")
    )
    _write(book.active, (1, "みどり橋", "市道1号線", 12.5, 1972, "Ⅱ"))
    _write(book.active, (2, "中央橋", "市道2号線", 34.1, 1965, "Ⅲ"))
    return build_sample(book, [build_foreign("橋梁台帳")])


def ng_blank_sheets() -> Sample:
    """Sheet2 and Sheet3 as old Excel left them: whether they are named is left open."""
    book = open_book("一覧", "Sheet2", "Sheet3")
    answers = [example.matchings().write(book["一覧"])]
    for name in ("Sheet2", "Sheet3"):
        blank = Answer(name, None)
        blank.allow("unknown_layout")
        answers.append(blank)
    return build_sample(book, answers, fiscal_year=2020, forum="chugoku")


def ng_choices() -> Sample:
    """The sheet that a form's drop-downs point to."""
    book = open_book("一覧", "リスト")
    for line in (("段階", "区分"), ("検討", "成功例"), ("成立", "失敗例"), ("現場試行", "反省")):
        book["リスト"].append(line)
    answers = [example.matchings().write(book["一覧"]), build_foreign("リスト")]
    return build_sample(book, answers, fiscal_year=2020, forum="chugoku")
