"""Membership with a roster, held against a count made from the reference list in the test."""

import math
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from metrics.membership import (
    count_exactly,
    has_roster,
    pick_block,
    pick_denominator,
    pick_dimension,
    pick_group,
    pick_kind,
    pick_prefecture,
    read_member_changes,
    read_member_groups,
    read_membership,
    read_non_members,
    read_units,
    render_agreement,
    render_roster_figures,
)
from store.actor import claim
from store.batches import Submission, accept
from store.database import Database
from tests.plan_store import fill_plan_store
from tests.roster_store import fill_roster_store, list_governments, list_members, walk_roster


@pytest.fixture(scope="module")
def roster_database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    root: Path = tmp_path_factory.mktemp("roster")
    with fill_roster_store(root) as database:
        yield database


def count_by(column: str, municipalities_only: bool) -> dict[str, tuple[int, int]]:
    """Group -> (members, governments), counted from the reference list."""
    listed, members, whole = list_members(), Counter[str](), Counter[str]()
    for row in list_governments():
        if municipalities_only and row["kind"] == "都道府県":
            continue
        whole[row[column]] += 1
        members[row[column]] += row["code"] in listed
    return {name: (members[name], whole[name]) for name in whole}


@pytest.mark.parametrize("denominator", ["governments", "municipalities"])
@pytest.mark.parametrize("dimension", ["block", "prefecture", "kind"])
def test_members_of_a_group_are_those_of_the_roster(
    roster_database: Database, dimension: str, denominator: str
) -> None:
    groups = pick_dimension(read_member_groups(roster_database, 2020, denominator), dimension)
    shown = {
        row["group_name"]: (row["member_count"], row["government_count"])
        for row in groups.to_dict("records")
    }
    assert shown == count_by(dimension, denominator == "municipalities")


def test_groups_of_a_dimension_add_up_to_all(roster_database: Database) -> None:
    groups = read_member_groups(roster_database, 2020, "governments")
    sums = groups.groupby("dimension")[["member_count", "government_count"]].sum()
    assert set(sums.itertuples(index=False, name=None)) == {(len(list_members()), 1788)}


def test_distance_to_the_target_is_the_fewest_governments_that_reach_it(
    roster_database: Database,
) -> None:
    groups = read_member_groups(roster_database, 2020, "governments")
    for row in groups.to_dict("records"):
        needed = math.ceil(6 * row["government_count"] / 10)
        assert row["needed_count"] == needed
        assert row["missing_count"] == max(0, needed - row["member_count"])


def test_roster_gives_one_figure_instead_of_a_span(roster_database: Database) -> None:
    groups = read_member_groups(roster_database, 2020, "governments")
    assert render_roster_figures(groups) == {
        "roster_now": "1,018",
        "member_needed": "1,073",
        "roster_missing": "55",
    }


def test_roster_that_rounds_to_the_published_ratio_agrees_with_it(
    roster_database: Database,
) -> None:
    groups = read_member_groups(roster_database, 2020, "governments")
    span = read_membership(roster_database, 2020, "governments")
    assert render_agreement(groups, span).endswith("1,018団体は合っています。")
    for first, last, agrees in (
        *((1018, 1028, True), (1019, 1028, False)),
        *((1011, 1018, True), (1011, 1017, False), (1018, 1018, True)),
    ):
        told = span.assign(member_count_from=first, member_count_to=last)
        assert ("合っています" in render_agreement(groups, told)) is agrees
        assert ("合いません" in render_agreement(groups, told)) is not agrees
    assert render_agreement(groups, span.assign(ratio=float("nan"))) == ""


@pytest.mark.parametrize("denominator", ["governments", "municipalities"])
def test_span_is_of_one_denominator_and_closed_by_a_roster(
    roster_database: Database, plan_database: Database, denominator: str
) -> None:
    (row,) = read_membership(roster_database, 2020, denominator).to_dict("records")
    assert row["denominator"] == denominator
    (exact,) = count_exactly(pd.DataFrame([row])).to_dict("records")
    counted, missing = (
        row["counted_member_count"],
        max(0, row["needed_count"] - row["counted_member_count"]),
    )
    assert (exact["member_count_from"], exact["member_count_to"]) == (counted, counted)
    assert (exact["missing_count_from"], exact["missing_count_to"]) == (missing, missing)
    (reached,) = count_exactly(pd.DataFrame([row | {"needed_count": 1}])).to_dict("records")
    assert reached["missing_count_from"] == 0
    (left,) = read_membership(plan_database, 2020, denominator).to_dict("records")
    (same,) = count_exactly(pd.DataFrame([left])).to_dict("records")
    for name in ("member_count_from", "member_count_to", "missing_count_from", "missing_count_to"):
        assert same[name] == left[name]


