"""The pages of activities with ledgers: figures of the page against ledgers counted by eye."""

import math
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from pages import list_pages
from tests.pages.reading import open_part, read_page, read_texts
from words import terms

PAGES = list_pages()

Open = Callable[..., AppTest]


def test_matchings_show_where_cases_stop_and_every_case(look_at: Open, ledger_root: Path) -> None:
    said = read_page(look_at(ledger_root, "matchings"), "matchings")
    assert "成立で止まる案件の中央値で283日、最長293日" in said
    assert "案件 7件（動きのない期間が長い順）" in said
    assert "3/10 フォーラム報告・ほかに全国1" in said


def test_matchings_of_another_year_come_from_its_ledger(look_at: Open, ledger_root: Path) -> None:
    app = look_at(ledger_root, "matchings", fiscal_year="令和3年度")
    assert not app.exception
    assert app.title[0].value == "2件のうち成立以上に進んだのは1件、社会実装は0件"
    assert "令和3年度の案件台帳（1/10 フォーラム報告）から集計" in read_texts(app)


def test_target_in_the_url_changes_what_is_needed(look_at: Open, ledger_root: Path) -> None:
    app = open_part(look_at(ledger_root, "matchings"), "matchings", "target")
    app.number_input(key="target").set_value(3).run()
    assert "率が50%必要です" in read_texts(app)


def test_cases_are_narrowed_by_forum_and_stage(look_at: Open, ledger_root: Path) -> None:
    app = open_part(look_at(ledger_root, "matchings"), "matchings", "cases")
    app.selectbox(key="block").set_value("kinki").run()
    assert "案件 3件（動きのない期間が長い順）" in read_texts(app)
    app.selectbox(key="stage").set_value("agreed").run()
    assert "この条件に合う案件は0件です。" in read_texts(app)


def test_national_bodies_show_their_plans_as_written(open_app: Open, tmp_path: Path) -> None:
    app = open_app(tmp_path, "national")
    assert not app.exception
    assert app.title[0].value.startswith("7つの全国フォーラム・部会が行程17項目と行事11件を計画")
    said = read_page(app, "national")
    assert "7/7 全国フォーラム・部会が報告" in said
    assert "令和2年度の KPI（全国の部分）" in said
    assert [tab.label for tab in app.tabs][3:] == BODIES


BODIES = [
    *("革新的技術フォーラム", "自治体支援フォーラム", "技術者育成フォーラム", "市民参画フォーラム"),
    *("海外市場展開フォーラム", "企画部会", "広報部会"),
]


def test_plan_of_the_body_in_the_url_is_shown_alone(open_app: Open, tmp_path: Path) -> None:
    app = open_app(tmp_path, "national", body="自治体支援フォーラム")
    assert "自治体の課題・ニーズ、取組みについての情報共有" in read_texts(
        open_part(app, "national", "plans")
    )
    others = open_part(open_app(tmp_path, "national", body="企画部会"), "national", "plans")
    assert "自治体の課題・ニーズ、取組みについての情報共有" not in read_texts(others)


def test_platform_opens_an_entry_from_a_search_in_the_url(look_at: Open, ledger_root: Path) -> None:
    app = look_at(ledger_root, "platform", words="ﾄﾞﾛｰﾝ")
    assert not app.exception
    assert "2件" in read_texts(app)
    assert "令和2年度 中国 ドローン点検の活用（5-1）" in app.selectbox(key="entry").options
    app.selectbox(key="entry").set_value("matchings:5:1").run()
    assert not app.exception
    said = read_texts(app)
    assert "橋の点検で交通規制をしたくない" in said
    assert "手で判定した60組" in said
    assert "から探しました" not in said
    assert "マッチング台帳" in said


def test_platform_entry_is_closed_when_the_search_no_longer_finds_it(
    look_at: Open, ledger_root: Path
) -> None:
    app = look_at(ledger_root, "platform", words="ﾄﾞﾛｰﾝ")
    app.selectbox(key="entry").set_value("matchings:5:1").run()
    assert app.selectbox(key="entry").value == "matchings:5:1"
    app.text_input(key="words").set_value("出前授業").run()
    assert not app.exception
    assert app.selectbox(key="entry").value == ""


def test_platform_says_when_more_are_found_than_counted(
    open_app: Open, ledger_root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("metrics.cases.platform.MOST_COUNTED", 3)
    monkeypatch.setattr("metrics.cases.platform.MOST_SHOWN", 2)
    app = open_app(ledger_root, "platform")
    assert "**3件以上のうち新しい年度から2件**" in " ".join(each.value for each in app.markdown)
    assert list(app.dataframe[0].value["year_text"]) == ["令和3年度", "令和3年度"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("ﾄﾞﾛｰﾝ", "ことばは、記録15件のうち新しい取込の2件から探しました。種類・フォーラム・年度で"),
        ("zzzz", "探しました。近いものは、記録15件のうち新しい取込の2件から探しました。種類"),
    ],
)
def test_platform_says_what_it_does_not_look_through(
    open_app: Open, ledger_root: Path, monkeypatch: pytest.MonkeyPatch, words: str, said: str
) -> None:
    for limit in ("MOST_SEARCHED", "MOST_LOOKED_AT"):
        monkeypatch.setattr(f"metrics.cases.platform.{limit}", 2)
    assert said in read_texts(open_app(ledger_root, "platform", words=words))


