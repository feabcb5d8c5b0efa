"""Every question answers what the head of its file declares, and is one SELECT."""

import re
from pathlib import Path

import duckdb
import pytest

from metrics.query import ask, list_parameters, read_sql, run
from store.database import Database, open_database
from store.moments import END_OF_TIME
from tests.metrics.shapes import QUESTIONS, TYPES, read_columns, read_head

ANY = {
    "fiscal_year": 2020,
    "scope": "total",
    "kind": "value",
    "figure": "matchings",
    "denominator": "governments",
    "forum": "kinki",
    "block": "",
    "year": 0,
    "batch": 0,
    "number": 0,
    "obstacle": "",
    "pairs": "",
    "word_1": "",
    "word_2": "",
    "word_3": "",
    "most": 10,
    "most_own": 10,
    "most_others": 10,
    "cap": 10,
    "looked": 10,
    "field": "",
    "stage": "",
    "layout": "matchings",
    "layouts": ["matchings"],
    "batch_id": 1,
    "record_id": 1,
}


@pytest.mark.parametrize("question", QUESTIONS)
def test_query_answers_with_the_declared_columns_and_no_others(
    plan_database: Database, question: str
) -> None:
    declared = read_columns(question)
    bound = {name: {**ANY, "as_of": END_OF_TIME}[name] for name in list_parameters(question)}
    with plan_database.read() as cursor:
        found = cursor.execute(f"DESCRIBE {read_sql(question)}", bound).fetchall()
    assert [row[0] for row in found] == list(declared)
    wrong = {row[0]: row[1] for row in found if row[1] not in TYPES[declared[row[0]]]}
    assert not wrong


@pytest.mark.parametrize("question", QUESTIONS)
def test_query_says_first_what_is_asked(question: str) -> None:
    asked, explained = read_head(question)[:2]
    assert re.search("[ぁ-ん]$", asked)
    assert re.match("[A-Z]", explained)


@pytest.mark.parametrize("question", QUESTIONS)
def test_query_on_an_empty_store_answers_without_a_figure(tmp_path: Path, question: str) -> None:
    with open_database(tmp_path) as database:
        answer = run(database, question, **ANY)
    figures = answer.filter(regex="^(value|ratio|member_count|event_count|total)$")
    assert figures.isna().all().all()


@pytest.mark.parametrize("question", QUESTIONS)
def test_query_is_one_select(question: str) -> None:
    statements = duckdb.extract_statements(read_sql(question))
    assert [statement.type for statement in statements] == [duckdb.StatementType.SELECT]


def test_unknown_parameter_is_left_out_and_a_missing_one_is_an_error(
    plan_database: Database,
) -> None:
    with plan_database.read() as cursor:
        assert not ask(cursor, "block_by_prefecture", fiscal_year=2020).empty
        with pytest.raises(KeyError):
            ask(cursor, "matching_stages", fiscal_year=2020)
