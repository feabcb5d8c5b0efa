"""Habits of a fourth set of clerks: what does not count is left out, what is a target is no
result, and what was not understood is named."""

import pytest

from loaders.opening.safe_open import WorkbookReader
from loaders.reading.context.set_aside import find_set_aside
from tests.loaders.test_second_clerk import codes, only, pick, read

HEADER = "自治体|ニーズ|会社名|技術|段階"
FIRST, SECOND = "呉市|のり面|A社|傾斜計|検討", "福山市|橋|B社|ドローン|成立"
THIRD = "出雲市|堤防|C社|衛星|成立"


@pytest.mark.parametrize(
    ("heading", "firmness"),
    [
        ("旧案（R3.4時点）※使用しない・集計対象外", "said"),
        ("※この表は集計に含めない", "said"),
        ("以下の行は集計対象外です", "said"),
        ("【参考】", "draft"),
        ("下書き用", "draft"),
        ("【控え】", "copy"),
        ("※中止した行事は集計対象外", ""),
        ("参考資料の配布", ""),
        ("使用しない橋の撤去", ""),
    ],
)
def test_heading_that_says_not_to_count(heading: str, firmness: str) -> None:
    assert find_set_aside(heading) == firmness


@pytest.mark.parametrize(
    ("below", "governments", "problem"),
    [
        (f"旧案（使用しない）\n{HEADER}\n{SECOND}", "342025", ("set_aside", "A6")),
        (f"参考\n{HEADER}\n{SECOND}", "342025", ("set_aside", "A6")),
        (f"追加分\n{HEADER}\n{SECOND}", "342025\n342076", None),
    ],
)
def test_table_under_such_a_heading_is_left_out(
    reader: WorkbookReader, below: str, governments: str, problem: tuple[str, str] | None
) -> None:
    text = f"R3 中国フォーラム マッチング一覧\n\n{HEADER}\n{FIRST}\n\n{below}"
    sheet = only(read(reader, text))
    assert pick(sheet, "government") == governments
    assert codes(sheet) == ([problem] if problem else [])


@pytest.mark.parametrize(("gap", "codes_"), [("|||", {"set_aside"}), ("|", {"duplicate_column"})])
def test_draft_beside_a_table_is_left_out(
    reader: WorkbookReader, gap: str, codes_: set[str]
) -> None:
    title = "R3 中国フォーラム マッチング一覧" + "|" * (4 + len(gap)) + "下書き"
    text = f"{title}\n\n{HEADER}{gap}{HEADER}\n{FIRST}{gap}{SECOND}"
    sheet = only(read(reader, text))
    assert pick(sheet, "government") == "342025"
    assert {code for code, _ in codes(sheet)} == codes_


def test_rows_under_such_a_heading_are_left_out_until_the_next(reader: WorkbookReader) -> None:
    title = "R3 中国フォーラム マッチング一覧"
    text = f"{title}\n{HEADER}\n{FIRST}\n【参考】\n{SECOND}\n【島根県】\n{THIRD}"
    sheet = only(read(reader, text))
    assert [record.cell for record in sheet.records] == ["A3", "A7"]
    assert codes(sheet) == [("set_aside", "A4")]


def test_sheets_own_title_may_call_it_a_draft(reader: WorkbookReader) -> None:
    text = f"R3 中国フォーラム マッチング一覧（案）\n{HEADER}\n{FIRST}\n\n{HEADER}\n{SECOND}"
    assert len(only(read(reader, text)).records) == 2
    text = f"R3 中国フォーラム マッチング一覧（使用しない）\n{HEADER}\n{FIRST}"
    sheet = only(read(reader, text))
    assert (sheet.records, codes(sheet)) == ([], [("set_aside", "A1")])


@pytest.mark.parametrize(("remark", "waits"), [("集計対象外", True), ("参考", False)])
def test_remark_may_take_its_row_out(reader: WorkbookReader, remark: str, waits: bool) -> None:
    text = f"R3 中国フォーラム マッチング一覧\n{HEADER}|備考\n{FIRST}|{remark}\n{SECOND}"
    sheet = only(read(reader, text))
    assert [record.withdrawn for record in sheet.records] == [waits, False]
    assert codes(sheet) == [("withdrawn_record", "A3") if waits else ("unread_cells", "F3")]


KPI = "九州フォーラム KPI（令和2年度）\n"


