"""Date cells shown in an era format, and workbooks that count days from 1904."""

from dataclasses import replace
from datetime import date

from openpyxl.utils.datetime import CALENDAR_MAC_1904

from tests.samples import example
from tests.samples.ledger import Cell, open_book
from tests.samples.sample import Sample, build_sample

FORMATS = [
    '[$-411]ggge"年"m"月"d"日";@',
    "[$-411]ge.m.d;@",
    'yyyy"年"m"月"d"日";@',
    'm"月"d"日";@',
    "[$-ja-JP-x-gannen]ggge年m月d日",
]


def ok_era_formats() -> Sample:
    ledger = example.supports()
    cells = [
        Cell(date(2020, 6, 1 + number), f"2020-06-{1 + number:02}", None, {"number_format": form})
        for number, form in enumerate(FORMATS)
    ]
    example.fill_column(ledger, "supported_on", cells)
    return example.build_from(ledger, fiscal_year=2020, forum="chugoku")


def ok_month_formats() -> Sample:
    """Where people see the month or the year, that is what they answered."""
    ledger = example.events()
    months = Cell(date(2020, 9, 1), example.schedule(None, "2020-09-01..2020-09-30", "month"))
    year = Cell(date(2020, 4, 1), example.schedule(None, "2020-04-01..2021-03-31", "fiscal_year"))
    for at, (cell, form) in enumerate(
        [(months, 'yyyy"年"m"月"'), (months, "mmm-yy"), (year, '[$-411]ggge"年度"')]
    ):
        ledger.change(at, "held", replace(cell, extra={"number_format": form}))
    return example.build_from(ledger, fiscal_year=2020)


def ng_fiscal_year_format() -> Sample:
    """令和3年度 is shown of a day that lies in 令和2年度: nobody knows which is meant."""
    ledger = example.events()
    extra = {"number_format": '[$-411]ggge"年度"'}
    ledger.change(2, "held", Cell(date(2021, 2, 3), None, "invalid_date", extra))
    return example.build_from(ledger, fiscal_year=2020)


def ok_1904_day_number() -> Sample:
    """A date typed into a 1904 workbook, whose cell has lost its date format."""
    ledger, book = example.supports(), open_book("一覧")
    book.epoch = CALENDAR_MAC_1904
    number = (date(2020, 6, 1) - date(1904, 1, 1)).days
    ledger.change(0, "supported_on", Cell(number, "2020-06-01"))
    answer = ledger.write(book.active)
    return build_sample(book, [answer], fiscal_year=2020, forum="chugoku")


def ok_1904() -> Sample:
    ledger, book = example.supports(), open_book("一覧")
    book.epoch = CALENDAR_MAC_1904
    answer = ledger.write(book.active)
    return build_sample(book, [answer], fiscal_year=2020, forum="chugoku")
