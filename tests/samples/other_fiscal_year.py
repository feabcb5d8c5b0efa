"""The nearest word on the year holds: the row's column, a heading, the block's title, the sheet."""

from openpyxl import Workbook

from tests.samples import example
from tests.samples.ledger import EMPTY, Cell, Ledger, Row, open_book
from tests.samples.sample import Answer, Sample, build_sample


def _date(ledger: Ledger, at: int, written: str, on: str) -> None:
    ledger.rows[at].cells["held"] = Cell(written, example.schedule(written, on, "day"))


def ng_heading_rows() -> Sample:
    """令和元年度（参考） holds for the rows below it, until 令和2年度 comes."""
    ledger = example.events()
    _date(ledger, 0, "9/1", "2019-09-01")
    _date(ledger, 1, "9/1", "2020-09-01")
    ledger.rows[0].code = "other_fiscal_year"
    ledger.rows.insert(1, Row({"name": Cell("令和2年度")}, kind="heading"))
    ledger.rows.insert(0, Row({"name": Cell("令和元年度（参考）")}, kind="heading"))
    return example.build_from(ledger, fiscal_year=2020)


def ng_column() -> Sample:
    """A column 年度; a cell left blank goes on with the year above it."""
    ledger = example.events()
    ledger.titles = {"~year": "年度", **ledger.titles}
    for row, year in zip(ledger.rows, ["令和2年度", "R1", None], strict=True):
        row.cells["~year"] = Cell(year) if year else EMPTY
    _date(ledger, 0, "9/1", "2020-09-01")
    _date(ledger, 1, "3/1", "2020-03-01")
    _date(ledger, 2, "9/3", "2019-09-03")
    answer = ledger.write((book := open_book("一覧")).active)
    for at in (1, 2):
        answer.add_problem("other_fiscal_year", ledger.address(at, "name"))
    return build_sample(book, [answer], fiscal_year=2020)


def _write_blocks(*titles: str) -> tuple[Workbook, Answer, list[Ledger]]:
    book, row, ledgers = open_book("実績"), 1, []
    answer = Answer("実績", "events")
    for title in titles:
        ledger = example.events()
        ledger.above, ledger.first_row = [title], row
        ledgers.append(ledger)
        row += len(ledger.rows) + 4
    return book, answer, ledgers


def ng_blocks() -> Sample:
    """Two tables below each other, each under its own year."""
    book, answer, (this, last) = _write_blocks("■令和2年度分（中国フォーラム）", "■令和元年度分")
    for at in range(3):
        _date(this, at, f"{at + 5}/1", f"2020-0{at + 5}-01")
        _date(last, at, f"{at + 5}/1", f"2019-0{at + 5}-01")
        last.rows[at].code = "other_fiscal_year"
    for ledger in (this, last):
        ledger.write(book.active, answer)
    return build_sample(book, [answer], fiscal_year=2020)


def ok_heading_of_its_own_year() -> Sample:
    ledger = example.events()
    _date(ledger, 0, "9/1", "2020-09-01")
    ledger.rows.insert(0, Row({"name": Cell("令和2年度実績")}, kind="heading"))
    return example.build_from(ledger, fiscal_year=2020)


def ok_file_of_another_year() -> Sample:
    """What the sheet says goes before what its file is called."""
    ledger = example.events()
    _date(ledger, 0, "9/1", "2020-09-01")
    return example.build_from(ledger, file="R3年度_行事実績.xlsx", fiscal_year=2020)
