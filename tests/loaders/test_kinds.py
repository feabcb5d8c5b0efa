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


@pytest.mark.parametrize(
    ("title", "cells"),
    [
        ("開催予定日／活動・行事名", ["10月26日　ピッチ（福岡）", "11月　　交流会"]),
        ("活動・行事名／開催予定日", ["ピッチ（福岡） 10月26日", "交流会 11月"]),
    ],
)
def test_day_and_name_parted_by_a_blank_alone(title: str, cells: list[str]) -> None:
    rows = "\n".join(f"{cell}|同時開催" for cell in cells)
    result = read(f"九州フォーラム 令和3年度活動計画\n|\n{title}|内容\n{rows}")
    assert pick(result, "name scheduled") == table("""
        ピッチ（福岡） | 2021-10-26..2021-10-26
        交流会 | 2021-11-01..2021-11-30""")
    assert codes(result) == []


@pytest.mark.parametrize(
    ("title", "sheet"), [("KPI「支援自治体数」", "表"), ("KPI", "支援自治体数")]
)
def test_the_one_indicator_of_a_sheet_is_said_by_its_title(title: str, sheet: str) -> None:
    text = f"令和2年度　{title}\n|\nフォーラム|目標|実績\n北海道|8|6\n東北|12|14\n計|20|21"
    result = read(text, sheet)
    assert pick(result, "scope indicator target value") == table("""
        hokkaido | supported_governments | 8 | 6
        tohoku | supported_governments | 12 | 14""")
    assert codes(result) == [("total_mismatch", "C6")]


def test_two_indicators_over_one_table_are_none() -> None:
    text = "「支援自治体数」「フォーラム実施数」\n|\nフォーラム|目標|実績\n北海道|8|6\n東北|12|14"
    assert all(r.fields.get("indicator") is None for r in read(text, "KPI結果").records)


def test_figures_against_their_targets_in_sentences() -> None:
    text = """
    令和2年度　KPIの結果について（総合計）
    ・支援自治体数　目標100者に対し83者（83％）
    ・フォーラム実施数　目標50回に対して19回
    ・マッチング成立数　14件（目標の設定なし）
    """
    result = read(text)
    assert pick(result, "indicator target value") == table("""
        supported_governments | 100 | 83
        forums_held | 50 | 19
        matchings_agreed |  | 14""")
    assert codes(result) == []


def test_the_reason_of_a_status_stands_before_it() -> None:
    text = """
    近畿フォーラム行事開催実績（令和３年度）
    行事名|開催日|実施状況
    本部フォーラム|7月1日|予定どおり実施
    第9回フォーラム|9月22日|コロナのため中止
    見学会|9月23日|中止を検討
    """
    result = read(text)
    assert pick(result, "status") == "held\ncancelled\n"
    assert codes(result) == [("invalid_choice", "C5")]
