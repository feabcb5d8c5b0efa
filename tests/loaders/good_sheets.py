"""Good sheets of every layout as tables, sideways, cards and matrices: read without a problem."""

from collections.abc import Iterator
from typing import Any

from loaders.grid import Area, Grid, Value
from loaders.reading.recognise import Options
from loaders.reading.records.records import Record, SheetResult, to_plain
from loaders.reading.sheets import read_sheet
from tests.samples import matching_card, plan_card
from tests.samples.example import EXAMPLES
from tests.samples.ledger import Ledger, open_book

MATRICES = {
    "forums and indicators": """
        令和2年度 KPI結果
        フォーラム|支援自治体数|フォーラム実施数|マッチング検討数
        北海道|3|5|10
        東北|4|6|20
        関東|5|7|30
        """,
    "indicators and scopes": """
        令和2年度 KPI結果
        指標|総合計|全国フォーラム|地方フォーラム
        支援自治体数|83|0|83
        フォーラム実施数|19|3|16
        マッチング検討数|113|6|107
        """,
    "events and months": """
        令和2年度 四国フォーラム 活動計画
        行事名|4月|5月|6月|1月
        講習会|○|○||
        見学会|||○|○
        出前授業||○||
        """,
}

#: Their titles do not tell a record's column from a card's; the reader says so.
NEVER_SIDEWAYS = {"kpi_results", "know_how"}


def draw(text: str) -> list[list[Value]]:
    """Rows of a text table: a line a row, `|` between cells, figures as numbers."""
    lines = [line.strip().split("|") for line in text.strip().splitlines()]
    return [[int(cell) if cell.isdecimal() else cell or None for cell in line] for line in lines]


def copy_sheet(sheet: Any) -> Grid:
    """An openpyxl sheet as a grid."""
    merges = [Area(r.min_row, r.min_col, r.max_row, r.max_col) for r in sheet.merged_cells.ranges]
    return Grid(sheet.title, [list(cells) for cells in sheet.iter_rows(values_only=True)], merges)


def draw_table(ledger: Ledger) -> Grid:
    sheet = open_book("一覧").active
    ledger.write(sheet)
    return copy_sheet(sheet)


def draw_sideways(ledger: Ledger) -> Grid:
    """Records across columns: the titles stand at the left."""
    grid = draw_table(ledger)
    head = len(ledger.above)
    return Grid("一覧", [*grid.rows[:head], *map(list, zip(*grid.rows[head:], strict=True))])


def list_good() -> Iterator[tuple[str, Grid]]:
    for layout, make in EXAMPLES.items():
        yield f"{layout}, table", draw_table(make())
        if layout not in NEVER_SIDEWAYS:
            yield f"{layout}, sideways", draw_sideways(make())
    for samples in (matching_card, plan_card):
        for name, make_sample in vars(samples).items():
            if name.startswith("ok"):
                sheet = make_sample().workbook.worksheets[0]
                yield f"{samples.__name__.rpartition('.')[2]}, {name[3:]}", copy_sheet(sheet)
    for name, text in MATRICES.items():
        yield name, Grid("一覧", draw(text))


GOOD = dict(list_good())
OPTIONS = Options(2020, None)


def read(grid: Grid) -> list[SheetResult]:
    return read_sheet(grid, "調査票.xlsx", OPTIONS)


def list_records(results: list[SheetResult]) -> list[Record]:
    return [record for result in results for record in result.records]


def list_answers(records: list[Record]) -> list[str]:
    """Each record's answers, in no order."""
    return sorted(
        repr({name: to_plain(value) for name, value in each.fields.items() if value is not None})
        for each in records
    )
