"""Every public function of the metrics that returns a frame says its columns, and returns them:
with the plan's figures, with the practice data, and with nothing at all."""

import importlib
import inspect
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any, get_type_hints

import pandas as pd
import pytest
from pandas.api.types import is_bool_dtype, is_numeric_dtype

import metrics
from metrics.cases.platform import Narrowing, read_entry, search_entries
from metrics.history.meetings import find_last_meeting, freeze_figures
from metrics.query import list_parameters, run
from metrics.tracing.trace import list_figures
from store.actor import claim
from store.database import Database
from store.decisions.remarks import Subject, record_remark
from tests.metrics.shapes import NUMERIC, QUESTIONS, guess_kind, read_columns
from tests.plan_store import fill_plan_store
from tests.practice_store import fill_practice_store

Frame = Callable[..., pd.DataFrame]
ROOT = Path(next(iter(metrics.__path__)))
DAY = "2021-05-20"

#: What the functions are asked with, by the name of the parameter.
ASKED: dict[str, Any] = {
    "fiscal_year": 2020,
    "scope": "total",
    "denominator": "governments",
    "forum": "kinki",
    "forums": ["kinki"],
    "day": date(2021, 1, 31),
    "since": datetime(2000, 1, 1),
    "layouts": ("matchings", "kpi_results"),
    "target": 5,
    "is_outcome": False,
    "indicators": ["matchings"],
    "dimension": "block",
    "group_id": "",
    "block": "",
    "kind": "",
    "prefecture": "",
    "precision": "all",
}
#: The function whose frame another one takes, by the name of the parameter, and where one name
#: stands for several by the module's before it.
TAKEN = {
    "forums.plans.frame": "read_plans",
    "forums.results.figures": "read_forum_figures",
    "history.remarks.figures": "list_figures",
    "tracing.code_columns.figures": "list_figures",
    "tracing.code_columns.add_stage_codes.totals": "read_stage_totals",
    "cases.matchings.groups": "read_by_block",
    "membership.groups": "read_member_groups",
    "membership.span": "read_membership",
    "membership.frame": "read_non_members",
    "answer": "kpi_against_target",
    "cases": "read_know_how",
    "completeness": "read_completeness",
    "facts": "read_facts",
    "figures": "read_figures",
    "ladder": "read_ladder",
    "months": "read_conflicts",
    "plans": "read_plans",
    "sources": "read_sources",
    "span": "read_membership",
    "totals": "read_scope_totals",
    "units": "read_units",
}


def list_functions() -> Iterator[Frame]:
    """The public functions of the metrics that return a frame, but for the asking itself and for
    the records of one sheet, whose columns are its layout's."""
    for path in sorted(ROOT.rglob("*.py")):
        name = ".".join(path.relative_to(ROOT.parent).with_suffix("").parts)
        module = importlib.import_module(name)
        for function in vars(module).values():
            if inspect.isfunction(function) and function.__module__ == name != "metrics.query":
                is_frame = get_type_hints(function).get("return") is pd.DataFrame
                is_of_sheet = "layout_id" in inspect.signature(function).parameters
                if is_frame and not is_of_sheet and not function.__name__.startswith("_"):
                    yield function


FUNCTIONS = {function.__name__: function for function in list_functions()}


@cache
def read_shape(name: str) -> Mapping[str, str]:
    """The columns and their kinds that a function's docstring or a question's head declares."""
    if name in QUESTIONS:
        return read_columns(name)
    text = " ".join((inspect.getdoc(FUNCTIONS[name]) or "").split())
    declared = re.search(r"Columns: ([^.]+)\.$", text)
    assert declared, f"{name} does not say its columns"
    columns: dict[str, str] = {}
    for part in declared[1].split("; "):
        if source := re.fullmatch(r"those of (\w+)", part):
            columns |= read_shape(find_source(name, source[1]))
        elif not part.startswith("…"):
            pairs = [each.partition(":") for each in part.split(", ")]
            columns |= {column: kind or guess_kind(column) for column, _, kind in pairs}
    return columns


def find_source(name: str, source: str) -> str:
    """The function or question that a docstring means: by its name, or by a parameter's."""
    function = FUNCTIONS[name]
    if source not in inspect.signature(function).parameters:
        return source
    module = function.__module__.removeprefix("metrics.")
    keys = (f"{module}.{name}.{source}", f"{module}.{source}", source)
    return next(TAKEN[key] for key in keys if key in TAKEN)


def is_open(name: str) -> bool:
    """Whether a function has columns beside those that it can name."""
    return "…" in (inspect.getdoc(FUNCTIONS[name]) or "")


