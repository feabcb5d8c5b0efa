"""Kinds of sheet of a ninth set of clerks that a person reads without a doubt."""

import pytest

from loaders.opening.safe_open import WorkbookReader
from tests.loaders.test_second_clerk import codes, only, pick, read, table


@pytest.mark.parametrize(
    ("title", "day"),
    [
        ("行事　第３四半期（令和３年１０月～１２月）", "2021-10-05..2021-10-05"),
        ("行事　下半期（R3.10月～R4.3月）", "2021-10-05..2021-10-05"),
        ("行事　申込受付（令和３年１０月～１２月）", ""),
        ("行事　下半期（令和3年3月～10月）", ""),
    ],
)
def test_part_of_a_year_in_a_title_says_the_year(
    reader: WorkbookReader, title: str, day: str
) -> None:
    text = f"""
    {title}
    フォーラム名|行事名|開催日|会場|参加者数
    北海道|点検会|10月5日|旭川市|17
    東北|見学会|10月21日|大船渡市|34
    """
    assert pick(only(read(reader, text)), "held").split("\n")[0] == day


MARKS = """
    東北フォーラム R3 マッチング
    自治体名|求める内容|企業名|技術名|検討|成立|現場試行|社会実装
"""


def test_day_behind_a_mark_is_the_marked_stages(reader: WorkbookReader) -> None:
    rows = "登米市|水位|A水文|水位計|○ R3.5.19|●（9/2）||\n釜石市|空洞|B電|探査|○\\nR3.6.3|||"
    sheet = only(read(reader, f"{MARKS.rstrip()}\n{rows}"))
    assert pick(sheet, "stage considered_on agreed_on") == table("""
        agreed | 2021-05-19 | 2021-09-02
        considered | 2021-06-03 |
    """).replace("03 |", "03 | ")
    assert codes(sheet) == []


@pytest.mark.parametrize("cell", ["× R3.6.3", "○ 未定の相手", "△ R3.6.3"])
def test_mark_with_anything_else_is_asked_about(reader: WorkbookReader, cell: str) -> None:
    rows = f"登米市|水位|A水文|水位計|{cell}|||\n釜石市|空洞|B電|探査|○|||"
    sheet = only(read(reader, f"{MARKS.rstrip()}\n{rows}"))
    assert codes(sheet) == [("invalid_choice", "E3")]


CARDS = """
    四国フォーラム マッチングカード（令和３年度）

    自治体名称||技術分野||段階
    徳島県美馬市||道路||検討
    企業等名称||技術名称
    三枝電業||渦流探傷
    求める内容
    照明柱の腐食を調べたい

    自治体名称||技術分野||段階
    高知県四万十市||河川||成立
    企業等名称||技術名称
    ミナモ水文||水位計
    求める内容
    水位を安価に監視したい
"""


def test_cards_with_labels_above_their_answers(reader: WorkbookReader) -> None:
    sheet = only(read(reader, CARDS))
    assert pick(sheet, "government requirement company technology stage") == table("""
        362077 | 照明柱の腐食を調べたい | 三枝電業 | 渦流探傷 | considered
        392103 | 水位を安価に監視したい | ミナモ水文 | 水位計 | agreed
    """)
    assert codes(sheet) == []


@pytest.mark.parametrize(
    ("answer", "cell"), [("ミナモ水文||水位計", "A14"), ("照明柱の腐食を調べたい", "A9")]
)
def test_line_below_an_answer_on_a_card_is_unread(
    reader: WorkbookReader, answer: str, cell: str
) -> None:
    sheet = only(read(reader, CARDS.replace(answer, f"{answer}\n    コダマ計測")))
    assert codes(sheet) == [("unread_cells", cell)]
    assert len(sheet.records) == 2


FORUMS_ACROSS = """
    令和３年度　地方フォーラム別KPI
    KPI|区分|北海道|北陸|九州|計
    フォーラム実施数|目標|4|5|6|15
    |実績|3|5|7|15
    マッチング検討数|目標|10|12|20|42
    |実績|8|12|17|37
"""


