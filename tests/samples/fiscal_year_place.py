"""The fiscal year in the title, the sheet's or file's name, a cell, or given: dates need it."""

from tests.samples import example
from tests.samples.ledger import Cell, Ledger
from tests.samples.sample import Sample


def _ledger(title: str) -> Ledger:
    """Dates without a year: February is the following calendar year's."""
    ledger = example.supports()
    ledger.above = [title]
    ledger.change(0, "supported_on", Cell("6月1日", "2020-06-01"))
    ledger.change(1, "supported_on", Cell("８／２０", "2020-08-20"))
    ledger.change(2, "supported_on", Cell("2月3日", "2021-02-03"))
    return ledger


def _title(words: str) -> Sample:
    return example.build_from(_ledger(f"{words} 中国フォーラム 自治体支援一覧"), fiscal_year=2020)


def ok_reiwa() -> Sample:
    return _title("令和2年度")


def ok_letter() -> Sample:
    return _title("Ｒ２年度")


def ok_short() -> Sample:
    return _title("【R2】")


def ok_western() -> Sample:
    return _title("２０２０ 年度")


def ok_sheet_name() -> Sample:
    return example.build_from(_ledger("中国フォーラム 自治体支援一覧"), "R2年度", fiscal_year=2020)


def ok_file_name() -> Sample:
    ledger = _ledger("中国フォーラム 自治体支援一覧")
    return example.build_from(ledger, file="R2年度_支援一覧.xlsx", fiscal_year=2020)


def ok_option() -> Sample:
    ledger = _ledger("中国フォーラム 自治体支援一覧")
    return example.build_from(ledger, options={"fiscal_year": 2020}, fiscal_year=2020)


def ok_cell() -> Sample:
    ledger = _ledger("中国フォーラム 自治体支援一覧")
    ledger.above.append("対象年度：令和2年度")
    return example.build_from(ledger, fiscal_year=2020)


def ng() -> Sample:
    """A date of another year is kept, with a warning."""
    ledger = _ledger("令和2年度 中国フォーラム 自治体支援一覧")
    cell = Cell("令和元年6月1日", "2019-06-01", "outside_fiscal_year")
    ledger.change(1, "supported_on", cell)
    return example.build_from(ledger, fiscal_year=2020)
