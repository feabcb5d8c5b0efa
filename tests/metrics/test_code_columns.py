"""Every row of a table of figures leads to a figure that there is."""

from collections.abc import Iterator

import pytest

from metrics.kpi.definitions import read_facts, read_sources
from metrics.kpi.totals import read_scope_totals, read_stage_totals
from metrics.tracing.code_columns import (
    add_fact_codes,
    add_source_codes,
    add_stage_codes,
    add_total_codes,
)
from metrics.tracing.trace import list_figures
from store.database import Database
from tests.plan_store import fill_plan_store


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    with fill_plan_store(tmp_path_factory.mktemp("store")) as database:
        yield database


def test_every_code_of_a_table_is_a_figures(database: Database) -> None:
    known = set(list_figures(database)["code"])
    tables = {
        "totals": add_total_codes(read_scope_totals(database, 2020), 2020),
        "stages": add_stage_codes(read_stage_totals(database, 2020), 2020),
        "sources": add_source_codes(read_sources(database), list_figures(database)),
        "facts": add_fact_codes(read_facts(database)),
    }
    strange = {name: set(frame["code"]) - known - {""} for name, frame in tables.items()}
    assert strange == {name: set() for name in tables}


def test_row_without_a_total_leads_to_its_part(database: Database) -> None:
    totals = add_total_codes(read_scope_totals(database, 2020), 2020)
    countries = totals[totals["indicator"] == "supported_countries"]
    assert countries["code"].tolist() == ["K2020-N-CTY"]


def test_cell_has_the_code_of_the_figure_that_it_is(database: Database) -> None:
    sources = add_source_codes(read_sources(database), list_figures(database))
    published = sources[(sources["figure"] == "matchings") & (sources["fiscal_year"] == 2020)]
    assert dict(
        zip(published["scope"] + " " + published["field"], published["code"], strict=True)
    ) == {
        "total target": "M2020-T-MAT",
        "total value": "K2020-T-MAT",
        "national target": "",
        "national value": "K2020-N-MAT",
        "regional target": "",
        "regional value": "K2020-R-MAT",
    }
    assert set(sources[sources["layout"] != "kpi_results"]["code"]) == {""}


def test_cell_that_says_no_target_has_no_code(database: Database) -> None:
    sources = add_source_codes(read_sources(database), list_figures(database))
    stages = sources[(sources["figure"] == "implementations") & (sources["field"] == "target")]
    assert set(stages["code"]) == {""}