def test_target_and_result_below_each_other_across_forums(reader: WorkbookReader) -> None:
    sheet = only(read(reader, FORUMS_ACROSS, "A3:A4 A5:A6"))
    assert pick(sheet, "indicator scope target value") == table("""
        forums_held | hokkaido | 4 | 3
        forums_held | hokuriku | 5 | 5
        forums_held | kyushu | 6 | 7
        matchings_considered | hokkaido | 10 | 8
        matchings_considered | hokuriku | 12 | 12
        matchings_considered | kyushu | 20 | 17
    """)
    assert codes(sheet) == []
    wrong = only(read(reader, FORUMS_ACROSS.replace("|37", "|73")))
    assert codes(wrong) == [("total_mismatch", "F6")]


STAGE_ROWS = """
    中国フォーラム　マッチング経過表（令和３年度）
    案件|自治体名称|求める内容|企業等名称|技術名称|段階|年月日
    1|岡山県備前市|支柱の腐食|つばさ計測|打音判別器|検討|R3.5.12
    |||||成立|R3.8.25
    2|山口県長門市|護岸の空洞|北辰ジオ|レーダ|検討|R3.6.23
    3|広島県尾道市|鎖の摩耗|かもめ潜水|ノギス|検討|R3.4.21
    3|広島県尾道市|鎖の摩耗|かもめ潜水|ノギス|現場試行|R3.11.17
"""


def test_rows_of_one_case_are_its_stages_with_their_days(reader: WorkbookReader) -> None:
    merges = " ".join(f"{column}3:{column}4" for column in "ABCDE")
    for merged in (merges, ""):
        sheet = only(read(reader, STAGE_ROWS, merged))
        fields = "government stage considered_on agreed_on field_trial_on"
        assert [line.rstrip(" |") for line in pick(sheet, fields).split("\n")] == [
            "332119 | agreed | 2021-05-12 | 2021-08-25",
            "352110 | considered | 2021-06-23",
            "342050 | field_trial | 2021-04-21 |  | 2021-11-17",
        ]
        assert codes(sheet) == []


def test_stages_that_go_back_are_not_taken_for_one_case(reader: WorkbookReader) -> None:
    text = STAGE_ROWS.replace("|検討|R3.5.12", "|現場試行|R3.5.12")
    sheet = only(read(reader, text))
    assert any(each.level == "error" for each in sheet.problems)
    assert "2021-08-25" not in pick(sheet, "agreed_on")


def test_card_above_labels_may_lack_one_or_ask_more(reader: WorkbookReader) -> None:
    text = CARDS.replace(
        "    水位を安価に監視したい\n", "    水位を安価に監視したい\n    障害\n    予算\n"
    )
    sheet = only(read(reader, text))
    assert pick(sheet, "government requirement obstacle").split("\n")[1:] == [
        "392103 | 水位を安価に監視したい | 予算"
    ]
    lacking = text.replace("    企業等名称||技術名称\n    三枝電業||渦流探傷\n", "")
    assert [code for code, _ in codes(only(read(reader, lacking)))] == ["missing_value"] * 2


def test_titles_again_below_others_head_parts_of_cards_and_no_records(
    reader: WorkbookReader,
) -> None:
    text = CARDS.replace("    徳島県美馬市||道路||検討\n", "    徳島県美馬市||道路||検討|第1号\n")
    sheet = only(read(reader, text))
    assert sheet.records == []
    assert ("no_records", "A3") in codes(sheet)
    assert "missing_column" not in dict(codes(sheet))


def test_one_card_with_labels_above_is_read(reader: WorkbookReader) -> None:
    sheet = only(read(reader, CARDS[: CARDS.index("\n\n    自治体名称||技術分野||段階\n    高知")]))
    assert pick(sheet, "government technology stage") == "362077 | 渦流探傷 | considered"
    assert codes(sheet) == []
