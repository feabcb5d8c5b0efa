"""Columns and rows as clerks write them: drafts, versions, parts of dates, totals between."""

import io

import openpyxl
import pytest

from loaders.check import read_workbook
from loaders.opening.safe_open import WorkbookReader
from loaders.reading.recognise import Options
from tests.loaders.test_second_clerk import codes, draw, only, pick, read, table

PLAN = "令和2年度 関東フォーラム 活動計画"
EVENTS = "令和2年度 四国フォーラム 行事実績"
CASES = "令和3年度 東北フォーラム マッチング一覧"


@pytest.mark.parametrize(
    ("titles", "row", "spans", "said"),
    [
        # the changed one wins, wherever it stands; where nothing changed the first one holds
        ("当初予定|変更後予定", "6月|10月", "2020-10-01..2020-10-31", []),
        ("変更後の開催予定日|旧開催予定日", "10月|6月", "2020-10-01..2020-10-31", []),
        ("当初予定|変更後予定", "6月|－", "2020-06-01..2020-06-30", []),
        ("当初予定|変更後予定", "6月|", "2020-06-01..2020-06-30", []),
        ("当初予定|変更後予定", "6月|未定", "", []),
        ("当初予定|内容", "6月|講習", "2020-06-01..2020-06-30", []),
        # what neither title nor sight tells apart is no answer of ours to choose
        ("開催予定日|実施予定日", "6月|10月", "2020-06-01..2020-06-30", ["duplicate_column"]),
    ],
)
def test_newest_of_two_versions_of_a_column_holds(
    reader: WorkbookReader, titles: str, row: str, spans: str, said: list[str]
) -> None:
    sheet = only(read(reader, f"{PLAN}\n行事名|{titles}\n講習会|{row}"))
    assert pick(sheet, "scheduled") == spans
    assert [code for code, _ in codes(sheet)] == said


def test_versions_stand_below_a_group_title_too(reader: WorkbookReader) -> None:
    text = f"{PLAN}\n行事名|開催予定日|\n|当初|変更後\n講習会|6月|10月"
    sheet = only(read(reader, text, "B2:C2 A2:A3"))
    assert (pick(sheet, "scheduled"), codes(sheet)) == ("2020-10-01..2020-10-31", [])


@pytest.mark.parametrize("hidden", ["C", "D"])
def test_column_in_sight_wins_over_a_hidden_draft(reader: WorkbookReader, hidden: str) -> None:
    text = f"{CASES}\n市町村|ニーズ|企業名|企業等名称|技術名|段階\n三沢市|点検|Ｃ社|Ｄ社|車載|検討"
    book = openpyxl.load_workbook(io.BytesIO(draw(text)))
    book.active.column_dimensions[hidden].hidden = True
    stream = io.BytesIO()
    book.save(stream)
    sheet = only(read_workbook(reader.read(stream.getvalue(), "調査票.xlsx"), Options()))
    assert pick(sheet, "company") == {"C": "Ｄ社", "D": "Ｃ社"}[hidden]
    assert [code for code, _ in codes(sheet)] == []
    assert sheet.account is not None
    assert sheet.account.counts["elsewhere"] == 1


@pytest.mark.parametrize(
    "titles", ["令和２年度末の段階|令和３年度末の段階", "段階（R2）|段階（R3）"]
)
def test_stage_is_that_of_the_sheets_year(reader: WorkbookReader, titles: str) -> None:
    text = f"{CASES}\n市町村|ニーズ|企業名|技術名|{titles}\n三沢市|点検|Ｃ社|車載|検討|成立"
    sheet = only(read(reader, text))
    assert (pick(sheet, "stage"), codes(sheet)) == ("agreed", [])


@pytest.mark.parametrize(
    ("heading", "fields", "total"),
    [
        ("【技術分野：道路】", "['道路']", "道路　計"),
        ("■道路", "['道路']", "小計"),
        ("（道路）", "['道路']", "道路　計"),
        ("【見たことのない分野】", "", "小計"),
    ],
)
def test_heading_answers_for_the_rows_below(
    reader: WorkbookReader, heading: str, fields: str, total: str
) -> None:
    text = f"""
    {CASES}
    No|市町村|ニーズ|企業名|技術名|段階
    {heading}
    1|三沢市|点検|Ｃ社|車載|検討
    2|蓬田村|補修|Ｄ社|打音|成立
    |{total}|2件
    |総　　計|2件
    """
    sheet = only(read(reader, text))
    assert pick(sheet, "government fields") == f"022071 | {fields}\n023043 | {fields}"
    assert [code for code, _ in codes(sheet)] == ([] if fields else ["unread_cells"])


