"""A comment beside a record's cell is pointed out; help for filling in is not."""

from openpyxl.comments import Comment

from tests.samples import example
from tests.samples.ledger import open_book
from tests.samples.sample import Sample, build_sample


def _write(row: int, text: str, code: str = "") -> Sample:
    ledger, book = example.matchings(), open_book("一覧")
    answer = ledger.write(book.active)
    cell = f"B{ledger.header_row() + row}"
    book.active[cell].comment = Comment(text, "山田")
    if code:
        answer.add_problem(code, cell)
    return build_sample(book, [answer], fiscal_year=2020, forum="chugoku")


def ok_help_for_filling_in() -> Sample:
    return _write(1, "記入例：広島市")


def ok_beside_a_title() -> Sample:
    return _write(0, "団体の正式な名称")


def ng() -> Sample:
    return _write(2, "山田:\n日程は電話で確認", "cell_comment")
