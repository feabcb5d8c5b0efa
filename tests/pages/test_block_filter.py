"""The filter ブロック: the same on every page, in the URL, and the figures that it leaves."""

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from pages import list_pages
from tests.ledger_store import CASES_2020
from tests.pages.reading import open_part, read_page, read_texts
from tests.roster_store import list_governments, list_members
from words import terms

PAGES = list_pages()

Open = Callable[..., AppTest]
BLOCKS = Path(__file__).parents[2] / "data" / "reference" / "blocks.csv"


def test_filter_offers_the_blocks_of_the_reference_table() -> None:
    blocks = pd.read_csv(BLOCKS).sort_values("order")
    names = dict(zip(blocks["id"], blocks["name"], strict=True))
    assert list(terms.BLOCKS.items()) == [("all", "全ブロック"), *names.items()]


@pytest.mark.parametrize("page", [name for name, facts in PAGES.items() if facts.with_block])
def test_block_of_the_url_is_named_and_kept_in_the_url(
    look_at: Open, ledger_root: Path, page: str
) -> None:
    app = look_at(ledger_root, page, block="中国")
    assert not app.exception
    assert app.selectbox(key="block").value == "chugoku"
    assert not app.selectbox(key="block").disabled
    assert "中国ブロック" in app.markdown[0].value
    assert app.query_params["block"] in ("中国", ["中国"])


@pytest.mark.parametrize("page", [name for name, facts in PAGES.items() if not facts.with_block])
def test_block_is_unnamed_where_it_changes_nothing(
    look_at: Open, ledger_root: Path, page: str
) -> None:
    app = look_at(ledger_root, page, block="中国")
    assert not app.exception
    assert "中国ブロック" not in app.markdown[0].value


@pytest.mark.parametrize("page", ["matchings", "members", "blocks", "schedule", "citizens"])
def test_every_block_opens_without_a_ledger_or_a_roster(
    look_at: Open, plan_root: Path, page: str
) -> None:
    for block in ("北海道", "沖縄"):
        assert not look_at(plan_root, page, block=block).exception


def test_national_scope_leaves_no_block_to_choose(look_at: Open, ledger_root: Path) -> None:
    app = look_at(ledger_root, "citizens", block="中国", scope="全国")
    assert app.selectbox(key="block").disabled
    assert "市民参画の取組1件のうち" in read_texts(app)


def test_matchings_of_a_block_leave_the_published_ladder_as_it_is(
    look_at: Open, ledger_root: Path
) -> None:
    app = look_at(ledger_root, "matchings", block="近畿")
    assert app.title[0].value == "133件のうち成立以上に進んだのは20件、社会実装は0件"
    said = read_page(app, "matchings")
    assert "公表値と転換率にはブロック別の内訳がないため" in said
    assert "案件 3件（動きのない期間が長い順）" in said


def test_block_without_a_ledger_is_not_reported(look_at: Open, ledger_root: Path) -> None:
    said = read_page(look_at(ledger_root, "matchings", block="沖縄"), "matchings")
    assert "沖縄ブロックの案件ごとの台帳は未報告です（0ではありません）。" in said
    assert "動きのない期間が長い順" not in said


@pytest.mark.parametrize("name", ["中国", "関東"])
def test_members_of_a_block_are_counted_against_its_own_governments(
    look_at: Open, roster_root: Path, name: str
) -> None:
    own = [row for row in list_governments() if row["block"] == name]
    members = [row for row in own if row["code"] in list_members()]
    app = look_at(roster_root, "members", block=name)
    assert not app.exception
    assert app.title[0].value.startswith(f"{name}ブロックの自治体会員は{len(members):,}団体")
    assert app.metric[0].value == f"{len(members):,}"
    said = read_page(app, "members")
    assert f"上の数値は{name}ブロックの{len(own):,}団体に対するものです" in said
    assert f"{len(own):,}団体のうち会員は{len(members):,}、" in said
    assert f"未加入{len(own) - len(members):,}団体のうち" in said
    prefectures = {row["prefecture"] for row in own}
    assert f"都道府県は{len(prefectures)}のうち" in said
    assert "に当たる）と、名簿の" not in said


def test_kind_narrows_the_list_of_non_members(look_at: Open, roster_root: Path) -> None:
    app = open_part(look_at(roster_root, "members", block="中国"), "members", "leads")
    app.selectbox(key="government_kind").set_value("村").run()
    missing = [
        row["name"]
        for row in list_governments()
        if row["kind"] == "村" and row["block"] == "中国" and row["code"] not in list_members()
    ]
    assert sorted(app.dataframe[-1].value["name"]) == sorted(missing)


def test_prefecture_of_another_block_is_given_up(look_at: Open, roster_root: Path) -> None:
    app = open_part(look_at(roster_root, "members"), "members", "leads")
    app.selectbox(key="prefecture").set_value("広島県").run()
    app.selectbox(key="block").set_value("kanto").run()
    assert not app.exception
    assert app.selectbox(key="prefecture").value == "all"


def test_schedule_of_a_block_has_no_second_choice_of_forums(look_at: Open, plan_root: Path) -> None:
    app = look_at(plan_root, "schedule", block="近畿")
    assert app.title[0].value.startswith("1フォーラムが7件を計画")
    assert "forums" not in {pills.key for pills in app.get("pills")}


def test_citizens_of_a_block_are_its_own_and_the_published_stay(
    look_at: Open, ledger_root: Path
) -> None:
    app = look_at(ledger_root, "citizens", block="中国")
    said = read_texts(app)
    assert app.title[0].value == "出前授業・ワークショップは目標5回に対して3回、あと2回"
    assert "出前授業・ワークショップの公表値にはブロック別の内訳がありません" in said
    assert "公表値2回と" not in said


def test_platform_is_narrowed_by_the_same_block(look_at: Open, ledger_root: Path) -> None:
    app = look_at(ledger_root, "platform", block="中国")
    entries = app.dataframe[0].value
    assert set(entries["forum_name"]) == {"中国"}


def test_obstacle_narrows_the_cases_as_the_chart_counts_them(
    look_at: Open, ledger_root: Path
) -> None:
    app = open_part(look_at(ledger_root, "matchings"), "matchings", "cases")
    app.selectbox(key="case_obstacle").set_value("費用の確保").run()
    lines = [line for line in CASES_2020.splitlines() if line.endswith("費用の確保")]
    stuck = [line for line in lines if "| implemented |" not in line]
    assert f"案件 {len(stuck)}件（動きのない期間が長い順）" in read_texts(app)
