"""Every hand-made sample reads as the contract says; so do some sixty generated ones."""

import pytest

from tests.samples.collection import list_samples
from tests.samples.score import score_samples

pytest.importorskip("loaders.check")

HAND_MADE = dict(list_samples())


@pytest.mark.parametrize("name", HAND_MADE)
def test_hand_made_sample_reads_as_expected(name: str) -> None:
    score = score_samples({name: HAND_MADE[name]()})[name]
    assert score.misses == []