@pytest.mark.parametrize(
    ("text", "merges"),
    [
        (
            "KPI||年度計\n支援自治体数|目標|20\n|実績|17\n|達成率|85%\nフォーラム実施数|目標|6\n|実績|5",
            "A3:A5",
        ),
        ("KPI|区分|件数\n支援自治体数|実績|17\n|目標|20\nフォーラム実施数|実績|5\n|目標|6", ""),
        (
            "KPI||上期|下期|年度計\n支援自治体数|目標|||20\n|実績|8|9|17\n"
            "フォーラム実施数|目標|||6\n|実績|2|3|5",
            "",
        ),
        ("KPI|件数\n支援自治体数\n　目標|20\n　実績|17\nフォーラム実施数\n　目標|6\n　実績|5", ""),
        (
            "【目標】\nKPI|件数\n支援自治体数|20\nフォーラム実施数|6\n\n"
            "【実績】\nKPI|件数\n支援自治体数|17\nフォーラム実施数|5",
            "",
        ),
        (
            "KPI|件数\n【目標】\n支援自治体数|20\nフォーラム実施数|6\n"
            "【実績】\n支援自治体数|17\nフォーラム実施数|5",
            "",
        ),
    ],
    ids=["rows", "result_first", "halves", "further_in", "blocks", "headings"],
)
def test_result_is_what_is_called_so(reader: WorkbookReader, text: str, merges: str) -> None:
    sheet = only(read(reader, KPI + text, merges))
    assert pick(sheet, "indicator target value") == (
        "supported_governments | 20 | 17\nforums_held | 6 | 5"
    )
    assert {problem.level for problem in sheet.problems} <= {"warning"}


def test_target_beside_two_years_is_no_result(reader: WorkbookReader) -> None:
    text = (
        KPI + "KPI|区分|R1|R2\n支援自治体数|目標|20|21\n|実績|17|18\n支援国数|目標|6|7\n|実績|5|5"
    )
    sheet = only(read(reader, text))
    assert {record.fields["value"] for record in sheet.records} <= {None}
    assert ("unread_cells", "C3") in codes(sheet)


def test_ratio_alone_makes_no_result_of_a_target(reader: WorkbookReader) -> None:
    text = KPI + "KPI||件数\n支援自治体数|目標|20\n|達成率|85%\nフォーラム実施数|目標|6\n|達成率|"
    assert pick(only(read(reader, text)), "target value") == "20 | \n6 | "


@pytest.mark.parametrize(
    ("title", "column", "figures"),
    [
        ("KPI目標", "数値", "20 | "),
        ("KPI目標", "実績", " | 20"),
        ("KPI目標達成状況", "数値", " | 20"),
        ("KPI", "数値", " | 20"),
    ],
)
def test_title_may_call_its_figures_targets(
    reader: WorkbookReader, title: str, column: str, figures: str
) -> None:
    text = f"九州フォーラム {title}（令和2年度）\nKPI|{column}\n支援自治体数|20"
    assert pick(only(read(reader, text)), "target value") == figures


def test_figures_under_titles_over_several_columns_are_no_sheet_of_ours(
    reader: WorkbookReader,
) -> None:
    text = KPI + "KPI|目標||実績|\n|上期|下期|上期|下期\n支援自治体数|10|10|9|8"
    assert only(read(reader, text, "B2:C2 D2:E2 A2:A3")).layout is None


@pytest.mark.parametrize(
    ("lesson", "read_as", "problem"),
    [
        ("別紙参照", "", "points_elsewhere"),
        ("前回と同じ", "", "points_elsewhere"),
        ("前回と同じ場所にする", "前回と同じ場所にする", ""),
    ],
)
def test_text_that_nobody_must_give_may_stand_elsewhere(
    reader: WorkbookReader, lesson: str, read_as: str, problem: str
) -> None:
    text = f"R3 九州フォーラム 運営ノウハウ\n区分|事例名|内容|教訓\n成功例|A|B|{lesson}"
    sheet = only(read(reader, text))
    assert pick(sheet, "title lesson") == f"A | {read_as}"
    assert [(p.code, p.cell, p.level) for p in sheet.problems] == (
        [(problem, "D3", "warning")] if problem else []
    )


