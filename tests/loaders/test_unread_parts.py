"""What stands in a cell beside its answer and is asked for elsewhere: said once a column."""

import pytest

from loaders.grid import Grid
from tests.loaders.good_sheets import draw, read


def list_found(text: str) -> list[str]:
    results = read(Grid("一覧", draw(f"令和2年度 四国フォーラム 行事開催実績\n{text}")))
    problems = [each for result in results for each in result.problems]
    assert {each.code for each in problems} <= {"unread_parts"}
    return [f"{each.cell} {each.title}: {each.found} {each.expected}" for each in problems]


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        *(("講習会（6/8）", "開催日"), ("6月8日　講習会", "開催日"), ("講習会（春）", "")),
        *(("講習会（45名参加）", ""), ("講習会（45名）", "参加者数"), ("講習会（45）", "")),
        ("講習会（6/8、45名）", "開催日、参加者数"),
        *(("講習会（第2回）", ""), ("講習会 +0", ""), ("講習会 -1,200", ""), ("講習会 ー0", "")),
    ],
)
def test_day_or_number_in_a_name_answers_what_is_left_open(name: str, asked: str) -> None:
    found = list_found(f"行事名|会場\n{name}|県民会館\n{name}　その2|市民会館")
    assert found == ([f"A3 行事名: A3:A4 {asked}"] if asked else [])


@pytest.mark.parametrize(("held", "is_said"), [("6月", True), ("6/8", False), ("未定", False)])
def test_day_in_a_name_is_more_exact_than_its_month(held: str, is_said: bool) -> None:
    found = list_found(f"行事名|開催日|会場\n講習会（6/8）|{held}|県民会館")
    assert found == (["A3 行事名: A3 開催日"] if is_said else [])


@pytest.mark.parametrize(
    ("title", "cell", "is_said"),
    [
        *(("行事名（会場）", "講習会（県民会館）", True), ("行事名（会場）", "講習会", False)),
        *(("会議名（会場）", "講習会　県民会館", True), ("行事名（略称）", "講習会（県）", False)),
        ("活動・行事名", "講習会（県民会館）", False),
    ],
)
def test_title_that_names_two_promises_both(title: str, cell: str, is_said: bool) -> None:
    found = list_found(f"{title}|開催日|参加者数\n{cell}|6/8|45")
    assert found == ([f"A3 {title}: A3 会場"] if is_said else [])


def test_title_promises_nothing_that_has_its_own_column() -> None:
    assert list_found("行事名（会場）|開催日|会場\n講習会（県民会館）|6/8|\n見学会|6/9|県庁") == []
