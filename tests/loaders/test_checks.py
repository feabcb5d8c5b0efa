"""Rules across cells, rows and sheets: what is just inside passes, what is just outside is said."""

import pytest

from loaders.check import read_workbook
from loaders.checking.codes import CodedName, find_shift, name_shift
from loaders.checking.problems import Problem
from loaders.grid import Grid, Value, a1
from loaders.opening.safe_open import Workbook
from loaders.reading.recognise import Options
from words.problems import EXPECTED


def draw(sheet: str, text: str) -> Grid:
    """A sheet from a text table: one line a row, `|` between cells, figures as numbers."""
    lines = [line.split("|") for line in text.strip("\n").split("\n")]
    return Grid(sheet, [[type_in(cell.strip()) for cell in line] for line in lines])


def type_in(cell: str) -> Value:
    return int(cell) if cell.isascii() and cell.isdecimal() else cell or None


def check(*sheets: Grid) -> list[str]:
    """Each problem: its code, its cell, what was found and what was expected."""
    workbook = Workbook("調査票.xlsx", "0" * 64, grids=list(sheets))
    problems = read_workbook(workbook, Options(fiscal_year=2020, forum="chugoku")).all_problems
    return [" | ".join((each.code, each.cell, each.found, each.expected)) for each in problems]


# ------------------------------------------------------------ the order of the stages

MATCHING = """
自治体名|求める内容|企業名|技術名|進捗状況|検討日|成立日|試行日
広島市|点検|アルファ|ドローン|{}
"""
ORDER, BEHIND = EXPECTED["stage_order"], EXPECTED["stage_behind"]


@pytest.mark.parametrize(
    ("answers", "problem"),
    [
        ("成立|R2.6.2|R2.6.2|", ""),
        ("成立|R2.6.2|R2.6.1|", f"G2 | 2020-06-02 → 2020-06-01 | {ORDER}"),
        # a month alone says nothing against a day in it
        ("成立|R2.6.2|R2年6月|", ""),
        ("成立|R2年6月|R2.6.1|", ""),
        ("成立|R2.6.2|R2年5月|", f"G2 | 2020-06-02 → 2020-05-01 | {ORDER}"),
        # the first date out of order is said, once a record
        ("現場試行|R2.6.3|R2.6.2|R2.6.1", f"G2 | 2020-06-03 → 2020-06-02 | {ORDER}"),
        ("現場試行|R2.6.1|R2.6.3|R2.6.2", f"H2 | 2020-06-03 → 2020-06-02 | {ORDER}"),
        # no date is of a later stage than the one reached
        ("現場試行|R2.6.2||", ""),
        ("成立||R2.6.1|", ""),
        ("検討||R2.6.1|", f"G2 | 2020-06-01 | {BEHIND}"),
        ("検討||R2年6月|", ""),
        ("検討|R2.6.2|R2.6.2|", f"G2 | 2020-06-02 | {BEHIND}"),
        ("成立|||R2.6.1", f"H2 | 2020-06-01 | {BEHIND}"),
    ],
)
def test_stages_are_dated_in_order_and_up_to_the_one_reached(answers: str, problem: str) -> None:
    found = check(draw("一覧", MATCHING.format(answers)))
    assert found == ([f"stage_order | {problem}"] if problem else [])


# ------------------------------------------------------------------ the sheet's year

EVENT = "行事名|開催日|開催状況|会場|参加者数\n講習会|{}|開催|広島|30"
SUPPORT = "支援自治体|支援内容|支援日\n広島市|点検|{}"


@pytest.mark.parametrize(
    ("sheet", "when", "cell", "found"),
    [
        *((EVENT, "R2.4.1", "", ""), (EVENT, "R2.3.31", "B2", "R2.3.31")),
        *((EVENT, "R3.3.31", "", ""), (EVENT, "R3.4.1", "B2", "R3.4.1")),
        # a span that reaches into the year
        *((EVENT, "R2.3.31～R2.4.1", "", ""), (EVENT, "R3.3.31～R3.4.1", "", "")),
        (EVENT, "R2.3.1～R2.3.31", "B2", "R2.3.1～R2.3.31"),
        (EVENT, "未定", "", ""),
        *((SUPPORT, "R2.4.1", "", ""), (SUPPORT, "R2.3.31", "C2", "2020-03-31")),
        *((SUPPORT, "R3.3.31", "", ""), (SUPPORT, "R3.4.1", "C2", "2021-04-01")),
        (SUPPORT, "R2年3月", "C2", "R2年3月"),
    ],
)
def test_dates_lie_within_the_sheets_year(sheet: str, when: str, cell: str, found: str) -> None:
    expected = [f"outside_fiscal_year | {cell} | {found} | 2020"] if cell else []
    assert check(draw("一覧", sheet.format(when))) == expected


