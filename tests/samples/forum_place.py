"""The forum stands in the title, the sheet's or file's name, a cell, a column, or is given."""

from tests.samples import example
from tests.samples.ledger import Cell, Ledger, open_book
from tests.samples.sample import Sample, build_sample


def _untold() -> Ledger:
    ledger = example.matchings()
    ledger.above = ["令和2年度 マッチング一覧"]
    return ledger


def ok_title() -> Sample:
    ledger = _untold()
    ledger.above = ["インフラメンテナンス国民会議　中国フォーラム", "令和2年度 マッチング一覧"]
    return example.build_from(ledger, fiscal_year=2020, forum="chugoku")


def ok_sheet_name() -> Sample:
    return example.build_from(_untold(), "中国フォーラム", fiscal_year=2020, forum="chugoku")


def ok_short_sheet_name() -> Sample:
    return example.build_from(_untold(), "中国", fiscal_year=2020, forum="chugoku")


def ok_file_name() -> Sample:
    file = "【中国フォーラム】R2調査票.xlsx"
    return example.build_from(_untold(), file=file, fiscal_year=2020, forum="chugoku")


def ok_cell() -> Sample:
    ledger = _untold()
    ledger.above.append("フォーラム名：中国フォーラム")
    return example.build_from(ledger, fiscal_year=2020, forum="chugoku")


def ok_cell_beside() -> Sample:
    """フォーラム名 in one cell, its value in the next."""
    ledger, book = _untold(), open_book("一覧")
    ledger.above += ["フォーラム名", ""]
    answer = ledger.write(book.active)
    book.active["B2"] = "中国フォーラム"
    return build_sample(book, [answer], fiscal_year=2020, forum="chugoku")


def ok_option() -> Sample:
    return example.build_from(
        _untold(), options={"forum": "chugoku"}, fiscal_year=2020, forum="chugoku"
    )


def ok_column() -> Sample:
    """One sheet of several forums."""
    ledger = example.events(None)
    ledger.above = ["令和2年度 地方フォーラム開催実績"]
    ledger.titles = {"forum": "地方フォーラム名", **ledger.titles}
    forums = [("北海道フォーラム", "hokkaido"), ("北陸", "hokuriku"), ("沖縄フォーラム", "okinawa")]
    for index, (name, forum) in enumerate(forums):
        ledger.change(index, "forum", Cell(name, forum))
    return example.build_from(ledger, fiscal_year=2020)


def ok_national_forum() -> Sample:
    """A national body's own events."""
    ledger = example.events("innovative_technology")
    ledger.above = ["令和2年度 革新的技術フォーラム 開催実績"]
    return example.build_from(ledger, fiscal_year=2020, forum="innovative_technology")


def ng_nowhere() -> Sample:
    ledger, book = _untold(), open_book("一覧")
    ledger.implied = {"forum": None}
    answer = ledger.write(book.active)
    problem = {"code": "missing_value", "cell": None, "or": ["missing_column"]}
    answer.problems.append({**problem, "allow": ["missing_value", "missing_column"]})
    return build_sample(book, [answer], fiscal_year=2020)


def ng_unknown_in_column() -> Sample:
    ledger = example.events(None)
    ledger.above = ["令和2年度 地方フォーラム開催実績"]
    ledger.titles = {"forum": "フォーラム", **ledger.titles}
    ledger.change(0, "forum", Cell("四国", "shikoku"))
    ledger.change(1, "forum", Cell("南極フォーラム", None, "invalid_choice"))
    ledger.change(2, "forum", Cell("九州フォーラム", "kyushu"))
    return example.build_from(ledger, fiscal_year=2020)
