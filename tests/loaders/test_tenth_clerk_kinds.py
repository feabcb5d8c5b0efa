"""Kinds of sheet of a tenth clerk that a person reads without a doubt."""

import pytest

from loaders.opening.safe_open import WorkbookReader
from tests.loaders.test_second_clerk import codes, only, pick, read, table

LEDGER = """
    九州フォーラム 令和2年度 マッチング一覧
    No.|自治体名|{need}|企業名|技術名|段階|課題
    1|国東市|樋門を遠隔で見たい|水守テクノ|水位カメラ|成立|予算の確保
    2|佐賀市|打音検査の省力化|トンネルラボ|打音解析|検討|夜間の規制
"""


@pytest.mark.parametrize(
    ("need", "fields"), [("求める内容", "requirement obstacle"), ("備考", "requirement")]
)
def test_vague_title_beside_a_better_one_asks_for_the_next(
    reader: WorkbookReader, need: str, fields: str
) -> None:
    sheet = only(read(reader, LEDGER.format(need=need)))
    wanted = {
        "requirement obstacle": "樋門を遠隔で見たい | 予算の確保\n打音検査の省力化 | 夜間の規制",
        "requirement": "予算の確保\n夜間の規制",
    }
    assert pick(sheet, fields) == wanted[fields]


def test_lines_above_the_titles_answer_for_the_rows(reader: WorkbookReader) -> None:
    text = """
    四国フォーラム 令和2年度 マッチング状況（自治体別整理）

    自治体名：愛媛県松野町
    ニーズ：のり面の動きを見守りたい
    No|企業名|技術名|段階|検討日|課題
    1|四国センシング|傾斜センサ|成立|R2.4.20|職員の習熟

    自治体名：高知県芸西村
    ニーズ：路面の損傷を記録したい
    No|企業名|技術名|段階|検討日|課題
    1|ロードテック|路面診断|検討|R2.4.14|通信環境
    """
    sheet = only(read(reader, text))
    assert pick(sheet, "government requirement obstacle") == table("""
        384844 | のり面の動きを見守りたい | 職員の習熟
        393070 | 路面の損傷を記録したい | 通信環境
    """)
    assert codes(sheet) == []


def test_government_above_the_first_table_is_its_rows(reader: WorkbookReader) -> None:
    text = """
    関東フォーラム 令和2年度 支援実績（自治体別）

    ● 海老名市
    |支援日|支援内容
    |R2.9.27|補助制度の紹介

    ● 湯河原町
    |支援日|支援内容
    |R2.7.23|仕様書作成の助言
    """
    sheet = only(read(reader, text))
    assert pick(sheet, "government") == table("142158\n143847")
    assert codes(sheet) == []


@pytest.mark.parametrize(
    ("note", "withdrawn"),
    [
        ("（注）No.1及びNo.2は、企業の辞退により取下げとなったため件数に含めない。", [True, True]),
        ("※No.2は集計対象外", [False, True]),
        ("※No.2は取下げの可能性あり", [False, False]),
        ("※No.2は概数", [False, False]),
        ("※No.9は取下げ", [False, False]),
    ],
)
def test_note_takes_rows_back_by_their_numbers(
    reader: WorkbookReader, note: str, withdrawn: list[bool]
) -> None:
    sheet = only(read(reader, f"{LEDGER.format(need='求める内容').rstrip()}\n\n    {note}"))
    assert [each.withdrawn for each in sheet.records] == withdrawn
    named = {"withdrawn_record"} if any(withdrawn) else {"unread_cells"} if "9" in note else set()
    assert {code for code, _ in codes(sheet)} == named


def test_halves_of_a_year_over_tables_side_by_side_are_no_events(reader: WorkbookReader) -> None:
    text = """
    令和3年度 北陸フォーラム イベント開催実績

    上半期（4～9月）|||下半期（10～3月）||
    行事名|開催日|参加者数|行事名|開催日|参加者数
    舗装講習会|4月7日（水）|40名|橋梁見学会|10月21日（木）|48名
    点検講習会|7月19日（月）|14名|河川見学会|1月21日（金）|65名
    """
    sheet = only(read(reader, text, "A3:C3 D3:F3"))
    assert pick(sheet, "name").split("\n") == [
        "舗装講習会",
        "点検講習会",
        "橋梁見学会",
        "河川見学会",
    ]
    assert codes(sheet) == []


def test_pivot_table_with_sums_of_its_groups(reader: WorkbookReader) -> None:
    text = """
    中国フォーラム R3開催実績
    種別|行事名|開催日|合計 / 参加者数
    講習会|職員講習会|R3.4.20|64
    |橋梁講習会|R3.8.6|35
    講習会 集計|||99
    現場見学会|橋の見学会|R3.9.20|11
    現場見学会 集計|||11
    総計|||110
    """
    sheet = only(read(reader, text))
    assert pick(sheet, "kind name") == table("""
        講習会 | 職員講習会
        講習会 | 橋梁講習会
        現場見学会 | 橋の見学会
    """)
    assert codes(sheet) == []


@pytest.mark.parametrize(
    ("cells", "read_as"),
    [
        ("R2.10.3※雨天順延なし|24 名 ※速報値", "2020-10-03..2020-10-03 | 24"),
        ("R2.10.3※変更の予定|24名※延べ40", "invalid_date invalid_number"),
    ],
)
def test_remark_behind_a_day_or_a_number(reader: WorkbookReader, cells: str, read_as: str) -> None:
    text = f"""
    北海道フォーラム 令和2年度 イベント実績
    行事名|開催日|参加者数
    見学会|{cells}
    """
    sheet = only(read(reader, text))
    named = " ".join(code for code, _ in codes(sheet))
    assert (named or pick(sheet, "held participants")) == read_as


QUESTIONS = """
    令和3年度 マッチング調査票（中部フォーラム）

    問1 自治体名|岐阜市
    問2 求める内容|遊具の点検記録
    問3 企業名|まちのデータ
    問4 技術名|点検アプリ
    問5 段階（該当を【 】で囲む）|{stage}
    問6 課題|予算の確保
"""


@pytest.mark.parametrize(
    ("stage", "read_as"),
    [
        ("1. 検討 【2. 成立】 3. 現場試行 4. 社会実装", "agreed"),
        ("検討 【成立】 現場試行 社会実装", "agreed"),
        ("検討 （成立） 現場試行 社会実装", "agreed"),
        ("検討 【成立】 【現場試行】 社会実装", ""),
        ("検討 成立 現場試行 社会実装", ""),
    ],
)
def test_questionnaire_with_the_choice_in_brackets(
    reader: WorkbookReader, stage: str, read_as: str
) -> None:
    sheet = only(read(reader, QUESTIONS.format(stage=stage)))
    assert pick(sheet, "stage obstacle").strip() == f"{read_as} | 予算の確保".strip()
    assert codes(sheet) == ([] if read_as else [("invalid_choice", "B7")])


def test_legend_behind_a_title_without_brackets(reader: WorkbookReader) -> None:
    text = """
    中国フォーラム 令和2年度 マッチング
    自治体名|求める内容|企業名|技術名|進捗状況\\n1.検討 2.成立 3.現場試行 4.社会実装
    呉市|水位|A水文|水位計|2
    三原市|空洞|B電|探査|４
    """
    sheet = only(read(reader, text))
    assert pick(sheet, "stage") == table("agreed\nimplemented")
    assert codes(sheet) == []