def test_platform_search_for_nothing_known_says_zero(look_at: Open, ledger_root: Path) -> None:
    app = look_at(ledger_root, "platform", words="zzzz")
    assert "この条件に合う記録は0件です。" in read_texts(app)


def test_citizens_show_published_and_reported_sessions(look_at: Open, ledger_root: Path) -> None:
    app = look_at(ledger_root, "citizens")
    assert not app.exception
    said = read_texts(app)
    assert app.title[0].value == "出前授業・ワークショップは目標5回に対して3回、あと2回"
    assert "（2/10 フォーラム報告・ほかに全国1）では3件で、公表値3回と一致します" in said
    assert "市民参画の取組4件のうち、目標に数える出前授業・ワークショップは3件" in said
    assert "参加者数 170人（4件のうち人数の報告は3件）" in said
    assert "取組の一覧 4件" in said


def test_citizens_of_a_scope_count_its_forums_only(look_at: Open, ledger_root: Path) -> None:
    app = look_at(ledger_root, "citizens", scope="全国")
    said = read_texts(app)
    assert "市民参画の取組1件のうち" in said
    assert "（全国フォーラム1が報告）では1件で、公表値2回と一致しません" in said


#: The numbers that the practice workbooks of 令和2年度 are written from, a forum each.
FIGURES = Path(__file__).parents[2] / "data" / "practice" / "material" / "figures.toml"
OWN = tomllib.loads(FIGURES.read_text("utf-8"))["2020"]

#: page: what the practice data's year 令和2年度 must say, by the plan's figures it is made to
PRACTICE = {
    "home": ["マッチング等 133/150（89%）、うち社会実装 0"],
    "search": ["数値・フォーラム・自治体・案件・画面・コードを探す"],
    "kpi": ["マッチング等 133/150（89%）、うち社会実装 0", "83者", "19回", "57%", "3回"],
    "reconciliation": ["合計と内訳は、確認できる11か所すべてで一致", "113＋6＝119件"],
    "definitions": ["10指標の定義と"],
    "members": [
        f"自治体会員は{OWN['member_count']:,}団体（57%）、"
        f"目標60%まであと{math.ceil(1788 * 0.6) - OWN['member_count']}団体",
        f"未加入{1788 - OWN['member_count']}団体のうち",
    ],
    "blocks": [
        f"計画{sum(OWN['plans'])}件（10フォーラム）に対し開催{sum(OWN['events'])}件",
        f"提出（{sum(OWN['know_how'])}件）、あと1件が要るのは北陸・沖縄",
    ],
    "schedule": [f"10フォーラムが{sum(OWN['plans'])}件を計画"],
    "matchings": [
        "133件のうち成立以上に進んだのは20件、社会実装は0件",
        "133件）の集計と一致します",
        "案件 133件（動きのない期間が長い順）",
    ],
    "trends": ["令和2年度は、令和元年度と比べられる9指標のうち"],
    "national": ["7/7 全国フォーラム・部会が報告", "令和2年度の KPI（全国の部分）"],
    "platform": ["ニーズ×シーズ 349件・市民参画 39件"],
    "citizens": [
        "出前授業・ワークショップは目標5回に対して3回、あと2回",
        "3件で、公表値3回と一致します",
    ],
}


@pytest.mark.parametrize("page", sorted(PRACTICE))
def test_practice_ledgers_add_up_to_the_published_figures(
    look_at: Open, practice_root: Path, page: str
) -> None:
    app = look_at(practice_root, page, fiscal_year="令和2年度")
    assert not app.exception
    said = read_page(app, page)
    assert [text for text in PRACTICE[page] if text not in said] == []


@pytest.mark.parametrize("place", [0, 6, 9])
def test_practice_ledger_of_a_block_is_what_its_workbook_was_written_from(
    look_at: Open, practice_root: Path, place: int
) -> None:
    block = list(terms.BLOCKS)[1:][place]
    app = look_at(practice_root, "matchings", fiscal_year="令和2年度", block=terms.BLOCKS[block])
    count = sum(OWN[stage][place] for stage in ("considered", "agreed", "field_trial"))
    assert f"案件 {count}件（動きのない期間が長い順）" in read_texts(
        open_part(app, "matchings", "cases")
    )
    forums = look_at(practice_root, "blocks", fiscal_year="令和2年度", block=terms.BLOCKS[block])
    assert f"計画した行事（{OWN['plans'][place]}件）" in read_texts(
        open_part(forums, "blocks", "forum")
    )


def test_every_view_is_compared_with_practice_figures() -> None:
    views = {
        name
        for name, facts in PAGES.items()
        if facts.section not in ("submitting", "meeting", "keeping")
    }
    assert set(PRACTICE) == views


def test_choice_in_a_part_outlasts_a_look_at_another(look_at: Open, ledger_root: Path) -> None:
    app = open_part(look_at(ledger_root, "matchings"), "matchings", "target")
    app.number_input(key="target").set_value(9).run()
    open_part(app, "matchings", "cases").selectbox(key="stage").set_value("agreed").run()
    listed = read_texts(app)
    assert open_part(app, "matchings", "target").number_input(key="target").value == 9
    assert read_texts(open_part(app, "matchings", "cases")) == listed
    assert app.selectbox(key="stage").value == "agreed"


def test_part_that_a_page_does_not_have_opens_its_first(look_at: Open, ledger_root: Path) -> None:
    app = look_at(ledger_root, "matchings", part="<b>まぼろし</b>")
    assert not app.exception
    assert app.title[0].value == look_at(ledger_root, "matchings").title[0].value
