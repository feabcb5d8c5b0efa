"""Old names before mergers: read as the successor, with a warning."""

from tests.samples import example
from tests.samples.ledger import Cell
from tests.samples.sample import Sample


def ng() -> Sample:
    ledger = example.supports()
    old = {
        "因島市": "342050",
        "簸川郡斐川町": "322032",
        "深安郡神辺町": "342076",
        "阿武郡阿東町": "352039",
    }
    cells = [Cell(name, code, "renamed_government") for name, code in old.items()]
    example.fill_column(ledger, "government", cells)
    return example.build_from(ledger, fiscal_year=2020, forum="chugoku")


def ng_kinki() -> Sample:
    ledger = example.supports("kinki")
    ledger.above = ["令和2年度 近畿フォーラム 自治体支援一覧"]
    old = {"篠山市": "282219", "兵庫県篠山市": "282219", "那賀郡岩出町": "302091"}
    cells = [Cell(name, code, "renamed_government") for name, code in old.items()]
    example.fill_column(ledger, "government", cells)
    return example.build_from(ledger, fiscal_year=2020, forum="kinki")
