"""Every hand-made sample reads as the contract says; so do some sixty generated ones."""

import json
import re
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from loaders.__main__ import main
from loaders.checking.problems import LEVELS
from tests.commands import run_here
from tests.samples.clerk import make_sample
from tests.samples.collection import list_samples
from tests.samples.compare import Score, compare
from tests.samples.sample import FIELDS, Sample, save_sample
from tests.samples.score import read_answers

HAND_MADE = dict(list_samples())
SEEDS = range(1000, 1060)

#: shown by tests of their own: a correction on file, and what only `load` says
WITHOUT_SAMPLE = {
    *("stale_correction", "nothing_to_load", "unknown_fiscal_year", "submission_refused"),
    "floating_text",
}


@cache
def make_all() -> dict[str, Sample]:
    generated = {f"clerk.{seed}": make_sample(seed) for seed in SEEDS}
    return {name: make() for name, make in HAND_MADE.items()} | generated


@cache
def read_all() -> dict[str, dict[str, Any]]:
    """The answer to every sample; one call reads them all, so that one child serves them."""
    with tempfile.TemporaryDirectory() as folder:
        return read_answers(make_all(), Path(folder))


def score(name: str) -> Score:
    return compare(make_all()[name].expected, read_all()[name])


@pytest.mark.parametrize("name", HAND_MADE)
def test_hand_made_sample_reads_as_expected(name: str) -> None:
    assert score(name).misses == []


@pytest.mark.parametrize("seed", SEEDS)
def test_generated_sample_reads_as_expected(seed: int) -> None:
    assert score(f"clerk.{seed}").misses == []


def test_every_problem_code_has_a_sample_that_breaks_it() -> None:
    shown = {
        problem["code"]
        for name, sample in make_all().items()
        if name.partition(".")[2].startswith("ng")
        for sheet in [sample.expected, *sample.expected["sheets"]]
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
    done = run_here(main, "check", *paths, "--json")
    return done.returncode, json.loads(done.stdout)


def pick_warned() -> list[Sample]:
    """Readable samples without options, one for each set of codes that are warnings alone."""
    picked: dict[frozenset[str], Sample] = {}
    for name in HAND_MADE:
        sample, answer = make_all()[name], read_all()[name]
        problems = [problem for sheet in answer["sheets"] for problem in sheet["problems"]]
        codes = {problem["code"] for problem in problems}
        is_plain = sample.expected["readable"] and set(sample.options) == {"file"}
        if is_plain and all(problem["level"] == "warning" for problem in problems):
            picked.setdefault(frozenset(codes), sample)
    return list(picked.values())


def test_warnings_alone_exit_with_zero(tmp_path: Path) -> None:
    code, answer = run_check(pick_warned(), tmp_path)
    assert code == 0
    assert len(answer["files"]) > 5


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


def test_every_sample_answers_in_the_contracts_shape() -> None:
    for file in json.loads(json.dumps(read_all())).values():
        assert {"file", "sha256", "readable", "fiscal_year", "forum", "sheets"} <= set(file)
        for sheet in file["sheets"]:
            check_shape(sheet)


def check_shape(sheet: dict[str, Any]) -> None:
    """Keys, levels, addresses and sentences of one sheet's entry."""
    assert {"sheet", "layout", "records", "problems"} <= set(sheet)
    for problem in sheet["problems"]:
        assert set(problem) - {"also"} == PROBLEM_KEYS
        turned = ("unread_cells", "status_mismatch", "points_elsewhere", "uncertain_column")
        may_differ = problem["code"] in turned
        assert may_differ or problem["level"] == LEVELS[problem["code"]]
        cell = r"[A-Z]{1,3}[1-9]\d*"
        assert re.fullmatch(
            rf"{cell}:{cell}" if "also" in problem else f"({cell})?", problem["cell"]
        )
        assert problem["message"]
    for record in sheet["records"]:
        assert re.fullmatch(r"[A-Z]{1,3}[1-9]\d*", record["cell"])
        assert set(FIELDS[sheet["layout"]]) <= set(record["fields"])
