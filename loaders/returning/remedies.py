"""The sheet 直し方: every problem of a workbook in a line, with what to do about it."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from loaders.checking.problems import LEVELS, Problem
from loaders.returning.own_sheets import load_own_sheets

_HERE = Path(__file__).parent
#: Excel holds 32,767 characters a cell; more than this nobody reads.
LONGEST_TEXT = 1_000

Line = dict[str, str]


@cache
def load_words() -> dict[str, Any]:
    """annotate.toml."""
    return tomllib.loads((_HERE / "annotate.toml").read_text("utf-8"))


@cache
def load_rules() -> dict[str, Any]:
    """machine_readability.toml: "source", "rules" by number, "codes" to rule numbers."""
    return tomllib.loads((_HERE / "machine_readability.toml").read_text("utf-8"))


def find_rule(code: str) -> str:
    """The 機械可読性ルール that a problem goes against, number and title; "" for none.

    >>> find_rule("invalid_number"), find_rule("total_mismatch")
    ('デジタル庁 機械可読性ルール L2-01「数値の欄には数字だけを書く」', '')
    """
    rules = load_rules()
    number = rules["codes"].get(code)
    if number is None:
        return ""
    words = load_words()["rule"]
    return str(words.format(source=rules["source"], id=number, title=rules["rules"][number]))


def collect_problems(answer: Mapping[str, Any]) -> list[Problem]:
    """The problems of one entry of the contract's "files", each with its sheet's name."""
    own = [_parse_problem(each, answer, "") for each in answer.get("problems", [])]
    for sheet in answer.get("sheets", []):
        own += [_parse_problem(each, answer, sheet["sheet"]) for each in sheet["problems"]]
    return own


def _parse_problem(each: Mapping[str, Any], answer: Mapping[str, Any], sheet: str) -> Problem:
    named = {key: str(each.get(key) or "") for key in ("cell", "title", "found", "expected")}
    is_turned = each["level"] != LEVELS[each["code"]]
    return Problem(each["code"], str(answer.get("file", "")), sheet, **named, is_turned=is_turned)


def sort_for_reading(problems: Iterable[Problem], sheets: Sequence[str]) -> list[Problem]:
    """Errors first, then by sheet; within a sheet as they were found."""
    order = {name: at for at, name in enumerate(sheets)}
    return sorted(problems, key=lambda p: (p.level != "error", order.get(p.sheet, -1)))


def build_comment(problems: Iterable[Problem]) -> str:
    """The text of one cell's comment."""
    words = load_words()
    lines = []
    for each in problems:
        level = words["levels"][each.level]
        lines.append(words["comment"].format(level=level, message=each.message))
        if rule := find_rule(each.code):
            lines.append(words["reference"].format(rule=rule))
    return "\n".join(dict.fromkeys(lines))[:LONGEST_TEXT]


def build_lines(problems: Sequence[Problem]) -> Iterator[Line]:
    """One line of 直し方 a problem, by column of annotate.toml."""
    words = load_words()
    for number, each in enumerate(problems, start=1):
        line = {
            "number": str(number),
            "level": words["levels"][each.level],
            "sheet": each.sheet,
            "cell": each.cell or words["whole_sheet" if each.sheet else "whole_file"],
            "title": each.title,
            "found": words["missing_value_found"] if each.code == "missing_value" else each.found,
            "expected": each.expected,
            "message": each.message,
            "rule": find_rule(each.code),
        }
        if is_unread(each):
            line |= {"cell": each.found, "found": each.expected, "expected": ""}
        yield {name: text[:LONGEST_TEXT] for name, text in line.items()}


def is_unread(problem: Problem) -> bool:
    """Whether a problem names ranges that nobody read (`found`), with what stands first there
    (`expected`)."""
    return problem.code == "unread_cells"


def build_heads(problems: Sequence[Problem], note: str) -> list[str]:
    """What stands above the lines, the mark that keeps the reader away in the first row."""
    words = load_words()
    errors = sum(each.level == "error" for each in problems)
    summary = words["summary"].format(errors=errors, warnings=len(problems) - errors)
    heads = [load_own_sheets()["remedies"].mark, summary if problems else words["clean"]]
    unread = [words["unread"]] if any(map(is_unread, problems)) else []
    return [*heads, words["how"], *unread, *([note] if note else [])]


def find_look(problems: Iterable[Problem]) -> str:
    """The fill of a cell with some problems, by its name in annotate.toml."""
    named = {"unread" if is_unread(each) else each.level for each in problems}
    return next(look for look in ("error", "unread", "warning") if look in named)


def refer_to(problem: Problem) -> str:
    """Where a problem's link leads inside the workbook; "" for the whole file.

    >>> refer_to(Problem("invalid_date", "", "R2 '中国'", "F9"))
    "'R2 ''中国'''!F9"
    """
    if not problem.sheet:
        return ""
    return "'" + problem.sheet.replace("'", "''") + "'!" + (problem.cell or "A1")
