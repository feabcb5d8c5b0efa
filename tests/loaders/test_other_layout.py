"""Sheets that are called one thing and look like another: they wait, or are none of ours."""

import pytest

from loaders.grid import Grid
from loaders.intake.waiting import split_records
from loaders.reading.recognise import Options
from loaders.reading.records.records import SheetResult
from loaders.reading.sheets import read_sheet
from tests.loaders.good_sheets import draw

KNOW_HOW = """
    令和2年度 四国フォーラム {heading}
    区分|事例名|内容|教訓
    成功例|早めの依頼|相談員を派遣|続ける
    反省|定員超過|入れない人が出た|配信を併用
"""


def read_one(text: str, layouts: dict[str, str] | None = None) -> SheetResult:
    (sheet,) = read_sheet(Grid("一覧", draw(text)), "x.xlsx", Options(2020, layouts=layouts or {}))
    return sheet


@pytest.mark.parametrize(
    ("heading", "found"),
    [
        ("活動計画", ["other_layout A1"]),
        ("運営ノウハウ事例", []),
        ("成功例一覧（活動計画の別紙）", []),
        ("会員名簿", []),  # none of its titles
    ],
)
def test_heading_of_another_sheet_lets_all_wait(heading: str, found: list[str]) -> None:
    sheet = read_one(KNOW_HOW.format(heading=heading))
    assert [f"{each.code} {each.cell}" for each in sheet.problems] == found
    assert [len(each) for each in split_records(sheet)] == ([0, 2] if found else [2, 0])


def test_who_chose_the_layout_has_said() -> None:
    text = KNOW_HOW.format(heading="活動計画")
    assert read_one(text, {"一覧": "know_how"}).problems == []


@pytest.mark.parametrize(
    ("titles", "layout"),
    [
        ("様式|名称|件数|提出", None),
        ("様式|行事名|件数|提出", "events"),
        ("様式|名称|開催日|会場", "events"),
    ],
)
def test_list_of_names_alone_under_any_title_is_none_of_ours(
    titles: str, layout: str | None
) -> None:
    text = f"令和2年度 四国フォーラム報告 確認表\n{titles}\n様式1|講習会|6/8|市役所\n様式2|見学会|6/9|県庁"
    found = read_one(text).layout
    assert (found and found.id) == layout
