"""A vague `*_on` date: the first day of its period, the text kept beside it."""

from tests.samples import example
from tests.samples.ledger import Cell, break_cell
from tests.samples.sample import Sample

FORMS = {
    "令和2年6月": "2020-06-01",
    "6月頃": "2020-06-01",
    "6月下旬": "2020-06-21",
    "6月中旬": "2020-06-11",
    "令和2年8月末": "2020-08-21",
    "秋頃": "2020-09-01",
    "第2四半期": "2020-07-01",
    "下半期": "2020-10-01",
    "2月": "2021-02-01",
    "R3.3": "2021-03-01",
    "令和2年度": "2020-04-01",
}


def ok() -> Sample:
    ledger = example.supports()
    cells = [Cell(t, on, None, {"supported_on_text": t}) for t, on in FORMS.items()]
    example.fill_column(ledger, "supported_on", cells)
    return example.build_from(ledger, fiscal_year=2020, forum="chugoku")


def ng() -> Sample:
    ledger = example.supports()
    words = ["そのうち", "13月頃", "令和2年6月上々旬"]
    example.fill_column(ledger, "supported_on", [break_cell(w, "invalid_date") for w in words])
    return example.build_from(ledger, fiscal_year=2020, forum="chugoku")
