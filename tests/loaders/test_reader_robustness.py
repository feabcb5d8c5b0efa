"""Any grid whatever: the reader answers, never raises, and looks at no cell too often.

Time is not taken from a clock: `count_calls` counts what the reader does, and a sheet eight
times as large may not take much more than eight times as much of it.
"""

import random
from collections.abc import Callable
from cProfile import Profile
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.layout import load_layouts, title_keys
from loaders.grid import Area, Grid, Value
from loaders.reading.headers.headers import find_headers
from loaders.reading.recognise import MOST_LOOKS, Options
from loaders.reading.records.records import SheetResult
from loaders.reading.sheets import read_sheet
from loaders.values.coerce import split_target
from tests.loaders.account_law import check_results

TITLES = sorted({field.title for layout in load_layouts() for field in layout.fields})
WORDS = [
    *("〃", "同上", "計", "小計", "合計", "R2.6.1", "6月上旬", "広島市", "府中市"),
    *("○", "×", "検討", "例", "※注", "(1)", "未定", "該当なし", "－", "（河川）・道路", "57%"),
    *("令和2年度 マッチング一覧", "会員名簿", "【広島県】", "（" * 40, "\ud800", "\u202e"),
]
MOMENTS: list[Value] = [
    *(date(2020, 6, 1), date.max, date.min, datetime.max, time.max, timedelta.max, timedelta.min),
    *(float("nan"), float("inf"), 1e308, 10**400, -1, 0, True, 44000, 2958466, 1e-300),
]
HEADER: list[Value] = ["自治体名", "支援内容", "支援日", "フォーラム"]
ROW: list[Value] = ["広島市", "相談", "R2.6.1", "中国"]

cells = st.one_of(
    st.none(),
    st.sampled_from(TITLES),
    st.sampled_from(WORDS),
    st.sampled_from(MOMENTS),
    st.text(st.characters(), max_size=20),  # surrogates and control characters included
)
areas = st.builds(
    lambda row, column, height, width: Area(row, column, row + height, column + width),
    *(st.integers(1, 12), st.integers(1, 8), st.integers(0, 30), st.integers(0, 30)),
)
positions = st.tuples(st.integers(1, 14), st.integers(1, 9))
options = st.builds(
    Options,
    fiscal_year=st.none() | st.integers(1, 9998),
    forum=st.none() | st.sampled_from(["chugoku", "nobody"]),
    titles=st.dictionaries(
        st.tuples(st.sampled_from([each.id for each in load_layouts()]), st.sampled_from(TITLES)),
        st.sampled_from(["name", "government", "nothing"]),
        max_size=3,
    ),
)
grids = st.builds(
    Grid,
    sheet=st.sampled_from(["一覧", "令和2年度 行事実績", "\ud800", ""]),
    rows=st.lists(st.lists(cells, max_size=8), max_size=12),
    merges=st.lists(areas, max_size=4),
    hidden=st.booleans(),
    hidden_rows=st.frozensets(st.integers(1, 14), max_size=3),
    hidden_columns=st.frozensets(st.integers(1, 9), max_size=3),
    percents=st.frozensets(positions, max_size=3),
    errors=st.dictionaries(positions, st.just("#N/A"), max_size=3),
    conflicts=st.dictionaries(positions, st.just(("1", "2")), max_size=2),
    struck=st.dictionaries(positions, cells, max_size=3),
)


def read_all(grid: Grid, choice: Options | None = None) -> list[SheetResult]:
    """The results, once they have been shown to be presentable."""
    results = read_sheet(grid, "一覧.xlsx", choice or Options())
    assert results
    assert all(result.to_json()["sheet"] == grid.sheet for result in results)
    check_results(results)
    return results


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(grid=grids, choice=options)
def test_any_grid_is_answered_without_raising(grid: Grid, choice: Options) -> None:
    read_all(grid, choice)


@pytest.mark.parametrize("seed", range(60))
def test_sheet_of_titles_and_marks_at_random_is_answered(seed: int) -> None:
    pick = random.Random(seed)  # noqa: S311 (no secret)
    width, height = pick.choice([(3, 60), (12, 40), (40, 12), (300, 4)])
    words: list[Value] = [*TITLES, *WORDS, *MOMENTS, None, None]
    rows = [[pick.choice(words) for _ in range(width)] for _ in range(height)]
    corners = [(pick.randint(1, height), pick.randint(1, width)) for _ in range(20)]
    merges = [Area(row, column, row + pick.randint(0, 9), column + 3) for row, column in corners]
    read_all(Grid("一覧", rows, merges))


