"""What a tired clerk writes in a cell instead of its answer: with the rest left to the reader."""

import pytest

from loaders.opening.safe_open import WorkbookReader
from tests.loaders.test_second_clerk import codes, only, pick, read, table


def test_ditto_with_another_end_repeats_what_stands_above(reader: WorkbookReader) -> None:
    file = read(
        reader,
        """
        令和３年度 中部フォーラム 行事実績
        行事名|開催日|会場
        橋梁講座（午前の部）|R3.6.4|市民会館
        〃（午後の部）|同日|〃
        第１回のり面講座|R3.7.2|公民館
        〃（第２回）|R3.7.9|同上流部の堤防
        """,
    )
    assert pick(only(file), "venue name") == table(
        """
        市民会館 | 橋梁講座（午前の部）
        市民会館 | 橋梁講座（午後の部）
        公民館 | 第１回のり面講座
        同上流部の堤防 |
        """
    ).replace("堤防 |", "堤防 | ")
    assert [record.fields["held"].periods[0][0].day for record in only(file).records] == [
        4,
        4,
        2,
        9,
    ]
    assert codes(only(file)) == [("unclear_ditto", "A6")]


@pytest.mark.parametrize(
    ("written", "stage"),
    [
        ("検討→成立", "agreed"),
        ("検討(6/1) ⇒ 成立 > 現場試行", "field_trial"),
        ("成立→検討", None),
        ("検討→", None),
        ("試行済（実装済）", None),
        ("成立（検討）", None),
        ("現場試行（実証中）", "field_trial"),
        ("成立（6/1）", "agreed"),
    ],
)
def test_stage_is_the_furthest_of_its_history_and_none_against_its_note(
    reader: WorkbookReader, written: str, stage: str | None
) -> None:
    file = read(
        reader,
        f"""
        令和３年度 中国フォーラム マッチング一覧
        自治体名|求める内容|企業名|技術名|段階
        広島市|橋の点検|A社|ロボット|{written}
        """,
    )
    assert only(file).records[0].fields["stage"] == stage
    assert codes(only(file)) == ([] if stage else [("invalid_choice", "E3")])


@pytest.mark.parametrize(
    ("written", "status"),
    [
        ("開催→中止", "cancelled"),
        ("中止（10月に開催）", None),
        ("未開催", None),
        ("開催せず", "cancelled"),
    ],
)
def test_status_is_the_last_said(reader: WorkbookReader, written: str, status: str | None) -> None:
    file = read(
        reader,
        f"""
        令和３年度 中国フォーラム 行事実績
        行事名|開催日|開催状況|参加者数
        講習会|R3.6.4|{written}|
        """,
    )
    assert only(file).records[0].fields["status"] == status
    assert codes(only(file)) == ([] if status else [("invalid_choice", "C3")])


@pytest.mark.parametrize(
    ("written", "people"),
    [
        ("会場35・WEB48", 83),
        ("35(Web)＋12(会場)", 47),
        ("20名＋15名", 35),
        ("会場35・会場48", None),
        ("8団体15名", None),
        ("10・20", None),
        ("30名×2回", None),
    ],
)
def test_people_in_parts_are_added_where_the_parts_make_the_whole(
    reader: WorkbookReader, written: str, people: int | None
) -> None:
    file = read(
        reader,
        f"""
        令和３年度 中国フォーラム 行事実績
        行事名|開催日|参加者数
        講習会|R3.6.4|{written}
        """,
    )
    assert only(file).records[0].fields["participants"] == people
    assert codes(only(file)) == ([] if people else [("invalid_number", "C3")])


@pytest.mark.parametrize(
    ("written", "held"),
    [
        ("7/1→8/1に変更", "2020-08-01..2020-08-01"),
        ("R2.10.1（当初R2.6.1）", "2020-10-01..2020-10-01"),
        ("R2.9.7～11（5日間）", "2020-09-07..2020-09-11"),
        ("年度末（３月）", "2021-03-01..2021-03-31"),
        ("7/1→8/1", None),
        ("R2.9.7～11（3日間）", None),
        ("10月（6/3）", None),
    ],
)
def test_date_with_what_it_was_before_is_what_it_is_now(
    reader: WorkbookReader, written: str, held: str | None
) -> None:
    file = read(
        reader,
        f"""
        令和２年度 中国フォーラム 行事実績
        行事名|開催日
        講習会|{written}
        """,
    )
    assert pick(only(file), "held") == (held or "")
    assert codes(only(file)) == ([] if held else [("invalid_date", "B3")])
