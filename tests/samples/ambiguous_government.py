"""A name that exists in several prefectures: the forum's block decides, else it is named."""

from tests.samples import example
from tests.samples.ledger import Cell, break_cell
from tests.samples.sample import Sample


def ok_block_decides() -> Sample:
    ledger = example.supports()
    cells = [Cell("府中市", "342084"), Cell("美郷町", "324485"), Cell("南部町", "313891")]
    example.fill_column(ledger, "government", cells)
    return example.build_from(ledger, fiscal_year=2020, forum="chugoku")


def ng_no_block() -> Sample:
    """A roster of the whole country has no block."""
    ledger = example.members()
    for index, name in enumerate(["府中市", "伊達市", "池田町"]):
        ledger.change(index, "government", break_cell(name, "ambiguous_government"))
    return example.build_from(ledger)


def ng_twice_in_the_block() -> Sample:
    """太子町 stands in 大阪府 and in 兵庫県, both 近畿."""
    ledger = example.supports("kinki")
    ledger.above = ["令和2年度 近畿フォーラム 自治体支援一覧"]
    cells = [break_cell("太子町", "ambiguous_government"), Cell("大阪府太子町", "273813")]
    cells += [break_cell("美浜町", "ambiguous_government"), Cell("日高町", "303828")]
    example.fill_column(ledger, "government", cells)
    return example.build_from(ledger, fiscal_year=2020, forum="kinki")
