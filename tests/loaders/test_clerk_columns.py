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


@pytest.mark.parametrize(
    ("titles", "rows", "people", "said"),
    [
        ("児童数|教員数|参加者計", ["20|2|22", "21|2|23"], "22\n23", []),
        ("参加者合計|大人|こども", ["22|20|2", "23|21|2"], "22\n23", []),
        ("児童数|教員数|計", ["20|2|22", "21||21"], "22\n21", []),
        ("会場参加者|オンライン参加者|参加者計", ["20|2|22", "21|2|23"], "22\n23", []),
        ("参加者数（会場）|参加者数（Web）", ["20|2", "21|2"], "22\n23", []),
        # one row of three does not add up: the total stands, and is an error
        (
            "児童数|教員数|参加者計",
            ["20|2|22", "21|2|23", "20|2|20", "20|2|22"],
            "22\n23\n20\n22",
            [("total_mismatch", "D5")],
        ),
        # what does not add up is no part: the total alone is read, the rest named once
        (
            "児童数|満足度|参加者計",
            ["20|90|22", "21|80|23"],
            "22\n23",
            [("unread_cells", "B3")],
        ),
        # no total, and nobody says whether teachers count
        ("児童数|教員数", ["20|2", "21|2"], "\n", [("unread_cells", "B3")]),
        ("児童数|備考", ["20|雨", "21|晴"], "20\n21", [("unread_cells", "C3")]),
    ],
)
def test_total_of_several_columns_is_the_count_never_one_part(
    reader: WorkbookReader, titles: str, rows: list[str], people: str, said: list[tuple[str, str]]
) -> None:
    head = "令和2年度 中国フォーラム 出前授業実施一覧"
    body = "\n".join(f"橋の話{at}|{row}" for at, row in enumerate(rows))
    sheet = only(read(reader, f"{head}\n活動名|{titles}\n{body}"))
    assert (pick(sheet, "participants"), codes(sheet)) == (people, said)


@pytest.mark.parametrize(
    ("parts", "row", "value", "said"),
    [
        ("1Q|2Q|3Q|4Q|年度計", "5|9|12|8|34", "34", []),
        ("1Q|2Q|3Q|4Q|年度計", "5|14|26|34|34", "34", []),  # what has come together so far
        ("第1四半期|第2四半期|計", "5|－|5", "5", []),
        ("4月|5月|6月|7月|年間計", "1|2|3|4|10", "10", []),
        ("1Q|2Q|3Q|4Q|年度計", "5|9|12|8|35", "35", [("total_mismatch", "G5")]),
        # no year's figure is stated: neither the sum nor the last is sure
        ("1Q|2Q|3Q|4Q", "5|9|12|8", "", [("unread_cells", "C5")]),
    ],
)
def test_result_of_the_year_is_read_over_its_quarters(
    reader: WorkbookReader, parts: str, row: str, value: str, said: list[tuple[str, str]]
) -> None:
    count = parts.count("|")
    text = f"""
    令和2年度 KPI進捗
    集計範囲：総合計
    KPI|年度目標|実績{"|" * count}
    ||{parts}
    フォーラム実施数|40|{row}
    """
    sheet = only(read(reader, text, f"A3:A4 B3:B4 C3:{'CDEFGH'[count]}3"))
    assert pick(sheet, "target value") == f"40 | {value}"
    assert codes(sheet) == said


TWO_LEVELS = """
    令和2年度 KPI達成状況（全国フォーラム）
    KPI||目標|実績
    支援自治体数||100|87
    マッチング|検討数|150|120
    |成立数|40|33
    |相談数|9|8
    フォーラム実施数||60|51
"""
#: the same in a matrix; a label that nobody knows under one that is known is named, not taken
ACROSS = """
    令和2年度 KPI達成状況
    KPI||総合計||全国フォーラム|
    ||目標|実績|目標|実績
    支援自治体数||100|87|30|27
    マッチング|検討数|150|120|50|40
    |成立数|40|33|9|3
    |相談数|9|8|1|1
    フォーラム実施数||60|51|20|16
"""


def test_indicators_of_two_levels(reader: WorkbookReader) -> None:
    sheet = only(read(reader, TWO_LEVELS, "A2:B2 A3:B3 A4:A6 A7:B7"))
    assert pick(sheet, "scope indicator value").split("\n") == [
        "national | supported_governments | 87",
        "national | matchings_considered | 120",
        "national | matchings_agreed | 33",
        "national |  | 8",
        "national | forums_held | 51",
    ]
    assert codes(sheet) == [("invalid_choice", "B6")]


def test_indicators_of_two_levels_by_scope(reader: WorkbookReader) -> None:
    sheet = only(read(reader, ACROSS, "A2:B3 C2:D2 E2:F2 A4:B4 A5:A7 A8:B8"))
    assert pick(sheet, "scope indicator value").split("\n") == [
        "total | supported_governments | 87",
        "national | supported_governments | 27",
        "total | matchings_considered | 120",
        "national | matchings_considered | 40",
        "total | matchings_agreed | 33",
        "national | matchings_agreed | 3",
        "total | forums_held | 51",
        "national | forums_held | 16",
    ]
    assert [code for code, _ in codes(sheet)] == ["unread_cells"]


def test_result_of_an_unsaid_scope_is_named(reader: WorkbookReader) -> None:
    text = "令和2年度 KPI結果\nKPI|目標|実績\nフォーラム実施数|40|34\n支援自治体数|30|12"
    sheet = only(read(reader, text))
    assert (pick(sheet, "scope value"), codes(sheet)) == (
        " | 34\n | 12",
        [("missing_column", "A2")],
    )


