"""`python -m loaders rebuild`: the commands that keep a store sound.

Exit code 0: all is well; 1: something was found and is named; 2: it could not be done.
"""

import argparse
import sys
from pathlib import Path
from typing import Any

from loaders.intake.archived import rebuild_store
from loaders.intake.remaking import REASONS, REMAKING, list_outcome
from store.database import find_root
from store.errors import StoreError
from store.keeping.rebuild import Rebuilt, Watcher
from words import Words

WORDS = Words(
    ja={
        "rebuild": "保管した調査票と記録からデータベースを作り直します",
        "database": "データベースのフォルダー",
    }
)

OK, FOUND = 0, 1


class RebuildReport(Watcher):
    """On standard error: why a store is made anew, how far it is, and what came of it."""

    def begin(self, why: StoreError) -> None:
        say(REASONS[why.code])

    def step(self, done: int, count: int) -> None:
        if done * 10 // count > (done - 1) * 10 // count:
            say(REMAKING["step"].format(done=done, count=count))

    def end(self, outcome: Rebuilt) -> None:
        for line in list_outcome(outcome):
            say(line)


def add_keeping(commands: Any) -> None:
    """Add the commands to those of `python -m loaders`."""
    again = commands.add_parser("rebuild", help=WORDS["rebuild"])
    _add_database(again)
    again.set_defaults(command=run_rebuild)


def run_rebuild(options: argparse.Namespace) -> int:
    """Make the database anew from the archived workbooks."""
    outcome = rebuild_store(find_place(options), RebuildReport())
    return FOUND if outcome.carried or outcome.false else OK


def find_place(options: argparse.Namespace) -> Path:
    """The store's folder."""
    root: Path = (options.database or find_root()).resolve()
    return root


def say(line: str) -> None:
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()


def _add_database(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--database", type=Path, help=WORDS["database"])
