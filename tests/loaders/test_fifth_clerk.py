"""Habits of a fifth set of clerks: rows, columns and sheets that say they are not this year's, not
ours, or not the last word."""

import pytest

from loaders.check import read_workbook
from loaders.opening.safe_open import WorkbookReader
from loaders.reading.recognise import Options
from tests.loaders.test_second_clerk import codes, draw_book, only, pick, read

HEADER = "自治体名|求める内容|企業名|技術名|段階"
FIRST, SECOND = "石巻市|橋|A測量|AI|検討", "宮古市|照明|B計測|ロガー|成立"


@pytest.mark.parametrize(
    ("title", "remark", "said"),
    [("前年度備考", "コロナのため中止", ""), ("備考", "コロナのため中止", "cancelled")],
)
def test_last_years_remark_is_not_this_years(
    reader: WorkbookReader, title: str, remark: str, said: str
) -> None:
    text = f"R3 九州フォーラム 行事実績\n行事名|開催日|会場|{title}\n講習会|8/1|佐賀市|{remark}"
    assert pick(only(read(reader, text)), "status") == said


def test_last_years_column_says_nothing_of_this_years_rows(reader: WorkbookReader) -> None:
    text = "R3 九州フォーラム 行事計画\n行事名|昨年度実績|開催予定日\n講習会|中止|8月頃"
    sheet = only(read(reader, text))
    assert pick(sheet, "name scheduled") == "講習会 | 2021-08-01..2021-08-31"
    assert codes(sheet) == []


@pytest.mark.parametrize(
    ("asked", "flags", "members"),
    [
        ("会員", "○ ×", "172014"),
        ("加入の有無", "有 予定", "172014"),
        ("加入状況", "加入 未加入", "172014"),
        ("会員", "○ ", "172014"),
        ("研修参加", "○ ×", "172014\n172031"),
        ("加入の有無", "9月 10月", "172014\n172031"),  # no flags: nobody is one by them
    ],
)
def test_column_may_say_who_is_a_member(
    reader: WorkbookReader, asked: str, flags: str, members: str
) -> None:
    first, second = flags.split(" ")
    text = f"行政会員名簿\n市町村名|{asked}|入会日\n金沢市|{first}|H30.5.1\n小松市|{second}|"
    sheet = only(read(reader, text))
    assert pick(sheet, "government") == members
    assert ("unread_cells" in dict(codes(sheet))) is (members != "172014")


def test_member_that_left_is_on_the_roster_still(reader: WorkbookReader) -> None:
    text = "行政会員名簿\n市町村名|会員|入会日|退会日\n金沢市|○|H30.5.1|\n小松市|×|H30.5.1|R3.3.31"
    assert pick(only(read(reader, text)), "left_on") == "\n2021-03-31"


def test_title_whose_cells_name_no_government_asks_for_none(reader: WorkbookReader) -> None:
    text = "行政会員名簿\n会員|市町村名|入会日\n○|金沢市|H30.5.1"
    assert codes(only(read(reader, text))) == []
    text = "行政会員名簿\n会員|市町村名|入会日\n小松市|金沢市|H30.5.1"
    assert ("duplicate_column", "B2") in codes(only(read(reader, text)))


@pytest.mark.parametrize(
    ("title", "measures"), [("支援内容", "相談\n相談\n研修"), ("支援日", "\n\n")]
)
def test_group_that_a_subtotal_closes_is_written_once(
    reader: WorkbookReader, title: str, measures: str
) -> None:
    text = f"""
    R3 東北フォーラム 自治体支援一覧
    {title}|自治体名
    相談|石巻市
    |気仙沼市
    小計|2団体
    研修|宮古市
    小計|1団体
    """
    assert pick(only(read(reader, text)), "measure") == measures


@pytest.mark.parametrize(
    ("name", "title", "counted"),
    [
        ("下書き", "R3", 2),
        ("マッチング（旧）", "R3", 2),
        ("マッチング案", "R3", 2),
        ("技術提案", "R3", 4),
        ("参考", "R2", 4),  # another year's is no draft of this one's
    ],
)
def test_sheet_that_calls_itself_a_draft_is_left_out(
    reader: WorkbookReader, name: str, title: str, counted: int
) -> None:
    table = "東北フォーラム マッチング一覧\n" + HEADER
    book = draw_book(
        (name, f"{title} {table}\n岩沼市|堤防|C社|衛星|検討\n角田市|橋|D社|AI|検討"),
        ("マッチング", f"R3 {table}\n{FIRST}\n{SECOND}"),
    )
    file = read_workbook(reader.read(book, "調査票.xlsx"), Options())
    assert sum(len(sheet.records) for sheet in file.sheets) == counted
    draft = next(each for each in file.sheets if each.sheet == name)
    assert (codes(draft) == [("set_aside", "A3")]) is (counted == 2)


def test_draft_alone_is_what_there_is(reader: WorkbookReader) -> None:
    book = draw_book(("マッチング案", f"R3 東北フォーラム マッチング一覧\n{HEADER}\n{FIRST}"))
    file = read_workbook(reader.read(book, "調査票.xlsx"), Options())
    assert len(only(file).records) == 1


@pytest.mark.parametrize("number", ["Ⅱ．", "第2節　", "(イ) ", "2-1 ", "二、"])
def test_numbered_heading_is_the_choice_behind_its_number(
    reader: WorkbookReader, number: str
) -> None:
    text = f"R3 九州フォーラム 運営ノウハウ\n{number}失敗例\n事例名|内容|教訓\n引継ぎ|遅れた|引継書"
    sheet = only(read(reader, text))
    assert pick(sheet, "type title") == "failure | 引継ぎ"
    assert codes(sheet) == []
