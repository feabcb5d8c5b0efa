"""A note gives a colour a meaning: a status is heard, what no column asks for is pointed out."""

from openpyxl.styles import PatternFill

from tests.samples import example
from tests.samples.ledger import EMPTY, Cell, Ledger, open_book
from tests.samples.sample import Sample, build_sample

YELLOW = PatternFill("solid", fgColor="FFFFFF00")


def _write(ledger: Ledger, note: str, code: str = "") -> Sample:
    """The second record's cells are yellow, and a note says what that means."""
    ledger.above = [*ledger.above, note]
    book = open_book("一覧")
    answer = ledger.write(book.active)
    row = ledger.header_row() + 2
    for column in range(1, len(ledger.titles) + 1):
        book.active.cell(row, column).fill = YELLOW
    if code:
        answer.add_problem(code, f"A{row}")
    return build_sample(book, [answer], fiscal_year=2020, forum="chugoku")


def ok_called_off() -> Sample:
    ledger = example.events()
    for row in ledger.rows:
        row.cells["status"] = EMPTY
    ledger.rows[1].cells |= {"status": Cell(None, "cancelled"), "participants": EMPTY}
    return _write(ledger, "※黄色の行は中止")


def ok_where_only_a_change_is_shown() -> Sample:
    return _write(example.events(), "※黄色の行は前回からの変更箇所")


def ok_another_colour() -> Sample:
    return _write(example.events(), "※赤字は中止")


def ng() -> Sample:
    return _write(example.events(), "※黄色の行は要確認", "colour_meaning")


def ng_against_the_status() -> Sample:
    return _write(example.events(), "黄色：中止", "colour_meaning")
