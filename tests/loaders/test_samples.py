"""Every hand-made sample reads as the contract says; so do some sixty generated ones."""

import pytest

from loaders.problems import LEVELS
from tests.samples.clerk import make_sample
from tests.samples.collection import list_samples
from tests.samples.score import score_samples

HAND_MADE = dict(list_samples())
SEEDS = range(1000, 1060)

#: shown by its own test: it needs a correction on file, not a workbook alone
WITHOUT_SAMPLE = {"stale_correction"}


@pytest.mark.parametrize("name", HAND_MADE)
def test_hand_made_sample_reads_as_expected(name: str) -> None:
    pytest.importorskip("loaders.check")
    score = score_samples({name: HAND_MADE[name]()})[name]
    assert score.misses == []


@pytest.mark.parametrize("seed", SEEDS)
def test_generated_sample_reads_as_expected(seed: int) -> None:
    pytest.importorskip("loaders.check")
    name = f"clerk.{seed}"
    assert score_samples({name: make_sample(seed)})[name].misses == []


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
