"""The catalogue says what is true of the queries, and refuses what would mislead."""

from pathlib import Path

import duckdb
import pytest

from metrics.catalog import CatalogError, load_catalog, parse_catalog
from metrics.query import FOLDER, ask, read_sql, run
from store.database import Database, open_database

STATUS = """
[[status]]
id = "a"
label = "未報告"
when = "missing"
[[status]]
id = "b"
label = "未着手"
when = "zero"
[[status]]
id = "c"
label = "目標なし"
when = "no_target"
[[status]]
id = "d"
label = "達成"
when = "at_least"
share = {share}
[question]
"""

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
    "batch_id": 1,
    "record_id": 1,
}


@pytest.mark.parametrize("share", [0.8, 0.1])
def test_status_rule_with_a_hole_is_refused(share: float) -> None:
    with pytest.raises(CatalogError, match="shares must fall to 0"):
        parse_catalog(STATUS.format(share=share))


def test_status_rule_without_a_hole_is_read() -> None:
    assert [rule.id for rule in parse_catalog(STATUS.format(share=0.0)).statuses] == list("abcd")


def test_every_query_has_a_question_and_every_question_a_query() -> None:
    assert {path.stem for path in FOLDER.glob("*.sql")} == set(load_catalog().questions)


@pytest.mark.parametrize("question", sorted(load_catalog().questions))
def test_query_returns_the_declared_columns_and_no_others(
    plan_database: Database, question: str
) -> None:
    answer = run(plan_database, question, **ANY)
    assert tuple(answer.columns) == load_catalog().questions[question].columns


@pytest.mark.parametrize("question", sorted(load_catalog().questions))
def test_query_on_an_empty_store_answers_without_a_figure(tmp_path: Path, question: str) -> None:
    with open_database(tmp_path) as database:
        answer = run(database, question, **ANY)
    figures = answer.filter(regex="^(value|ratio|member_count|event_count|total)$")
    assert figures.isna().all().all()


@pytest.mark.parametrize("question", sorted(load_catalog().questions))
def test_query_is_one_select_with_the_declared_parameters(question: str) -> None:
    statements = duckdb.extract_statements(read_sql(question))
    assert [statement.type for statement in statements] == [duckdb.StatementType.SELECT]
    assert statements[0].named_parameters == set(load_catalog().questions[question].parameters)


def test_unknown_parameter_is_left_out_and_a_missing_one_is_an_error(
    plan_database: Database,
) -> None:
    with plan_database.read() as cursor:
        assert not ask(cursor, "block_by_prefecture", fiscal_year=2020).empty
        with pytest.raises(KeyError):
            ask(cursor, "matching_stages", fiscal_year=2020)
