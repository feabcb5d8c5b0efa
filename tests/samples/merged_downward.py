"""Cells merged downward hold for every row they cover."""

from tests.samples import example
from tests.samples.ledger import Cell, open_book, say
from tests.samples.sample import Sample, build_sample


def ok() -> Sample:
    """One government's two needs under one merged cell."""
    book, ledger = open_book("一覧"), example.matchings()
    ledger.change(1, "government", Cell("広島市", "341002"))
    ledger.merged_down = {"government"}
    return build_sample(book, [ledger.write(book.active)], fiscal_year=2020, forum="chugoku")


def ok_forum_column() -> Sample:
    """Two forums in one sheet, each merged over its rows."""
    book, ledger = open_book("一覧"), example.events(None)
    ledger.above = ["令和2年度 フォーラム開催実績"]
    ledger.titles = {"forum": "フォーラム名", **ledger.titles}
    names = [("中国フォーラム", "chugoku"), ("中国フォーラム", "chugoku"), ("四国", "shikoku")]
    for index, (written, means) in enumerate(names):
        ledger.change(index, "forum", Cell(written, means))
    ledger.merged_down = {"forum"}
    return build_sample(book, [ledger.write(book.active)], fiscal_year=2020)


def ng_name_not_merged() -> Sample:
    """An empty cell that is not merged is empty: nothing is filled down into it."""
    book, ledger = open_book("一覧"), example.matchings()
    ledger.change(1, "government", Cell(None, None, "missing_value"))
    ledger.change(2, "requirement", say("ひび割れを補修する技術"))
    return build_sample(book, [ledger.write(book.active)], fiscal_year=2020, forum="chugoku")
