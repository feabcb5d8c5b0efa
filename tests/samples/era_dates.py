"""Era dates in every spelling."""

from tests.samples import example
from tests.samples.ledger import Cell, break_cell
from tests.samples.sample import Sample

FORMS = {
    "令和2年6月1日": "2020-06-01",
    "令和 2 年 6 月 1 日": "2020-06-01",
    "令和２年６月１日": "2020-06-01",
    "令和２年６月１日（月）": "2020-06-01",
    "R2.6.1": "2020-06-01",
    "Ｒ２．６．１": "2020-06-01",
    "R02.06.01": "2020-06-01",
    "R2/6/1": "2020-06-01",
    "R2年6月1日": "2020-06-01",
    "令和2年\n6月1日": "2020-06-01",
    "㋿2年6月1日": "2020-06-01",
    "令2.6.1": "2020-06-01",
    "r2.6.1": "2020-06-01",
    "2020/6/1": "2020-06-01",
    "2020-06-01": "2020-06-01",
    "2020年6月1日": "2020-06-01",
    "2020.6.1": "2020-06-01",
    "20200601": "2020-06-01",
    "2020年６月１日": "2020-06-01",
    "2020/06/01 13:30": "2020-06-01",
}
OLDER = {
    "平成31年4月30日": "2019-04-30",
    "令和元年5月1日": "2019-05-01",
    "R元.5.1": "2019-05-01",
    "H31.4.1": "2019-04-01",
    "平成28年11月28日": "2016-11-28",
    "Ｈ２８．１１．２８": "2016-11-28",
}


def ok() -> Sample:
    ledger = example.supports()
    example.fill_column(ledger, "supported_on", [Cell(*form) for form in FORMS.items()])
    return example.build_from(ledger, fiscal_year=2020, forum="chugoku")


def ok_older_eras() -> Sample:
    ledger = example.members()
    for index, form in enumerate(list(OLDER.items())[:3]):
        ledger.change(index, "joined_on", Cell(*form))
    return example.build_from(ledger)


def ok_heisei() -> Sample:
    ledger = example.members()
    for index, form in enumerate(list(OLDER.items())[3:6]):
        ledger.change(index, "joined_on", Cell(*form))
    return example.build_from(ledger)


def ng() -> Sample:
    ledger = example.supports()
    words = ["令和2年13月1日", "和暦2年6月1日", "令和2年6月", "R2.6.1.5"]
    cells = [break_cell(word, "invalid_date") for word in words]
    cells[2] = Cell("令和2年6月", "2020-06-01", None, {"supported_on_text": "令和2年6月"})
    example.fill_column(ledger, "supported_on", cells)
    return example.build_from(ledger, fiscal_year=2020, forum="chugoku")
