"""Several editions of a sheet in one workbook: the newest counts, whatever stands where."""

from dataclasses import replace

import pytest

from loaders.check import FileResult, read_workbook
from loaders.grid import Grid
from loaders.opening.safe_open import Workbook
from loaders.reading.recognise import Options
from tests.loaders.good_sheets import GOOD
from tests.loaders.mutations import insert_rows
from tests.loaders.test_mutations import TABLES


def entitle(name: str, sheet: str, heading: str) -> Grid:
    """A good sheet under another name, with a heading of its own above."""
    grid = replace(insert_rows(GOOD[name], 1), sheet=sheet)
    grid.rows[0] = [heading]
    return grid


def read_book(*grids: Grid) -> FileResult:
    return read_workbook(Workbook("x.xlsx", "0" * 64, list(grids)), Options(2020))


@pytest.mark.parametrize("name", TABLES)
def test_older_edition_is_set_aside_where_it_says_so(name: str) -> None:
    old = entitle(name, "一", "第1版　R2.9.30現在　→最新版を参照のこと")
    new = entitle(name, "二", "最新版　R3.3.31現在")
    for book in (read_book(old, new), read_book(new, old)):
        first, second = sorted(book.sheets, key=lambda each: each.sheet)
        assert [each.code for each in first.problems] == ["set_aside"]
        assert (first.records, len(second.records) > 0, second.problems) == ([], True, [])


@pytest.mark.parametrize(
    ("headings", "left"),
    [
        *((("第1版", "第2版"), "二"), (("Ver.3", "Ver.2"), "一"), (("速報版", "確定版"), "二")),
        *((("旧版", ""), "二"), (("第2版", "第10版"), "二")),
        # nothing says which is meant: the second repeats the first
        *((("第1版", "第1版"), "一二"), (("第2版", ""), "一二"), (("出版物", "版画"), "一二")),
    ],
)
def test_newest_edition_counts(headings: tuple[str, str], left: str) -> None:
    first, second = headings
    book = read_book(entitle("events, table", "一", first), entitle("events, table", "二", second))
    assert "".join(each.sheet for each in book.sheets if each.records) == left


def test_edition_of_another_year_counts_in_its_own() -> None:
    old = entitle("events, table", "R1", "令和元年度 第1版")
    book = read_workbook(
        Workbook("x.xlsx", "0" * 64, [old, entitle("events, table", "R2", "令和2年度 第2版")]),
        Options(),
    )
    assert [each.fiscal_year for each in book.sheets if each.records] == [2019, 2020]
