"""Footnotes below the table are no records."""

from tests.samples import example
from tests.samples.ledger import break_cell
from tests.samples.sample import Sample

NOTES = [
    "※活動計画は、新型コロナウイルス感染症の状況を踏まえ、今後見直す可能性がある",
    "（注）会員以外の自治体を含む。",
    "注１：令和3年3月31日現在",
    "* 参加者数は速報値",
    "出典：中国フォーラム事務局",
]


def ok() -> Sample:
    ledger = example.events()
    ledger.below = NOTES
    return example.build_from(ledger, fiscal_year=2020, forum="chugoku")


def ok_after_blank_row() -> Sample:
    ledger = example.matchings()
    ledger.below = ["", *NOTES, "", "以上"]
    return example.build_from(ledger, fiscal_year=2020, forum="chugoku")


def ng() -> Sample:
    """A fault in the last row above the footnotes."""
    ledger = example.supports()
    ledger.below = NOTES
    ledger.change(2, "government", break_cell("見本架空市", "unknown_government"))
    return example.build_from(ledger, fiscal_year=2020, forum="chugoku")
