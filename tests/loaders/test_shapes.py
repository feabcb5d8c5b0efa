"""One table, however it is laid out: each shape reads as the plain table does."""

import pytest

from loaders.grid import Grid, Value
from loaders.opening.safe_open import WorkbookReader
from loaders.reading.readings import Propose, list_shapes
from loaders.reading.shapes.crossings import propose_crossings
from loaders.reading.shapes.figures.matrix import propose_matrix
from loaders.reading.shapes.texts.pairs import propose_pairs
from loaders.reading.view import SheetView
from loaders.values.text import LONGEST_WORD
from tests.loaders.test_second_clerk import codes, only, pick, read, table

FIELDS = "name held venue participants"
PLAIN = """
    講習会 | 2020-06-01..2020-06-01 | 広島会館 | 30
    見学会 | 2020-07-01..2020-07-01 | 呉会館 | 40
    展示会 | 2020-08-01..2020-08-02 | 福山会館 | 50
"""

#: shape → its sheet and its merged cells
LAID_OUT = {
    "plain": (
        """
        R2 中国フォーラム 行事実績
        No|行事名|開催日|会場|参加者数
        1|講習会|6/1|広島会館|30
        2|見学会|7/1|呉会館|40
        3|展示会|8/1～8/2|福山会館|50
        """,
        "",
    ),
    "records_across_columns": (
        """
        R2 中国フォーラム 行事実績
        項目|行事1|行事2|行事3
        行事名|講習会|見学会|展示会
        開催日|6/1|7/1|8/1～8/2
        会場|広島会館|呉会館|福山会館
        参加者数|30|40|50
        """,
        "",
    ),
    "rows_of_a_record": (
        """
        R2 中国フォーラム 行事実績
        No|行事名|開催日
        |会場|参加者数
        1|講習会|6/1
        |広島会館|30
        2|見学会|7/1
        |呉会館|40
        3|展示会|8/1～8/2
        |福山会館|50
        """,
        "A2:A3 A4:A5 A6:A7 A8:A9",
    ),
    "pairs": (
        """
        R2 中国フォーラム 行事実績
        行事名：講習会
        開催日：6/1
        会場：広島会館
        参加者数：30人

        行事名：見学会
        開催日：7/1
        会場：呉会館
        参加者数：40人

        行事名：展示会
        開催日：8/1～8/2
        会場：福山会館
        参加者数：50人
        """,
        "",
    ),
    "strips_beside_each_other": (
        """
        R2 中国フォーラム 行事実績
        行事名|開催日|会場|参加者数|行事名|開催日|会場|参加者数
        講習会|6/1|広島会館|30|展示会|8/1～8/2|福山会館|50
        見学会|7/1|呉会館|40
        """,
        "",
    ),
    "start_and_end": (
        """
        R2 中国フォーラム 行事実績
        行事名|開催日||会場|参加者数
        |自|至||
        講習会|6/1|6/1|広島会館|30
        見学会|7/1||呉会館|40
        展示会|8/1|8/2|福山会館|50
        """,
        "B2:C2",
    ),
    "parts_of_a_count": (
        """
        R2 中国フォーラム 行事実績
        行事名|開催日|会場|参加者数||
        |||会場|Web|計
        講習会|6/1|広島会館|20|10|30
        見学会|7/1|呉会館|40||40
        展示会|8/1～8/2|福山会館|25|25|
        """,
        "D2:F2 A2:A3 B2:B3 C2:C3",
    ),
    "one_digit_a_column": (
        """
        R2 中国フォーラム 行事実績
        行事名|開催日|会場|参加者数|
        講習会|6/1|広島会館|3|0
        見学会|7/1|呉会館|4|0
        展示会|8/1～8/2|福山会館|5|0
        """,
        "D2:E2",
    ),
}


@pytest.mark.parametrize("shape", LAID_OUT)
def test_shape_reads_as_the_plain_table(reader: WorkbookReader, shape: str) -> None:
    text, merges = LAID_OUT[shape]
    sheet = only(read(reader, text, merges))
    assert pick(sheet, FIELDS) == table(PLAIN)
    assert codes(sheet) == []
    assert sheet.account is not None
    assert sheet.account.counts["unread"] == 0
    assert len({record.cell for record in sheet.records}) == 3


@pytest.mark.parametrize(
    ("titles", "said"),
    [("会場|Web", []), ("定員|当日", ["unread_cells"]), ("前年|本年", ["unread_cells"])],
)
def test_columns_under_a_count_add_up_only_where_they_are_its_parts(
    reader: WorkbookReader, titles: str, said: list[str]
) -> None:
    text = f"""
    R2 中国フォーラム 行事実績
    行事名|開催日|参加者数|
    ||{titles}
    講習会|6/1|20|10
    """
    sheet = only(read(reader, text, "C2:D2 A2:A3 B2:B3"))
    assert pick(sheet, "participants") == ("" if said else "30")
    assert [code for code, _ in codes(sheet)] == said


