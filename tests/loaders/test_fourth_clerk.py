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
