"""Score the reader over all samples: `python -m tests.samples.score [--generated 500]`.

Prints cell accuracy, record recall, the share of planted faults found at their own cell,
silent errors, false alarms, and every miss.
"""

import argparse
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tests.samples.collection import list_samples
from tests.samples.compare import Score, compare
from tests.samples.sample import Sample, save_sample


def read_answers(samples: dict[str, Sample], folder: Path) -> dict[str, dict[str, Any]]:
    """The reader's answer to each sample; one call for all with the same options."""
    from loaders.check import check_files

    groups: dict[tuple[Any, Any], list[tuple[str, Path]]] = defaultdict(list)
    for number, (name, sample) in enumerate(samples.items()):
        path = save_sample(sample, folder / f"{number:05d}")
        options = sample.options
        groups[options.get("fiscal_year"), options.get("forum")].append((name, path))
    answers: dict[str, dict[str, Any]] = {}
    for (fiscal_year, forum), files in groups.items():
        found = check_files([path for _, path in files], fiscal_year=fiscal_year, forum=forum)
        answers.update(zip((name for name, _ in files), found, strict=True))
    return answers


def score_samples(samples: dict[str, Sample]) -> dict[str, Score]:
    """Each sample's score."""
    with tempfile.TemporaryDirectory() as folder:
        answers = read_answers(samples, Path(folder))
    return {name: compare(sample.expected, answers[name]) for name, sample in samples.items()}


def collect(generated: int, seed: int, only: str) -> dict[str, Sample]:
    """Hand-made samples, then `generated` ones from `seed` on; `only` filters by name."""
    samples = {name: make() for name, make in list_samples() if only in name}
    if generated:
        from tests.samples.clerk import make_sample

        numbers = range(seed, seed + generated)
        samples |= {f"clerk.{n}": make_sample(n) for n in numbers if only in f"clerk.{n}"}
    return samples


def render_scores(scores: Iterable[tuple[str, Score]], show: int) -> str:
    """The totals, and up to `show` misses."""
    total, lines = Score(), []
    for name, score in scores:
        total.add(score)
        lines += [f"{kind:8} {name}: {sentence}" for kind, sentence in score.misses]
    kinds = Counter(kind for kind, _ in total.misses)
    head = [
        f"cells          {_share(total.cells_right, total.cells)}",
        f"records        {_share(total.records_found, total.records)}",
        f"faults at cell {_share(total.faults_found, total.faults)}",
        f"silent errors  {total.silent}",
        f"false alarms   {total.false_alarms}",
        f"misses         {dict(kinds)}",
    ]
    return "\n".join([*head, *lines[:show]])


def _share(part: int, whole: int) -> str:
    return f"{part}/{whole} = {100 * part / whole:.2f} %" if whole else "none"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--generated", type=int, default=0)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--only", default="")
    parser.add_argument("--show", type=int, default=1000)
    options = parser.parse_args()
    samples = collect(options.generated, options.seed, options.only)
    scores = score_samples(samples)
    sys.stdout.write(render_scores(scores.items(), options.show) + "\n")
    clean = sum(not score.misses for score in scores.values())
    sys.stdout.write(f"{clean} of {len(scores)} samples without a miss\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
