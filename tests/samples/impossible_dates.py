"""Dates that do not exist are named, never moved to a day that does."""

from tests.samples import example
from tests.samples.ledger import Cell, break_cell
from tests.samples.sample import Sample

WORDS = """
令和2年13月 令和2年6月31日 令和3年2月29日 2021/2/29 2月30日 R2.4.31 Ｒ２．１３．１
2020年0月5日 2020/6/0 6/31 令和2年11月31日 平成31年2月29日
"""


def ok_leap_day() -> Sample:
    ledger = example.supports()
    ledger.above = ["令和元年度 中国フォーラム 自治体支援一覧"]
    example.fill_column(ledger, "supported_on", [Cell("令和2年2月29日", "2020-02-29")])
    return example.build_from(ledger, fiscal_year=2019, forum="chugoku")


def ng() -> Sample:
    ledger = example.supports()
    cells = [break_cell(word, "invalid_date") for word in WORDS.split()]
    example.fill_column(ledger, "supported_on", cells)
    return example.build_from(ledger, fiscal_year=2020, forum="chugoku")


def ng_scheduled() -> Sample:
    ledger = example.event_plans()
    words = ["6月31日", "13月上旬", "7月1日～7月32日", "第5四半期", "後で決める日"]
    cells = [break_cell(word, "invalid_date") for word in words]
    example.fill_column(ledger, "scheduled", cells)
    return example.build_from(ledger, fiscal_year=2021, forum="chugoku")
