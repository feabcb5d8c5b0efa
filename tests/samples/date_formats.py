"""Date cells shown in an era format, and workbooks that count days from 1904."""

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


def ok_1904() -> Sample:
    ledger, book = example.supports(), open_book("一覧")
    book.epoch = CALENDAR_MAC_1904
    answer = ledger.write(book.active)
    return build_sample(book, [answer], fiscal_year=2020, forum="chugoku")