def test_group_is_picked_by_its_id(roster_database: Database) -> None:
    groups = pick_dimension(read_member_groups(roster_database, 2020, "governments"), "block")
    for group in ("hokkaido", "kinki", "tohoku"):
        assert list(pick_group(groups, group)["group_id"]) == [group]


def test_groups_are_picked_by_prefecture_and_kind(roster_database: Database) -> None:
    units = read_units(roster_database, 2020)
    assert set(pick_prefecture(units, "広島県")["prefecture"]) == {"広島県"}
    assert len(pick_prefecture(units, "広島県")) == 24
    assert {kind: len(pick_kind(units, kind)) for kind in units["kind"].unique()} == {
        "都道府県": 47,
        "指定都市": 20,
        "中核市": 62,
        "市": 710,
        "町": 743,
        "村": 183,
        "特別区": 23,
    }
    assert len(pick_kind(units, "")) == len(pick_prefecture(units, "")) == 1788


def test_unit_is_a_member_or_not_and_every_government_is_there(roster_database: Database) -> None:
    units = read_units(roster_database, 2020)
    assert len(units) == 1788
    assert set(units[units["is_member"]]["code"]) == list_members()
    assert dict(units["state_text"].value_counts()) == {"会員": 1018, "未加入": 770}


@pytest.mark.parametrize(
    ("denominator", "block", "count"),
    [("governments", "", 1788), ("municipalities", "", 1741), ("municipalities", "kinki", 215)],
)
def test_units_are_picked_by_what_is_counted_and_by_block(
    roster_database: Database, denominator: str, block: str, count: int
) -> None:
    units = read_units(roster_database, 2020)
    picked = pick_block(pick_denominator(units, denominator), block)
    assert (len(picked), list(picked), list(picked.index)) == (
        *(count, list(units)),
        list(range(count)),
    )
    is_prefecture = picked["prefecture"] == picked["name"]
    assert is_prefecture.sum() == (47 if denominator == "governments" else 0)
    assert not block or set(picked["block"]) == {block}


def test_without_a_roster_nobody_is_a_non_member(plan_database: Database) -> None:
    groups = read_member_groups(plan_database, 2020, "governments")
    assert not has_roster(groups)
    assert set(groups["member_text"]) == {"未報告"}
    assert set(read_units(plan_database, 2020)["state_text"]) == {"未報告"}
    assert read_non_members(plan_database, 2020).empty
    assert read_member_changes(plan_database, 2020).empty


def test_roster_without_a_line_is_zero_members_rather_than_not_reported(tmp_path: Path) -> None:
    with fill_plan_store(tmp_path) as database:
        slots = [("congress", 2020, "members")]
        accept(
            database, Submission("名簿.xlsx", b"0", None, None, claim("t"), slots=slots, records=[])
        )
        groups = read_member_groups(database, 2020, "governments")
    assert has_roster(groups)
    assert groups["member_count"].sum() == 0


def test_changes_are_counted_in_the_fiscal_year_of_their_day(roster_database: Database) -> None:
    changes = read_member_changes(roster_database, 2020).set_index("changed_year")
    joined = Counter(day.year for _, day, _ in walk_roster() if day)
    undated = sum(day is None for _, day, _ in walk_roster())
    left = sum(day == date(2020, 12, 1) for _, _, day in walk_roster())
    assert dict(changes["joined_count"]) == dict(joined)
    assert (changes["left_count"].sum(), changes.loc[2020, "left_count"]) == (left, left)
    assert set(changes["undated_count"]) == {undated}
    assert changes.loc[2020, "member_count"] == len(list_members())
    assert changes.loc[2016, "member_count"] == joined[2016] + undated


def test_non_members_with_a_tie_come_first(roster_database: Database) -> None:
    leads = read_non_members(roster_database, 2020)
    first = leads.head(4)
    assert len(leads) == 1788 - len(list_members())
    assert list(first["name"])[:3] == ["福山市", "府中市", "滝川市"]
    assert list(first["lead_order"]) == [1, 1, 2, 3]
    assert list(first["support_count"])[:2] == [1, 0]
    assert list(first["matching_count"])[:2] == [0, 1]


def test_event_that_was_cancelled_is_no_tie(roster_database: Database) -> None:
    leads = read_non_members(roster_database, 2020).set_index("name")
    assert leads.loc["砂川市", "lead_order"] == 3
