"""Rows that their sender took back, struck through or marked so; struck parts of a cell."""

from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from tests.samples import example
from tests.samples.ledger import EMPTY, Cell, Ledger, copy_row, say
from tests.samples.sample import Sample

STRUCK = InlineFont(strike=True)


def _mark(ledger: Ledger, at: int, mark: str) -> Ledger:
    """A column of remarks, in which one row is marked."""
    ledger.titles["~remark"] = "備考"
    for row in ledger.rows:
        row.cells["~remark"] = EMPTY
    ledger.rows[at].cells["~remark"] = say(mark)
    ledger.rows[at].code = "withdrawn_record"
    return ledger


def ok_struck_part() -> Sample:
    """The old number is struck through and the new one stands beside it."""
    ledger = example.events()
    written = CellRichText(TextBlock(STRUCK, "45"), "52名")
    ledger.change(1, "participants", Cell(written, 52))
    renamed = CellRichText(
        "第2回", TextBlock(STRUCK, "講演会"), TextBlock(InlineFont(), "フォーラム")
    )
    ledger.change(2, "name", Cell(renamed, "第2回フォーラム"))
    return example.build_from(ledger, fiscal_year=2020)


def ok_struck_cell() -> Sample:
    """One answer struck through is no answer; its row holds."""
    ledger = example.events()
    ledger.change(1, "participants", Cell(45, None, None, {"struck": True}))
    return example.build_from(ledger, fiscal_year=2020)


def ok_remark_about_deleting() -> Sample:
    ledger = _unmark(_mark(example.matchings(), 1, "重複箇所は削除予定"))
    sample = example.build_from(ledger, fiscal_year=2020)
    remark = {"code": "unread_cells", "cell": None}
    sample.expected["sheets"][0]["problems"].append(remark)
    return sample


def _unmark(ledger: Ledger) -> Ledger:
    for row in ledger.rows:
        row.code = None
    return ledger


def ng_struck_row() -> Sample:
    ledger = example.matchings()
    ledger.rows[1].struck, ledger.rows[1].code = True, "withdrawn_record"
    return example.build_from(ledger, fiscal_year=2020)


def ng_struck_and_written_again() -> Sample:
    """The row below says the same anew: no duplicate, as the struck one does not count."""
    ledger = example.members()
    ledger.rows.insert(1, copy_row(ledger.rows[0]))
    ledger.rows[0].struck, ledger.rows[0].code = True, "withdrawn_record"
    return example.build_from(ledger)


def ng_marked_row() -> Sample:
    return example.build_from(_mark(example.matchings(), 1, "取下げ"), fiscal_year=2020)


def ng_marked_with_reason() -> Sample:
    return example.build_from(_mark(example.supports(), 0, "（重複のため削除）"), fiscal_year=2020)
