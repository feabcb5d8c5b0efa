"""Kinds of sheet that nobody has taught the reader one by one."""

import pytest

from tests.loaders.test_second_clerk import codes, pick, table
from tests.loaders.test_slips import read

BY_KIND = [
    """
    【成功例】
    ・三県で合同開催
    ・首長に声をかけた
    【失敗例】
    ・平日夜は集まらず
    """,
    """
    成功例||失敗例
    三県で合同開催||平日夜は集まらず
    |
    成功例
    首長に声をかけた
    """,
    """
    成功例|失敗例
    三県で合同開催|平日夜は集まらず
    首長に声をかけた
    """,
]


@pytest.mark.parametrize("text", BY_KIND)
def test_names_below_their_kinds(text: str) -> None:
    result = read("東北フォーラム　運営ノウハウ\n|\n" + text.strip())
    assert sorted(pick(result, "type title").split("\n")) == [
        "failure | 平日夜は集まらず",
        "success | 三県で合同開催",
        "success | 首長に声をかけた",
    ]
    assert codes(result) == []


@pytest.mark.parametrize(
    "text",
    [
        "成功例|失敗例\n3|5\n2|1",
        "成功例\n三県で合同|倍増\n失敗例\n夜は|減",
        "成功例\n三県で合同開催",
    ],
)
def test_a_table_below_kinds_is_no_list_of_names(text: str) -> None:
    assert not read("東北フォーラム　会議メモ\n|\n" + text).records


SERIES = """
    四国フォーラム　連続講座の開催実績（令和3年度）
    |
    行事名|会場|{first}||{second}
    ||開催日|参加者数|開催日|参加者数
    橋守養成講座|高知市|6/10|21|8/5|19
    ドローン講座|松山市|7/1|14
    """


def test_several_records_a_row() -> None:
    result = read(SERIES.format(first="第1回", second="第2回"))
    assert pick(result, "name venue held participants") == table("""
        橋守養成講座 | 高知市 | 2021-06-10..2021-06-10 | 21
        橋守養成講座 | 高知市 | 2021-08-05..2021-08-05 | 19
        ドローン講座 | 松山市 | 2021-07-01..2021-07-01 | 14""")
    assert codes(result) == []


@pytest.mark.parametrize(("first", "second"), [("計画", "実績"), ("香川県", "徳島県")])
def test_groups_that_tell_more_than_which_are_not_dropped(first: str, second: str) -> None:
    assert codes(read(SERIES.format(first=first, second=second))) != []


BROKEN = """
    四国フォーラム 行事開催実績 令和3年度
    |
    {number}|行事名|開催日|会場
    1|第3回インフラ|6/8|高松市
    |技術講習会
    2|意見交換会|7/9|徳島市
    """


def test_a_name_broken_over_two_numbered_rows_is_one() -> None:
    result = read(BROKEN.format(number="No"))
    assert pick(result, "name held") == table("""
        第3回インフラ技術講習会 | 2021-06-08..2021-06-08
        意見交換会 | 2021-07-09..2021-07-09""")
    assert codes(result) == []


def test_a_name_alone_between_fuller_rows_is_named() -> None:
    result = read(BROKEN.format(number="種別"))
    assert codes(result) == [("lone_name", "B5")]


@pytest.mark.parametrize("rows", ["説明会\n見学会\n講習会", "説明会\n見学会\n講習会|6/8"])
def test_names_alone_are_usual_on_a_sheet_of_such(rows: str) -> None:
    assert codes(read(f"四国フォーラム 行事開催実績 令和3年度\n行事名|開催日|会場\n{rows}")) == []
