"""Which mistakes the tests would catch: mutants of the code that figures depend on.

`python -m bench.mutants [--each 60] [--seed 1] [PART…]` plants one mistake at a time, drawn by
chance, into a copy of the checkout, runs the tests that touch its line and prints those that no
test noticed, then the share that was. Mistakes in words and types are not planted.

What makes it affordable: the part's tests run once under coverage, which tells what each touches
and takes (`--recorded` keeps it for further draws); a mutant is then held against the quickest of
those that touch it, in a fork that has the heavy libraries already: Linux and macOS. A mistake
that only a slower test would notice counts as unnoticed.
"""

import argparse
import json
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Generator, Iterable, Iterator
from compileall import compile_dir
from dataclasses import dataclass
from importlib import import_module
from itertools import accumulate
from multiprocessing import get_context
from pathlib import Path
from py_compile import PycInvalidationMode

import pytest
from cosmic_ray.commands import init
from cosmic_ray.mutating import use_mutation
from cosmic_ray.plugins import get_operator
from cosmic_ray.work_db import WorkDB, use_db
from cosmic_ray.work_item import MutationSpec
from coverage import Coverage, CoverageData

ROOT = Path(__file__).parents[1]
#: Not planted: another sign between types, which is not even imported; identity for equality and
#: back, the same for None, small numbers and words of the source.
NO_MISTAKES = ("BitOr", "Is_Eq", "IsNot_NotEq", "Eq_Is", "NotEq_IsNot")
#: Nor in what only remembers an answer or forbids to change it.
NO_MISTAKE_LINES = ("@cache", "@lru_cache", "@dataclass", "class ")
#: What takes long to import and is the same for every mutant.
HEAVY = (
    *("anyio.pytest_plugin", "duckdb", "hypothesis", "lxml.etree", "msgspec", "openpyxl", "pandas"),
    *("pyarrow", "xdist.plugin"),
)
#: What the tests last said.
SAID = "said.txt"
#: Seconds of work, at most, that tests are given to notice a mutant, twice.
BUDGET = 20.0
#: Seconds of work, and of waiting, after which a mutant that runs for ever counts as noticed.
LONGEST_WORK, LONGEST_WAIT = 120, 1800


@dataclass(frozen=True, slots=True)
class Part:
    """Modules, the tests that speak for them, and those of them that are left out as too slow."""

    modules: tuple[str, ...]
    tests: tuple[str, ...]
    slow: tuple[str, ...] = ()


PARTS = {
    "values": Part(
        ("loaders/values/**/*.py",),
        (
            *("loaders/values", "tests/loaders/test_choices.py", "tests/loaders/test_coerce.py"),
            *("tests/loaders/test_dates.py", "tests/loaders/test_dates_limits.py"),
            *("tests/loaders/test_forums.py", "tests/loaders/test_governments.py"),
            *("tests/loaders/test_longest.py", "tests/loaders/test_numbers.py"),
            *("tests/loaders/test_plan_steps.py", "tests/loaders/test_remarks.py"),
            *("tests/loaders/test_text.py", "tests/loaders/test_units.py"),
            "tests/loaders/test_values_limits.py",
        ),
    ),
    "checking": Part(
        ("loaders/checking/*.py",),
        (
            *("loaders/checking", "tests/loaders/test_checks.py"),
            "tests/loaders/test_corrections.py",
        ),
    ),
    "metrics": Part(
        ("metrics/**/*.py",),
        ("metrics", "tests/metrics", "tests/store/test_queries.py"),
        (
            "tests/metrics/test_membership.py::test_members_of_a_group_are_those_of_the_roster",
            "tests/metrics/test_frames.py::test_frames_of_the_practice_data",
            "tests/metrics/test_trace.py::test_every_figure_has_its_own_code",
        ),
    ),
    "store": Part(
        ("store/**/*.py",),
        ("store", "tests/store"),
        ("tests/store/test_crash.py", "tests/store/test_rebuild.py::test_killed"),
    ),
    "data": Part(
        ("data/figures.py", "data/layout*.py"),
        ("data", "tests/data/test_figures.py", "tests/loaders/test_layouts.py"),
    ),
}


