"""Slips and tiles: what is asked and answered side by side, without a table."""

import pytest

from loaders.grid import Grid
from loaders.reading.recognise import Options
from loaders.reading.records.records import SheetResult
from loaders.reading.shapes.slips.slips import MOST_BESIDE
from loaders.reading.sheets import read_sheet
from tests.loaders.good_sheets import draw
from tests.loaders.test_second_clerk import codes, pick, table

DAY = "2021-06-08"


def read(text: str, sheet: str = "Sheet1") -> SheetResult:
    (result,) = read_sheet(Grid(sheet, draw(text)), "提出.xlsx", Options())
    return result


def test_an_application_is_read_and_who_signs_it_left_aside() -> None:
    text = """
    ||入　会　届
    会長　様
    |
    下記のとおり行政会員として入会したいので届け出ます。
    |
    自治体名|福岡県飯塚市
    代表者|飯塚市長　○○　○○
    入会日|令和2年7月1日
    担当課|建設課
    """
    result = read(text)
    assert pick(result, "government joined_on") == "402052 | 2020-07-01"
    assert codes(result) == []


def test_a_fault_on_the_only_slip_is_named_at_its_cell() -> None:
    text = """
    自治体支援　相談票（九州フォーラム）|令和3年度
    |
    受付日|R3.6.1
    支援自治体名|鹿島市
    相談内容|どうすればよいか
    支援内容|ため池点検の方法を助言
    支援日|R3.9.31
    """
    result = read(text)
    assert pick(result, "government measure") == "412074 | ため池点検の方法を助言"
    assert codes(result) == [("invalid_date", "B7"), ("unread_cells", "B3")]


def test_slips_below_and_beside_each_other() -> None:
    text = """
    国民会議の数値
    |
    項目|会員数||項目|支援自治体数
    値|2296||値|83
    時点|令和3年3月31日||時点|令和3年3月31日
    区分|時点値||区分|年間値
    |
    項目|会員企業数
    値|900
    時点|令和3年3月31日
    区分|時点値
    """
    result = read(text)
    assert pick(result, "item value basis") == table("""
        会員数 | 2296 | snapshot
        支援自治体数 | 83 | annual
        会員企業数 | 900 | snapshot""")
    assert codes(result) == []


def test_an_application_with_groups_left_of_its_questions() -> None:
    text = """
    技術マッチング調査票　申込書（中国フォーラム　令和3年度）
    |
    申込者|自治体名|福山市
    ニーズ|求める内容|橋梁の洗掘を知りたい
    シーズ|企業名|㈱ひかり
    |技術名|音響測深
    段階||検討
    """
    result = read(text)
    assert pick(result, "government requirement company technology stage") == (
        "342076 | 橋梁の洗掘を知りたい | ㈱ひかり | 音響測深 | considered"
    )
    assert codes(result) == []


@pytest.mark.parametrize(
    "text",
    [
        "会議室使用申込書\n申込者|山田\n使用日|6/8\n会場|第1会議室\n人数|12",
        "住所録\n自治体名|飯塚市\n郵便番号|820-8501\n電話|0948-22-5500",
        "行政会員名簿\n自治体名|担当課",
    ],
)
def test_other_peoples_forms_are_none_of_ours(text: str) -> None:
    assert not read(text).records


TILES = """
    令和2年度　KPI　全国フォーラム
    |
    支援自治体数|||フォーラム実施数
    {first}
    目標|100||目標：50回
    達成率|0.83||達成率 38％
    """


@pytest.mark.parametrize("first", ["実績|83||19", "83||| 19回", "実績|83|者|実績|19|回"])
def test_tiles_beside_each_other(first: str) -> None:
    result = read(TILES.format(first=first))
    assert pick(result, "scope indicator target value") == table("""
        national | supported_governments | 100 | 83
        national | forums_held | 50 | 19""")
    assert codes(result) == []


@pytest.mark.parametrize("first", ["実績|83||多数", "83|84||19", "実績|83|千人|19"])
def test_tiles_that_say_more_than_figures_are_not_taken(first: str) -> None:
    assert not read(TILES.format(first=first)).records


def test_targets_and_results_in_rows_below_their_indicator() -> None:
    text = """
    令和2年度　KPI結果　総合計
    支援自治体数
    　目標|100
    　実績|83
    ワークショップ開催数
    　目標|5
    　実績|3
    """
    result = read(text)
    assert pick(result, "scope indicator target value") == table("""
        total | supported_governments | 100 | 83
        total | workshops | 5 | 3""")
    assert codes(result) == []


@pytest.mark.parametrize(
    ("title", "scope"),
    [
        ("令和2年度 KPI 全国フォーラム", "national"),
        ("令和2年度 KPI 全国フォーラム 地方フォーラム", ""),
        ("令和2年度 KPI 全国フォーラムと地方", ""),
    ],
)
def test_the_one_word_of_a_title_that_is_a_scope(title: str, scope: str) -> None:
    result = read(f"{title}\n指標|目標|実績\n支援自治体数|100|83\nワークショップ開催数|5|3")
    assert {record.fields["scope"] for record in result.records} == {scope or None}


FORM = """
    行事開催報告書
    |
    令和3年度|中国フォーラム
    {first}
    会場|広島市民会館|参加者数|45名
    """


def test_a_form_with_two_questions_a_row() -> None:
    result = read(FORM.format(first="行事名|技術講習会|開催日|令和3年6月8日"))
    assert pick(result, "forum name held venue participants") == (
        "chugoku | 技術講習会 | 2021-06-08..2021-06-08 | 広島市民会館 | 45"
    )
    assert codes(result) == []


def test_a_form_taken_for_titles_is_said_to_give_nothing() -> None:
    text = "令和3年度　中国フォーラム　行事開催報告書\n行事名|技術講習会|開催日|令和3年6月8日"
    assert "no_records" in dict(codes(read(text)))
    assert codes(read("令和3年度　中国フォーラム　行事開催報告書\n行事名|会場|開催日|備考")) == []


@pytest.mark.parametrize(("count", "days"), [(MOST_BESIDE, MOST_BESIDE), (MOST_BESIDE + 1, 0)])
def test_questions_a_column_further_belong_to_slips_of_which_few_stand_side_by_side(
    count: int, days: int
) -> None:
    rows = "支援自治体名|鹿島市|" * count, "支援内容|助言|" * count, "|" + "支援日|R3.6.8|" * count
    result = read("\n".join(("自治体支援 相談票（九州フォーラム）", *(row[:-1] for row in rows))))
    assert [each.fields["supported_on"] for each in result.records].count(DAY) == days