def test_government_below_its_prefecture_in_two_columns_of_one_title(
    reader: WorkbookReader,
) -> None:
    text = """
    令和2年度 支援実績一覧
    自治体名||支援内容
    広島県|府中市|講師派遣
    |呉市|個別相談
    東京都|府中市|講師派遣
    |東京都|個別相談
    """
    sheet = only(read(reader, text, "A2:B2 A3:A4", forum="chugoku"))
    assert pick(sheet, "government") == "342084\n342025\n132063\n130001"


def test_several_governments_under_one_title_are_a_record_each(reader: WorkbookReader) -> None:
    text = """
    令和2年度 行政会員名簿
    都道府県|会員自治体名||
    鳥取県|鳥取市|倉吉市|米子市
    岡山県|井原市|高梁市|
    """
    sheet = only(read(reader, text, "B2:D2"))
    assert set(pick(sheet, "government").split()) == {
        *("312011", "312029", "312037"),
        *("332071", "332097"),
    }
    assert not any(each.code == "unread_cells" for each in sheet.problems)


def test_weekdays_of_a_span_of_days_are_read_whole(reader: WorkbookReader) -> None:
    text = (
        "R2 中国フォーラム 10月の行事実績\n日|曜|行事名\n4~5|日・月|見学会\n上旬||総会\n3|月|講習会"
    )
    sheet = only(read(reader, text))
    assert pick(sheet, "held") == "2020-10-04..2020-10-05\n2020-10-01..2020-10-10\n"
    assert codes(sheet) == [("invalid_date", "A5")]  # the 3rd was a Saturday


def test_lone_months_may_say_more_than_a_month(reader: WorkbookReader) -> None:
    sheet = only(read(reader, f"{PLAN}\n月|行事名\n4月|総会\n5月中旬|講習会\n随時|相談会"))
    assert pick(sheet, "scheduled").split("\n") == [
        "2020-04-01..2020-04-30",
        "2020-05-11..2020-05-20",
        "2020-04-01..2021-03-31",
    ]
    assert codes(sheet) == []


@pytest.mark.parametrize("sign", ["【検討中】（1件）", "■検討中", "（検討中）　1件"])
def test_stage_of_a_heading_holds_for_the_rows_below(reader: WorkbookReader, sign: str) -> None:
    text = f"{CASES}\nNo|市町村|ニーズ|企業名|技術名\n{sign}\n1|三沢市|点検|Ｃ社|車載"
    sheet = only(read(reader, text))
    assert (pick(sheet, "stage"), codes(sheet)) == ("considered", [])


def test_line_that_counts_the_rows_of_one_stage_is_held_against_nothing(
    reader: WorkbookReader,
) -> None:
    text = f"""
    {CASES}
    市町村|ニーズ|企業名|技術名|段階
    三沢市|点検|Ｃ社|車載|検討
    蓬田村|補修|Ｄ社|打音|成立
    成立件数　1件
    """
    sheet = only(read(reader, text))
    assert (len(sheet.records), codes(sheet)) == (2, [])


def test_figures_are_no_venue_whatever_their_title_is_like(reader: WorkbookReader) -> None:
    text = f"{EVENTS}\n行事名|開催日|会場参加|Web参加\n講習会|6/1|20|10\n見学会|7/1|40|5"
    sheet = only(read(reader, text))
    assert pick(sheet, "venue participants") == " | \n | "
    assert codes(sheet) == [("unread_cells", "C3")]


def test_quarters_beside_the_years_figure_are_its_parts(reader: WorkbookReader) -> None:
    text = """
    令和2年度 KPI進捗（総合計）
    KPI|目標|1Q|2Q|3Q|4Q|年度計
    フォーラム実施数|40|5|9|12|8|34
    支援自治体数|10|1|2|3|4|10
    """
    sheet = only(read(reader, text))
    assert (pick(sheet, "value"), codes(sheet)) == ("34\n10", [])


@pytest.mark.parametrize(
    ("titles", "company", "technology", "said"),
    [
        ("旧会社名|新会社名|技術名", "Ｄ社", "車載", []),
        # 新技術 is no newer title of 技術: two columns of one field stay a doubt
        ("企業名|技術名|新技術名", "Ｃ社", "Ｄ社", ["duplicate_column"]),
    ],
)
def test_new_before_a_title_is_a_state_but_new_technology_is_none(
    reader: WorkbookReader, titles: str, company: str, technology: str, said: list[str]
) -> None:
    text = f"{CASES}\n市町村|ニーズ|{titles}|段階\n三沢市|点検|Ｃ社|Ｄ社|車載|検討"
    sheet = only(read(reader, text))
    assert pick(sheet, "company technology") == f"{company} | {technology}"
    assert [code for code, _ in codes(sheet)] == said


@pytest.mark.parametrize(
    ("rest", "names"),
    [
        ("（第２部）", "講習会\n（第２部） | 橋"),
        ("||川", "講習会 | 橋\n川"),
        ("見学会", "講習会 | 橋\n見学会 | "),
    ],
)
def test_lone_cell_of_a_plan_goes_on_or_is_an_event(
    reader: WorkbookReader, rest: str, names: str
) -> None:
    sheet = only(read(reader, f"{PLAN}\n行事名|開催予定日|内容\n講習会|6月|橋\n{rest}"))
    assert (pick(sheet, "name content"), codes(sheet)) == (names, [])


def test_stages_under_a_vague_title_beside_the_stage_are_no_fields(reader: WorkbookReader) -> None:
    text = f"""
    {CASES}
    区分|市町村|ニーズ|企業名|技術名|段階
    検討中|三沢市|点検|Ｃ社|車載|検討
    成立|蓬田村|補修|Ｄ社|打音|成立
    """
    sheet = only(read(reader, text))
    assert pick(sheet, "fields stage") == " | considered\n | agreed"
    assert codes(sheet) == [("unread_cells", "A3")]
