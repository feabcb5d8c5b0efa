"""What the commands of `python -m loaders` share: how they are asked and how they answer.

Exit code 0: no error-level problem; 1: some; 2: a file could not be read, or wrong usage.
Progress on standard error, JSON on standard output.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from loaders.check import FileResult
from loaders.checking.problems import Problem
from loaders.reading.records.records import sort_problems
from loaders.values.names.forums import parse_forum
from words import Words
from words.problems import LEVELS

WORDS = Words(
    ja={
        "files": "調査票のファイル",
        "fiscal_year": "年度（西暦。令和2年度は 2020）",
        "forum": "フォーラム（chugoku など、または「中国フォーラム」）",
        "json": "結果を JSON で標準出力に書き出します",
        "read": "{file}: {count} 件を読み取りました",
    }
)

OK, PROBLEMS, UNREADABLE = 0, 1, 2


def add_reading_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help=WORDS["files"])
    add_labels(parser)
    parser.add_argument("--json", action="store_true", help=WORDS["json"])


def add_labels(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--fiscal-year", type=int, metavar="YEAR", help=WORDS["fiscal_year"])
    parser.add_argument("--forum", type=parse_forum_id, help=WORDS["forum"])


def parse_forum_id(text: str) -> str:
    """An identifier or any Japanese name of a forum."""
    reading = parse_forum(text)
    if not isinstance(reading.value, str):
        raise argparse.ArgumentTypeError(reading.expected)
    return reading.value


def say(line: str) -> None:
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()


def exit_code(results: Sequence[FileResult]) -> int:
    """2 where a file could not be read, 1 where there is an error, else 0."""
    if any(not each.readable for each in results):
        return UNREADABLE
    return PROBLEMS if any(each.has_errors for each in results) else OK


def report(result: FileResult) -> None:
    """One file's summary and problems on standard error."""
    count = sum(len(sheet.records) for sheet in result.sheets)
    say(WORDS["read"].format(file=result.name, count=count))
    for problem in sort_problems(result.all_problems):
        say(f"  {render_place(problem)}{problem.message}")


def render_place(problem: Problem) -> str:
    """Level, sheet and cell before a problem's sentence."""
    place = "!".join(each for each in (problem.sheet, problem.place) if each)
    return f"{LEVELS[problem.level]} {place} ".replace("  ", " ")


def print_json(files: list[dict[str, Any]]) -> None:
    json.dump({"files": files}, sys.stdout, ensure_ascii=False)
    sys.stdout.write("\n")