def read_work() -> float:
    """Seconds that this process and its children have worked, whatever else the machine does."""
    return sum(os.times()[:4])


@dataclass(slots=True)
class Recorder:
    """A plug-in for pytest: which lines each test touches, and the seconds that it takes."""

    coverage: Coverage
    seconds: dict[str, float]

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, bool, bool]:
        self.coverage.switch_context(item.nodeid)
        start = read_work()
        ran = yield
        self.seconds[item.nodeid] = read_work() - start
        return ran


@dataclass(frozen=True, slots=True)
class Chosen:
    """A plug-in for pytest: only these tests are run."""

    tests: frozenset[str]

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = [item for item in items if item.nodeid in self.tests]


@dataclass(frozen=True, slots=True)
class Speakers:
    """Which tests touch a line, and which its module."""

    lines: CoverageData
    seconds: dict[str, float]

    def choose(self, mutation: MutationSpec) -> Iterator[list[str]]:
        """The tests that touch a mutant's first line; then those of its module, as a line whose
        answer is kept is touched by the first that asks; of what only child processes do, those
        that name its package."""
        by_line = self.lines.contexts_by_lineno(str(mutation.module_path))
        touching = self._pick(by_line.get(mutation.start_pos[0], ()))
        yield touching
        nearby = self.seconds.keys() & set().union(*by_line.values())
        nearby = nearby or self._find_naming(".".join(mutation.module_path.parent.parts))
        yield self._pick(nearby - set(touching))

    def _find_naming(self, package: str) -> set[str]:
        files = {test.partition("::")[0] for test in self.seconds}
        naming = {file for file in files if package in Path(file).read_text("utf-8")}
        return {test for test in self.seconds if test.partition("::")[0] in naming}

    def _pick(self, tests: Iterable[str]) -> list[str]:
        """The quickest, as many as fit into the budget."""
        quickest = sorted(self.seconds.keys() & tests, key=self.seconds.__getitem__)
        spent = accumulate(self.seconds[test] for test in quickest)
        return [test for test, so_far in zip(quickest, spent, strict=True) if so_far < BUDGET]


def start_pytest(arguments: list[str], plugin: object) -> int:
    """Run tests of the copy, which say what they say in a file: pytest's exit code."""
    sys.path[0] = os.getcwd()
    with open(SAID, "w") as said:
        os.dup2(said.fileno(), 1)
        os.dup2(said.fileno(), 2)
    options = ["-x", "-q", "-n", "0", "-p", "no:cacheprovider", "-m", "not browser"]
    return pytest.main([*options, *arguments], plugins=[plugin])


def record(part: Part, folder: Path) -> None:
    """Run all tests of a part once; leaves what they touch, and the seconds that they take."""
    source = [path.split("/")[0] for path in part.modules]
    coverage = Coverage(data_file=str(folder / "lines"), source=source)
    coverage.set_option("run:relative_files", True)
    recorder = Recorder(coverage, {})
    coverage.start()
    slow = [f"--deselect={test}" for test in part.slow]
    code = start_pytest([*part.tests, *slow], recorder)
    coverage.stop()
    coverage.save()
    (folder / "seconds.json").write_text(json.dumps(recorder.seconds))
    sys.exit(code)


def hold_against(tests: list[str]) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (LONGEST_WORK, LONGEST_WORK))
    files = {test.partition("::")[0]: None for test in tests}
    sys.exit(start_pytest(list(files), Chosen(frozenset(tests))))


