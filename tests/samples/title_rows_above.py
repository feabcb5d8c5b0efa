"""Title and note rows above the header; the header anywhere in the first 30 rows."""

from tests.samples import example
from tests.samples.ledger import break_cell, open_book
from tests.samples.sample import Sample, build_sample

NOTES = [
    "（別紙１）",
    "令和2年度　中国フォーラム　自治体支援一覧",
    "記入要領",
    "１．各フォーラムで実施した自治体への支援を記入してください。",
    "２．支援日は和暦で記入してください（例：令和2年4月1日）。",
    "提出期限：令和3年4月30日（金）",
    "担当：中国フォーラム事務局　電話 082-000-0000",
]


def ok() -> Sample:
    book, ledger = open_book("様式1"), example.supports()
    ledger.above = NOTES
    return build_sample(book, [ledger.write(book.active)], fiscal_year=2020, forum="chugoku")


def ok_header_in_row_29() -> Sample:
    book, ledger = open_book("様式1"), example.supports()
    ledger.above = NOTES + [""] * 21
    ledger.first_column = 3
    return build_sample(book, [ledger.write(book.active)], fiscal_year=2020, forum="chugoku")


def ng() -> Sample:
    """A fault below many notes is named at its real cell."""
    book, ledger = open_book("様式1"), example.supports()
    ledger.above = NOTES + [""] * 10
    ledger.first_column = 2
    ledger.change(1, "government", break_cell("霞が関架空市", "unknown_government"))
    return build_sample(book, [ledger.write(book.active)], fiscal_year=2020, forum="chugoku")