@pytest.mark.parametrize("piece", ["（", "(1)", "R2.6.1、", "検討・", "〃", "1,", "県", " "])
def test_cells_as_long_as_excel_allows_are_answered(piece: str) -> None:
    text = (piece * 32_767)[:32_767]
    fields = [field.title for layout in load_layouts() for field in layout.fields]
    for layout in load_layouts():
        titles: list[Value] = [field.title for field in layout.fields]
        read_all(Grid(layout.title, [titles, [text] * len(titles), [text[:59]] * len(titles)]))
    read_all(Grid(text[:31], [[text], [*fields[:5], text], [text] * 6]))


@pytest.mark.parametrize("text", ["a" + " " * 32_000 + "b", "令和" * 16_000, "1," * 16_000])
def test_text_too_long_for_a_title_is_not_searched_for_one(text: str) -> None:
    """The patterns for titles and targets take the square of a text's length."""
    assert (title_keys(text), split_target(text)) == ((), (text, None))


def count_calls(work: Callable[[], Any]) -> int:
    """How many function calls a piece of work makes."""
    profile = Profile()
    profile.runcall(work)
    return sum(entry.callcount for entry in profile.getstats())


def _stack(*rows: list[Value]) -> Callable[[int], Grid]:
    return lambda size: Grid("支援", [HEADER, *(list(row) for _ in range(size) for row in rows)])


def _totals(*rows: list[Value]) -> Callable[[int], Grid]:
    head: list[Value] = ["行事名", "開催日", "参加者数"]
    return lambda size: Grid("行事実績", [head, *(list(row) for _ in range(size) for row in rows)])


def _titles_wide(size: int) -> Grid:
    return Grid("一覧", [[f"{TITLES[at % len(TITLES)]}" for at in range(size)] for _ in range(3)])


def _strangers_wide(size: int) -> Grid:
    return Grid("支援", [[*HEADER, *(f"不明な題名{at}の説明" for at in range(size))], ROW])


def _merges(size: int) -> Grid:
    return Grid("支援", [HEADER, *([*ROW] for _ in range(200))], [Area(1, 1, 199, 4)] * size)


def _captions(size: int) -> Grid:
    block: list[list[Value]] = [["中国フォーラム"], ["活動目的と概要", "目的"]]
    block += [["行事名", "開催予定日", "内容"], ["総会", "6月", "x"]]
    return Grid("活動計画", [list(row) for _ in range(size) for row in block])


def _cards(size: int) -> Grid:
    titles: list[list[Value]] = [["自治体名", "広島市"], ["求める内容", "a"], ["企業名", "b"]]
    return Grid("マッチングカード", [list(row) for _ in range(size) for row in titles])


SHEETS: dict[str, tuple[Callable[[int], Grid], int]] = {
    "rows": (_stack(ROW), 500),
    "dittos": (_stack(["〃"] * 4), 500),
    "headers": (_stack(HEADER), 160),
    "headers and rows": (_stack(HEADER, ROW), 250),
    "headings": (_stack(["【広島県】"]), 500),
    "totals below": (_totals(["a", "6/1", 1], ["計", None, 1]), 300),
    "totals above": (_totals(["計", None, 1], ["a", "6/1", 1]), 300),
    "totals alone": (_totals(["計", None, 1]), 500),
    "wide titles": (_titles_wide, 300),
    "wide strangers": (_strangers_wide, 2400),
    "merges": (_merges, 1000),
    "captions": (_captions, 80),
    "cards": (_cards, 80),
}


@pytest.mark.parametrize(("build", "size"), SHEETS.values(), ids=SHEETS)
def test_sheet_eight_times_as_large_is_not_much_more_than_eight_times_the_work(
    build: Callable[[int], Grid], size: int
) -> None:
    """What grows by the square takes up to 64 times as much: a wide step shows it on small sheets;
    strangers are looked at up to a number, which the smaller sheet has."""
    read_all(build(size // 10))  # fills the caches
    small = count_calls(lambda: read_all(build(size // 8)))
    large = count_calls(lambda: read_all(build(size)))
    assert large < 12 * small


def test_sheet_of_nothing_but_titles_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond a bound no further header is looked for: 20,000 rows of titles cost no hours."""
    most_looks = MOST_LOOKS // 8
    pick = random.Random(0)  # noqa: S311 (no secret)
    rows: list[list[Value]] = [[pick.choice(TITLES) for _ in range(6)] for _ in range(200)]
    looks = 0

    def look(*asked: Any) -> Any:
        nonlocal looks
        looks += 1
        return find_headers(*asked)

    monkeypatch.setattr("loaders.reading.recognise.find_headers", look)
    monkeypatch.setattr("loaders.reading.recognise.MOST_LOOKS", most_looks)
    read_all(Grid("一覧", rows))
    assert most_looks <= looks <= 2 * most_looks
