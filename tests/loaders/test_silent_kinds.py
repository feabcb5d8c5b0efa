"""What was once taken wrongly or lost without a word: read as a person would, or named."""

import io

import openpyxl
import pytest
from openpyxl.styles import PatternFill

from data.layout import find_layout
from loaders.check import read_workbook
from loaders.checking.crossed import find_crossed
from loaders.opening.safe_open import WorkbookReader
from loaders.reading.recognise import Options
from loaders.reading.records.records import Record, SheetResult
from tests.loaders.test_second_clerk import codes, only, pick, read, table

CARD = """
技術テーマ||{0}の点検
自治体側|自治体名称|{1}
|求める内容／条件|{0}の調査
企業側|企業等名称|{2}
|技術名称|{0}の撮影
段階||{3}"""


def _draw_card(*answers: str) -> list[str]:
    return CARD.format(*answers).strip().split("\n")


def test_two_cards_side_by_side_keep_their_answers(reader: WorkbookReader) -> None:
    left = _draw_card("河道", "広島県三次市", "江の川計測", "現場試行")
    right = _draw_card("トンネル点検を効率化する技術", "島根県浜田市", "石見技研", "検討")
    rows = ["事例①||||事例②", *map("||".join, zip(left, right, strict=True))]
    sheet = only(read(reader, "\n".join(["マッチング事例集（令和３年度）中国フォーラム", *rows])))
    assert pick(sheet, "company technology stage") == table("""
        江の川計測 | 河道の撮影 | field_trial
        石見技研 | トンネル点検を効率化する技術の撮影 | considered""")


def _place(*rows: str) -> SheetResult:
    """Records named by a letter wherever it stands: answers of their own."""
    layout = find_layout("matchings")
    places: dict[str, dict[str, tuple[int, int]]] = {}
    for row, cells in enumerate(rows, start=1):
        for column, letter in enumerate(cells, start=1):
            if letter != ".":
                places.setdefault(letter, {})[f"{row}.{column}"] = (row, column)
    records = [Record(layout, "", 1, "A1", {}, origins) for _, origins in sorted(places.items())]
    return SheetResult("", layout, records)


@pytest.mark.parametrize(
    ("rows", "crossed"),
    [
        (("a.b", "b.a"), {0, 1}),
        (("a.b.c", "a.c.b"), {1, 2}),
        (("a.b", "a.b"), set()),
        (("aa..", "bbbb"), set()),
        (("abab", "cdcd"), set()),  # ニーズ1, ニーズ2, 技術1, 技術2
        (("a.b", "b.."), set()),
    ],
)
def test_records_that_stand_crosswise_are_told(rows: tuple[str, ...], crossed: set[int]) -> None:
    assert find_crossed(_place(*rows)) == crossed


@pytest.mark.parametrize("heading", ["●点検研修への講師派遣", "【点検研修への講師派遣】"])
def test_a_band_over_the_rows_says_how_they_were_supported(
    reader: WorkbookReader, heading: str
) -> None:
    text = f"R2 中国 支援実績\nNo.|支援自治体名|支援日\n{heading}\n1|岡山県津山市|R2.7.9\n2|呉市|R2.8.1"
    sheet = only(read(reader, text, "A3:C3"))
    assert pick(sheet, "measure") == "\n".join(["点検研修への講師派遣"] * 2)
    assert codes(sheet) == []


@pytest.mark.parametrize("heading", ["■上期", "包括的民間委託", "●9月"])
def test_a_band_that_says_nothing_certain_is_unread(reader: WorkbookReader, heading: str) -> None:
    text = f"R2 中国 支援実績\nNo.|支援自治体名|支援日\n{heading}\n1|岡山県津山市|R2.7.9\n2|呉市|R2.8.1"
    sheet = only(read(reader, text, "A3:C3"))
    assert ("unread_cells", "A3") in codes(sheet)
    assert pick(sheet, "measure") == "\n"


def test_months_with_marks_are_days_and_no_measure(reader: WorkbookReader) -> None:
    text = """R3 中国 自治体支援実績
        支援自治体名|支援内容|支援月
        ||6月|9月|12月
        鳥取県米子市|橋の助言|○
        広島県庄原市|講習||○
        岡山県新見市|試行|||○"""
    sheet = only(read(reader, text.replace("        ", ""), "C2:E2 A2:A3 B2:B3"))
    assert pick(sheet, "measure supported_on") == table("""
        橋の助言 | 2021-06-01
        講習 | 2021-09-01
        試行 | 2021-12-01""")
    assert codes(sheet) == []


FACTS = "項目|値|単位\n会員数|2296|者\n技術数|8|技術"


@pytest.mark.parametrize("said", ["時点：令和3年3月31日", "時点|令和3年3月31日", "基準日:R3.3.31"])
def test_a_named_answer_above_a_table_is_every_rows(reader: WorkbookReader, said: str) -> None:
    sheet = only(read(reader, f"国民会議の数値（令和２年度）\n{said}\n{FACTS}"))
    assert pick(sheet, "as_of") == "2021-03-31\n2021-03-31"
    assert codes(sheet) == []


