"""The practice workbooks: what the script writes, read back, counted anew, faults and all.

The figures of 令和2年度 stand here by hand, from the plan's table 令和2年度 KPI 結果; they are
counted from the records as `python -m loaders check` reads them, never from the generator.
"""

import csv
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from data.practice import write_workbooks
from data.practice.congress import read_reference
from loaders.check import check_files
from loaders.intake.practice import PRACTICE_FOLDER, list_workbooks

Files = list[dict[str, Any]]
Fields = dict[str, Any]

#: indicator: regional, national, total
PUBLISHED_R2 = """
supported_governments  83   0   83
forums_held            16   3   19
matchings             123  10  133
considered            107   6  113
agreed                 14   0   14
field_trial             2   4    6
implemented             0   0    0
workshops               1   2    3
"""
REGIONAL = {row["id"] for row in read_reference("forums") if row["kind"] == "regional"}
NATIONAL = {row["id"] for row in read_reference("forums") if row["kind"] == "national"}
REQUIRED = {
    "matchings": ("government", "requirement", "company", "technology", "stage"),
    "supports": ("government",),
    "members": ("government",),
    "events": ("name",),
    "know_how": ("type", "title"),
}
#: Bytes; a checkout stays small.
LARGEST_FOLDER = 2_000_000


@pytest.fixture(scope="module")
def files() -> Files:
    return check_files(list_workbooks())


def list_records(files: Files, layout: str, fiscal_year: int, forums: set[str]) -> list[Fields]:
    """Records that may count: of a layout, a year and some forums, with all that is required."""
    return [
        record["fields"]
        for file in files
        for sheet in file["sheets"]
        if sheet["layout"] == layout and file["fiscal_year"] == fiscal_year
        for record in sheet["records"]
        if record["fields"].get("forum") in forums
        and all(record["fields"][name] is not None for name in REQUIRED.get(layout, ()))
    ]


def count_stage(stage: str) -> Callable[[Files, set[str]], int]:
    return lambda files, forums: sum(
        each["stage"] == stage for each in list_records(files, "matchings", 2020, forums)
    )


COUNTS: dict[str, Callable[[Files, set[str]], int]] = {
    "supported_governments": lambda files, forums: len(
        {each["government"] for each in list_records(files, "supports", 2020, forums)}
    ),
    "forums_held": lambda files, forums: sum(
        each["status"] == "held" for each in list_records(files, "events", 2020, forums)
    ),
    "matchings": lambda files, forums: len(list_records(files, "matchings", 2020, forums)),
    "considered": count_stage("considered"),
    "agreed": count_stage("agreed"),
    "field_trial": count_stage("field_trial"),
    "implemented": count_stage("implemented"),
    "workshops": lambda files, forums: sum(
        each["kind"] in ("workshop", "school_visit")
        for each in list_records(files, "citizen_activities", 2020, forums)
    ),
}


def read_published() -> Iterator[tuple[str, int, int, int]]:
    for line in PUBLISHED_R2.strip().splitlines():
        indicator, *counts = line.split()
        regional, national, total = map(int, counts)
        yield indicator, regional, national, total


@pytest.mark.parametrize(("indicator", "regional", "national", "total"), list(read_published()))
def test_records_of_r2_add_up_to_the_plans_figures(
    files: Files, indicator: str, regional: int, national: int, total: int
) -> None:
    count = COUNTS[indicator]
    assert count(files, REGIONAL) == regional
    assert count(files, NATIONAL) == national
    assert count(files, REGIONAL | NATIONAL) == total


@pytest.mark.parametrize(("year", "count"), [(2019, 858), (2020, 1019), (2021, 1062)])
def test_roster_holds_each_member_once(files: Files, year: int, count: int) -> None:
    rosters = [file for file in files if file["fiscal_year"] == year and "名簿" in file["file"]]
    records = [record["fields"] for record in rosters[0]["sheets"][0]["records"]]
    members = [each["government"] for each in records if each["government"]]
    stayed = [each for each in records if each["government"] and not each["left_on"]]
    assert len(rosters) == 1
    assert len(set(members)) == len(members)
    assert len(stayed) == count


def test_members_of_one_year_are_members_of_the_next_or_left(files: Files) -> None:
    rosters = [
        {record["fields"]["government"]: record["fields"] for record in sheet["records"]}
        for file in files
        for sheet in file["sheets"]
        if sheet["layout"] == "members"
    ]
    for before, after in pairwise(rosters):
        stayed = {code for code, fields in before.items() if code and not fields["left_on"]}
        assert stayed <= set(after)
        joined = [after[code]["joined_on"] for code in set(after) - set(before)]
        assert min(joined) >= "2020-04-01"


def read_value(files: Files, year: int, scope: str, indicator: str) -> float | None:
    found = [
        record["fields"]["value"]
        for file in files
        for sheet in file["sheets"]
        if sheet["layout"] == "kpi_results" and file["fiscal_year"] == year
        for record in sheet["records"]
        if (record["fields"]["scope"], record["fields"]["indicator"]) == (scope, indicator)
    ]
    assert len(found) == 1
    return float(found[0])


