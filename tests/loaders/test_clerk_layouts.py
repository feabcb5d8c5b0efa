"""Sheets that are no plain table: crossings, documents, running names, groups by stage."""

import pytest

from loaders.opening.safe_open import WorkbookReader
from tests.loaders.test_second_clerk import codes, only, pick, read, table

PLANS = "令和3年度 地方フォーラム行事予定表"
CROSSED = {
    "months_across": """
        フォーラム|4月|5月|6月|1月
        北海道|総会||見学会|
        東北||講習会||
        沖縄||||・研修\n・報告会
        """,
    "forums_across": """
        月|北海道|東北|沖縄
        4月|総会||
        5月||講習会|
        6月|見学会||
        1月|||・研修\n・報告会
        """,
    "quarters_across": """
        フォーラム名|第1四半期|第2四半期|第3四半期
        北海道|総会||
        東北||講習会|
        沖縄|||研修
        """,
}


@pytest.mark.parametrize("shape", ["months_across", "forums_across"])
def test_names_where_forum_and_month_cross_are_events(reader: WorkbookReader, shape: str) -> None:
    text = CROSSED[shape].replace("・研修\n・報告会", "研修")
    sheet = only(read(reader, f"{PLANS}\n{text}"))
    assert set(pick(sheet, "forum name scheduled").split("\n")) == {
        "hokkaido | 総会 | 2021-04-01..2021-04-30",
        "tohoku | 講習会 | 2021-05-01..2021-05-31",
        "hokkaido | 見学会 | 2021-06-01..2021-06-30",
        "okinawa | 研修 | 2022-01-01..2022-01-31",
    }
    assert codes(sheet) == []
    assert sheet.account is not None
    assert sheet.account.counts["unread"] == 0
    assert len({record.cell for record in sheet.records}) == 4


def test_quarters_cross_as_months_do(reader: WorkbookReader) -> None:
    sheet = only(read(reader, f"{PLANS}\n{CROSSED['quarters_across']}"))
    assert pick(sheet, "scheduled").split("\n")[0] == "2021-04-01..2021-06-30"
    assert len(sheet.records) == 3


def test_figures_where_forum_and_month_cross_are_no_events(reader: WorkbookReader) -> None:
    text = "フォーラム|4月|5月|6月\n北海道|1|2|3\n東北|2||3"
    assert only(read(reader, f"{PLANS}\n{text}")).records == []


@pytest.mark.parametrize(
    ("cells", "records", "said"),
    [
        (
            ["福山市|R2.6.3||2020/7/1|2", "海士町||R2.8.3||1"],
            """
            342076 | 講師派遣 | 2020-06-03
            342076 | 実証の調整 | 2020-07-01
            325252 | 個別の相談 | 2020-08-03
            """,
            [],
        ),
        # marks say which, not when; a sum that is not the number of marks is left and named
        (
            ["福山市|○||●|2", "海士町||○||3"],
            """
            342076 | 講師派遣 |
            342076 | 実証の調整 |
            325252 | 個別の相談 |
            """,
            ["unread_cells"],
        ),
    ],
)
def test_day_or_mark_where_government_and_measure_cross_is_a_support(
    reader: WorkbookReader, cells: list[str], records: str, said: list[str]
) -> None:
    head = "令和2年度 中国フォーラム 自治体支援状況\n自治体名|講師派遣|個別の相談|実証の調整|計"
    sheet = only(read(reader, "\n".join([head, *cells])))
    lines = [line.strip() for line in pick(sheet, "government measure supported_on").split("\n")]
    assert lines == table(records).split("\n")
    assert [code for code, _ in codes(sheet)] == said


DOCUMENT = """
    令和3年度 革新的技術フォーラム 実施計画
    １．今年度目標
    |取組を広げる

    ２．実施内容
    |課題を抽出する
    |公募する
    ３．行程
    |4月 公募、3月 取りまとめ

    ４．体制
    |リーダー１名
"""


@pytest.mark.parametrize("indent", ["|", ""])
def test_headings_with_their_text_below_are_a_card(reader: WorkbookReader, indent: str) -> None:
    text = DOCUMENT.replace("    |", f"    {indent}")
    sheet = only(read(reader, text))
    assert pick(sheet, "forum goal organisation") == (
        "innovative_technology | 取組を広げる | リーダー１名"
    )
    assert sheet.records[0].fields["activities"] == "課題を抽出する\n公募する"
    assert codes(sheet) == []


