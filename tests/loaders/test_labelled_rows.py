"""Rows that a label tells apart, in the same order in each record (ニーズ above シーズ), and cells
that hold a list."""

import pytest

from loaders.opening.safe_open import WorkbookReader
from loaders.reading.records.records import SheetResult
from tests.loaders.test_second_clerk import codes, only, pick, read, table

LINES = """
    R5 近畿フォーラム マッチング台帳
    番号|{title}|名称|{what}|段階
    1|ニーズ|八尾市|雨水ポンプの異常音を早く捉えたい|検討
    {again}|シーズ|甲計測|音響検知ボックス|{stage}
    2|ニーズ|栗東市|切土法面の緩みを把握したい|成立
    {last}
"""
WANTED = "government requirement company technology stage"
WHOLE = {
    "title": "区分",
    "what": "内容",
    "again": "",
    "stage": "",
    "last": "|シーズ|乙技研|レーザ計測",
}
FIRST = "272124 | 雨水ポンプの異常音を早く捉えたい | 甲計測 | 音響検知ボックス | considered"
SECOND = "252085 | 切土法面の緩みを把握したい | 乙技研 | レーザ計測 | agreed"


@pytest.mark.parametrize(
    "written", [{}, {"title": ""}, {"what": "概要"}, {"again": "1", "stage": "検討"}]
)
def test_labelled_rows_are_one_record(reader: WorkbookReader, written: dict[str, str]) -> None:
    sheet = only(read(reader, LINES.format(**WHOLE | written)))
    assert pick(sheet, WANTED) == f"{FIRST}\n{SECOND}"
    assert codes(sheet) == []


def test_record_whose_last_row_is_wanting_says_so_at_its_cells(reader: WorkbookReader) -> None:
    sheet = only(read(reader, LINES.format(**WHOLE | {"last": ""})))
    assert pick(sheet, "government company") == "272124 | 甲計測\n252085 | "
    assert codes(sheet) == [("missing_value", "C5"), ("missing_value", "D5")]


def test_answer_that_the_rows_contradict_is_named(reader: WorkbookReader) -> None:
    sheet = only(read(reader, LINES.format(**WHOLE | {"stage": "社会実装"})))
    assert pick(sheet, "government stage") == "272124 | \n252085 | "
    assert codes(sheet) == [("missing_column", "A2"), ("unread_cells", "E3")]


def test_answers_that_take_turns_by_chance_are_rows_of_their_own(reader: WorkbookReader) -> None:
    text = """
    R5 近畿フォーラム マッチング台帳
    技術分野|自治体名|求める内容|企業名|技術名|段階
    道路|八尾市|異常音|甲計測|音響検知|検討
    河川|栗東市|緩み|乙技研|レーザ計測|検討
    道路|綾部市|堆積|丙調査|側溝カート|成立
    河川|市川町|腐食|丁計測|ポールカメラ|成立
    """
    sheet = only(read(reader, text))
    assert pick(sheet, "government company").count("\n") == 3
    assert codes(sheet) == []


LISTS = """
    R6 地方フォーラムの行事予定
    フォーラム|行事予定（時期）{more}
    関東|・技術交流会（６月）\\n・点検実習（１０月）{count}
    近畿|①現地視察会（６月）\\n②首長意見交換（１０月）{count}
"""


def read_lists(reader: WorkbookReader, **written: str) -> SheetResult:
    return only(read(reader, LISTS.format(**written)))


def test_list_below_a_combined_title_is_a_record_an_item(reader: WorkbookReader) -> None:
    sheet = read_lists(reader, more="", count="")
    assert pick(sheet, "forum name scheduled") == table(
        """
        kanto | 技術交流会 | 2024-06-01..2024-06-30
        kanto | 点検実習 | 2024-10-01..2024-10-31
        kinki | 現地視察会 | 2024-06-01..2024-06-30
        kinki | 首長意見交換 | 2024-10-01..2024-10-31
        """
    )
    assert codes(sheet) == []


def test_list_beside_a_count_is_named_and_counted_once(reader: WorkbookReader) -> None:
    sheet = read_lists(reader, more="|参加見込", count="|30")
    assert [each for each in codes(sheet) if each[0] == "several_in_cell"] == [
        ("several_in_cell", "B3"),
        ("several_in_cell", "B4"),
    ]
