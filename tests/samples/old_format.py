"""The old .xls format reads the same."""

from datetime import date, datetime
from typing import Any

import xlwt

from tests.samples import example
from tests.samples.ledger import Ledger, break_cell, open_book
from tests.samples.sample import Sample, build_sample


def convert_to_xls(book: Any) -> Any:
    """An xlwt workbook with the same sheets, values, dates and merges."""
    old, dates = xlwt.Workbook(), xlwt.easyxf(num_format_str="YYYY/MM/DD")
    for sheet in book.worksheets:
        copy = old.add_sheet(sheet.title)
        merged = {(r.min_row, r.min_col): r for r in sheet.merged_cells.ranges}
        for row in sheet.iter_rows():
            for cell in row:
                area = merged.get((cell.row, cell.column))
                style = [dates] if isinstance(cell.value, date | datetime) else []
                if area:
                    bounds = (
                        area.min_row - 1,
                        area.max_row - 1,
                        area.min_col - 1,
                        area.max_col - 1,
                    )
                    copy.write_merge(*bounds, cell.value, *style)
                elif cell.value is not None:
                    copy.write(cell.row - 1, cell.column - 1, cell.value, *style)
    return old


def _sample(ledger: Ledger, **known: Any) -> Sample:
    book = open_book("一覧")
    answer = ledger.write(book.active)
    return build_sample(convert_to_xls(book), [answer], "調査票.xls", **known)


def ok() -> Sample:
    ledger = example.matchings()
    ledger.groups = [("シーズ側", ["company", "technology"])]
    return _sample(ledger, fiscal_year=2020, forum="chugoku")


def ng() -> Sample:
    ledger = example.events()
    ledger.change(1, "participants", break_cell("多数", "invalid_number"))
    return _sample(ledger, fiscal_year=2020, forum="chugoku")
