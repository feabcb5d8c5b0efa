"""Habits of a second set of clerks: sheets as they were drawn, and what must come out of them.

Each sheet is a small text table: one line a row, `|` between cells, figures as numbers.
"""

import io
from typing import Any

import openpyxl
import pytest

from loaders.check import FileResult, read_workbook
from loaders.opening.safe_open import WorkbookReader
from loaders.reading.recognise import Options
from loaders.reading.records.records import SheetResult, to_plain


def draw(text: str, merges: str = "") -> bytes:
    """A workbook of one sheet 一覧 from its text table."""
    return draw_book(("一覧", text, merges))


def draw_book(*sheets: tuple[str, ...]) -> bytes:
    """A workbook of sheets: each its name, its text table and its merged areas, if any."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, text, *merges in sheets:
        _fill_sheet(book.create_sheet(name), text)
        for area in " ".join(merges).split():
            book[name].merge_cells(area)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _fill_sheet(sheet: Any, text: str) -> None:
    for row, line in enumerate(text.strip("\n").split("\n"), start=1):
        for column, cell in enumerate(line.split("|"), start=1):
            value = cell.strip().replace("\\n", "\n")
            if value:
                number = int(value) if value.isascii() and value.isdecimal() else value
                sheet.cell(row, column, number)


def read(reader: WorkbookReader, text: str, merges: str = "", **options: Any) -> FileResult:
    return read_workbook(reader.read(draw(text, merges), "調査票.xlsx"), Options(**options))


def pick(result: SheetResult, fields: str) -> str:
    """The records as a text table of the named fields: blank for null, spans as from..to."""
    lines = [
        " | ".join(show(record.fields[name]) for name in fields.split())
        for record in result.records
    ]
    return "\n".join(lines)


def show(value: Any) -> str:
    plain = to_plain(value)
    if isinstance(plain, dict):
        return " ".join(f"{each['start']}..{each['end']}" for each in plain["periods"])
    return "" if plain is None else str(plain)


def table(text: str) -> str:
    return "\n".join(line.strip() for line in text.strip().split("\n"))


def codes(result: SheetResult) -> list[tuple[str, str]]:
    return sorted((problem.code, problem.cell) for problem in result.problems)


def only(file: FileResult) -> SheetResult:
    (sheet,) = file.sheets
    return sheet


def test_header_of_three_rows_reads_each_column_by_its_nearest_group(
    reader: WorkbookReader,
) -> None:
    text = """
    |R2 中国フォーラム ニーズ・シーズ一覧

    |ニーズ側（自治体）||シーズ側（企業）|||進捗||
    |市町村|要望|企業|技術||現在の段階|実施時期|
    |名称|内容|名称|名称|概要||検討|試行
    |呉市|のり面監視|A社|傾斜計|無線式の傾斜計|現場試行|R2.5.1|R2.9.1
    """
    sheet = only(read(reader, text, "B3:C3 D3:F3 G3:I3 E4:F4 G4:G5 H4:I4"))
    fields = "government requirement company technology outline stage considered_on field_trial_on"
    assert pick(sheet, fields) == (
        "342025 | のり面監視 | A社 | 傾斜計 | 無線式の傾斜計 | field_trial"
        " | 2020-05-01 | 2020-09-01"
    )
    assert codes(sheet) == []


def test_tables_of_two_layouts_side_by_side_are_both_read(reader: WorkbookReader) -> None:
    text = """
    東北フォーラム 令和2年度
    行事実績||||自治体支援
    行事名|開催日|参加者数||自治体名|支援内容|支援日
    講習会|6/10|30||仙台市|相談|6/1
    見学会|7/10|20||青森市|派遣|8/1
    """
    file = read(reader, text)
    found = {sheet.layout.id: sheet for sheet in file.sheets if sheet.layout}
    assert pick(found["events"], "forum name participants") == table("""
        tohoku | 講習会 | 30
        tohoku | 見学会 | 20""")
    assert pick(found["supports"], "forum government measure supported_on") == table("""
        tohoku | 041009 | 相談 | 2020-06-01
        tohoku | 022012 | 派遣 | 2020-08-01""")


def test_legend_beside_the_table_is_no_table(reader: WorkbookReader) -> None:
    text = """
    令和2年度 マッチング一覧（中国）
    自治体名|求める内容|企業名|技術名|段階||区分|内容
    広島市|橋梁点検|A社|ドローン|成立||○|実施
    呉市|舗装点検|B社|カメラ|検討||×|未実施
    """
    sheet = only(read(reader, text))
    assert pick(sheet, "government technology outline stage") == table("""
        341002 | ドローン |  | agreed
        342025 | カメラ |  | considered""")


@pytest.mark.parametrize(
    ("stated", "problems"), [(30, []), (31, [("total_mismatch", "D3")])], ids=["right", "wrong"]
)
def test_total_above_the_rows_is_held_against_those_below(
    reader: WorkbookReader, stated: int, problems: list[tuple[str, str]]
) -> None:
    text = f"""
    R2 九州 行事実績
    開催日|行事名|会場|参加者数
    計|||{stated}
    6/1|講習会|福岡市|10
    6/2|見学会|佐賀市|20
    """
    sheet = only(read(reader, text))
    assert pick(sheet, "name participants") == "講習会 | 10\n見学会 | 20"
    assert codes(sheet) == problems


@pytest.mark.parametrize(("count", "said"), [(1, []), (2, [("unread_cells", "B4")])])
def test_count_under_the_dates_of_a_total_row_counts_rows_or_is_unread(
    reader: WorkbookReader, count: int, said: list[tuple[str, str]]
) -> None:
    text = f"""
    R2 九州 行事実績
    行事名|開催日|参加者数
    講習会|6/1|10
    計|{count}|10
    """
    sheet = only(read(reader, text))
    assert (pick(sheet, "name participants"), codes(sheet)) == ("講習会 | 10", said)


@pytest.mark.parametrize("none", ["該当なし", "1|該当なし", "1|なし|なし|なし"])
def test_form_that_says_there_is_none_has_no_record_and_no_problem(
    reader: WorkbookReader, none: str
) -> None:
    text = f"""
    令和2年度 自治体支援実績（沖縄フォーラム）
    No|自治体名|支援内容|支援日
    {none}
    2
    """
    sheet = only(read(reader, text))
    assert (sheet.records, codes(sheet), sheet.forum) == ([], [], "okinawa")


def test_row_that_numbers_the_columns_is_no_record(reader: WorkbookReader) -> None:
    text = """
    R2支援実績（中部）
    自治体名|支援内容|支援日
    (1)|(2)|(3)
    名古屋市|講習|R2.5.1
    """
    sheet = only(read(reader, text))
    assert (pick(sheet, "government measure"), codes(sheet)) == ("231002 | 講習", [])


YEARS = """
指標|R1実績|R2目標|R2実績|R3目標
支援自治体数|70|100|83|120
"""


@pytest.mark.parametrize(("year", "figures"), [(2020, "100 | 83"), (2021, "120 | ")])
def test_figures_of_other_years_are_left_unread(
    reader: WorkbookReader, year: int, figures: str
) -> None:
    sheet = only(read(reader, f"KPI一覧（総合計）{YEARS}", fiscal_year=year))
    assert (pick(sheet, "target value"), codes(sheet)) == (figures, [])


def test_years_in_group_titles_choose_the_sheets_own(reader: WorkbookReader) -> None:
    text = """
    KPI一覧 令和2年度（総合計）
    指標|令和元年度||令和2年度|
    |目標|実績|目標|実績
    支援自治体数|90|70|100|83
    """
    sheet = only(read(reader, text, "A2:A3 B2:C2 D2:E2"))
    assert (pick(sheet, "target value"), codes(sheet)) == ("100 | 83", [])


def test_figures_of_several_years_without_the_sheets_year_are_an_error(
    reader: WorkbookReader,
) -> None:
    sheet = only(read(reader, "KPI一覧（総合計）\n指標|R2実績|R3目標\n支援自治体数|83|100"))
    assert codes(sheet) == [("unknown_fiscal_year", "")]


def test_scope_written_once_holds_for_the_indicators_below(reader: WorkbookReader) -> None:
    text = """
    令和2年度 KPI実績報告
    区分|指標|目標値|実績値
    総合計|支援自治体数|100|83
    |フォーラム実施数|50|19
    |フォーラム実施数||16
    """
    sheet = only(read(reader, text))
    assert (
        pick(sheet, "scope indicator value")
        == table("""
        total | supported_governments | 83
        total | forums_held | 19""")
        + "\n | forums_held | 16"
    )
    assert codes(sheet) == [("missing_value", "A5")]


def test_card_with_questions_in_two_columns_is_one_record(reader: WorkbookReader) -> None:
    text = """
    効率化技術のニーズとシーズのマッチング例
    中部フォーラム（令和２年度）
    技術テーマ|橋梁点検
    技術分野|道路・（河川）・砂防・海岸
    ニーズ側|名称|静岡市
    |求める内容|近接目視の代替
    シーズ側|名称|(株)空撮
    |技術名|ドローン
    |概要|非GPS環境
    段階|検討・（成立）・現場試行・社会実装
    成立日|令和2年6月3日
    課題|特になし
    """
    sheet = only(read(reader, text, "A5:A6 A7:A9"))
    fields = "forum theme government requirement company outline stage agreed_on obstacle"
    assert pick(sheet, fields) == (
        "chubu | 橋梁点検 | 221007 | 近接目視の代替 | (株)空撮 | 非GPS環境 | agreed | 2020-06-03"
        " | 特になし"
    )
    assert codes(sheet) == []


FOREIGN = {
    "companies": """
    会員企業名簿
    No|会員名|業種|所在地|入会日
    1|株式会社山田建設|建設|港区|H30.4.1
    2|田中測量㈱|測量|大阪市|R1.4.1
    3|㈱鈴木|建設|津市|R1.4.1
    4|㈱佐藤|建設|津市|R1.4.1
    5|㈱加藤|建設|津市|R1.4.1
    """,
    "pivot": """
    マッチング集計 令和2年度
    フォーラム|検討|成立|現場試行|社会実装|計
    北海道|10|1|0|0|11
    計|10|1|0|0|11
    """,
    "equipment": """
    備品台帳
    番号|品名|数量|購入日|設置場所|備考
    1|パソコン|3|R2.4.1|本庁
    """,
    "trips": """
    出張予定表 令和2年度
    氏名|日付|行先|用件|期間
    鈴木|6月1日|大阪市|打合せ|1日
    """,
    "accounts": """
    令和2年度 決算書
    項目|予算額|決算額|差額|備考
    会費収入|100|90|-10
    """,
    "population": """
    市町村別人口
    団体コード|都道府県名|市区町村名|人口|世帯数
    011002|北海道|札幌市|1973395|969161
    """,
}


@pytest.mark.parametrize("text", FOREIGN.values(), ids=FOREIGN)
def test_another_offices_sheet_is_left_alone(reader: WorkbookReader, text: str) -> None:
    sheet = only(read(reader, text))
    assert (sheet.layout, sheet.records, codes(sheet)) == (None, [], [("unknown_layout", "")])


@pytest.mark.parametrize("titles", ["開催日||", "年|月|日"], ids=["grouped", "bare"])
def test_date_in_three_columns_is_one_date(reader: WorkbookReader, titles: str) -> None:
    below = "|年|月|日|" if titles.startswith("開") else ""
    text = f"""
    令和2年度 行事開催実績 近畿フォーラム
    行事名|{titles}|参加者数
    {below}
    橋梁講習会|2|6|15|40
    橋梁見学会|||28|12
    点検講習会|3|13|1|20
    """
    sheet = only(read(reader, text, "B2:D2 A2:A3 E2:E3" if below else ""))
    assert pick(sheet, "name held participants") == table(
        """
        橋梁講習会 | 2020-06-15..2020-06-15 | 40
        橋梁見学会 | 2020-06-28..2020-06-28 | 12
        点検講習会 |  | 20
        """
    )
    assert codes(sheet) == [("invalid_date", "B6")]


def test_file_of_several_forums_names_none(reader: WorkbookReader) -> None:
    text = """
    地方フォーラム活動計画（令和3年度）
    北海道フォーラム
    活動・行事名|開催予定日|内容
    総会|R3.5.20|計画

    東北フォーラム
    活動・行事名|開催予定日|内容
    講習|下半期|点検
    """
    file = read(reader, text)
    assert file.forum is None
    assert pick(only(file), "forum name scheduled") == table("""
        hokkaido | 総会 | 2021-05-20..2021-05-20
        tohoku | 講習 | 2021-10-01..2022-03-31""")


def test_form_with_stamps_and_numbered_rows_starts_at_row_25(reader: WorkbookReader) -> None:
    above = ["令和2年度 技術マッチング台帳（中国地方フォーラム）", "|" * 9 + "決裁欄"]
    above += ["|" * 9 + "課長|係長|担当", "目的：課題と技術を結び付けるため。", *[""] * 20]
    rows = [
        "番号|自治体名|求める技術|会社名|技術名|進捗|検討日",
        "1|広島市|点検|㈱山田|ドローン|検討|R2.6.1",
    ]
    rows += [str(number) for number in range(2, 41)]
    sheet = only(read(reader, "\n".join([*above, *rows]), "A1:L1 J2:L2"))
    assert pick(sheet, "forum government stage considered_on") == (
        "chugoku | 341002 | considered | 2020-06-01"
    )
    assert codes(sheet) == []


@pytest.mark.parametrize(
    ("title", "line", "scope"),
    [
        ("令和３年度ＫＰＩ実績報告（地方フォーラム分）", "", "regional"),
        ("令和３年度ＫＰＩ実績報告", "集計範囲：総合計", "total"),
        ("令和３年度ＫＰＩ実績報告（地方フォーラム分）", "(2) 全国フォーラム", "national"),
        ("令和３年度ＫＰＩ実績報告（暫定）", "", None),
    ],
)
def test_scope_said_above_the_table_is_that_of_its_figures(
    reader: WorkbookReader, title: str, line: str, scope: str | None
) -> None:
    text = f"{title}\n{line}\n指標|目標|実績\n支援自治体数|70|63\n社会実装数|14|7"
    result = only(read(reader, text))
    figures = [(each.fields["scope"], each.fields["value"]) for each in result.records]
    assert figures == [(scope, 63), (scope, 7)]


def test_section_headings_say_the_scope_of_the_tables_below_them(reader: WorkbookReader) -> None:
    section = "({at}) {name}\n指標|目標|実績\n支援自治体数|70|{value}\n"
    said = [("総合計", 30), ("全国フォーラム", 20), ("地方フォーラム", 10)]
    blocks = [
        section.format(at=at, name=name, value=value) for at, (name, value) in enumerate(said, 1)
    ]
    result = only(read(reader, "令和３年度KPI報告\n" + "\n".join(blocks)))
    assert [each.fields["scope"] for each in result.records] == ["total", "national", "regional"]
    assert "duplicate_record" not in {code for code, _ in codes(result)}