@pytest.mark.parametrize(
    "rows",
    [
        ["【島根県】", "松江市　浜田市　出雲市", "【香川県】", "高松市、丸亀市"],
        ["島根県|松江市・浜田市・出雲市", "香川県|高松市・丸亀市"],
        ["島根県（3）|松江市、浜田市、出雲市", "香川県（2）|高松市、丸亀市"],
        ["■島根県", "松江市，浜田市", "出雲市　", "■香川県", "高松市　丸亀市"],
    ],
)
def test_names_running_on_below_a_prefecture_are_members(
    reader: WorkbookReader, rows: list[str]
) -> None:
    sheet = only(read(reader, "\n".join(["国民会議 行政会員一覧", *rows])))
    names = ["322016", "322024", "322032", "372013", "372021"]
    assert (pick(sheet, "government").split("\n"), codes(sheet)) == (names, [])


def test_names_that_are_no_governments_are_no_members(reader: WorkbookReader) -> None:
    text = "国民会議 行政会員一覧\n【島根県】\n松江建設　浜田工業　出雲設計　益田測量"
    assert only(read(reader, text)).records == []


@pytest.mark.parametrize("title", ["区分", "分類", "まとまり"])
def test_column_of_nothing_but_stages_is_the_stage(reader: WorkbookReader, title: str) -> None:
    text = f"""
    令和3年度 東北フォーラム マッチング一覧
    {title}|市町村|ニーズ|企業名|技術名
    検討中（2件）|三沢市|点検|Ｃ社|車載
    |蓬田村|補修|Ｄ社|打音
    成立（1件）|羽後町|診断|Ｅ社|音波
    """
    sheet = only(read(reader, text, "A3:A4"))
    assert pick(sheet, "stage fields") == "considered | \nconsidered | \nagreed | "
    assert [code for code, _ in codes(sheet)] == ["uncertain_column"]


def test_column_with_another_word_among_stages_is_not_taken(reader: WorkbookReader) -> None:
    text = """
    令和3年度 東北フォーラム マッチング一覧
    まとまり|市町村|ニーズ|企業名|技術名
    検討中|三沢市|点検|Ｃ社|車載
    好評|羽後町|診断|Ｅ社|音波
    """
    sheet = only(read(reader, text))
    assert pick(sheet, "stage") == "\n"
    assert "missing_column" in [code for code, _ in codes(sheet)]


@pytest.mark.parametrize(
    ("below", "said"),
    [
        ("計|1|1|1|3", []),
        # a sum that is wrong is left, and said
        ("計|1|1|2|3", ["unread_cells"]),
        ("", []),
    ],
)
def test_sums_of_a_crossing_are_held_against_its_records(
    reader: WorkbookReader, below: str, said: list[str]
) -> None:
    text = f"フォーラム|4月|5月|6月|計\n北海道|総会|－|見学会|2\n東北||講習会||1\n{below}"
    sheet = only(read(reader, f"{PLANS}\n{text}"))
    if said:
        assert [code for code, _ in codes(sheet)] != []
    else:
        assert pick(sheet, "name") == "総会\n見学会\n講習会"
        assert codes(sheet) == []


def test_undecided_where_keys_cross_is_no_event(reader: WorkbookReader) -> None:
    text = "フォーラム|4月|5月|6月\n北海道|総会||研修\n東北||講習会|未定"
    sheet = only(read(reader, f"{PLANS}\n{text}"))
    assert pick(sheet, "name") == "総会\n研修\n講習会"
    assert codes(sheet) == [("unread_cells", "D4")]


def test_column_of_numbers_under_headings_of_stages_is_no_stage(reader: WorkbookReader) -> None:
    text = """
    令和3年度 東北フォーラム マッチング一覧
    No|市町村|ニーズ|企業名|技術名
    見込み
    1|三沢市|点検|Ｃ社|車載
    """
    sheet = only(read(reader, text))
    assert pick(sheet, "stage") == ""
    assert "missing_column" in [code for code, _ in codes(sheet)]