ACTIVITIES = "活動名|実施日|場所\n"


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        (
            f"１．出前授業\n{ACTIVITIES}水道教室|R3.9.3|島原小\n\n"
            f"２．ワークショップ\n{ACTIVITIES}石垣|R3.10.16|会館",
            "school_visit\nworkshop",
        ),
        (
            f"{ACTIVITIES}水道教室|R3.9.3|島原小\n【ワークショップ】\n石垣|R3.10.16|会館",
            "\nworkshop",
        ),
        (f"１．春の部\n{ACTIVITIES}水道教室|R3.9.3|島原小", ""),
    ],
)
def test_heading_that_is_a_choice_answers_for_its_rows(
    reader: WorkbookReader, text: str, kinds: str
) -> None:
    sheet = only(read(reader, "R3 九州フォーラム 市民参画活動実績\n\n" + text))
    assert pick(sheet, "kind") == kinds
    assert codes(sheet) == []


@pytest.mark.parametrize(
    ("number", "line", "need", "errors"),
    [
        ("", "良の発見", "床版の施工不良の発見", 0),
        ("", "・舗装の前", "床版の施工不\n・舗装の前", 0),
        ("2", "良の発見", "床版の施工不", 4),  # it is numbered: a record of its own
    ],
)
def test_line_without_a_number_goes_on(
    reader: WorkbookReader, number: str, line: str, need: str, errors: int
) -> None:
    text = f"R3 近畿フォーラム マッチング検討状況\n番号|{HEADER}\n1|堺市|床版の施工不|A社|傾斜計|検討\n{number}||{line}"
    sheet = only(read(reader, text))
    assert sheet.records[0].fields["requirement"] == need
    assert sum(problem.level == "error" for problem in sheet.problems) == errors


@pytest.mark.parametrize(("last_year", "waits"), [("R2開催日（参考）", False), ("備考", True)])
def test_last_years_cancellation_is_not_this_years(
    reader: WorkbookReader, last_year: str, waits: bool
) -> None:
    text = f"R3 東北フォーラム 活動計画\n行事名|{last_year}|R3開催予定日\n講習会|中止|9月中"
    (record,) = only(read(reader, text)).records
    assert record.withdrawn is waits


@pytest.mark.parametrize(("note", "day"), [("来所", "2021-07-12"), ("来年", ""), ("翌週", "")])
def test_note_behind_a_date(reader: WorkbookReader, note: str, day: str) -> None:
    text = f"R3 九州フォーラム 自治体支援記録\n自治体名|支援内容|支援日\n荒尾市|相談|7/12（{note}）"
    assert pick(only(read(reader, text)), "supported_on") == day


def test_of_two_titles_of_a_date_the_one_with_dates_answers(reader: WorkbookReader) -> None:
    text = "行政会員名簿\n市町村名|加入|入会日\n富山市|会員|H29.6.1\n魚津市|非会員"
    sheet = only(read(reader, text))
    assert pick(sheet, "government joined_on") == "162019 | 2017-06-01"
    assert codes(sheet) == []
    text = "行政会員名簿\n市町村名|加入|入会日\n富山市|H29.6.1|H29.6.2"
    assert ("duplicate_column", "C2") in codes(only(read(reader, text)))


def test_day_and_what_was_on_it_stand_in_two_columns(reader: WorkbookReader) -> None:
    text = """
    行政会員名簿
    異動日|異動内容|自治体名
    R2.5.1|入会|都城市
    R3.3.31|退会|宮崎市
    R3.4.1|改称|延岡市
    """
    sheet = only(read(reader, text))
    assert pick(sheet, "joined_on left_on") == "2020-05-01 | \n | 2021-03-31\n | "
    assert codes(sheet) == [("unread_cells", "A5")]


def test_choice_above_a_card_is_its_own(reader: WorkbookReader) -> None:
    card = "|事例名|{0}\n|内容|{0}の内容\n|教訓|{0}の教訓"
    text = "R2 北陸フォーラム 運営ノウハウ\n1．成功例\n{}\n\n2．失敗例\n{}\n\n3．その後\n{}"
    sheet = only(read(reader, text.format(*(card.format(name) for name in "ABC"))))
    assert pick(sheet, "type title") == "success | A\nfailure | B\n | C"


OUTLINE = """
    R3 中国フォーラム マッチング一覧
    段階|自治体|ニーズ|会社名|技術
    検討|呉市|のり面|A社|傾斜計
    {blank}|福山市|橋|B社|ドローン
    小計|件数|2
    成立|出雲市|堤防|C社|衛星
    {end}|件数|1
"""


