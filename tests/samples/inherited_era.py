"""An era or a year written once and inherited by the rows below."""

from tests.samples import example
from tests.samples.ledger import Cell, break_cell
from tests.samples.sample import Sample


def ok_era() -> Sample:
    """Below 令和2年 the rows say only 2年 or 3年."""
    ledger = example.supports()
    forms = [("令和2年6月1日", "2020-06-01"), ("2年7月3日", "2020-07-03")]
    forms += [("2年12月20日", "2020-12-20"), ("3年1月15日", "2021-01-15")]
    example.fill_column(ledger, "supported_on", [Cell(*form) for form in forms])
    return example.build_from(ledger, fiscal_year=2020, forum="chugoku")


def ok_year() -> Sample:
    """No fiscal year is said anywhere: the year of the first row holds for those below."""
    ledger = example.supports()
    ledger.above = ["中国フォーラム 自治体支援一覧"]
    forms = [("令和2年6月1日", "2020-06-01"), ("6月15日", "2020-06-15"), ("7月3日", "2020-07-03")]
    example.fill_column(ledger, "supported_on", [Cell(*form) for form in forms])
    return example.build_from(ledger, forum="chugoku")


def ng() -> Sample:
    """A broken date does not break what the rows below inherit."""
    ledger = example.supports()
    cells = [
        Cell("令和2年6月1日", "2020-06-01"),
        break_cell("2年6月31日", "invalid_date"),
        Cell("2年7月3日", "2020-07-03"),
    ]
    example.fill_column(ledger, "supported_on", cells)
    return example.build_from(ledger, fiscal_year=2020, forum="chugoku")