@pytest.mark.parametrize(
    "text",
    [
        f"国民会議の数値（令和２年度）\n{FACTS}\n\n時点：令和3年3月31日",
        f"国民会議の数値（令和２年度）\n{FACTS}\n\n時点|令和3年3月31日",
        f"国民会議の数値（令和２年度）\n時点：年度末頃\n{FACTS}",
    ],
)
def test_a_named_answer_that_nobody_took_is_unread(reader: WorkbookReader, text: str) -> None:
    sheet = only(read(reader, text))
    assert pick(sheet, "as_of") == "\n"
    assert [code for code, _ in codes(sheet)] == ["unread_cells"]


def test_a_row_of_a_withdrawns_colour_waits(reader: WorkbookReader) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (
        ["令和３年度 四国フォーラム 行事実績"],
        ["※網掛け（灰色）の行は取下げのため報告対象外です。　黄色＝雨の日"],
        ["行事名", "開催日", "会場"],
        ["講習会", "R3.8.5", "高松市"],
        ["見学会", "R3.9.5", "徳島市"],
        ["総会", "R3.9.6", "松山市"],
    ):
        sheet.append(row)
    for painted, colour in ((5, "BFBFBF"), (6, "FFFF00")):
        for cell in sheet[painted]:
            cell.fill = PatternFill("solid", colour)
    stream = io.BytesIO()
    book.save(stream)
    result = only(read_workbook(reader.read(stream.getvalue(), "調査票.xlsx"), Options()))
    assert [each.withdrawn for each in result.records] == [False, True, False]
    assert codes(result) == [("colour_meaning", "A6"), ("withdrawn_record", "A5")]


TITLES = "自治体名称|求める内容|企業等名称|技術名称|段階|検討日"


def test_what_stands_under_an_examples_heading_is_no_record(reader: WorkbookReader) -> None:
    text = f"マッチング R3 中国\n（記入例）\n{TITLES}\n呉市|橋|甲社|撮影|検討|R3.5.1"
    sheet = only(read(reader, text))
    assert (sheet.records, codes(sheet)) == ([], [("set_aside", "A2")])
    filled_in = only(read(reader, text + "\n（記入欄）\n津山市|堤防|乙社|計測|成立|R3.6.1"))
    assert pick(filled_in, "company").endswith("乙社")


@pytest.mark.parametrize(
    ("row", "count"),
    [
        ("〇〇県△△市|橋|〇〇株式会社|撮影|検討|R3.○.○", 1),
        ("呉市|橋|〇〇株式会社|〇〇撮影|検討|R3.5.1", 2),
    ],
)
def test_a_made_up_first_row_is_an_example(reader: WorkbookReader, row: str, count: int) -> None:
    text = f"マッチング R3 中国\n{TITLES}\n{row}\n津山市|堤防|乙社|計測|成立|R3.6.1"
    sheet = only(read(reader, text))
    assert (len(sheet.records), codes(sheet)) == (count, [])


@pytest.mark.parametrize(
    ("note", "row", "said"),
    [
        ("※行事名の前に×を付けたものは中止", "×見学会|R3.6.1", "見学会 | cancelled"),
        ("*は延期", "見学会*|R3.6.1", "見学会 | postponed"),
        ("※1　県との共催", "見学会※1|R3.6.1", "見学会※1 | "),
    ],
)
def test_a_sign_means_what_its_note_says(
    reader: WorkbookReader, note: str, row: str, said: str
) -> None:
    text = f"行事実績 R3 中国フォーラム\n行事名|開催日\n講習会|R3.5.1\n{row}\n{note}"
    sheet = only(read(reader, text))
    assert pick(sheet, "name status") == f"講習会 | \n{said}"
    assert codes(sheet) == []


def test_a_sign_by_which_rows_may_not_count_is_named_once(reader: WorkbookReader) -> None:
    text = (
        "行政会員名簿 R3\n自治体名|入会日\n呉市|R3.5.1\n津山市※|R3.6.1\n福山市※|R3.6.1\n※は申請中"
    )
    sheet = only(read(reader, text))
    assert [(each.code, each.found) for each in sheet.problems] == [("unread_cells", "A4:A5")]


def test_tables_side_by_side_have_their_own_headings(reader: WorkbookReader) -> None:
    text = """行事実績 R3 中国フォーラム
        【開催】||||【中止】
        行事名|開催日|参加者数||行事名|開催日
        講習会|R3.5.1|20||総会|R3.7.1
        大会|R3.6.2|30

        【延期】||||【開催】
        行事名|開催日|参加者数||行事名|開催日
        甲会|R3.5.1|||乙会|R3.7.1"""
    sheet = only(read(reader, text.replace("        ", "")))
    assert pick(sheet, "name status") == table("""
        講習会 | held
        大会 | held
        総会 | cancelled
        甲会 | postponed
        乙会 | held""")


