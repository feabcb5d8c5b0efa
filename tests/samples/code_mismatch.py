"""The code beside a government's name: it must mean the same one."""

from tests.samples import example
from tests.samples.ledger import Cell, Ledger, open_book
from tests.samples.sample import Answer, Sample, build_sample

CODES = {"広島市": "341002", "岡山県": "330001", "松江市": "322016"}


def _code(ledger: Ledger, codes: list[str]) -> Ledger:
    """A column of codes left of the names."""
    titles = {"~code": "団体コード", **ledger.titles}
    ledger.titles = titles
    for row, code in zip(ledger.rows, codes, strict=True):
        row.cells["~code"] = Cell(code)
    return ledger


def _build(ledger: Ledger, *rows: int) -> Sample:
    """Both cells of each of these rows are named, and the name is not taken."""
    book = open_book("一覧")
    for row in rows:
        ledger.row_problems.append((row, ["~code"], "code_mismatch"))
        written = ledger.rows[row].cells["government"].written
        ledger.change(row, "government", Cell(written, None, "code_mismatch"))
    answer: Answer = ledger.write(book.active)
    return build_sample(book, [answer], fiscal_year=2020)


def ok() -> Sample:
    return _build(_code(example.matchings(), list(CODES.values())))


def ng_one() -> Sample:
    return _build(_code(example.matchings(), ["341002", "342076", "322016"]), 1)


def ng_shifted_column() -> Sample:
    codes = list(CODES.values())
    return _build(_code(example.matchings(), [*codes[1:], codes[0]]), 0, 1, 2)
