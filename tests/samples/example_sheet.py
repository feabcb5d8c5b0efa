"""A sheet that shows how the form is filled in is not loaded, and said once."""

from tests.samples import example
from tests.samples.ledger import open_book
from tests.samples.sample import Answer, Sample, build_sample


def _write(name: str, title: str) -> Sample:
    book = open_book("一覧", name)
    answers = [example.matchings().write(book["一覧"]), Answer(name, None)]
    shown = example.matchings()
    shown.above = [title]
    shown.write(book[name])
    answers[1].add_problem("example_sheet", None)
    return build_sample(book, answers, fiscal_year=2020, forum="chugoku")


def ng_by_its_name() -> Sample:
    return _write("記入例", "令和2年度 マッチング一覧（中国）")


def ng_by_its_title() -> Sample:
    return _write("Sheet2", "【見本】令和2年度 マッチング一覧（中国）")


def ok_beside_the_form() -> Sample:
    """A word on where to find the example makes no example of the sheet."""
    ledger = example.matchings()
    ledger.above.append("※記入例は別紙を参照")
    return example.build_from(ledger, fiscal_year=2020, forum="chugoku")
