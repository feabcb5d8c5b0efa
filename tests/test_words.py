"""Every word is looked up by somebody, and only when it is shown; codes and texts match."""

import ast
import csv
import os
import re
import string
import subprocess
import sys
from collections.abc import Callable
from dataclasses import fields
from functools import cache
from inspect import signature
from pathlib import Path
from typing import Any, get_args

import duckdb
import pytest

from data.acts import Reach
from data.figures import Figure, Scope
from data.layout import index_layouts, load_layouts
from data.layout_names import name_field
from loaders.checking.problems import LEVELS, Problem
from loaders.intake.handling import FIX_RULE
from loaders.reading import account
from loaders.values.coerce import COERCERS
from metrics.kpi.definitions import list_definitions
from metrics.query import read_sql
from metrics.tracing.figure_codes import FigureKind
from pages import list_pages
from store import errors, release
from store.actor import CONGRESS
from store.database_file import create_schema
from store.decisions import remarks
from store.decisions.parked import UNASSIGNED, ParkedState
from store.keeping.verify import FindingCode
from store.log.batch import BatchEntry, BatchKind
from store.reference import FOLDER
from store.tables import State, list_load_tables
from tests.test_architecture import ROOT, list_sources
from tests.words_scan import Table, list_strings, scan
from words import Words
from words.problems import PROBLEMS
from words.store_errors import STORE_ERRORS


