"""約, 以上, units and （内数） notes inside numbers."""

from tests.samples import example
from tests.samples.ledger import Cell, break_cell
from tests.samples.sample import Sample

FORMS = {
    "約120名": 120,
    "120名以上": 120,
    "120名（内数）": 120,
    "120人": 120,
    "１２０人": 120,
    "120 名": 120,
    "120（うちオンライン40）": 120,
    "120人超": 120,
    "120名弱": 120,
    "120余名": 120,
    "約1,200人": 1200,
    "45名\n（会場30名、Web15名）": 45,
}


def ok() -> Sample:
    ledger = example.events()
    example.fill_column(ledger, "participants", [Cell(*form) for form in FORMS.items()])
    return example.build_from(ledger, fiscal_year=2020, forum="chugoku")


def ok_kpi_units() -> Sample:
    """者, 回, 件 and % as the plan writes them."""
    ledger = example.kpi_results()
    ledger.change(0, "target", Cell("100者", 100))
    ledger.change(0, "value", Cell("83自治体", 83))
    ledger.change(1, "target", Cell("５回", 5))
    ledger.change(1, "value", Cell("3回", 3))
    ledger.change(3, "value", Cell("２回", 2))
    return example.build_from(ledger, fiscal_year=2020)


def ng() -> Sample:
    ledger = example.events()
    words = ["数十名", "定員の半分", "100名か200名"]
    example.fill_column(ledger, "participants", [break_cell(w, "invalid_number") for w in words])
    return example.build_from(ledger, fiscal_year=2020, forum="chugoku")