def test_stated_sum_that_differs_from_its_parts_is_an_error(reader: WorkbookReader) -> None:
    text = """
    R2 中国フォーラム 行事実績
    行事名|開催日|参加者数||
    ||会場|Web|計
    講習会|6/1|20|10|35
    """
    sheet = only(read(reader, text, "C2:E2 A2:A3 B2:B3"))
    assert (pick(sheet, "participants"), codes(sheet)) == ("35", [("total_mismatch", "E4")])


def test_years_column_of_two_is_this_years(reader: WorkbookReader) -> None:
    text = """
    R2 中国フォーラム 行事実績
    行事名|開催日|参加者数|
    ||R元年度|R2年度
    講習会|6/1|20|10
    """
    sheet = only(read(reader, text, "C2:D2 A2:A3 B2:B3"))
    assert (pick(sheet, "participants"), codes(sheet)) == ("10", [])


def test_matrix_has_a_record_where_its_keys_cross(reader: WorkbookReader) -> None:
    text = """
    令和2年度 KPI結果
    フォーラム|支援自治体数||フォーラム実施数|
    |目標|実績|目標|実績
    北海道|3|1|5|4
    東北|4|2|6|
    """
    sheet = only(read(reader, text, "B2:C2 D2:E2 A2:A3"))
    assert (
        pick(sheet, "scope indicator target value")
        == table(
            """
        hokkaido | supported_governments | 3 | 1
        hokkaido | forums_held | 5 | 4
        tohoku | supported_governments | 4 | 2
        tohoku | forums_held | 6 |
        """
        ).rstrip()
        + " "
    )
    assert codes(sheet) == []


def test_months_with_marks_are_a_schedule(reader: WorkbookReader) -> None:
    text = """
    令和2年度 四国フォーラム 活動計画
    行事名|4月|5月|6月|1月
    講習会|○|○||
    見学会|||●|○
    出前授業|済|||？
    """
    sheet = only(read(reader, text))
    assert (
        pick(sheet, "name scheduled")
        == table(
            """
        講習会 | 2020-04-01..2020-05-31
        見学会 | 2020-06-01..2020-06-30 2021-01-01..2021-01-31
        出前授業 |
        """
        ).rstrip()
        + " "
    )
    assert [code for code, _ in codes(sheet)] == ["unread_cells", "unread_cells"]


def test_items_of_a_list_in_a_cell_are_records(reader: WorkbookReader) -> None:
    text = """
    会員自治体一覧
    都道府県|会員自治体名|団体数
    広島県|広島市、呉市、府中市|3
    山口県|下関市、宇部市|3
    """
    sheet = only(read(reader, text))
    assert pick(sheet, "government") == "341002\n342025\n342084\n352012\n352021"
    assert codes(sheet) == [("unread_cells", "C4")]  # three are said, two are there


ROSTER = """
    行政会員名簿
    都道府県|会員数|会員自治体名{}
    鳥取県|3|米子市|倉吉市|境港市
    岡山県|5|津山市|玉野市|笠岡市
    ||総社市|高梁市
"""


@pytest.mark.parametrize("merges", ["C2:E2", ""])
def test_names_beside_each_other_are_a_record_each(reader: WorkbookReader, merges: str) -> None:
    sheet = only(read(reader, ROSTER.format(""), merges))
    assert [record.cell for record in sheet.records] == [
        "A3",
        "D3",
        "E3",
        "A4",
        "D4",
        "E4",
        "C5",
        "D5",
    ]
    assert pick(sheet, "government").split() == (
        ["312029", "312037", "312045", "332038", "332046", "332054", "332089", "332097"]
    )
    assert sheet.problems == []


def test_count_that_differs_from_the_names_beside_it_is_unread(reader: WorkbookReader) -> None:
    sheet = only(read(reader, ROSTER.format("").replace("岡山県|5", "岡山県|6"), "C2:E2"))
    assert len(sheet.records) == 8
    assert codes(sheet) == [("unread_cells", "B4")]


def test_names_under_a_heading_of_their_own_are_no_members(reader: WorkbookReader) -> None:
    sheet = only(read(reader, ROSTER.format("|隣接自治体")))
    assert pick(sheet, "government").split() == ["312029", "332038", "332089"]


def test_indicators_across_are_records(reader: WorkbookReader) -> None:
    sheet = only(
        read(
            reader,
            """
            令和２年度 地方フォーラム KPI実績
            区分|支援自治体数|フォーラム実施数|現場試行数
            目標|10|5|8
            実績|8|4|6
            """,
        )
    )
    assert pick(sheet, "scope indicator target value") == table(
        """
        regional | supported_governments | 10 | 8
        regional | forums_held | 5 | 4
        regional | field_trials | 8 | 6
        """
    )
    assert sheet.problems == []