def name_module(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


SOURCES = {name_module(path): path.read_text("utf-8") for path in list_sources()}


@cache
def scan_all() -> dict[str, Table]:
    """Not when tests are collected: each worker would scan the sources for all."""
    return scan(SOURCES)


def list_choices(layout: str, name: str) -> set[str]:
    """What a field of a sheet may be."""
    return set(next(each for each in load_layouts() if each.id == layout).field(name).choices)


def list_blocks() -> set[str]:
    with (FOLDER / "blocks.csv").open(encoding="utf-8") as file:
        return {row["id"] for row in csv.DictReader(file)}


@cache
def list_named(part: str) -> set[str]:
    """Every string that the modules of a part name."""
    modules = [module for module in SOURCES if f"{module}.".startswith(f"{part}.")]
    return set().union(*(list_strings(ast.parse(SOURCES[module])) for module in modules))


def list_row_columns() -> dict[str, list[str]]:
    """Each table of a load's rows, and its columns."""
    with duckdb.connect() as connection:
        create_schema(connection)
        return {name: connection.table(name).columns for name in list_load_tables(connection)}


def list_unnamed_columns() -> set[str]:
    """Those that no field of a sheet names."""
    columns = list_row_columns().items()
    return {name for table, names in columns for name in names if _name(table, name) == name}


def _name(table: str, column: str) -> str:
    return name_field(table, re.sub("_(periods|precision|tentative)$", "", column))


def _name_among(table: str, part: str) -> set[str]:
    """The keys of a table that the modules of a part name."""
    return list_named(part) & scan_all()[table].keys


def list_errors(base: type[errors.StoreError] = errors.StoreError) -> list[type[errors.StoreError]]:
    own = base.__subclasses__()
    return [*own, *(each for error in own for each in list_errors(error))]


#: Tables that are iterated, or looked up by ids of another place: the ids, where they are
#: declared. What no module looks up by name has to be one of them, and each has its word.
IDS: dict[str, Callable[[], set[str]]] = {
    "metrics.history.changes.WORDS": lambda: set(get_args(BatchKind)),
    "metrics.kpi.totals.CHECKS": lambda: set(
        re.findall(r"(?:THEN|ELSE)\s+'(\w+)'", read_sql("scope_totals"))
    ),
    "metrics.tracing.trace.WORDS": lambda: set(get_args(FigureKind)),
    "loaders.returning.rights.REACHES": lambda: {*get_args(Reach), ""},
    "exports.errors.REASONS": lambda: _name_among("exports.errors.REASONS", "exports"),
    "loaders.intake.verifying.FINDINGS": lambda: set(get_args(FindingCode)),
    "loaders.intake.verifying.TABLES": lambda: list_row_columns().keys() - index_layouts().keys(),
    "loaders.intake.verifying.COLUMNS": lambda: {
        *(each.name for each in fields(BatchEntry)), *list_unnamed_columns(), "at"
    },
    "loaders.intake.remaking.REASONS": lambda: {each.code for each in errors.MENDED_BY_REBUILD},
    "words.account.KINDS": lambda: set(account.KINDS),
    "words.account.RULES": lambda: _name_among("words.account.RULES", "loaders"),
    "words.problems.LEVELS": lambda: set(LEVELS.values()),
    "words.problems.PROBLEMS": lambda: set(LEVELS),
    "words.store_errors.STORE_ERRORS": lambda: {error.code for error in list_errors()},
    "words.terms.ACTIVITY_KINDS": lambda: list_choices("citizen_activities", "kind"),
    "words.terms.BLOCKS": lambda: {"all", *list_blocks()},
    "words.terms.PERIODS": lambda: set(get_args(Figure.__annotations__["period"])),
    "words.terms.RELEASE_STATES": lambda: set(get_args(release.State)) - {""},
    "words.terms.REMARK_KINDS": lambda: set(remarks.KINDS),
    "words.terms.SCOPES": lambda: set(get_args(Scope)),
    "words.terms.STAGES": lambda: list_choices("matchings", "stage"),
    "words.terms.STATES": lambda: set(get_args(State)) - {"reported"},
    "words.terms.UNITS": lambda: _name_among("words.terms.UNITS", "views"),
    "pages.history.told.DETAILS": lambda: {
        *_name_among("pages.history.told.DETAILS", "store"),
        *_name_among("pages.history.told.DETAILS", "loaders"),
    },
    "pages.history.words.KINDS": lambda: set(get_args(BatchKind)),
    "words.terms.PARKED_STATES": lambda: set(get_args(ParkedState)),
    "data.forum_names.SLOTS": lambda: {CONGRESS, UNASSIGNED},
    "widgets.page_facts.SECTIONS": lambda: {facts.section for facts in list_pages().values()} - {""},
    "widgets.records.cells.RULES": lambda: {*COERCERS, FIX_RULE},
    "pages.definitions.words.WORDS": lambda: {
        key for definition in list_definitions() for key, _ in definition.lines
    },
}  # fmt: skip


def list_read(name: str) -> set[str]:
    """What the code names that a table is handed to whole: a view's to the view that is declared
    there, of which a part may stand in another's file; a page's to the menu."""
    module = name.rpartition(":" if ":" in name else ".")[0]
    if module.startswith("views.model."):
        return list_named("views")
    if module.startswith("views."):
        beside = re.findall(r"^from (views\.\w+) import", SOURCES[module], flags=re.M)
        return set().union(*map(list_named, [module, "views.model", *beside]))
    return list_named("widgets.page_facts") if module.startswith("pages.") else set()


def find_unused(name: str) -> set[str]:
    ids = IDS[name]() if name in IDS else set()
    return scan_all()[name].unused - ids - list_read(name)


def test_no_word_is_unused() -> None:
    assert {name: idle for name in scan_all() if (idle := find_unused(name))} == {}


def test_no_word_is_missing() -> None:
    assert {name: lost for name, table in scan_all().items() if (lost := table.missing)} == {}


@pytest.mark.parametrize("name", IDS)
def test_ids_are_those_of_their_table(name: str) -> None:
    assert IDS[name]() <= scan_all()[name].keys


PLANTED = {
    "shop.words": """
WORDS = Words(ja={
    "sold": "売れた", "idle": "", "price": "", "tax": "", "part_one": "", "state_new": "",
    "near": "", "in_dict": "", "picked": "", "chosen": "", "other": "",
})
""",
    "shop.page": """
from shop.words import WORDS
from shop import words

COLUMNS = ("price", *("tax",))
HEADINGS = {"a": "in_dict"}

def show(key, is_new):
    WORDS["sold"], WORDS["stolen"], WORDS[f"part_{key}"], WORDS.get("chosen" if is_new else "other")
    WORDS.pick(*COLUMNS), WORDS.pick(**HEADINGS), words.WORDS.pick("picked", x="lost")
    WORDS[f"room_{key}"]
""",
    "shop.computed": """
from shop.words import WORDS as SAID

def show(key):
    SAID[key], "near", f"state_{key}"
""",
}


def test_planted_unused_and_missing_words_are_found() -> None:
    table = scan(PLANTED)["shop.words.WORDS"]
    assert table.unused == {"idle"}
    assert table.missing == {"stolen", "lost", "room_.*"}


def test_word_that_only_its_own_table_names_is_unused() -> None:
    source = """A = Words(ja={"one": "two"})\nB = Words(ja={"two": "一"})\nB[A["one"]]"""
    assert scan({"shop": source})["shop.B"].unused == {"two"}


def test_table_that_is_not_written_out_is_refused() -> None:
    with pytest.raises(ValueError, match="malformed"):
        scan({"shop": "WORDS = Words(ja={**OTHERS})"})


def test_table_cannot_be_patched() -> None:
    words: Any = Words(ja={"one": "一"})
    with pytest.raises(TypeError):
        words |= {"two": "二"}
    with pytest.raises(TypeError):
        words["two"] = "二"
    assert [module for module in SOURCES if "._languages" in SOURCES[module]] == ["words"]


#: Imports modules with words that can't be looked up; prints the places that try.
IMPORT_ALL = """
import importlib, sys, traceback
from words import Words

def refuse(words, key):
    raise LookupError(key)

Words.__getitem__ = refuse
for name in sys.argv[1:]:
    try:
        importlib.import_module(name)
    except LookupError as error:
        place = traceback.extract_tb(error.__traceback__)[-2]
        print(place.filename, place.lineno)
"""


def import_all(modules: list[str], folder: Path) -> list[str]:
    """The places, in our modules or those of a folder, that look up a word at import."""
    command = [sys.executable, "-c", IMPORT_ALL, *modules]
    path = {**os.environ, "PYTHONPATH": str(folder)}
    ran = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT, env=path)
    return ran.stdout.splitlines()


