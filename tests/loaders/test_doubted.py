"""What a sheet leaves open, said once: chains that mark no step, lines that state several counts,
rows that were taken back."""

import pytest

from loaders.grid import Grid
from loaders.reading.records import SheetResult
from tests.loaders.good_sheets import draw, read

EVENTS = (
    "令和2年度 四国フォーラム 行事開催実績\n行事名|開催日|参加者数\n講習会|5/1|20\n見学会|6/1|30"
)
MATCHINGS = (
    "令和2年度 四国フォーラム マッチング実績\n自治体名称|求める内容|企業等名称|技術名称|段階|備考\n"
    "高松市|橋の点検|甲社|点検ロボット|検討|\n松山市|舗装の点検|乙社|点検車|成立|"
)


def read_one(text: str) -> SheetResult:
    (result,) = read(Grid("一覧", draw(text)))
    return result


def list_codes(result: SheetResult) -> list[tuple[str, str]]:
    return [(each.code, each.cell) for each in result.problems]


@pytest.mark.parametrize(
    ("sheet", "line", "is_wrong"),
    [
        (EVENTS, "計　2回・50名", False),
        (EVENTS, "計　2回・53名", True),
        (EVENTS, "計　3回・50名", True),
        (MATCHINGS, "計　2件（検討1件　成立1件）", False),
        (MATCHINGS, "計　2件（検討2件　成立1件）", True),
        (MATCHINGS, "計　2件（道路7件　橋梁1件）", False),
    ],
)
def test_line_of_counts_is_no_record(sheet: str, line: str, is_wrong: bool) -> None:
    result = read_one(f"{sheet}\n{line}")
    assert len(result.records) == 2
    assert list_codes(result) == [("total_mismatch", "A5")] * is_wrong


@pytest.mark.parametrize("remark", ["取下げ（7/30連絡）", "重複のため削除（令和2年7月30日）"])
def test_row_waits_whose_withdrawal_is_dated(remark: str) -> None:
    result = read_one(f"{MATCHINGS}{remark}")
    assert list_codes(result) == [("withdrawn_record", "A4")]


def test_chain_that_marks_no_stage_is_no_answer() -> None:
    result = read_one(MATCHINGS.replace("成立|", "検討→成立→現場試行→社会実装|"))
    assert list_codes(result) == [("invalid_choice", "E4")]
