"""A figure is one file: one more view, added to a copy of the project with the line in its page
that shows it, is found everywhere."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.project_copy import ROOT, run_module

VIEW = Path(__file__).with_name("new_view") / "goals_by_indicator.py"
NAME = VIEW.stem
SHOWN = f"""
from views import {NAME}

widgets.show_view({NAME}.VIEW, widgets.read_run())
"""


def leave_out(folder: str, names: list[str]) -> set[str]:
    """What the copy does not need, and what is kept here."""
    apart = {"bench", "docs"} if Path(folder) == ROOT else set()
    kept = {"store"} if Path(folder) == ROOT / "data" else set()
    return apart | kept | {name for name in names if name.startswith(".")}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("copy") / "project"
    shutil.copytree(ROOT, home, ignore=leave_out)
    shutil.copy(VIEW, home / "views")
    with (home / "pages" / "trends" / "page.py").open("a", encoding="utf-8") as page:
        page.write(SHOWN)
    return home


def run(home: Path, *command: str | Path) -> str:
    """What a module of the copy prints."""
    done = run_module(home, *command)
    assert done.returncode == 0, f"{done.stdout[-3000:]}{done.stderr[-3000:]}"
    return done.stdout


@pytest.fixture(scope="module")
def found(home: Path) -> dict[str, Any]:
    """What each place makes of the view."""
    answer: dict[str, Any] = json.loads(run(home, "tests.new_view.probe"))
    return answer


def test_its_page_shows_it_where_its_address_says(found: dict[str, Any]) -> None:
    assert found["address"] == ["/trends", "fiscal_year=2020&scope=national", NAME]
    assert found["finding"] in found["page"]


def test_its_page_offers_its_files(found: dict[str, Any]) -> None:
    assert f"export_{NAME}" in found["menus"]


def test_a_deck_can_take_it_and_a_meeting_shows_it(found: dict[str, Any]) -> None:
    assert f"deck_add_{NAME}" in found["deck"]
    assert found["finding"] in found["meeting"]
    assert "指標ごとの目標" in found["meeting"]


def test_the_api_answers_with_it(found: dict[str, Any]) -> None:
    topic, finding, row_count = found["api"]
    assert (topic, finding) == ("指標ごとの目標", found["finding"])
    assert row_count > 0


def test_the_command_knows_it(home: Path, tmp_path: Path) -> None:
    assert NAME in run(home, "exports", "chart", "--help")
    file = tmp_path / "goals.csv"
    run(home, "exports", "chart", NAME, "--fiscal-year", "2020", "-o", file)
    assert "マッチング等" in file.read_text("utf-8-sig")


def test_the_loops_of_the_tests_take_it(home: Path) -> None:
    loops = (
        "tests/charts/test_every_chart.py",
        "tests/exports/test_one_truth.py",
        "tests/pages/test_api.py",
        "tests/pages/test_view_addresses.py",
    )
    listed = run(home, "pytest", "-n", "0", "--collect-only", "-q", "-k", NAME, *loops)
    assert {loop for loop in loops if loop in listed} == set(loops)
