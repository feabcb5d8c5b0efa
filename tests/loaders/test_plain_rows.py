"""Rows read by their values alone are read as the rules about rows would have them."""

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.grid import Grid, Value
from loaders.reading.recognise import Options
from loaders.reading.sheets import read_sheet
from loaders.reading.tables.plain_rows import PlainRows
from loaders.reading.tables.table_reader import TableReader

MATCHINGS = (
    "地方フォーラム",
    "自治体名称",
    "求める内容",
    "企業名",
    "技術名",
    "段階",
    "検討日",
    "備考",
)
SUPPORTS = ("No.", "フォーラム", "自治体名", "支援内容", "支援日", "担当")
EVENTS = ("フォーラム", "行事名", "種別", "開催日", "会場", "参加者数", "備考")
MEMBERS = ("No", "自治体名", "入会日", "担当部署", "備考")
SHEETS = {
    "令和2年度 マッチング一覧": (
        MATCHINGS,
        ("中国", "呉市", "のり面", "A社", "傾斜計", "検討", "R2.6.1", "予算"),
    ),
    "令和2年度 支援自治体一覧": (SUPPORTS, (1, "中国", "府中市", "講師派遣", "7月2日", "計画課")),
    "令和2年度 行事実績": (
        EVENTS,
        ("中国", "橋梁講習会", "セミナー", "R2.6.1", "会館", 20, "なし"),
    ),
    "令和2年度 行事実績（人数）": (
        ("フォーラム", "行事名", "種別", "開催日", "参加者数", "単位"),
        ("中国", "橋梁講習会", "セミナー", "R2.6.1", 20, "百人"),
    ),
    "行政会員名簿": (MEMBERS, (1, "呉市", "H30.4.1", "道路課", "継続")),
}
#: What one rule or another about rows looks at, wherever it stands.
ODD: Sequence[Value] = (
    *(None, "", " ", "〃", "同上", "－", "未定", "該当なし", "開催なし", "計", "小計", "合計3件"),
    *("うちオンライン", "※1 速報", "（記入例）", "－ 2 －", "（つづき）", "欠番", "取消", "非会員"),
    *("コロナのため中止", "R5.3.31退会", "自治体名称", "段階", "備考", "集計対象外", "【参考】"),
    *("福山市", "三次市", "無何有市", "342025", "関東", "R2.13.1", "8月", "R3.7", "1～2月", "成立"),
    *(
        0,
        3,
        44000,
        "前月比",
        "凡例",
        "【6月】",
        "3日",
        "変更なし",
        "〇〇市",
        "担当課",
        "とした。",
        "・続き",
        "（再掲）のり面",
        "東京都",
        "実装",
    ),
)


def list_ledger(title: str) -> list[list[Value]]:
    titles, row = SHEETS[title]
    body: list[list[Value]] = [
        [f"{v}{n}" if v in ("のり面", "橋梁講習会") else v for v in row] for n in range(9)
    ]
    return [[title], [*titles], *body]


def tell(rows: list[list[Value]]) -> list[dict[str, Any]]:
    grid = Grid("一覧", [list(each) for each in rows])
    results = read_sheet(grid, "一覧.xlsx", Options())
    parts = [[each.parts for each in result.records] for result in results]
    return [*(each.to_json(with_cells=True) for each in results), {"parts": parts}]


@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from(sorted(SHEETS)),
    st.lists(st.tuples(st.integers(2, 10), st.integers(0, 7), st.sampled_from(ODD)), max_size=6),
)
def test_values_tell_what_the_rules_tell(title: str, odd: list[tuple[int, int, Value]]) -> None:
    rows = list_ledger(title)
    for row, column, value in odd:
        if column < len(rows[row]):
            rows[row][column] = value
    short = tell(rows)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TableReader, "_find_plain_rows", lambda reader: None)
        assert short == tell(rows)


@pytest.mark.parametrize("title", SHEETS)
def test_most_rows_are_told_by_their_values_unless_another_column_speaks_of_them(
    title: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = []
    read = PlainRows.read

    def note(plain: PlainRows, row: int) -> Any:
        found = read(plain, row)
        told.append(found is not None)
        return found

    monkeypatch.setattr(PlainRows, "read", note)
    tell(list_ledger(title))
    assert (sum(told) >= 7) is ("単位" not in SHEETS[title][0])