def test_what_a_record_leaves_blank_hides_nothing_of_those_below() -> None:
    undated = SUPPORT.format("") + "\n|点検|R2.3.31\n呉市||\n呉市|点検|R3.4.1\n広島市|点検|"
    assert check(draw("一覧", undated)) == [
        "missing_value | A3 |  | 必須の項目です。記入してください。",
        "duplicate_record | A6 |  | A2",
        "outside_fiscal_year | C3 | 2020-03-31 | 2020",
        "outside_fiscal_year | C5 | 2021-04-01 | 2020",
    ]


@pytest.mark.parametrize(
    ("counts", "found"),
    [
        ("30 30", ["A3 A2"]),
        ("30 52", ["A3 A2", "A2 A3"]),
        ("0 52", ["A3 A2", "A2 A3"]),
        ("- 52", ["A3 A2"]),
        ("30 52 82", ["A3 A2", "A2 A3", "A4 A2"]),
    ],
)
def test_which_of_several_counts_of_one_record_is_meant_is_not_known(
    counts: str, found: list[str]
) -> None:
    rows = "\n".join(f"講習会|R2.6.8|開催|広島|{each}" for each in counts.split())
    problems = check(draw("一覧", f"行事名|開催日|開催状況|会場|参加者数\n{rows}"))
    expected = [f"duplicate_record | {cell} |  | {other}" for cell, other in map(str.split, found)]
    assert problems == expected


# ------------------------------------------------------------------------------- sums

SCOPES = """
区分|指標|実績
総合計|支援自治体数|{}
全国フォーラム|支援自治体数|{}
地方フォーラム|支援自治体数|{}
"""
PARTS = """
区分|指標|実績
地方フォーラム|マッチング等|{}
地方フォーラム|マッチング検討数|{}
地方フォーラム|マッチング成立数|{}
地方フォーラム|現場試行数|{}
地方フォーラム|社会実装数|{}
"""


@pytest.mark.parametrize(
    ("sheet", "values", "computed"),
    [
        *((SCOPES, "5 2 3", ""), (SCOPES, "6 2 3", "5"), (SCOPES, "4 2 3", "5")),
        *((SCOPES, "0 0 0", ""), (SCOPES, "1 0 0", "0")),
        # nothing can be said while a part, or the sum, is not reported
        *((SCOPES, "6 未定 3", ""), (SCOPES, "未定 2 3", "")),
        *((PARTS, "133 113 14 6 0", ""), (PARTS, "132 113 14 6 0", "133")),
        *((PARTS, "134 113 14 6 0", "133"), (PARTS, "134 113 14 6 未定", "")),
    ],
)
def test_published_sums_are_those_of_their_parts(sheet: str, values: str, computed: str) -> None:
    found = check(draw("一覧", sheet.format(*values.split())))
    stated = values.split()[0]
    assert found == ([f"total_mismatch | C2 | {stated} | {computed}"] if computed else [])


TITLES = "行事名|開催日|開催状況|会場|参加者数"
HELD = {
    "A": "講習会|6/1|開催|広島|30",
    "B": "見学会|7/1|開催|広島|40",
    "C": "展示会|8/1|開催|広島|50",
    "D": "発表会|9/1|開催|広島|60",
    "many": "講習会|6/1|開催|広島|多数",
    "blank": "講習会|6/1|開催|広島|",
    "titles": TITLES,
}


def list_events(sheet: str, *rows: str) -> Grid:
    return draw(sheet, "\n".join([TITLES, *(HELD.get(row, row) for row in rows)]))


@pytest.mark.parametrize(
    ("rows", "problems"),
    [
        # each subtotal of its own group, or of all above; the grand total of all
        ("A B 小計||||70 C 小計||||50 合計||||120", []),
        ("A B 小計||||71 C 小計||||50 合計||||120", ["E4 | 71 | 70"]),
        ("A B 小計||||69 C 小計||||50 合計||||120", ["E4 | 69 | 70"]),
        ("A B 小計||||70 C 小計||||120 合計||||120", []),
        ("A B 小計||||70 C 小計||||51 合計||||120", ["E6 | 51 | 50"]),
        ("A B 小計||||70 C 合計||||121", ["E6 | 121 | 120"]),
        ("A B 小計||||70 C 合計||||50", []),
        ("blank B 合計||||40", []),
        ("blank B 合計||||41", ["E4 | 41 | 40"]),
        ("A 合計||||30人", []),
        ("A 合計||||31人", ["E3 | 31 | 30"]),
        # above what they sum up
        ("合計||||70 A B", []),
        ("合計||||71 A B", ["E2 | 71 | 70"]),
        ("小計||||70 A B 小計||||110 C D", []),
        ("小計||||70 A B 小計||||111 C D", ["E5 | 111 | 110"]),
        ("小計||||180 A B 小計||||110 C D", []),
        ("合計||||180 小計||||70 A B 小計||||110 C D", []),
        ("合計||||181 小計||||70 A B 小計||||110 C D", ["E2 | 181 | 180"]),
        ("合計||||180 小計||||70 A B 小計||||109 C D", ["E6 | 109 | 110"]),
        # a grand total under titles that are printed again is of its page or of all pages
        ("A titles B 合計||||40", []),
        ("A titles B 合計||||70", []),
        ("A titles B 合計||||71", ["E5 | 71 | 40"]),
        ("A titles B titles C 合計||||120", []),
        ("A titles B titles C 合計||||90", ["E7 | 90 | 50"]),
        ("A titles B 小計||||70", ["E5 | 70 | 40"]),
    ],
)
def test_total_rows_say_what_stands_in_their_rows(rows: str, problems: list[str]) -> None:
    found = check(list_events("一覧", *rows.split()))
    assert found == [f"total_mismatch | {each}" for each in problems]


