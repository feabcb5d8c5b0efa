"""A check of one workbook by a fresh process against one that only reads its cells:
`python -m bench.command`. A forum's report with all its sheets, and a small ledger with columns
that no layout knows, which is tried in every shape. Goal (issue K): 400 ms.
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
from loaders.intake.practice import PRACTICE_FOLDER

GOAL_MS, ROWS = 400.0, 40
REPORT = PRACTICE_FOLDER / "令和2年度_中国フォーラム_活動報告.xlsx"
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
        ledger = Path(folder) / "一覧.xlsx"
        ledger.write_bytes(make_ledger(ROWS))
        files = {"a forum's report": REPORT, f"a ledger of {ROWS} rows": ledger}
        commands = {"floor": ("-c", READ), "check": ("-m", "loaders", "check")}
        plain = {
            f"{name} {what}": partial(run_command, *command, str(file))
            for what, file in files.items()
            for name, command in commands.items()
        }
        cases = {name: partial(time_processor, case) for name, case in plain.items()}
        times = {", processor": take_timed_turns(cases, runs), "": take_turns(plain, runs)}
    for what in files:
        for how, each in times.items():
            now, floor = each[f"check {what}"] * 1000, each[f"floor {what}"] * 1000
            yield Row(f"check of {what}, fresh process{how}", now, GOAL_MS, "ms", floor)


def main() -> None:
    print(HEAD)
    show_rows(list_rows())


if __name__ == "__main__":
    main()