def is_script(module: str) -> bool:
    """Whether Streamlit runs it for every look at a page."""
    return module in ("dashboard", "pages.app") or module.endswith(".page")


def test_no_word_is_looked_up_at_import(tmp_path: Path) -> None:
    planted = tmp_path / "planted.py"
    planted.write_text("from words import Words\nTITLE = Words(ja={'a': 'b'})['a']", "utf-8")
    modules = [module for module in SOURCES if not is_script(module)]
    assert import_all(["planted", *modules], tmp_path) == [f"{planted} 2"]


def test_every_problem_code_has_a_text_and_every_text_a_code() -> None:
    assert set(PROBLEMS) == set(LEVELS)


@pytest.mark.parametrize("code", LEVELS)
def test_problem_text_renders_with_nothing_left_open(code: str) -> None:
    problem = Problem(code, "f.xlsx", "一覧", "B4", "開催日", "13月", "例: 6月1日")
    assert "{" not in problem.message
    assert problem.message.endswith(("。", "」）。", "）。", "例: 6月1日"))


@pytest.mark.parametrize("code", LEVELS)
def test_problem_text_uses_only_what_a_problem_has(code: str) -> None:
    names = {name for _, name, _, _ in string.Formatter().parse(PROBLEMS[code]) if name}
    assert names <= {"file", "sheet", "cell", "title", "found", "expected"}


def test_braces_in_a_cell_are_shown_as_they_are() -> None:
    problem = Problem("invalid_number", title="{title}", found="{0}", expected="{x}")
    assert "{0}" in problem.message


@pytest.mark.parametrize("error", list_errors(), ids=lambda error: error.__name__)
def test_every_store_error_has_a_text(error: type[errors.StoreError]) -> None:
    names = {name for _, name, _, _ in string.Formatter().parse(STORE_ERRORS[error.code]) if name}
    assert names <= set(signature(error).parameters) - {"message", "named"}
