"""First load of the plan into a new store: `python -m bench.plan` (goal ≤ 3 s)."""

import tempfile
from pathlib import Path

from bench.measuring import show, take_turns
from loaders.intake.load import ensure_plan_loaded
from store.database import open_database


def open_empty() -> None:
    with tempfile.TemporaryDirectory() as folder, open_database(Path(folder)):
        pass


def load_plan() -> None:
    with tempfile.TemporaryDirectory() as folder, open_database(Path(folder)) as database:
        ensure_plan_loaded(database)


def main() -> None:
    cases = {"new, empty store (floor)": open_empty, "new store with the plan": load_plan}
    show("First start", take_turns(cases, rounds=5), "new, empty store (floor)")


if __name__ == "__main__":
    main()
