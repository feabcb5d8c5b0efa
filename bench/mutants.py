"""Which mistakes the tests would catch: mutants of the code that figures depend on.

`python -m bench.mutants [--each 40] [--seed 1] [PART…]` plants one mistake at a time, drawn by
chance, into a copy of the checkout, runs the tests of that part and prints those that no test
noticed, then the share that was. Mistakes in words and types are not planted.
"""

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cosmic_ray.commands import init
from cosmic_ray.mutating import mutate_and_test
from cosmic_ray.work_db import WorkDB, use_db
from cosmic_ray.work_item import MutationSpec, TestOutcome

ROOT = Path(__file__).parents[1]
#: The sign between types; a module with a wrong one is not even imported.
TYPES = "BitOr"
#: Seconds for the tests of one mutant, which may run for ever.
LONGEST = 600


@dataclass(frozen=True, slots=True)
class Part:
    """Modules, and the tests that speak for them, the quickest to fail first."""

    modules: str
    tests: tuple[str, ...]


PARTS = {
    "values": Part(
        "loaders/values/**/*.py",
        (
            *("loaders/values", "tests/loaders/test_dates.py", "tests/loaders/test_numbers.py"),
            *("tests/loaders/test_governments.py", "tests/loaders/test_choices.py"),
            *("tests/loaders/test_text.py", "tests/loaders/test_forums.py"),
            *("tests/loaders/test_plan_steps.py", "tests/loaders/test_samples.py"),
        ),
    ),
    "checking": Part(
        "loaders/checking/*.py",
        (
            *("loaders/checking", "tests/loaders/test_samples.py"),
            *("tests/loaders/test_corrections.py", "tests/loaders/test_workbench.py"),
        ),
    ),
    "metrics": Part("metrics/**/*.py", ("metrics", "tests/metrics")),
    "store": Part("store/**/*.py", ("store", "tests/store")),
}


def list_mutations(root: Path, part: Part) -> list[MutationSpec]:
    """Every single mistake that can be planted in a part's modules."""
    paths = [path for path in sorted(root.glob(part.modules)) if path.name != "__init__.py"]
    with use_db(":memory:", WorkDB.Mode.create) as database:
        init(paths, database, {})
        mutations = [item.mutations[0] for item in database.work_items]
    return [each for each in mutations if each.definition_name and TYPES not in each.operator_name]


def draw(mutations: list[MutationSpec], count: int, seed: int) -> list[MutationSpec]:
    chance = random.Random(seed)  # noqa: S311 - a sample, not a secret
    return chance.sample(mutations, min(count, len(mutations)))


def run_tests(root: Path, part: Part, mutations: list[MutationSpec]) -> Iterator[str]:
    """The difference that each unnoticed mistake makes; "" for one that a test noticed."""
    options = "-x -q -n 0 -p no:cacheprovider -m 'not browser'"
    command = f"{sys.executable} -m pytest {options} {' '.join(part.tests)}"
    for mutation in mutations:
        result = mutate_and_test([mutation], command, LONGEST)
        yield result.diff or "?" if result.test_outcome is TestOutcome.SURVIVED else ""


def copy_checkout(target: Path) -> None:
    """The tracked files as they stand in the working tree."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    for name in filter(None, listed.stdout.split("\0")):
        if (source := ROOT / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, target / name)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], default=list(PARTS))
    parser.add_argument("--each", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        copy_checkout(Path(folder))
        os.chdir(folder)
        for name in options.parts:
            mutations = list_mutations(Path(folder), PARTS[name])
            drawn = draw(mutations, options.each, options.seed)
            missed = [each for each in run_tests(Path(folder), PARTS[name], drawn) if each]
            print(*missed, sep="\n")
            caught = len(drawn) - len(missed)
            print(f"{name}: {caught} of {len(drawn)} caught ({len(mutations)} in all)", flush=True)


if __name__ == "__main__":
    main()
