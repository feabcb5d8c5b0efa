"""全国フォーラム on the plan's own workbooks: seven bodies, their steps, their indicators."""

import json
from collections.abc import Iterator

import pytest

from charts import plan_steps_by_body
from metrics.forums.national import read_national_figures, read_national_plans
from pages.national.national_parts import list_steps
from store.database import Database
from tests.upload_books import open_plan_store
from views.model.asking import ask_database
from views.model.view import Question
from views.plan_steps_by_body import VIEW

#: body: lines of 行程 and of イベント予定 in the plan's text, counted by eye
LINES = """
planning_subcommittee         1 0
public_relations_subcommittee 1 0
innovative_technology         3 0
overseas_markets              3 2
municipal_support             3 1
engineer_training             3 4
citizen_participation         3 4
"""


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    with open_plan_store(tmp_path_factory.mktemp("plan")) as database:
        yield database


def test_every_line_of_the_plan_is_a_step_with_its_time(plan: Database) -> None:
    steps = list_steps(read_national_plans(plan, 2021), 2021)
    counts = steps.groupby(["forum", "kind"]).size()
    for line in LINES.strip().splitlines():
        forum, *expected = line.split()
        assert [int(counts.get((forum, kind), 0)) for kind in ("schedule", "events")] == [
            int(number) for number in expected
        ]
    assert steps["period_from"].notna().all()
    assert plan_steps_by_body.find(steps) == (
        "7つの全国フォーラム・部会が行程17項目と行事11件を計画、すべて時期の記載あり"
    )


def test_steps_bear_the_text_as_written_and_its_time(plan: Database) -> None:
    steps = list_steps(read_national_plans(plan, 2021), 2021)
    seminar = steps[steps["what"].str.contains("実施\\(海外\\)")].to_dict("records")[0]
    assert (seminar["when_text"], seminar["tentative"]) == ("冬頃", True)
    assert str(seminar["period_from"]) == "2021-12-01"
    assert str(seminar["period_to"]) == "2022-02-28"


def test_undated_step_is_drawn_as_such(plan: Database) -> None:
    steps = list_steps(read_national_plans(plan, 2021), 2021)
    steps.loc[3, ["period_from", "period_to"]] = None
    assert plan_steps_by_body.find(steps).endswith("うち1件は時期の記載なし")
    spec = plan_steps_by_body.build(steps, 2021).to_dict()
    assert "NaN" not in json.dumps(spec)


def test_year_without_plans_is_not_reported(plan: Database) -> None:
    plans = read_national_plans(plan, 2020)
    answer = VIEW.reply(Question(ask_database(plan), 2020), list_steps=list_steps)
    assert len(plans) == 7
    assert VIEW.say_reported(answer) == "0/7 全国フォーラム・部会が報告"
    assert list_steps(plans, 2020).empty
    assert "未報告" in plan_steps_by_body.find(list_steps(plans, 2020))


def test_figures_are_the_latest_years_that_reports_any(plan: Database) -> None:
    figures = read_national_figures(plan, 2021).set_index("indicator")
    assert set(figures["fiscal_year"]) == {2020}
    assert figures["value_text"]["supported_countries"] == "48か国・地域"
    assert figures["value_text"]["supported_governments"] == "0者"
    assert figures["value_text"]["workshops"] == "2回"
    assert read_national_figures(plan, 2019).empty