def test_kinds_across_are_answers_not_numbers_of_records(reader: WorkbookReader) -> None:
    sheet = only(
        read(
            reader,
            """
            令和２年度 東北フォーラム 運営ノウハウ
            区分|成功例|反省
            事例名|若手が司会|接続の失敗
            内容|発言が増えた|開始が遅れた
            """,
        )
    )
    assert pick(sheet, "type title description") == table(
        """
        success | 若手が司会 | 発言が増えた
        reflection | 接続の失敗 | 開始が遅れた
        """
    )
    assert sheet.problems == []


CALENDAR = """
    令和3年6月 中国フォーラム 行事予定
    日|月|火|水|木|金|土
    ||1|2|3|4|5
    ||||準備会||海の日
    6|7|8|9 研修会|10|11|12
    13|14|15|16|17|18|19
    20|21|22|23|24|25|26
    27|28|29|30
    |||見学会

    ※日程は変わることがあります。
"""


def test_calendar_of_a_month_is_its_events(reader: WorkbookReader) -> None:
    sheet = only(read(reader, CALENDAR))
    assert pick(sheet, "name scheduled") == table(
        """
        準備会 | 2021-06-03..2021-06-03
        研修会 | 2021-06-09..2021-06-09
        見学会 | 2021-06-30..2021-06-30
        """
    )
    assert sheet.problems == []


@pytest.mark.parametrize(
    "text",
    [
        CALENDAR.replace("令和3年6月", "令和3年7月"),  # another month's weekdays
        CALENDAR.replace("令和3年6月", "6月"),  # of which year?
        CALENDAR.replace("|30", ""),
        CALENDAR.replace("行事予定", "勤務表"),
    ],
)
def test_calendar_of_no_certain_month_stays_unread(reader: WorkbookReader, text: str) -> None:
    assert only(read(reader, text)).layout is None


@pytest.mark.parametrize(("names", "warned"), [("123", True), ("12甲", False)])
def test_text_column_of_nothing_but_numbers_is_named_once(
    reader: WorkbookReader, names: str, warned: bool
) -> None:
    text = "R2 中国フォーラム 行事実績\n行事名|開催日|会場\n"
    rows = (f"{name}|6/{day}|呉会館" for day, name in enumerate(names, start=1))
    sheet = only(read(reader, text + "\n".join(rows)))
    assert codes(sheet) == [("uncertain_column", "A2")] * warned


BELOW = """
    令和２年度 九州フォーラム KPI実績
    指標|区分|数値
    支援自治体数|目標|10
    |実績|8
    フォーラム実施数|目標|5
    |実績|4
"""


@pytest.mark.parametrize("merges", ["A3:A4 A5:A6", ""])
def test_target_and_result_below_each_other_are_one_record(
    reader: WorkbookReader, merges: str
) -> None:
    sheet = only(read(reader, BELOW, merges))
    assert pick(sheet, "scope indicator target value") == table(
        """
        kyushu | supported_governments | 10 | 8
        kyushu | forums_held | 5 | 4
        """
    )
    assert sheet.problems == []


def test_kind_that_nobody_knows_leaves_figures_below_each_other(reader: WorkbookReader) -> None:
    sheet = only(read(reader, BELOW.replace("|実績|4", "|申請|4")))
    assert ("invalid_choice", "B6") in codes(sheet)


@pytest.mark.parametrize(("rows", "is_looked_at"), [(1000, True), (1001, False)])
def test_most_shapes_leave_ledgers_alone(rows: int, is_looked_at: bool) -> None:
    shapes = list_shapes(SheetView(Grid("一覧", [["行事名"]] * rows)))
    assert propose_matrix in shapes
    assert (propose_pairs in shapes) is is_looked_at


#: A sheet's shape, its heading beside the keys, the keys, and the rows below.
KEYED: dict[str, tuple[Propose, list[str], list[list[Value]]]] = {
    "matrix": (
        propose_matrix,
        ["フォーラム", "支援自治体数", "フォーラム実施数"],
        [["北海道", 3, 5], ["東北", 4, 6]],
    ),
    "crossings": (
        propose_crossings,
        ["開催月", "中国", "四国"],
        [["4月", "講習会", "見学会"], ["5月", "総会", "視察"]],
    ),
}


@pytest.mark.parametrize(("length", "is_key"), [(LONGEST_WORD, True), (LONGEST_WORD + 1, False)])
@pytest.mark.parametrize("shape", KEYED)
def test_key_is_no_longer_than_a_word(shape: str, length: int, is_key: bool) -> None:
    propose, (heading, *keys), rows = KEYED[shape]
    grid = Grid("一覧", [[heading, *(key.ljust(length) for key in keys)], *rows])
    assert any(True for _ in propose(SheetView(grid))) is is_key