def find_speakers(part: Part, folder: Path) -> Speakers:
    """What a folder has recorded of a part's tests, or is given now."""
    if not (folder / "seconds.json").exists():
        folder.mkdir(parents=True, exist_ok=True)
        process = get_context("fork").Process(target=record, args=(part, folder))
        process.start()
        process.join()
        if process.exitcode:
            raise SystemExit(f"a test fails without a mistake:\n{Path(SAID).read_text()}")
    lines = CoverageData(str(folder / "lines"))
    lines.read()
    return Speakers(lines, json.loads((folder / "seconds.json").read_text()))


def is_noticed(tests: list[str]) -> bool:
    process = get_context("fork").Process(target=hold_against, args=(tests,))
    process.start()
    process.join(LONGEST_WAIT)
    if process.exitcode is None:
        process.kill()
        process.join()
    return process.exitcode not in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED)


def list_mutations(part: Part) -> list[MutationSpec]:
    """Every single mistake that can be planted in a part's modules."""
    paths = sorted(path for pattern in part.modules for path in Path().glob(pattern))
    with use_db(":memory:", WorkDB.Mode.create) as database:
        init([path for path in paths if path.name != "__init__.py"], database, {})
        mutations = [item.mutations[0] for item in database.work_items]
    return [each for each in mutations if is_mistake(each)]


def is_mistake(mutation: MutationSpec) -> bool:
    line = mutation.module_path.read_text("utf-8").split("\n")[mutation.start_pos[0] - 1]
    return (
        mutation.definition_name is not None
        and not any(kind in mutation.operator_name for kind in NO_MISTAKES)
        and not line.strip().startswith(NO_MISTAKE_LINES)
    )


def draw(mutations: list[MutationSpec], count: int, seed: int) -> list[MutationSpec]:
    chance = random.Random(seed)  # noqa: S311 - a sample, not a secret
    return chance.sample(mutations, min(count, len(mutations)))


@dataclass(frozen=True, slots=True)
class Unnoticed:
    """A mistake that no test noticed: where, the line as it is and as it became."""

    module: str
    line: int
    was: str
    became: str


def find_unnoticed(speakers: Speakers, mutations: list[MutationSpec]) -> Iterator[Unnoticed]:
    for each in mutations:
        operator = get_operator(each.operator_name)(**each.operator_args)
        with use_mutation(each.module_path, operator, each.occurrence) as (was, became):
            if not any(map(is_noticed, filter(None, speakers.choose(each)))):
                line = each.start_pos[0]
                yield Unnoticed(
                    each.module_path.as_posix(),
                    line,
                    was.split("\n")[line - 1].strip(),
                    became.split("\n")[line - 1].strip(),
                )


def copy_checkout(target: Path) -> None:
    """The tracked files as they stand in the working tree, compiled.

    By its source's digest, as a mutant may be written in the second of what it replaces."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    for name in filter(None, listed.stdout.split("\0")):
        if (source := ROOT / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, target / name)
    compile_dir(target, quiet=1, invalidation_mode=PycInvalidationMode.CHECKED_HASH)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], default=list(PARTS))
    parser.add_argument("--each", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--recorded", type=Path, help="a folder: what the tests touch, kept there")
    options = parser.parse_args()
    for library in HEAVY:
        import_module(library)
    with tempfile.TemporaryDirectory() as folder:
        copy_checkout(Path(folder))
        recorded = (options.recorded or Path(folder) / "recorded").resolve()
        os.chdir(folder)
        for name in options.parts:
            mutations = list_mutations(PARTS[name])
            drawn = draw(mutations, options.each, options.seed)
            speakers, missed = find_speakers(PARTS[name], recorded / name), 0
            for each in find_unnoticed(speakers, drawn):
                missed += 1
                print(f"{each.module}:{each.line}\n  - {each.was}\n  + {each.became}", flush=True)
            print(f"{name}: {len(drawn) - missed} of {len(drawn)} caught ({len(mutations)} in all)")


if __name__ == "__main__":
    main()