def test_published_sheet_of_r2_says_what_the_plan_says(files: Files) -> None:
    names = {"considered": "matchings_considered", "agreed": "matchings_agreed"}
    names |= {"field_trial": "field_trials", "implemented": "implementations"}
    for indicator, *expected in read_published():
        name = names.get(indicator, indicator)
        scopes = ("regional", "national", "total")
        assert [read_value(files, 2020, scope, name) for scope in scopes] == expected
    assert read_value(files, 2020, "national", "supported_countries") == 48
    assert read_value(files, 2020, "total", "member_government_ratio") == 0.57


def test_one_regional_forum_has_not_reported_r3_and_two_owe_know_how(files: Files) -> None:
    def who(layout: str, year: int) -> set[str]:
        return {each["forum"] for each in list_records(files, layout, year, REGIONAL)}

    assert REGIONAL - who("matchings", 2021) == {"shikoku"}
    assert REGIONAL - who("know_how", 2021) == {"shikoku", "okinawa"}
    assert len(who("know_how", 2020)) == 8
    assert who("matchings", 2020) == who("matchings", 2019) == REGIONAL


def test_a_national_forum_that_supported_nobody_says_so(files: Files) -> None:
    """An empty list is a zero; the forums without the list have not reported."""
    empty = {
        file["forum"]
        for file in files
        for sheet in file["sheets"]
        if sheet["layout"] == "supports" and not sheet["records"]
    }
    assert empty == {"innovative_technology", "municipal_support"}


def name_case(fields: Fields) -> tuple[str, ...]:
    keys = ("forum", "government", "requirement", "company", "technology")
    return tuple(fields[key] for key in keys)


def test_cases_move_on_over_the_years_and_never_back(files: Files) -> None:
    order = ["considered", "agreed", "field_trial", "implemented"]
    everywhere = REGIONAL | NATIONAL
    years = [
        {name_case(each): each["stage"] for each in list_records(files, "matchings", y, everywhere)}
        for y in (2019, 2020, 2021)
    ]
    moves = Counter(
        (before[case], after[case])
        for before, after in pairwise(years)
        for case in before.keys() & after.keys()
    )
    assert all(order.index(after) >= order.index(before) for before, after in moves)
    assert moves["considered", "agreed"] >= 10
    assert moves["agreed", "field_trial"] >= 3
    assert moves["field_trial", "implemented"] >= 1
    assert moves["considered", "considered"] >= 10


def test_all_layouts_and_every_field_of_engineering_occur(files: Files) -> None:
    layouts = {sheet["layout"] for file in files for sheet in file["sheets"]}
    assert layouts == {
        "kpi_results", "event_plans", "events", "matchings", "members", "supports", "know_how",
        "citizen_activities", "national_plans", "congress_facts",
    }  # fmt: skip
    records = list_records(files, "matchings", 2020, REGIONAL)
    fields = {field for each in records for field in each["fields"]}
    assert fields == {"道路", "河川", "砂防", "海岸", "港湾", "建物"}


# ------------------------------------------------------------------ faults


def read_planted() -> set[tuple[str, str, str, str, str]]:
    with (PRACTICE_FOLDER / write_workbooks.PLANTED).open(encoding="utf-8", newline="") as file:
        return {tuple(row) for row in list(csv.reader(file))[1:]}  # type: ignore[misc]


def test_every_planted_problem_is_found_at_its_cell_and_no_other(files: Files) -> None:
    found = {
        (file["file"], sheet["sheet"], each["cell"], each["level"], each["code"])
        for file in files
        for sheet in file["sheets"]
        for each in sheet["problems"]
    }
    assert all(file["readable"] for file in files)
    assert found == read_planted()


def test_planted_problems_are_of_many_kinds() -> None:
    codes = Counter(code for *_, code in read_planted())
    assert set(codes) == {
        "unknown_government", "ambiguous_government", "renamed_government", "missing_value",
        "missing_column", "invalid_date", "invalid_number", "invalid_choice", "total_mismatch",
        "stage_order", "duplicate_record", "formula_error", "outside_fiscal_year",
        "unread_cells",
    }  # fmt: skip


def test_every_sheet_says_that_it_is_invented() -> None:
    from openpyxl import load_workbook

    for path in list_workbooks():
        for sheet in load_workbook(path, read_only=True):
            words = [
                str(cell) for row in sheet.iter_rows(max_row=2, values_only=True) for cell in row
            ]
            assert any("演習データ（架空）" in word for word in words), (path.name, sheet.title)


# ------------------------------------------------------------------ drift


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("practice")
    write_workbooks.write_workbooks(folder)
    return folder


def test_committed_workbooks_are_what_the_script_writes(fresh: Path) -> None:
    names = {path.name for path in PRACTICE_FOLDER.glob("*.xlsx")}
    assert {path.name for path in fresh.glob("*.xlsx")} == names
    differing = [
        name
        for name in names
        if (fresh / name).read_bytes() != (PRACTICE_FOLDER / name).read_bytes()
    ]
    assert not differing
    planted = write_workbooks.PLANTED
    assert (fresh / planted).read_bytes() == (PRACTICE_FOLDER / planted).read_bytes()


def test_practice_folder_stays_small() -> None:
    size = sum(path.stat().st_size for path in PRACTICE_FOLDER.rglob("*") if path.is_file())
    assert size < LARGEST_FOLDER
