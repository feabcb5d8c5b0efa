"""Tables under a heading that says not to count them are left out, and said once."""

from tests.samples import example
from tests.samples.ledger import Ledger, open_book
from tests.samples.sample import Answer, Sample, build_sample


def _second(heading: str, **place: int) -> Ledger:
    """The same list once more, with other governments, under a heading of its own."""
    second = example.supports()
    second.above = [heading]
    for name, value in place.items():
        setattr(second, name, value)
    return second


def _build(second: Ledger, code: str | None) -> Sample:
    book, first = open_book("報告"), example.supports()
    answer = first.write(book.active)
    second.write(book.active, Answer("報告", "supports"))
    if code:
        answer.add_problem(code, f"{'AH'[second.first_column > 1]}{second.first_row}")
    return build_sample(book, [answer], fiscal_year=2020, forum="chugoku")


def ng_old_draft_below() -> Sample:
    last = example.supports().last_row()
    return _build(_second("旧案（使用しない）", first_row=last + 3), "set_aside")


def ng_draft_beside() -> Sample:
    return _build(_second("※下書き", first_column=8), "set_aside")


def ok_draft_in_the_title() -> Sample:
    """A plan is called a draft until it is decided; it is the one that counts."""
    plans = example.supports()
    plans.above[-1] += "（案）"
    return example.build_from(plans, fiscal_year=2020, forum="chugoku")
