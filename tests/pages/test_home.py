"""The first page: what there is to do, for whom; the guide once; the figures of the KPI page."""

import shutil
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from metrics.history.meetings import freeze_figures
from pages.home.sending import render_due
from store.actor import claim, run_as
from store.database import open_database
from store.decisions.meetings import list_days
from store.decisions.reminding import record_reminders
from store.moments import read_today
from store.people.guided import FOLDER
from store.people.register import find_person, forget_person
from tests.pages.reading import read_texts
from tests.rights_store import OWN, address, fill_rights_store

Open = Callable[..., AppTest]


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """People of each role, rows that wait and queries, a deadline, a meeting ahead."""
    root: Path = tmp_path_factory.mktemp("home") / "real"
    fill_rights_store(root).close()
    with open_database(root) as database:
        secretary = claim("事務局")
        record_reminders(database, secretary, [OWN], 2020, read_today() + timedelta(days=5))
        freeze_figures(database, "前の会議", "2021-05-01", secretary)
        freeze_figures(database, "次", (read_today() + timedelta(days=9)).isoformat(), secretary)
    return root


def read_tasks(app: AppTest) -> list[str]:
    return [str(each.value) for each in app.header]


def read_links(app: AppTest) -> list[str]:
    return [each.proto.label for each in app.get("page_link")]


def test_coordinator_sees_what_the_own_forum_owes_and_by_when(look_at: Open, root: Path) -> None:
    app = look_at(root, "home", signed_in=address("coordinator"))
    assert not app.exception
    said, links = read_texts(app), read_links(app)
    assert read_tasks(app) == ["送る", "見る", "会議"]
    assert "**中国フォーラム　令和2年度にまだのもの**　期限 " in said
    assert "（あと5日）" in said
    assert "- 運営ノウハウ あと1件" in said
    assert "近畿フォーラム" not in said
    assert "中国フォーラムを見る" in links
    assert [each for each in links if each.startswith("保留 ")]
    assert [each for each in links if each.startswith("回答を待つ照会 ")]


def test_who_sends_nothing_looks_and_meets(look_at: Open, root: Path) -> None:
    for role in ("viewer", "auditor"):
        app = look_at(root, "home", signed_in=address(role))
        assert not app.exception
        assert read_tasks(app) == ["見る", "会議"]
        assert "調査票を送る" not in read_links(app)


def test_secretariat_sees_who_owes_anything_and_the_inbox(look_at: Open, root: Path) -> None:
    app = look_at(root, "home", signed_in=address("secretariat"))
    assert read_tasks(app) == ["送る", "見る", "会議"]
    assert "フォーラム・部会がまだ: 北海道フォーラム、" in read_texts(app)
    assert [each for each in read_links(app) if each.startswith("受付箱で ")]


def test_next_meeting_is_the_nearest_day_ahead(look_at: Open, root: Path) -> None:
    app = look_at(root, "home", signed_in=address("viewer"))
    assert "次の会議" in read_texts(app)
    assert "（あと9日）" in read_texts(app)
    with open_database(root) as database:
        assert list_days(database)[0] == "2021-05-01"


def test_figures_are_those_of_the_kpi_page(look_at: Open, plan_root: Path) -> None:
    app = look_at(plan_root, "home")
    table = app.table[0].value
    said = dict(zip(table["指標"], table["実績 / 目標"], strict=True))
    assert said["支援自治体数"] == "83 / 100者"
    assert said["自治体会員の割合"] == "57% / 60%"
    assert said["社会実装"] == "0件"
    kpi = look_at(plan_root, "kpi")
    assert app.title[0].value == kpi.title[0].value
    assert table["目標との差"].iloc[0] == "あと17者"


def test_addresses_of_before_show_their_year_and_scope(look_at: Open, plan_root: Path) -> None:
    """The bare address was the KPI page's."""
    app = look_at(plan_root, "home", fiscal_year="2020", scope="regional")
    assert app.title[0].value == "マッチング等 123件（目標なし）、うち社会実装 0"
    app = look_at(plan_root, "home", fiscal_year="2021")
    assert app.title[0].value == "マッチング等の実績は未報告です"
    assert not app.exception


def test_guide_is_shown_at_the_first_visit_alone(open_app: Open, root: Path) -> None:
    shutil.rmtree(root / FOLDER, ignore_errors=True)
    first = open_app(root, "home", signed_in=address("viewer"))
    assert "**見る**" in read_texts(first)
    assert "**送る**" not in read_texts(first)
    assert "**見る**" in read_texts(first.run())
    assert "**見る**" not in read_texts(first.button(key="guide_close").click().run())
    again = open_app(root, "home", signed_in=address("viewer"))
    assert "**見る**" not in read_texts(again)
    assert "**送る**" in read_texts(open_app(root, "home", signed_in=address("secretariat")))


def test_guide_of_somebody_forgotten_leaves_nothing(open_app: Open, root: Path) -> None:
    open_app(root, "home", signed_in=address("auditor"))
    person = find_person(root, address("auditor"))
    assert person
    assert (root / FOLDER / person.person_id).exists()
    with open_database(root) as database:
        forget_person(database, run_as("operator", "command_line"), address("auditor"))
    assert not (root / FOLDER / person.person_id).exists()


@pytest.mark.parametrize(
    ("due_on", "said"),
    [
        (None, ":gray[期限 未定]"),
        (date(2021, 5, 1), "期限 2021年5月1日（今日）"),
        (date(2021, 5, 2), "期限 2021年5月2日（あと1日）"),
        (date(2021, 4, 30), ":orange[**期限 2021年4月30日 を 1日過ぎています**]"),
    ],
)
def test_deadline_is_seen_from_the_day(due_on: date | None, said: str) -> None:
    assert render_due(due_on, date(2021, 5, 1)) == said
