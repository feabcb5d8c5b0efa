"""Processes killed at moments drawn by chance: python -m bench.kills [--each 70] [--seed 1].

Three ways of working are killed so often each: the store's acts (loads with owner, due day and
learned title, and every act that the log keeps), workbooks accepted as the page does, and the
commands `python -m loaders load|release`. One kill in six falls while the store is opened, the
others over one of the acts, each as often, and a third of its length beyond, or while all is done
and the store still open. After each kill the store is opened: whatever was acknowledged is there,
every load is whole, log and archive are sound. The first that is not ends the run with its
assertion. Where the kills fell is printed.
"""

import argparse
import tempfile
from collections import Counter
from pathlib import Path

from tests.loaders.test_load_crash import assert_rows_owned, assert_rows_whole
from tests.store.killing import kill_at_random_moments, serve_loads
from tests.store.test_crash import assert_whole

WAYS = {
    "acts of the store": ("tests.store.loading_process", assert_whole),
    "workbooks accepted": ("tests.loaders.loading_process", assert_rows_owned),
    "loaders load, release": ("tests.loaders.command_process", assert_rows_whole),
}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--each", type=int, default=70)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for name, (module, check) in WAYS.items():
            with serve_loads(module) as server:
                root = Path(folder) / module
                kill_at_random_moments(server, root, check, options.each, options.seed)
            kept = len(server.acknowledged) + len(server.entered)
            print(f"{name}: {options.each} kills, {kept} acknowledged, none lost", flush=True)
            show(server.struck)


def show(struck: Counter[str]) -> None:
    """Before the first act, in one, after one that was acknowledged."""
    after = struck.pop("acknowledged", 0) + struck.pop("rested", 0)
    before = struck.pop("opening", 0)
    print(f"  before {before}, during {struck.total()}, after {after}")
    print(f"  during: {', '.join(f'{act} {n}' for act, n in sorted(struck.items()))}", flush=True)


if __name__ == "__main__":
    main()