def test_each_rows_own_unit_holds_for_its_figures(reader: WorkbookReader) -> None:
    text = "行事実績 R3 中国フォーラム\n行事名|開催日|参加者数|単位\n講習会|R3.5.1|20|人"
    sheet = only(read(reader, text + "\n見学会|R3.6.1|3|百人\n大会|R3.6.1|3|千円"))
    assert pick(sheet, "participants") == "20\n300\n3"
    assert codes(sheet) == [("scaled_figures", "C4"), ("unread_cells", "D5")]


def test_a_lists_numbers_are_no_text_that_was_asked_for(reader: WorkbookReader) -> None:
    text = (
        "マッチング R3 中国\n自治体名称|ニーズ番号|シーズ番号|段階|検討日\n呉市|N1|S1|検討|R3.6.7"
    )
    sheet = only(read(reader, text))
    assert pick(sheet, "requirement technology") == " | "
    assert ("unread_cells", "B3") in codes(sheet)


def test_a_rows_own_unit_holds_far_down_a_ledger(reader: WorkbookReader) -> None:
    rows = [f"講習会{n}|R3.5.1|{n}|{'百人' if n == 90 else '人'}" for n in range(1, 100)]
    text = "\n".join(["行事実績 R3 中国フォーラム", "行事名|開催日|参加者数|単位", *rows])
    participants = pick(only(read(reader, text)), "participants").split("\n")
    assert participants == [str(9000 if n == 90 else n) for n in range(1, 100)]


@pytest.mark.parametrize(
    ("first", "other", "said"),
    [
        (
            "【中国フォーラム】",
            "【その他】",
            "chugoku |  | 2021-05-01..2021-05-01\n |  | 2021-06-01..2021-06-01",
        ),
        ("■令和3年度", "■年度不明", " |  | 2021-05-01..2021-05-01\n |  | "),
        (
            "■中止",
            "■当初計画",
            " | cancelled | 2021-05-01..2021-05-01\n |  | 2021-06-01..2021-06-01",
        ),
    ],
)
def test_a_headings_sibling_ends_what_it_said(
    reader: WorkbookReader, first: str, other: str, said: str
) -> None:
    year = "" if "年度" in first else "R3"
    text = f"行事実績 {year}\n行事名|開催日\n{first}\n講習会|5/1\n{other}\n見学会|6/1"
    sheet = only(read(reader, text))
    assert pick(sheet, "forum status held") == said
    assert "A5" in [cell for code, cell in codes(sheet) if code == "unread_cells"]


def test_a_kind_below_a_forums_heading_is_no_sibling(reader: WorkbookReader) -> None:
    text = """行事実績 R3
        行事名|開催日
        ■中国フォーラム
        ■講習会
        橋|5/1
        ■見学会
        道|6/1
        ■四国フォーラム
        ■総会
        年次|7/1"""
    sheet = only(read(reader, text.replace("        ", "")))
    assert pick(sheet, "forum kind") == "chugoku | 講習会\nchugoku | 見学会\nshikoku | 総会"
    assert codes(sheet) == []


@pytest.mark.parametrize("title", ["KPI実績（平成28年度からの累計）", "KPI実績"])
def test_sums_of_several_years_are_doubted_as_a_years_results(
    reader: WorkbookReader, title: str
) -> None:
    text = f"R3 中国フォーラム\n{title}\n指標|目標|実績\nフォーラム開催数|3|2"
    doubted = [("uncertain_column", "C3")] if "累計" in title else []
    assert codes(only(read(reader, text))) == doubted


def test_a_name_and_its_value_in_the_titles_row_are_unread(reader: WorkbookReader) -> None:
    text = "行事実績 R3 中国フォーラム\n行事名|開催日|||会場|呉市民会館\n講習会|R3.5.1"
    assert codes(only(read(reader, text))) == [("unread_cells", "E2")]
    empty_columns = "行事実績 R3 中国フォーラム\n行事名|開催日|会場|摘要\n講習会|R3.5.1"
    assert codes(only(read(reader, empty_columns))) == []


def test_what_points_at_the_rows_below_is_no_name(reader: WorkbookReader) -> None:
    rows = "1|講習会|R3.5.1\n|{0}\n2|見学会|R3.6.1"
    text = f"行事実績 R3 中国フォーラム\nNo.|行事名|開催日\n{rows}"
    for said, code in (
        ("（以下、四国フォーラム主催）", "unread_cells"),
        ("以下は書面開催", "unread_cells"),
        ("共催行事", "lone_name"),  # no line is broken behind three letters
    ):
        sheet = only(read(reader, text.format(said)))
        assert sheet.records[0].fields["name"] == "講習会"
        assert codes(sheet) == [(code, "B4")]
