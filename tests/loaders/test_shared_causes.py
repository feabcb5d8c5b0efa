"""One misunderstanding is one error, however many rows it is met in; different faults are named
each at its own cell."""

import pytest

from loaders.checking.problems import Problem
from loaders.grid import Grid, parse_a1
from loaders.intake.waiting import explain_waiting, split_records
from loaders.reading.records.records import SheetResult
from loaders.returning.remedies import collect_problems
from tests.loaders.good_sheets import draw, read

MATCHINGS = (
    "令和2年度 四国フォーラム マッチング実績\n"
    "自治体名称|求める内容|企業等名称|技術名称|段階|検討日\n"
)
SUPPORTS = "令和2年度 四国フォーラム 自治体支援実績\n自治体名|支援内容|支援日\n"
EVENTS = "令和2年度 四国フォーラム 行事開催実績\n行事名|開催日|参加者数\n"
GOOD = "高松市|橋{n}の点検|甲社|ロボット{n}|検討|R2.6.1\n"
#: A row, or some, of a table whose every such row is misunderstood in the same way.
SHARED = {
    "days without a month": (MATCHINGS, "高松市|橋{n}の点検|甲社|ロボット|検討|{day}日\n"),
    "a stage nobody knows": (MATCHINGS, GOOD + "松山市|床{n}の点検|乙社|車{n}|良好|R2.6.2\n"),
    "a blank stage": (MATCHINGS, "高松市|橋{n}の点検|甲社|ロボット{n}||R2.6.1\n"),
    "sentences as stages": (MATCHINGS, "高松市|橋{n}の点検|甲社|ロボット|{name}と協議|R2.6.1\n"),
    "figures in words": (EVENTS, "第{n}回講習会|R2.6.1|およそ半分\n"),
    "groups among the rows": (
        SUPPORTS,
        "高松市|助言{n}|R2.6.1\n松山市|助言{n}|R2.6.2\n{name}班|||\n",
    ),
}
NAMES = "東西南北上下左右前後甲乙丙丁天地玄黄宇宙"


def read_rows(kind: str, count: int) -> SheetResult:
    head, line = SHARED[kind]
    rows = [
        line.format(n=n, day=n % 28 + 1, name=NAMES[n % 20] + NAMES[n // 20]) for n in range(count)
    ]
    return read_one(head + "".join(rows))


def read_one(text: str) -> SheetResult:
    (result,) = read(Grid("一覧", draw(text)))
    return result


def list_errors(result: SheetResult) -> list[Problem]:
    return [each for each in result.problems if each.level == "error"]


@pytest.mark.parametrize("kind", SHARED)
def test_errors_do_not_grow_with_the_rows_of_one_misunderstanding(kind: str) -> None:
    few, many = read_rows(kind, 22), read_rows(kind, 88)
    assert 1 <= len(list_errors(many)) <= len(list_errors(few)) <= 2


@pytest.mark.parametrize("kind", SHARED)
def test_every_row_of_it_waits_and_says_why(kind: str) -> None:
    result = read_rows(kind, 22)
    assert len(split_records(result)[1]) == 22
    assert all(problems for _, problems in explain_waiting(result))


def test_misunderstood_column_is_named_as_a_range() -> None:
    (error,) = list_errors(read_rows("days without a month", 22))
    assert (error.code, error.place) == ("uncertain_column", "F3:F24")
    told = {"sheets": [{"sheet": "一覧", "problems": [error.to_json()]}]}
    assert collect_problems(told) == [error]


def test_text_among_others_keeps_its_code_and_names_its_cells() -> None:
    (error,) = list_errors(read_rows("a stage nobody knows", 3))
    assert (error.code, error.cells, error.place) == (
        "invalid_choice",
        ("E4", "E6", "E8"),
        "E4:E8",
    )
    assert "ほかに 2 か所も同じです（E6、E8）" in error.message


@pytest.mark.parametrize(
    "column",
    [
        ["令和2年13月", "令和2年6月31日", "令和3年2月29日", "2月30日"],
        ["そのうち", "13月頃", "6月上々旬"],
        ["3日", "8日"],
    ],
)
def test_different_or_few_faults_are_named_each(column: list[str]) -> None:
    rows = [f"高松市|橋{n}の点検|甲社|車{n}|検討|{day}\n" for n, day in enumerate(column)]
    errors = list_errors(read_one(MATCHINGS + "".join(rows)))
    assert [parse_a1(each.cell)[0] for each in errors] == [*range(3, 3 + len(column))]


def test_blanks_among_answers_are_named_each() -> None:
    blank = "松山市|床{n}の点検|乙社|車{n}||R2.6.2\n"
    rows = [(GOOD + blank).format(n=n) for n in range(4)]
    assert [each.cell for each in list_errors(read_one(MATCHINGS + "".join(rows)))] == [
        "E4",
        "E6",
        "E8",
        "E10",
    ]


def test_rows_that_repeat_a_block_are_one_doubt() -> None:
    block = "".join(f"{each}|助言|R2.6.1\n" for each in ("高松市", "松山市", "高知市", "徳島市"))
    (error,) = list_errors(read_one(SUPPORTS + block + "|||\n" + block))
    assert (error.code, error.place) == ("duplicate_record", "A8:A11")


def test_unchanged_after_a_change_is_what_stood_before() -> None:
    head = "令和3年度 四国フォーラム 活動計画\n行事名|開催予定（変更前）|開催予定（変更後）\n"
    result = read_one(
        head + "講習会|R3.6.5|変更なし\n見学会|R3.7.6|R3.8.16\n実習|変更なし|変更なし"
    )
    texts = [each.fields["scheduled"] and each.fields["scheduled"].text for each in result.records]
    assert texts == ["R3.6.5", "R3.8.16", None]
    assert [each.cell for each in list_errors(result)] == ["B5"]
