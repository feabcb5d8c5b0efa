"""Numbers instead of words, and what explains them above, below or on another sheet."""

from openpyxl import Workbook

from tests.samples import example
from tests.samples.ledger import Cell, Ledger, open_book
from tests.samples.sample import Answer, Sample, build_sample

STAGES = "【段階】①検討　②成立　③現場試行　④社会実装"
FIELDS = "※技術分野　1:道路、2:河川、3:砂防、4:海岸、5:港湾、6:建物"
CODES = [
    ("段階", None, "技術分野", None),
    (1, "検討", 1, "道路"),
    (2, "成立", 2, "河川"),
    (3, "現場試行", 3, "砂防"),
    (4, "社会実装", 4, "海岸"),
    (None, None, 5, "港湾"),
    (None, None, 6, "建物"),
]


def _code() -> Ledger:
    ledger = example.matchings()
    ledger.titles["fields"] = "技術分野"
    stages = [("①", "considered"), ("２", "agreed"), (3, "field_trial"), ("④", "implemented")]
    fields = [("1", ["道路"]), ("1,2", ["道路", "河川"]), ("④・⑥", ["海岸", "建物"]), (3, ["砂防"])]
    for row, stage, chosen in zip(ledger.rows, stages, fields, strict=False):
        row.cells |= {"stage": Cell(*stage), "fields": Cell(*chosen)}
    return ledger


def ok_above() -> Sample:
    ledger = _code()
    ledger.above += [STAGES, FIELDS]
    return example.build_from(ledger, fiscal_year=2020, forum="chugoku")


def ok_below() -> Sample:
    ledger = _code()
    ledger.below = ["", FIELDS, STAGES]
    return example.build_from(ledger, fiscal_year=2020, forum="chugoku")


def ok_on_a_sheet() -> Sample:
    book: Workbook = open_book("一覧", "コード表")
    sheet = book["コード表"]
    for line in CODES:
        sheet.append(line)
    answers = [_code().write(book["一覧"]), Answer("コード表", None)]
    answers[1].add_problem("unknown_layout", None)
    return build_sample(book, answers, fiscal_year=2020, forum="chugoku")


def ng_without_a_legend() -> Sample:
    """Nobody can tell what they mean: said once, at the first."""
    ledger, book = example.matchings(), open_book("一覧")
    for at, row in enumerate(ledger.rows, start=1):
        row.cells["stage"] = Cell(at)
    answer = ledger.write(book.active)
    answer.add_problem("uncertain_column", ledger.address(0, "stage"))
    return build_sample(book, [answer], fiscal_year=2020, forum="chugoku")
