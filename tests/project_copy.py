"""A copy of the project, to add to it what a newcomer would, and to see what becomes of it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
#: A store's first workbook, of before there was anything new.
BEFORE = ROOT / "data" / "plan" / "令和2年度KPI結果.xlsx"


def copy_project(folder: Path, *tests: str) -> Path:
    """The project in a folder, with these files of its tests; its store is one of before."""
    home = folder / "project"
    shutil.copytree(ROOT, home, ignore=_leave_out)
    for ours in tests:
        (home / "tests" / ours).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / "tests" / ours, home / "tests" / ours)
    assert run_module(home, "loaders", "load", BEFORE).returncode == 0
    return home


def run_module(home: Path, *command: str | Path) -> "subprocess.CompletedProcess[str]":
    """A module of the copy under our own Python; its store stands beside the copy."""
    return subprocess.run(
        [sys.executable, "-m", *map(str, command)],
        cwd=home,
        env=os.environ | {"CONGRESS_STORE": str(home.parent / "store"), "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        check=False,
        timeout=240,
    )


def _leave_out(folder: str, names: list[str]) -> set[str]:
    """What the program does not need, and what it has kept here."""
    apart = {"tests", "bench", "docs"} if Path(folder) == ROOT else set()
    kept = {"store"} if Path(folder) == ROOT / "data" else set()
    return apart | kept | {name for name in names if name.startswith(".") or ".xlsx" in name}
