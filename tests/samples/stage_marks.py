"""The stage as ○ ● レ ✓ 1 under one column a stage; the furthest marked stage counts."""

from tests.samples import example
from tests.samples.ledger import EMPTY, Cell, Ledger, open_book
from tests.samples.sample import Sample, build_sample

STAGES = {
    "considered": "検討",
    "agreed": "成立",
    "field_trial": "現場試行",
    "implemented": "社会実装",
}


def _mark(ledger: Ledger, marks: list[dict[str, str]], group: str | None) -> None:
    keys = [f"stage={stage}" for stage in STAGES]
    titles = {key: title for key, title in ledger.titles.items() if key != "stage"}
    ledger.titles = titles | dict(zip(keys, STAGES.values(), strict=True))
    if group:
        ledger.groups = [(group, keys)]
    for row, marked in zip(ledger.records(), marks, strict=True):
        row.cells.pop("stage")
        for stage in STAGES:
            mark = marked.get(stage)
            row.cells[f"stage={stage}"] = Cell(mark, stage) if mark else EMPTY


def ok_cumulative() -> Sample:
    """Each stage that was reached is marked."""
    book, ledger = open_book("一覧"), example.matchings()
    marks = [
        {"considered": "○"},
        {"considered": "○", "agreed": "○"},
        {"considered": "●", "agreed": "●", "field_trial": "●"},
    ]
    _mark(ledger, marks, None)
    return build_sample(book, [ledger.write(book.active)], fiscal_year=2020, forum="chugoku")


def ok_single_under_group() -> Sample:
    """Only the present stage is marked; the four columns stand under a merged title."""
    book, ledger = open_book("一覧"), example.matchings()
    _mark(ledger, [{"considered": "レ"}, {"implemented": "✓"}, {"agreed": "1"}], "進捗状況")
    return build_sample(book, [ledger.write(book.active)], fiscal_year=2020, forum="chugoku")


def ok_crosses() -> Sample:
    """× and － say that the stage was not reached."""
    book, ledger = open_book("一覧"), example.matchings()
    _mark(ledger, [{"considered": "◯"}, {"agreed": "〇"}, {"agreed": "✔"}], "段階")
    for row in ledger.records():
        row.cells["stage=implemented"] = Cell("×", None)
        row.cells["stage=field_trial"] = Cell("－", None)
    return build_sample(book, [ledger.write(book.active)], fiscal_year=2020, forum="chugoku")


def ng_no_mark() -> Sample:
    """No stage is marked: the stage is missing, at any of its four cells."""
    book, ledger = open_book("一覧"), example.matchings()
    _mark(ledger, [{"considered": "○"}, {}, {"agreed": "○"}], "進捗状況")
    answer = ledger.write(book.active)
    cells = [ledger.address(1, f"stage={stage}") for stage in STAGES]
    answer.add_problem("missing_value", cells)
    return build_sample(book, [answer], fiscal_year=2020, forum="chugoku")


def ng_strange_mark() -> Sample:
    """A word that is no mark stands under a stage."""
    book, ledger = open_book("一覧"), example.matchings()
    _mark(ledger, [{"considered": "○"}, {"considered": "○"}, {"agreed": "○"}], None)
    ledger.records()[1].cells["stage=agreed"] = Cell("要確認", None, "invalid_choice")
    answer = ledger.write(book.active)
    answer.records[1]["fields"]["stage"] = None
    return build_sample(book, [answer], fiscal_year=2020, forum="chugoku")