@pytest.mark.parametrize(
    ("blank", "end", "stages"),
    [
        ("", "小計", "considered\nconsidered\nagreed"),
        ("現場試行", "小計", "considered\nfield_trial\nagreed"),
    ],
)
def test_report_in_outline_form_writes_a_group_once(
    reader: WorkbookReader, blank: str, end: str, stages: str
) -> None:
    assert pick(only(read(reader, OUTLINE.format(blank=blank, end=end))), "stage") == stages


def test_blank_that_no_outline_fills_is_missing(reader: WorkbookReader) -> None:
    text = "\n".join(
        line for line in OUTLINE.format(blank="", end="").split("\n") if "件数" not in line
    )
    assert codes(only(read(reader, text))) == [("missing_value", "A4")]


@pytest.mark.parametrize(
    ("day", "weekday", "problems"),
    [
        ("11/4", "木", []),
        ("11/4", "木曜日", []),
        ("11/4", "月", [("invalid_date", "B3")]),
        ("11月上旬", "月", [("unread_cells", "C3")]),
        ("11/4", "未定", []),
    ],
)
def test_weekday_in_a_column_of_its_own_fits_the_date(
    reader: WorkbookReader, day: str, weekday: str, problems: list[tuple[str, str]]
) -> None:
    text = f"R3 沖縄フォーラム 行事実施状況\n行事名|月日|曜|参加者数\n見学会|{day}|{weekday}|18"
    assert codes(only(read(reader, text))) == problems


def test_month_alone_has_no_weekday(reader: WorkbookReader) -> None:
    text = "R3 沖縄フォーラム 支援状況\n自治体名|支援内容|支援日|曜日\n那覇市|相談|6月|木"
    assert codes(only(read(reader, text))) == [("unread_cells", "D3")]


@pytest.mark.parametrize(
    ("total", "problems"),
    [
        ("|||参加者合計|79名", []),
        ("|||参加者合計|80名", [("total_mismatch", "E2")]),
        ("参加者延べ 80名", [("total_mismatch", "A2")]),
        ("参加者数計：79", []),
        ("合計|2件", []),
        ("合計|3件", [("unread_cells", "B2")]),  # of what, nobody says
        ("昨年度合計|70名", []),
        ("参加者合計（中止を除く）|70名", []),
    ],
)
def test_total_above_a_table_is_held_against_it(
    reader: WorkbookReader, total: str, problems: list[tuple[str, str]]
) -> None:
    text = f"""
    R3 沖縄フォーラム 市民参画活動まとめ
    {total}

    種別|活動名|実施日|場所|参加者数
    出前授業|サンゴ|6月17日|名護東小|38
    出前授業|石垣|9月28日|城西小|41
    """
    assert codes(only(read(reader, text))) == problems


@pytest.mark.parametrize(
    ("row", "count"),
    [
        ("県名から記入|50字以内|正式名称||検討/成立", 1),
        ("呉市|50字以内|A社|傾斜計|検討", 2),  # one cell of five may be anything
    ],
)
def test_row_that_says_how_a_form_is_filled_in_is_no_record(
    reader: WorkbookReader, row: str, count: int
) -> None:
    row = row.replace("正式名称", "例：東都㈱")
    text = f"R3 中国フォーラム マッチング一覧\n{HEADER}\n{row}\n{FIRST}"
    sheet = only(read(reader, text))
    assert len(sheet.records) == count
    assert codes(sheet) == []


ROSTER = """
    行政会員名簿
    都道府県|市町村名|入会日
    青森県|平内町|H29.4.1
    |黒石市|H30.11.28
    青森県 計|2
    長崎県|平戸市|H28.12.5
    長崎県 計|{second}
    徳島県|美馬市|R1.7.8
    徳島県 計|{third}
"""


@pytest.mark.parametrize(
    ("second", "third", "problems"),
    [
        ("1", "1", []),
        ("1", "3", [("total_mismatch", "B9")]),
        ("41", "32", [("unread_cells", "B5")]),  # of what, nobody knows
    ],
)
def test_bare_totals_under_names_count_them_where_most_do(
    reader: WorkbookReader, second: str, third: str, problems: list[tuple[str, str]]
) -> None:
    assert codes(only(read(reader, ROSTER.format(second=second, third=third)))) == problems
