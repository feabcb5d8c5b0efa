"""A title or a day where a name is asked for: no record, and its row is said to be unread."""

import pytest

from loaders.grid import Grid
from loaders.reading.records.records import SheetResult
from tests.loaders.good_sheets import GOOD, draw, list_answers, list_records, read
from tests.loaders.mutations import build, insert_rows, list_cells
from tests.loaders.test_mutations import TABLES, find_top


def read_names(*names: str) -> SheetResult:
    rows = "\n".join(f"{each}|6/{at}|市役所" for at, each in enumerate(names, start=1))
    text = f"令和2年度 四国フォーラム 行事開催実績\n行事名|開催日|会場\n講習会|5/1|県庁\n{rows}"
    (result,) = read(Grid("一覧", draw(text)))
    return result


@pytest.mark.parametrize("name", ["参加者数", "会場", "行事名", "実施状況"])
def test_title_is_no_name(name: str) -> None:
    result = read_names("見学会", name)
    assert [each.fields["name"] for each in result.records] == ["講習会", "見学会"]
    assert [(each.code, each.cell) for each in result.problems] == [("unread_cells", "A5")]


@pytest.mark.parametrize("name", ["セミナー", "会議", "会場見学", "開催日の調整会議"])
def test_name_that_is_spelled_like_its_own_title_is_one(name: str) -> None:
    result = read_names(name)
    assert [each.fields["name"] for each in result.records] == ["講習会", name]
    assert result.problems == []


@pytest.mark.parametrize("name", TABLES)
def test_title_or_day_in_place_of_a_name_is_noticed(name: str) -> None:
    grid, (record, *_) = GOOD[name], list_records(read(GOOD[name]))
    at = find_top(grid) + 2
    for field in record.layout.required:
        others = [each.title for each in record.layout.answers if each.type == "text"]
        for title in (*others, "6/10") if field.type == "text" else ():
            cells = list_cells(insert_rows(grid, at))
            results = read(build(grid, cells | {(at, record.origins[field.name][1]): title}, []))
            if not any(result.problems for result in results):
                assert list_answers(list_records(results)) == list_answers(list_records(read(grid)))
