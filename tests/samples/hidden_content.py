"""Hidden rows, columns and sheets are read, with a warning."""

from tests.samples import example
from tests.samples.ledger import open_book
from tests.samples.sample import Answer, Sample, build_sample


def _warn(answer: Answer) -> Answer:
    """One warning at least; where and how often is left open."""
    answer.problems.append({"code": "hidden_content", "cell": None, "allow": ["hidden_content"]})
    return answer


def ng_row() -> Sample:
    ledger, book = example.matchings(), open_book("一覧")
    answer = _warn(ledger.write(book.active))
    book.active.row_dimensions[ledger.header_row() + 2].hidden = True
    return build_sample(book, [answer], fiscal_year=2020, forum="chugoku")


def ng_column() -> Sample:
    ledger, book = example.matchings(), open_book("一覧")
    answer = _warn(ledger.write(book.active))
    book.active.column_dimensions["E"].hidden = True
    return build_sample(book, [answer], fiscal_year=2020, forum="chugoku")


def ng_sheet() -> Sample:
    ledger, hidden = example.matchings(), example.supports()
    book = open_book("一覧", "控え")
    answers = [ledger.write(book["一覧"]), _warn(hidden.write(book["控え"]))]
    book["控え"].sheet_state = "hidden"
    return build_sample(book, answers, fiscal_year=2020, forum="chugoku")
