"""Text fields keep the sender's characters; states and totals are told apart."""

from datetime import date, datetime, time, timedelta

import pytest

from loaders.values.text import (
    clean_text,
    is_ditto,
    is_ditto_left,
    is_total,
    normalise,
    read_blank_state,
    squeeze,
)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("　㈱東都橋梁　", "㈱東都橋梁"),
        ("面積㎡・①道路・ＡＢＣ", "面積㎡・①道路・ＡＢＣ"),
        ("葛\U000e0100城市", "葛\U000e0100城市"),
        ("一行目\r\n二行目", "一行目\n二行目"),
        ("一行目_x000D_\n二行目", "一行目\n二行目"),
        ("一行目\r二行目\x0b三行目", "一行目\n二行目\n三行目"),
        ("ベル\x07と\x00零\ufeff", "ベルと零"),
        ("snake_x_case", "snake_x_case"),
        ("欠けた\ud800文字", "欠けた文字"),
        ("\r\n　\t", None),
        (None, None),
        ("", None),
        (3.0, "3"),
        (3.25, "3.25"),
        (0.1 + 0.2, "0.3"),
        (12, "12"),
        (10**400, "1.00000000000000e+400"),
        (True, "TRUE"),
        (date(2021, 7, 1), "2021-07-01"),
        (datetime(2021, 7, 1), "2021-07-01"),
        (datetime(2021, 7, 1, 13, 30, 5), "2021-07-01 13:30:05"),
        (time(9, 0), "09:00"),
        (timedelta(hours=26, minutes=5), "26:05"),
        (timedelta(minutes=59), "0:59"),
        (timedelta(minutes=60), "1:00"),
    ],
)
def test_cell_value_becomes_clean_text(value, expected):
    assert clean_text(value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        *((10**18 - 1, "9" * 18), (10**18, "1.00000000000000e+18")),
        *((1e29, "1" + "0" * 29), (1e30, "1e+30")),
    ],
)
def test_number_is_written_out_up_to_its_limit(value, expected):
    assert clean_text(value) == expected


def test_compatibility_characters_are_folded_for_comparison_only():
    assert normalise("㎡ ① ㈱ ｲﾝﾌﾗ") == "m2 1 (株) インフラ"
    assert squeeze(" 小　計\n") == "小計"


@pytest.mark.parametrize(
    ("state", "texts"),
    [
        (
            "blank",
            "－ ― ‐ - ー — … ‥ * *** ＊ ／ / （空欄） 空白 無回答 不明 （　） ........ ・・・ (-)",
        ),
        (
            "undecided",
            "未定 調整中 検討中 （未定） 未定です。 日程調整中 精査中 確認中 集計中 調査中 TBD",
        ),
        ("not_applicable", "該当なし 該当無し 対象外 なし 無し n/a Ｎ／Ａ 特になし。 （該当なし）"),
    ],
)
def test_state_word_gives_its_state(state, texts):
    readings = {text: read_blank_state(text) for text in texts.split()}
    assert {reading and reading.state for reading in readings.values()} == {state}


@pytest.mark.parametrize("blank", [None, "", " ", "　", "－　－", "未　定", "-" * 300])
def test_blank_in_any_form_has_a_state(blank):
    assert read_blank_state(blank) is not None


@pytest.mark.parametrize(
    "value",
    [
        0,
        0.0,
        False,
        "0",
        "〃",
        "同上",
        "○",
        "×",
        "△",
        "※",
        "11月（未定）",
        "-5",
        "検討中の案を整理",
        "無線",
    ],
)
def test_cell_that_says_something_has_no_blank_state(value):
    assert read_blank_state(value) is None


def test_repetition_marks_repeat_the_cell_above():
    marks = '〃|同　上|（同上）|々|″|”|"|，，|〃〃|上に同じ'
    assert [mark for mark in marks.split("|") if not is_ditto(mark)] == []


def test_same_as_left_is_not_filled_from_above():
    assert is_ditto_left("同 左")
    assert [text for text in ("同左", "－", "", "佐々木", None, 3) if is_ditto(text)] == []


TOTALS = """
合計|小計|計|総計|総合計|累計|小　計|合　　計|計（1+2）|〇〇県計|全国計|関東ブロック計
北海道合計|平均|平均（回）|【合計】|（計）|合計：|合計10件|令和2年度計|平成２８年度計
ＴＯＴＡＬ|Subtotal|－計－|小　　　　計(1+2+3)|総数|合計 12,345 円
"""
NOT_TOTALS = """
計画|設計株式会社|統計|会計|水位計|橋梁設計|計測|合計特殊出生率|家計|時計|推計|小計画|平均台
事業計画|設計10件|ひずみ計|累計額の推移|計画課|会計年度|都市計画
"""


def split(table):
    return table.strip().replace("\n", "|").split("|")


def test_total_labels_are_recognised():
    assert [text for text in split(TOTALS) if not is_total(text)] == []


def test_words_that_hold_the_total_sign_are_no_totals():
    assert [text for text in split(NOT_TOTALS) if is_total(text)] == []


@pytest.mark.parametrize("value", [None, 3, "計" * 100, date(2021, 4, 1)])
def test_cell_without_label_is_no_total(value):
    assert not is_total(value)
