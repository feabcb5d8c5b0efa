"""The same record twice in one sheet: named at the second."""

from tests.samples import example
from tests.samples.ledger import Ledger, copy_row, open_book, say
from tests.samples.sample import Sample, build_sample


def _again(ledger: Ledger, at: int) -> Ledger:
    copy = copy_row(ledger.rows[at])
    copy.code = "duplicate_record"
    ledger.rows.append(copy)
    return ledger


def ok() -> Sample:
    """One government, two technologies: two records."""
    ledger = example.matchings()
    ledger.rows.append(copy_row(ledger.rows[0], technology=say("打音検査ロボット")))
    return example.build_from(ledger, fiscal_year=2020, forum="chugoku")


def ng_matchings() -> Sample:
    return example.build_from(_again(example.matchings(), 0), fiscal_year=2020)


def ng_members() -> Sample:
    return example.build_from(_again(example.members(), 1))


def ng_events() -> Sample:
    return example.build_from(_again(example.events(), 2), fiscal_year=2020)


def ng_kpi_results() -> Sample:
    return example.build_from(_again(example.kpi_results(), 5), fiscal_year=2020)


def _write_twice(first: str, second: str, named_on: str, hidden: str = "") -> Sample:
    """The same sheet twice; the one `named_on` waits."""
    book, answers = open_book(first, second), []
    for name in (first, second):
        ledger = example.events()
        answers.append(ledger.write(book[name]))
        if name == named_on:
            answers[-1].add_problem("duplicate_record", ledger.address(0, "name"))
    if hidden:
        book[hidden].sheet_state = "hidden"
        answers[[first, second].index(hidden)].add_problem("hidden_content", None)
    return build_sample(book, answers, fiscal_year=2020, forum="chugoku")


def ng_copy_of_the_sheet() -> Sample:
    return _write_twice("提出用", "控え", named_on="控え")


def ng_copy_that_comes_first() -> Sample:
    return _write_twice("（控）", "提出用", named_on="（控）")


def ng_hidden_draft() -> Sample:
    return _write_twice("9月版", "10月版", named_on="9月版", hidden="9月版")


def ng_row_on_two_sheets() -> Sample:
    """One of three rows stands on another sheet too: that one waits."""
    book = open_book("一覧", "追加分")
    ledger, more = example.matchings(), example.matchings()
    more.rows = [copy_row(ledger.rows[0], technology=say("打音検査")), copy_row(ledger.rows[1])]
    more.rows[1].code = "duplicate_record"
    answers = [ledger.write(book["一覧"]), more.write(book["追加分"])]
    return build_sample(book, answers, fiscal_year=2020, forum="chugoku")


def ok_two_forums() -> Sample:
    """Each forum's sheet tells of its own; equal names are no copies."""
    book = open_book("中国", "四国")
    here, there = example.events(), example.events("shikoku")
    there.above = ["令和2年度 四国フォーラム 行事実績"]
    answers = [here.write(book["中国"]), there.write(book["四国"])]
    return build_sample(book, answers, fiscal_year=2020)
