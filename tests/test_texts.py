"""Every code has a text and every text a code; texts take only what they are given."""

import string

import pytest

from loaders.checking.problems import LEVELS, Problem
from store import errors
from words.problems import PROBLEMS
from words.store_errors import STORE_ERRORS


def list_errors() -> list[type[errors.StoreError]]:
    return errors.StoreError.__subclasses__()


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
    assert error.code in STORE_ERRORS
