"""The switch 演習データ: every page says so, and the two data sets never mix."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from pages import list_pages
from store.batches import list_batches
from store.database import find_practice_root, open_database
from tests.pages.conftest import copy_store
from widgets.data_shown import WORDS as SWITCH_WORDS

PAGES = list_pages()

Open = Callable[..., AppTest]
STAMP = "演習データ（架空）"


def read_stamps(app: AppTest) -> list[str]:
    """What the page's banners say of practice data."""
    return [warning.value for warning in app.warning if STAMP in warning.value]


def count_charts(app: AppTest) -> tuple[int, int]:
    """Charts on the page, and those of them that bear the stamp."""
    specs = [json.loads(chart.proto.spec) for chart in app.get("vega_lite_chart")]
    return len(specs), sum(spec.get("title", {}).get("text") == STAMP for spec in specs)


@pytest.mark.parametrize("page", list(PAGES))
def test_every_page_and_chart_bears_the_stamp_when_switched_on(
    look_at: Open, plan_root: Path, page: str
) -> None:
    app = look_at(plan_root, page, data="practice")
    assert not app.exception
    assert read_stamps(app) == [SWITCH_WORDS["banner"]]
    assert app.query_params["data"] in ("practice", ["practice"])
    charts, stamped = count_charts(app)
    assert charts == stamped
    assert charts or page not in ("kpi", "members", "blocks")


@pytest.mark.parametrize("page", list(PAGES))
def test_real_data_bear_no_stamp(look_at: Open, plan_root: Path, page: str) -> None:
    app = look_at(plan_root, page)
    assert not app.exception
    assert not read_stamps(app)
    assert "data" not in app.query_params
    assert count_charts(app)[1] == 0
    assert not app.toggle(key="practice").value


def test_switch_changes_the_figures_and_back(look_at: Open, plan_root: Path) -> None:
    app = look_at(plan_root)
    real = [metric.value for metric in app.metric]
    app.toggle(key="practice").set_value(True).run()
    practice = [metric.value for metric in app.metric]
    assert read_stamps(app)
    assert "118件" in app.title[0].value or "118/150" in app.title[0].value
    app.button(key="leave_practice").click().run()
    assert [metric.value for metric in app.metric] == real != practice
    assert not read_stamps(app)


def test_switch_stays_on_over_a_page_change(look_at: Open, plan_root: Path) -> None:
    app = look_at(plan_root)
    app.toggle(key="practice").set_value(True).run()
    app.switch_page("definitions/page.py").run()
    assert read_stamps(app)
    assert app.query_params["data"] in ("practice", ["practice"])


def test_year_of_practice_data_alone_is_left_behind_with_them(
    look_at: Open, plan_root: Path
) -> None:
    app = look_at(plan_root, data="practice", fiscal_year="令和元年度")
    assert app.segmented_control(key="fiscal_year").value == "2019"
    app.toggle(key="practice").set_value(False).run()
    assert not app.exception
    assert app.segmented_control(key="fiscal_year").value == "latest"


def test_practice_never_enters_the_real_store(
    open_app: Open, plan_root: Path, tmp_path: Path
) -> None:
    root = copy_store(plan_root, tmp_path)  # the practice data's is filled by the app here
    open_app(root, data="practice")
    assert find_practice_root() == root.with_name("practice")
    with open_database(root) as real, open_database(find_practice_root()) as practice:
        names = {batch.entry.file_name for batch in list_batches(real)}
        invented = {batch.entry.file_name for batch in list_batches(practice)}
    assert len(invented) == 55
    assert not names & invented


def test_other_values_in_the_url_open_the_real_data(look_at: Open, plan_root: Path) -> None:
    assert not read_stamps(look_at(plan_root, data="<b>practice"))