def test_total_over_an_unreadable_figure_is_held_against_nothing() -> None:
    total = "小計||||99"
    assert [each.split(" | ")[0] for each in check(list_events("一覧", "many", "B", total))] == [
        "invalid_number"
    ]
    later = check(list_events("一覧", "many", total, "B", "小計||||41"))
    assert later[1:] == ["total_mismatch | E5 | 41 | 40"]


@pytest.mark.parametrize(
    ("rows", "marks"),
    [
        ("A B 小計||||70 C 合計||||120", {"E4": "checked 70", "E6": "checked 120"}),
        ("A B 小計||||71 C 合計||||50", {"E4": "checked 70", "E6": "checked 50"}),
        ("many B 合計||||99", {"E4": "not_checkable "}),
    ],
)
def test_account_says_what_a_total_was_held_against(rows: str, marks: dict[str, str]) -> None:
    workbook = Workbook("調査票.xlsx", "0" * 64, grids=[list_events("一覧", *rows.split())])
    (result,) = read_workbook(workbook, Options(fiscal_year=2020, forum="chugoku")).sheets
    said = {a1(*at): f"{mark.rule} {mark.said}" for at, mark in result.marks.items()}
    assert {cell: said[cell] for cell in marks} == marks


@pytest.mark.parametrize(("stated", "unread"), [("3回", ""), ("4回", "4回"), ("3", ""), ("2", "2")])
def test_count_under_dates_is_taken_where_it_is_the_number_of_rows(
    stated: str, unread: str
) -> None:
    found = check(list_events("一覧", "A", "B", "C", f"合計|{stated}|||120"))
    assert found == ([f"unread_cells | B5 | B5 | {unread}"] if unread else [])


# ------------------------------------------------------------------------------ copies


@pytest.mark.parametrize(
    ("sheets", "problems"),
    [
        ({"一覧": "A B", "追加": "C D"}, []),
        ({"一覧": "A B", "追加": "A B"}, ["追加!A2 | 一覧!A2 ほか 1 件"]),
        ({"一覧": "A B C", "追加": "A D"}, ["追加!A2 | 一覧!A2"]),
        ({"一覧": "A B C", "追加": "A B D"}, ["追加!A2 | 一覧!A2", "追加!A3 | 一覧!A3"]),
        ({"一覧": "A", "追加": "A"}, ["追加!A2 | 一覧!A2"]),
        ({"控え": "A B", "一覧": "A B"}, ["控え!A2 | 一覧!A2 ほか 1 件"]),
        ({"一覧": "A", "二": "A", "三": "A"}, ["二!A2 | 一覧!A2", "三!A2 | 一覧!A2"]),
    ],
)
def test_what_stands_on_an_earlier_sheet_waits(sheets: dict[str, str], problems: list[str]) -> None:
    grids = [list_events(name, *rows.split()) for name, rows in sheets.items()]
    workbook = Workbook("調査票.xlsx", "0" * 64, grids=grids)
    results = read_workbook(workbook, Options(fiscal_year=2020, forum="chugoku")).sheets
    found = [each for result in results for each in result.problems]
    assert {each.code for each in found} <= {"duplicate_record"}
    assert [f"{each.sheet}!{each.cell} | {each.expected}" for each in found] == problems
    waiting = [each.copy_of for result in results for each in result.records if each.copy_of]
    assert waiting[: len(problems)] == [each.split(" | ")[1].split()[0] for each in problems]


def test_hidden_sheet_waits_even_for_a_copy() -> None:
    hidden = list_events("一覧", "A", "B")
    hidden.hidden = True
    assert check(hidden, list_events("控え", "A", "B"))[-1] == (
        "duplicate_record | A2 |  | 控え!A2 ほか 1 件"
    )


