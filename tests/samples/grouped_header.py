"""Two- and three-row headers with merged group titles."""

from tests.samples import example
from tests.samples.ledger import break_cell, open_book
from tests.samples.sample import Answer, Sample, build_sample


def ok_two_rows() -> Sample:
    """ニーズ側 and シーズ側 over their columns, the rest merged over both header rows."""
    book, ledger = open_book("一覧"), example.matchings()
    ledger.groups = [
        ("ニーズ側", ["government", "requirement"]),
        ("シーズ側", ["company", "technology"]),
    ]
    return build_sample(book, [ledger.write(book.active)], fiscal_year=2020, forum="chugoku")


def ok_same_title_in_both_groups() -> Sample:
    """名称 stands under both groups: only the group tells a government from a company."""
    book, ledger = open_book("一覧"), example.matchings()
    ledger.titles |= {"government": "自治体名称", "company": "名称", "technology": "技術名称"}
    ledger.groups = [
        ("ニーズ側", ["government", "requirement"]),
        ("シーズ側（企業）", ["company", "technology"]),
    ]
    return build_sample(book, [ledger.write(book.active)], fiscal_year=2020, forum="chugoku")


def ok_three_rows() -> Sample:
    """A merged title over the groups makes the header three rows deep."""
    book, ledger = open_book("一覧"), example.matchings()
    ledger.groups = [
        ("ニーズ側", ["government", "requirement"]),
        ("シーズ側", ["company", "technology"]),
    ]
    ledger.above += ["", ""]
    answer = ledger.write(book.active)
    top = ledger.header_row() - 2
    book.active.cell(top, 2, "マッチングの内容")
    book.active.merge_cells(start_row=top, start_column=2, end_row=top, end_column=5)
    for column in (1, 6, 7):
        book.active.unmerge_cells(
            start_row=top + 1, start_column=column, end_row=top + 2, end_column=column
        )
        title = book.active.cell(top + 1, column)
        book.active.cell(top, column, title.value)
        title.value = None
        book.active.merge_cells(
            start_row=top, start_column=column, end_row=top + 2, end_column=column
        )
    return build_sample(book, [answer], fiscal_year=2020, forum="chugoku")


def ng_fault_below_deep_header() -> Sample:
    """A fault is named at its real row although the header is two rows deep."""
    book, ledger = open_book("一覧"), example.matchings()
    ledger.groups = [("シーズ側", ["company", "technology"])]
    ledger.change(2, "considered_on", break_cell("令和2年13月", "invalid_date"))
    answer: Answer = ledger.write(book.active)
    return build_sample(book, [answer], fiscal_year=2020, forum="chugoku")
