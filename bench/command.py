"""A check of one form by a fresh process against one that only reads its cells:
`python -m bench.command`. Goal (issue K): 400 ms.
"""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from bench.ledgers import make_ledger
from bench.measuring import take_timed_turns, take_turns
from bench.plan import time_processor
from bench.table import HEAD, Row, show_rows

GOAL_MS, ROWS = 400.0, 40
READ = """
import sys
from python_calamine import CalamineWorkbook
CalamineWorkbook.from_path(sys.argv[1]).get_sheet_by_index(0).to_python()
"""


def run_command(*arguments: str) -> None:
    quiet = subprocess.DEVNULL
    subprocess.run([sys.executable, *arguments], stdout=quiet, stderr=quiet, check=False)


def list_rows(runs: int = 5) -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as folder:
        form = Path(folder) / "様式.xlsx"
        form.write_bytes(make_ledger(ROWS))
        commands = {"floor": ("-c", READ), "check": ("-m", "loaders", "check")}
        plain = {
            name: partial(run_command, *command, str(form)) for name, command in commands.items()
        }
        cases = {name: partial(time_processor, case) for name, case in plain.items()}
        seconds = take_timed_turns(cases, runs)
        at_clock = take_turns(plain, runs)
    for what, each in ((", processor", seconds), ("", at_clock)):
        now, floor = each["check"] * 1000, each["floor"] * 1000
        yield Row(f"check of one form, fresh process{what}", now, GOAL_MS, "ms", floor)


def main() -> None:
    print(HEAD)
    show_rows(list_rows())


if __name__ == "__main__":
    main()
