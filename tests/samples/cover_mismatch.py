"""The forum and year of a letter in the workbook, where the sheet itself leaves them open."""

from tests.samples import example
from tests.samples.ledger import Ledger, open_book
from tests.samples.sample import Answer, Sample, build_sample

LETTER = ["事務連絡", "国民会議　{forum}フォーラム事務局　御中", "令和２年度の状況について（回答）"]


def _write(ledger: Ledger, forum: str) -> tuple[Answer, Sample]:
    book = open_book("送付状", "一覧")
    for line in LETTER:
        book["送付状"].append((line.format(forum=forum),))
    letter, answer = Answer("送付状", None), ledger.write(book["一覧"])
    letter.add_problem("unknown_layout", None)
    return answer, build_sample(book, [letter, answer], fiscal_year=2020, forum="chugoku")


def ok_where_the_sheet_says_nothing() -> Sample:
    ledger = example.matchings()
    ledger.above = ["マッチング一覧"]
    return _write(ledger, "中国")[1]


def ng() -> Sample:
    answer, sample = _write(example.matchings(), "四国")
    answer.add_problem("cover_mismatch", None)
    return sample
