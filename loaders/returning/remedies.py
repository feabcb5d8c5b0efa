"""The sheet 直し方: every problem of a workbook in a line, with what to do about it."""

import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from loaders.checking.problems import LEVELS, Problem
from loaders.returning.own_sheets import load_own_sheets

_HERE = Path(__file__).parent
#: Excel holds 32,767 characters a cell; more than this nobody reads.
LONGEST_TEXT = 1_000

Line = dict[str, str]


@dataclass(frozen=True, slots=True)
class Mended:
    """A cell that was mended on screen: what its sender wrote and what was typed instead, "" for
    nothing; `is_written`: whether a cell can show it, which one inside a merged range can't."""

    sheet: str
    cell: str
    found: str
    text: str
    is_written: bool = True


#: What a line of 直し方 is about.
Remedy = Problem | Mended


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
    named["cell"], also = named["cell"].partition(":")[0], tuple(each.get("also", ()))
    file = str(answer.get("file", ""))
    return Problem(each["code"], file, sheet, **named, is_turned=is_turned, also=also)


def list_cells(remedy: "Remedy") -> tuple[str, ...]:
    """Every cell that a remedy speaks of; none where the whole sheet or file is meant."""
    return remedy.cells if isinstance(remedy, Problem) else (remedy.cell,)


def sort_for_reading(problems: Iterable[Problem], sheets: Sequence[str]) -> list[Problem]:
    """Errors first, then by sheet; within a sheet as they were found."""
    order = {name: at for at, name in enumerate(sheets)}
    return sorted(problems, key=lambda p: (p.level != "error", order.get(p.sheet, -1)))


def build_comment(remedies: Iterable[Remedy]) -> str:
    """The text of one cell's comment."""
    words = load_words()
    lines = []
    for each in remedies:
        if isinstance(each, Mended):
            told = {"found": _show(each.found), "text": _show(each.text)}
            lines.append(words["mended_comment"].format(**told))
            continue
        level = words["levels"][each.level]
        lines.append(words["comment"].format(level=level, message=each.message))
        if rule := find_rule(each.code):
            lines.append(words["reference"].format(rule=rule))
    return "\n".join(dict.fromkeys(lines))[:LONGEST_TEXT]


def build_lines(remedies: Sequence[Remedy]) -> Iterator[Line]:
    """One line of 直し方 each, by column of annotate.toml."""
    for number, each in enumerate(remedies, start=1):
        told = _tell_mended(each) if isinstance(each, Mended) else _tell_problem(each)
        line = {"number": str(number), "sheet": each.sheet} | told
        yield {name: line[name][:LONGEST_TEXT] for name in load_words()["columns"]}


def _tell_problem(problem: Problem) -> Line:
    words = load_words()
    line = {
        "level": words["levels"][problem.level],
        "cell": problem.place or words["whole_sheet" if problem.sheet else "whole_file"],
        "title": problem.title,
        "found": words["empty"] if problem.code == "missing_value" else problem.found,
        "expected": problem.expected,
        "message": problem.message,
        "rule": find_rule(problem.code),
    }
    unread = {"cell": problem.found, "found": problem.expected, "expected": ""}
    return line | (unread if is_unread(problem) else {})


def _tell_mended(mended: Mended) -> Line:
    words = load_words()
    return {
        "level": words["levels"]["mended"],
        "cell": mended.cell,
        "title": "",
        "found": _show(mended.found),
        "expected": _show(mended.text),
        "message": words["mended_line" if mended.is_written else "merged_line"],
        "rule": "",
    }


def _show(text: str) -> str:
    return text or str(load_words()["empty"])


def is_unread(problem: Problem) -> bool:
    """Whether a problem names ranges that nobody read (`found`), with what stands first there
    (`expected`)."""
    return problem.code == "unread_cells"


def build_heads(remedies: Sequence[Remedy], note: str) -> list[str]:
    """What stands above the lines, the mark that keeps the reader away in the first row."""
    words = load_words()
    levels = Counter("mended" if isinstance(each, Mended) else each.level for each in remedies)
    summary = words["summary_mended" if levels["mended"] else "summary"].format(
        errors=levels["error"], warnings=levels["warning"], mended=levels["mended"]
    )
    heads = [load_own_sheets()["remedies"].mark, summary if remedies else words["clean"]]
    looks = {find_look([each]) for each in remedies}
    colours = [words[look] for look in ("unread", "mended") if look in looks]
    return [*heads, words["how"], *colours, *([note] if note else [])]


def find_look(remedies: Iterable[Remedy]) -> str:
    """The fill of a cell with some remedies, by its name in annotate.toml."""
    named = {_name_look(each) for each in remedies}
    return next(look for look in ("error", "unread", "mended", "warning") if look in named)


def _name_look(remedy: Remedy) -> str:
    if isinstance(remedy, Mended):
        return "mended"
    return "unread" if is_unread(remedy) else remedy.level


def refer_to(remedy: Remedy) -> str:
    """Where a remedy's link leads inside the workbook; "" for the whole file.

    >>> refer_to(Problem("invalid_date", "", "R2 '中国'", "F9"))
    "'R2 ''中国'''!F9"
    """
    if not remedy.sheet:
        return ""
    return "'" + remedy.sheet.replace("'", "''") + "'!" + (remedy.cell or "A1")
