"""The stage as a word, as different offices put it."""

from tests.samples import example
from tests.samples.ledger import Cell, Row, break_cell, copy_row, open_book, say
from tests.samples.sample import Sample, build_sample

WORDS = """
considered 検討中 検討 マッチング検討 マッチング検討中 １．検討 ①検討
agreed 成立 マッチング成立 成立済 成立済み
field_trial 現場試行 試行 試行中 現場試行中 試行実施
implemented 社会実装 実装 実装済 社会実装済み
"""


def ok() -> Sample:
    book, ledger = open_book("一覧"), example.matchings()
    first, rows = ledger.rows[0], list[Row]()
    for line in WORDS.split("\n"):
        for word in line.split()[1:]:
            need = say(f"橋梁点検の省力化その{len(rows) + 1}")
            stage = Cell(word, line.split()[0])
            rows.append(copy_row(first, stage=stage, requirement=need))
    ledger.rows = rows
    return build_sample(book, [ledger.write(book.active)], fiscal_year=2020, forum="chugoku")


def ng() -> Sample:
    """A word that names no stage."""
    book, ledger = open_book("一覧"), example.matchings()
    ledger.change(1, "stage", break_cell("よくわからない", "invalid_choice"))
    return build_sample(book, [ledger.write(book.active)], fiscal_year=2020, forum="chugoku")


def ng_two_stages() -> Sample:
    """Two stages in one cell: nobody can say which one holds."""
    book, ledger = open_book("一覧"), example.matchings()
    ledger.change(2, "stage", break_cell("検討または成立", "invalid_choice"))
    return build_sample(book, [ledger.write(book.active)], fiscal_year=2020, forum="chugoku")
