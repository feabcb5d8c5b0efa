"""Every hand-made sample reads as the contract says; so do some sixty generated ones."""

import json
import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from loaders.checking.problems import LEVELS
from tests.samples.clerk import make_sample
from tests.samples.collection import list_samples
from tests.samples.compare import Score
from tests.samples.sample import FIELDS, Sample, save_sample
from tests.samples.score import score_samples

ROOT = Path(__file__).parents[2]

HAND_MADE = dict(list_samples())
SEEDS = range(1000, 1060)

#: shown by tests of their own: a correction on file, and what only `load` says
WITHOUT_SAMPLE = {
    *("stale_correction", "nothing_to_load", "unknown_fiscal_year", "submission_refused"),
    "floating_text",
}


@cache
def score_all() -> dict[str, Score]:
    """Every sample's score; one call reads them all, so that one child serves them."""
    generated = {f"clerk.{seed}": make_sample(seed) for seed in SEEDS}
    return score_samples({name: make() for name, make in HAND_MADE.items()} | generated)


@pytest.mark.parametrize("name", HAND_MADE)
def test_hand_made_sample_reads_as_expected(name: str) -> None:
    assert score_all()[name].misses == []


@pytest.mark.parametrize("seed", SEEDS)
def test_generated_sample_reads_as_expected(seed: int) -> None:
    assert score_all()[f"clerk.{seed}"].misses == []


def test_every_problem_code_has_a_sample_that_breaks_it() -> None:
    shown = {
        problem["code"]
        for name, make in HAND_MADE.items()
        if name.partition(".")[2].startswith("ng")
        for sheet in [make().expected, *make().expected["sheets"]]
        for problem in sheet.get("problems", [])
    }
    assert set(LEVELS) - shown == WITHOUT_SAMPLE


def test_same_seed_makes_the_same_expectation() -> None:
    assert repr(make_sample(7).expected) == repr(make_sample(7).expected)


# ------------------------------------------------ the command line's contract

PROBLEM_KEYS = {"level", "code", "cell", "title", "found", "expected", "message"}


def run_check(samples: list[Sample], folder: Path) -> tuple[int, dict[str, Any]]:
    """Exit code and JSON of one `python -m loaders check` over the samples' files."""
    paths = [save_sample(sample, folder / str(at)) for at, sample in enumerate(samples)]
    command = [sys.executable, "-m", "loaders", "check", *map(str, paths), "--json"]
    done = subprocess.run(command, capture_output=True, cwd=ROOT, check=False)
    return done.returncode, json.loads(done.stdout)


def pick_samples(*levels: str) -> list[Sample]:
    """Readable samples without options whose expected problems are all of these levels."""
    picked = []
    for make in HAND_MADE.values():
        sample = make()
        sheets = sample.expected["sheets"]
        found = {LEVELS[p["code"]] for sheet in sheets for p in sheet["problems"]}
        if sample.expected["readable"] and set(sample.options) == {"file"} and found <= set(levels):
            picked.append(sample)
    return picked


def test_warnings_alone_exit_with_zero(tmp_path: Path) -> None:
    code, _ = run_check(pick_samples("warning"), tmp_path)
    assert code == 0


def test_an_error_exits_with_one(tmp_path: Path) -> None:
    code, _ = run_check([HAND_MADE["ditto.ok"](), HAND_MADE["ratios.ng"]()], tmp_path)
    assert code == 1


def test_an_unreadable_file_exits_with_two(tmp_path: Path) -> None:
    samples = [HAND_MADE["ratios.ng"](), HAND_MADE["unreadable_file.ng_truncated"]()]
    code, answer = run_check(samples, tmp_path)
    assert code == 2
    broken = answer["files"][1]
    assert (broken["readable"], broken["sheets"]) == (False, [])
    assert [set(problem) for problem in broken["problems"]] == [PROBLEM_KEYS]


def test_every_sample_answers_in_the_contracts_shape(tmp_path: Path) -> None:
    samples = pick_samples("warning", "error")
    _, answer = run_check(samples, tmp_path)
    assert len(answer["files"]) == len(samples)
    for file in answer["files"]:
        assert {"file", "sha256", "readable", "fiscal_year", "forum", "sheets"} <= set(file)
        for sheet in file["sheets"]:
            check_shape(sheet)


def check_shape(sheet: dict[str, Any]) -> None:
    """Keys, levels, addresses and sentences of one sheet's entry."""
    assert {"sheet", "layout", "records", "problems"} <= set(sheet)
    for problem in sheet["problems"]:
        assert set(problem) == PROBLEM_KEYS
        may_differ = problem["code"] in ("unread_cells", "status_mismatch")
        assert may_differ or problem["level"] == LEVELS[problem["code"]]
        assert re.fullmatch(r"([A-Z]{1,3}[1-9]\d*)?", problem["cell"])
        assert problem["message"]
    for record in sheet["records"]:
        assert re.fullmatch(r"[A-Z]{1,3}[1-9]\d*", record["cell"])
        assert set(FIELDS[sheet["layout"]]) <= set(record["fields"])
