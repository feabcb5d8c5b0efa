"""Government names with and without prefecture, with 郡, office or blanks."""

from tests.samples import example
from tests.samples.ledger import Cell, break_cell
from tests.samples.sample import Sample

FORMS = {
    "広島市": "341002",
    "広島県広島市": "341002",
    "広島県　広島市": "341002",
    "広島市役所": "341002",
    " 広島市　": "341002",
    "広 島 市": "341002",
    "安芸郡府中町": "343021",
    "広島県安芸郡府中町": "343021",
    "府中町": "343021",
    "府中市": "342084",
    "広島県": "340006",
    "広島県庁": "340006",
    "府中町役場": "343021",
    "日野町": "314021",
    "鳥取県南部町": "313891",
}


def ok() -> Sample:
    ledger = example.supports()
    example.fill_column(ledger, "government", [Cell(*form) for form in FORMS.items()])
    return example.build_from(ledger, fiscal_year=2020, forum="chugoku")


def ok_prefecture_column() -> Sample:
    """A column of prefectures decides between governments of one name."""
    ledger = example.members()
    ledger.titles = {"~prefecture": "都道府県", **ledger.titles}
    governments = [("東京都", "府中市", "132063"), ("広島県", "府中市", "342084")]
    governments.append(("福島県", "伊達市", "072133"))
    for index, (prefecture, name, code) in enumerate(governments):
        ledger.change(index, "~prefecture", Cell(prefecture))
        ledger.change(index, "government", Cell(name, code))
    return example.build_from(ledger)


def ng() -> Sample:
    ledger = example.supports()
    names = ["架空市", "広島県架空町", "国土交通省", "？？市"]
    cells = [break_cell(name, "unknown_government") for name in names]
    example.fill_column(ledger, "government", cells)
    return example.build_from(ledger, fiscal_year=2020, forum="chugoku")
