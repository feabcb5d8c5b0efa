"""Tables that are one by their numbers, and names that say more in brackets behind them."""

import pytest

from data.layout import find_layout
from loaders.reading.shapes.texts.told_names import split_name
from tests.loaders.test_second_clerk import codes, pick, table
from tests.loaders.test_slips import read

LINKED = """
    令和3年度　四国フォーラム　マッチング整理表
    |
    (1) ニーズ
    ニーズ番号|自治体名|求める内容
    N-1|阿南市|排水機場の異音
    {second}|丸亀市|ため池の漏水
    |
    (2) シーズ
    シーズ番号|企業名|技術名
    S-1|㈱瀬戸内|音響診断
    S-2|ミライ点検|赤外線
    |
    (3) 組合せ
    ニーズ番号|シーズ番号|段階
    N-1|S-1|成立
    N-2|S-1|検討
    """


def test_a_table_joins_two_others_by_their_numbers() -> None:
    result = read(LINKED.format(second="N-2"))
    assert pick(result, "government requirement company technology stage") == table("""
        362042 | 排水機場の異音 | ㈱瀬戸内 | 音響診断 | agreed
        372021 | ため池の漏水 | ㈱瀬戸内 | 音響診断 | considered""")
    assert codes(result) == [("unread_cells", "B11")]  # nobody takes the second seed


@pytest.mark.parametrize("second", ["N-1", "N-3"])
def test_numbers_that_stand_twice_or_nowhere_join_nothing(second: str) -> None:
    assert "missing_column" in dict(codes(read(LINKED.format(second=second))))


def test_two_halves_of_one_table() -> None:
    text = """
    令和3年度　沖縄フォーラム　マッチング調書（その1）
    No.|自治体名称|求める内容／条件
    1|うるま市|外壁の浮き
    2|名護市|岸壁の空洞化
    |
    マッチング調書（その2）
    No.|企業等名称|技術名称|段階
    2|つばめドローン|地中レーダー|成立
    1|㈱カナメ技研|赤外線外壁診断|検討
    """
    result = read(text)
    assert sorted(pick(result, "government company stage").split("\n")) == [
        "472093 | つばめドローン | agreed",
        "472131 | ㈱カナメ技研 | considered",
    ]
    assert codes(result) == []


@pytest.mark.parametrize(
    ("text", "name", "said"),
    [
        ("講習会（6/8）", "講習会", ["6/8"]),
        ("ピッチ（広島）\n（62名）", "ピッチ（広島）", ["62名"]),
        ("講習会（6/8）（40名）", "講習会", ["40名", "6/8"]),
        ("講習会（基礎編）", "講習会（基礎編）", []),
        ("講習会（6/8）（7/9）", "講習会（6/8）", ["7/9"]),
        ("（6/8）", "（6/8）", []),
    ],
)
def test_what_brackets_behind_a_name_say(text: str, name: str, said: list[str]) -> None:
    told = split_name(find_layout("events"), text)
    assert (told.name, [*told.said.values()]) == (name, said)


@pytest.mark.parametrize("month", ["6月", ""])
def test_a_day_behind_a_name_is_nearer_than_the_month_beside_it(month: str) -> None:
    text = f"""
    中部フォーラム 行事開催実績 令和3年度
    行事名|開催月|会場
    講習会（6/8）|{month}|名古屋市
    見学会（6月9日）|{month}|岐阜市
    """
    result = read(text)
    assert pick(result, "name held venue") == table("""
        講習会 | 2021-06-08..2021-06-08 | 名古屋市
        見学会 | 2021-06-09..2021-06-09 | 岐阜市""")
    assert codes(result) == []


def test_a_day_behind_a_name_beside_another_day_stays_there() -> None:
    text = """
    中部フォーラム 行事開催実績 令和3年度
    行事名|開催日|会場
    講習会（6/8）|7/8|名古屋市
    見学会（6/9）|7/9|岐阜市
    """
    assert pick(read(text), "name held") == table("""
        講習会（6/8） | 2021-07-08..2021-07-08
        見学会（6/9） | 2021-07-09..2021-07-09""")