@pytest.mark.parametrize(
    ("line", "said"),
    [("提案数　2件", []), ("（応募数：2社）", []), ("提案数　3件", [("total_mismatch", "D5")])],
)
def test_line_that_counts_the_rows_above_is_no_record(
    reader: WorkbookReader, line: str, said: list[tuple[str, str]]
) -> None:
    text = f"""
    {CASES}
    市町村|ニーズ|企業名|技術名|段階
    三沢市|点検|Ｃ社|車載|検討
    蓬田村|補修|Ｄ社|打音|成立
    |||{line}
    """
    sheet = only(read(reader, text))
    assert pick(sheet, "company") == "Ｃ社\nＤ社"
    assert codes(sheet) == [(code, "D5") for code, _ in said]


@pytest.mark.parametrize(
    ("rest", "requirement", "count"),
    [
        ("|（橋長15m未満）", "床版の点検\n（橋長15m未満）", 1),
        ("||||外観の観察", "床版の点検", 1),  # the outline goes on
        ("||Ｄ社|打音|", "床版の点検\n", 2),  # another proposal: named, not swallowed
    ],
)
def test_text_that_goes_on_in_the_row_below_is_of_the_record_above(
    reader: WorkbookReader, rest: str, requirement: str, count: int
) -> None:
    text = f"""
    {CASES}
    市町村|ニーズ|企業名|技術名|概要|段階
    三沢市|床版の点検|Ｃ社|車載|近接と|検討
    {rest}
    """
    sheet = only(read(reader, text))
    assert pick(sheet, "requirement") == requirement
    assert len(sheet.records) == count
    assert bool(codes(sheet)) == (count == 2)


def test_unfinished_sentence_goes_on(reader: WorkbookReader) -> None:
    text = f"""
    {CASES}
    市町村|ニーズ|企業名|技術名|段階
    三沢市|のり面の老朽化を|Ｃ社|車載|検討
    |遠隔で知りたい
    """
    sheet = only(read(reader, text))
    assert pick(sheet, "requirement") == "のり面の老朽化を\n遠隔で知りたい"
    assert codes(sheet) == []


DATED = {
    "month_day_weekday": (
        """
        月|日|曜日|行事名
        6|12|金|講習会
        〃|25|木|見学会
        8|4・5|火・水|展示会
        10|下旬||説明会
        12|未定||総会
        """,
        """
        講習会 | 2020-06-12..2020-06-12
        見学会 | 2020-06-25..2020-06-25
        展示会 | 2020-08-04..2020-08-05
        説明会 | 2020-10-21..2020-10-31
        総会 | 2020-12-01..2020-12-31
        """,
    ),
    "year_and_month_written_once": (
        """
        年|月|日|行事名
        R2|6|12日|講習会
        ||25日|見学会
        |8月|1～5|展示会
        R3|1|〃|説明会
        """,
        """
        講習会 | 2020-06-12..2020-06-12
        見学会 | 2020-06-25..2020-06-25
        展示会 | 2020-08-01..2020-08-05
        説明会 |
        """,
    ),
    "months_ready_in_the_form": (
        """
        月|行事名
        4月|－
        5月|講習会
        6月|
        7月|見学会
        |展示会
        """,
        """
        講習会 | 2020-05-01..2020-05-31
        見学会 | 2020-07-01..2020-07-31
        展示会 | 2020-07-01..2020-07-31
        """,
    ),
    "month_in_the_line_above": (
        """
        （9月分）
        日|行事名
        3|講習会
        14日|見学会
        計|2回
        """,
        """
        講習会 | 2020-09-03..2020-09-03
        見学会 | 2020-09-14..2020-09-14
        """,
    ),
}


@pytest.mark.parametrize("shape", DATED)
def test_parts_of_a_date_without_a_title_over_them(reader: WorkbookReader, shape: str) -> None:
    text, records = DATED[shape]
    sheet = only(read(reader, f"{EVENTS}\n{text}"))
    assert [line.strip() for line in pick(sheet, "name held").split("\n")] == table(records).split(
        "\n"
    )
    named = {"year_and_month_written_once": ["unread_cells"]}.get(shape, [])
    assert sorted({code for code, _ in codes(sheet)}) == named


def test_day_without_a_month_anywhere_is_no_date(reader: WorkbookReader) -> None:
    sheet = only(read(reader, f"{EVENTS}\n日|行事名\n3|講習会\n14|見学会"))
    assert pick(sheet, "held") == "\n"
    assert codes(sheet) == [("invalid_date", "A3"), ("invalid_date", "A4")]


def test_report_on_one_month_is_of_that_months_fiscal_year(reader: WorkbookReader) -> None:
    file = read(reader, "四国フォーラム 令和３年２月 行事実績\n日|行事名\n3|講習会")
    assert (file.fiscal_year, pick(only(file), "held")) == (2020, "2021-02-03..2021-02-03")