def build_frame(database: Database, name: str, year: int) -> pd.DataFrame:
    """What a function or question answers for a year."""
    if name in QUESTIONS:
        known = ASKED | {"fiscal_year": year}
        return run(database, name, **{p: known[p] for p in list_parameters(name) - {"as_of"}})
    given = {
        parameter.name: find_argument(database, name, parameter.name, year)
        for parameter in inspect.signature(FUNCTIONS[name]).parameters.values()
        if parameter.default is parameter.empty and parameter.name != "cursor"
    }
    if "cursor" not in inspect.signature(FUNCTIONS[name]).parameters:
        return FUNCTIONS[name](**given)
    with database.read() as cursor:
        return FUNCTIONS[name](cursor, **given)


def find_argument(database: Database, name: str, parameter: str, year: int) -> Any:
    hint = get_type_hints(FUNCTIONS[name])[parameter]
    if hint is pd.DataFrame:
        return build_frame(database, find_source(name, parameter), year)
    match parameter:
        case "database":
            return database
        case "fiscal_year":
            return year
        case "meeting":
            return find_last_meeting(database)
        case "entry":
            return find_entry(database)
        case "day" if hint is str:
            return DAY
    return ASKED[parameter]


def find_faults(database: Database, name: str, year: int) -> list[str]:
    """How a frame differs from what is declared of it."""
    declared, frame = read_shape(name), build_frame(database, name, year)
    found = list(frame.columns)[: len(declared)] if is_open(name) else list(frame.columns)
    if set(found) != set(declared):
        return [f"{name}: {sorted(set(found) ^ set(declared))} declared or returned, not both"]
    return [
        f"{name}.{column}: {frame[column].dtype} for {kind}"
        for column, kind in declared.items()
        if not is_of_kind(frame[column], kind)
    ]


def is_of_kind(values: "pd.Series[Any]", kind: str) -> bool:
    """Whether a column may hold a kind; one without any value may hold each."""
    known = values.dropna()
    if known.empty:
        return True
    is_number = is_numeric_dtype(known.infer_objects()) and not is_bool_dtype(known.infer_objects())
    return is_number == (kind in NUMERIC)


def find_entry(database: Database) -> Any:
    found = search_entries(database, "", Narrowing()).entries
    return read_entry(database, found.iloc[0]["record"])


def leave_words(database: Database) -> None:
    """A remark on a figure, and a frozen meeting."""
    row = list_figures(database).iloc[0]
    subject = Subject("kpi_summary", "", 1, 2020, "total", code=row["code"], name=row["name"])
    record_remark(database, claim("鈴木"), "decision", "次も見る", DAY, subject)
    freeze_figures(database, "会議", DAY, claim("鈴木"))


#: Of the plan's store there are no records that an entry of the platform could be.
WITHOUT_RECORDS = sorted(set(FUNCTIONS) - {"render_card", "find_similar"})


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    with fill_plan_store(tmp_path_factory.mktemp("plan")) as database:
        leave_words(database)
        yield database


def test_there_are_functions_to_hold() -> None:
    assert len(FUNCTIONS) == len(list(list_functions())) > 70


@pytest.mark.parametrize("name", WITHOUT_RECORDS)
def test_frame_of_the_plan_is_as_declared(plan: Database, name: str) -> None:
    years = (2020, 2021, 1990)  # results, only targets and plans, nothing
    assert [fault for year in years for fault in find_faults(plan, name, year)] == []


def test_frames_of_the_practice_data_are_as_declared(tmp_path: Path) -> None:
    with fill_practice_store(tmp_path / "practice") as database:
        leave_words(database)
        faults = [fault for name in FUNCTIONS for fault in find_faults(database, name, 2020)]
    assert faults == []


def test_difference_to_the_declaration_is_found(
    plan: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read_other(database: Database) -> pd.DataFrame:
        """Columns: name, member_count."""
        return pd.DataFrame({"name": ["x"], "member_count": ["many"]})

    def read_less(database: Database) -> pd.DataFrame:
        """Columns: name, member_count."""
        return pd.DataFrame({"name": ["x"]})

    for function in (read_other, read_less):
        monkeypatch.setitem(FUNCTIONS, function.__name__, function)
    read_shape.cache_clear()
    assert find_faults(plan, "read_other", 2020) == ["read_other.member_count: str for count"]
    assert "['member_count'] declared or returned" in find_faults(plan, "read_less", 2020)[0]
    read_shape.cache_clear()
