"""The membership charts' titles at zero, at the target and missing, and their marks."""

from typing import Any

import pandas as pd
import pytest

from charts import (
    government_membership_by_block,
    member_changes_by_year,
    member_ratio_by_group,
    member_ratio_by_prefecture,
)
from charts.government_membership_by_block import DEEP, place_units
from charts.headlines import find_non_members, find_roster

#: name, members, whole, target
GROUPS = (("甲", 5, 10, 0.6), ("乙", 6, 10, 0.6))


def frame(*rows: tuple[str, int | None, int, float | None], dimension: str = "block") -> Any:
    made = [
        {
            "dimension": dimension,
            "group_name": name,
            "member_count": count,
            "government_count": whole,
            "member_ratio": None if count is None else count / whole,
            "target_ratio": target,
            "needed_count": None if target is None else target * whole,
            "missing_count": None
            if target is None or count is None
            else max(0, target * whole - count),
        }
        for name, count, whole, target in rows
    ]
    return pd.DataFrame(made)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (GROUPS, "目標60%に届いたブロックは2のうち1、最も遠いのは甲（50%、あと1団体）"),
        ((("甲", 0, 10, 0.6), ("乙", 0, 10, 0.6)), "会員はどのブロックにもいません（0団体）"),
        ((("甲", 6, 10, 0.6), ("乙", 9, 10, 0.6)), "2のブロックすべてが目標60%に届いた"),
        ((("甲", None, 10, 0.6),), "ブロック別の会員数は未報告です"),
        ((("甲", 1, 10, None), ("乙", 2, 10, None)), "会員の割合は甲の10%から乙の20%まで"),
    ],
)
def test_groups_are_told_at_zero_at_target_and_missing(rows: Any, said: str) -> None:
    assert member_ratio_by_group.find(frame(*rows), "ブロック") == said


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (("", 1019, 1788, 0.6), "自治体会員は1,019団体（57%）、目標60%まであと54団体"),
        (("", 1073, 1788, 0.6), "自治体会員は1,073団体（60%）、目標60%（1,073団体）を達成"),
        (("", 1072, 1788, 0.6), "自治体会員は1,072団体（59.9%）、目標60%まであと1団体"),
        (("", 0, 1788, 0.6), "自治体会員は0団体（0%）、目標60%まであと1,073団体"),
        (("", 9, 1788, None), "自治体会員は9団体（0.5%、目標値なし）"),
        (("", None, 1788, 0.6), "行政会員名簿は未報告です"),
    ],
)
def test_roster_is_told_at_zero_at_target_and_missing(row: Any, said: str) -> None:
    assert find_roster(frame(row, dimension="all").assign(**_whole(row))) == said


def _whole(row: tuple[str, int | None, int, float | None]) -> dict[str, Any]:
    """60 % of 1,788 is 1,072.8: the 1,073rd government reaches it."""
    _, count, _, target = row
    missing = None if target is None or count is None else max(0, 1073 - count)
    return {"needed_count": 1073, "missing_count": missing}


def test_prefectures_are_told_by_how_many_reach_the_target() -> None:
    said = "目標60%に届いた都道府県は2のうち1、最も遠いのは甲（50%）"
    assert member_ratio_by_prefecture.find(frame(*GROUPS, dimension="prefecture")) == said
    none = frame(("甲", None, 10, 0.6), dimension="prefecture")
    assert member_ratio_by_prefecture.find(none) == "都道府県別の会員数は未報告です"


def test_units_changes_and_non_members_are_told_when_missing() -> None:
    assert government_membership_by_block.find(pd.DataFrame({"is_member": [True, False]})) == (
        "2団体のうち会員は1、未加入は1"
    )
    assert government_membership_by_block.find(pd.DataFrame({"is_member": [None]})).endswith(
        "未報告です"
    )
    assert member_changes_by_year.find(pd.DataFrame()) == "加入と退会の時期は未報告です"
    empty = pd.DataFrame({"lead_order": []})
    assert find_non_members(empty, is_reported=True) == "未加入の団体はありません"
    assert find_non_members(empty, is_reported=False).startswith("未加入の団体は、行政会員名簿が")


def test_units_of_a_block_stand_members_first_without_two_in_one_place() -> None:
    units = pd.DataFrame(
        {
            "prefecture": ["県"] * 13,
            "name": [f"{number}市" for number in range(13)],
            "kind": ["市"] * 13,
            "block_name": ["甲"] * 7 + ["乙"] * 6,
            "block_order": [1] * 7 + [2] * 6,
            "is_member": [False, True] * 6 + [True],
        }
    )
    places = place_units(units)
    assert len(set(zip(places["x"], places["y"], strict=True))) == 13
    first = places[places["block_name"] == "甲"]
    assert list(first["state"]) == ["会員"] * 3 + ["未加入"] * 4
    assert first["x"].max() == 6 // DEEP