def test_record_on_two_rows_of_a_sheet_is_said_at_the_second() -> None:
    assert check(list_events("一覧", "A", "B", "A")) == ["duplicate_record | A4 |  | A2"]
    assert check(list_events("一覧", "A", "講習会|6/2|開催|広島|30")) == []


# ------------------------------------------------------------------------ unread cells


def test_unread_cells_are_said_in_blocks_with_their_first_ranges() -> None:
    """Neighbouring columns of the same rows are one block; the sixth range is only counted."""
    marked = [1, 3, 5, 6, 8, 10]
    for more, rest in (([], ""), ([12], " ほか1か所"), ([12, 14], " ほか2か所")):
        rows = "\n".join(
            f"講習会{at}|{'山田' if at in [*marked, *more] else ''}|6/{at}|広島|30|"
            f"{'a|b' if at in (2, 3) else '|'}"
            for at in range(1, 15)
        )
        found = check(draw("一覧", f"行事名|担当|開催日|会場|参加者数|備考1|備考2\n{rows}"))
        assert found == [
            f"unread_cells | B2 | B2、B4、B6:B7、B9、B11{rest} | 山田",
            "unread_cells | F3 | F3:G4 | a",
        ]


def test_columns_that_do_not_touch_are_said_apart() -> None:
    sheet = draw("一覧", "行事名|備考1|開催日|備考2|会場|参加者数\n講習会|a|6/1|b|広島|30")
    assert check(sheet) == ["unread_cells | B2 | B2 | a", "unread_cells | D2 | D2 | b"]


TWO_TABLES = """
支援自治体|支援内容|支援日
広島市|点検|6/1
呉市|点検|6/2

行事名|開催日|会場
講習会|6/1|広島
見学会|7/1|広島
"""


@pytest.mark.parametrize(
    ("row", "layout"), [(2, "supports"), (3, "supports"), (6, "events"), (7, "events")]
)
def test_cell_beside_a_table_is_said_of_that_table(row: int, layout: str) -> None:
    grid = draw("一覧", TWO_TABLES)
    grid.put((row, 8), "メモ")
    workbook = Workbook("調査票.xlsx", "0" * 64, grids=[grid])
    results = read_workbook(workbook, Options(fiscal_year=2020, forum="chugoku")).sheets
    found = {result.layout.id: [p.cell for p in result.problems] for result in results}
    assert found == {"supports": [], "events": [], layout: [f"H{row}"]}


@pytest.mark.parametrize(("length", "said"), [(40, 40), (41, 40)])
def test_a_long_unread_text_is_cut(length: int, said: int) -> None:
    sheet = draw("一覧", f"行事名|備考|開催日|会場|参加者数\n講習会|{'あ' * length}|6/1|広島|30")
    assert check(sheet) == [f"unread_cells | B2 | B2 | {'あ' * said}"]


def test_form_with_words_but_no_record_says_so_and_a_blank_one_does_not() -> None:
    titles = "中国|行事名|開催日|会場|参加者数\n"
    assert check(draw("一覧", titles)) == []
    assert check(draw("一覧", f"{titles}\n\n書くところが違う")) == ["no_records | A1 |  | "]


# ------------------------------------------------------------------- codes beside names

NAMES = ["331007", "332020", "332038", "341002", "342025"]


@pytest.mark.parametrize(
    ("codes", "shift"),
    [
        (NAMES, 0),
        ([*NAMES[1:], "x"], 1),
        (["x", *NAMES[:-1]], -1),
        # two contradictions are a shift, one is a slip of the pen
        ([NAMES[0], NAMES[1], NAMES[3], NAMES[4], "x"], 1),
        ([NAMES[0], NAMES[1], NAMES[2], NAMES[4], "x"], 0),
        ([NAMES[0], NAMES[0], NAMES[1], NAMES[3], NAMES[4]], -1),
        # every contradiction must agree with the shift
        ([NAMES[1], NAMES[2], "x", NAMES[4], "x"], 0),
        (["x", NAMES[0], NAMES[1], "x", NAMES[3]], 0),
        # what stands beside the first is not the last
        ([NAMES[-1], NAMES[0], "x", NAMES[3], NAMES[4]], 0),
    ],
)
def test_shifted_codes_agree_with_the_neighbouring_names(codes: list[str], shift: int) -> None:
    pairs = [
        CodedName(at, code, name) for at, (code, name) in enumerate(zip(codes, NAMES, strict=True))
    ]
    assert find_shift(pairs) == shift
    mismatch, other = Problem("code_mismatch", expected="331007"), Problem("missing_value")
    hint = {1: EXPECTED["codes_too_high"], -1: EXPECTED["codes_too_low"], 0: ""}[shift]
    said = name_shift([mismatch, other], pairs)
    assert [each.expected for each in said] == [f"331007{hint}", ""]
