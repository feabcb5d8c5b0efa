"""Each page as Streamlit runs it: the plan's figures, other filters, missing data."""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from pages import list_pages
from tests.pages.reading import open_part, read_page, read_texts
from widgets.app import WORDS
from widgets.plain_text import plain

PAGES = list_pages()

Open = Callable[..., AppTest]

#: page: what must stand on it with the plan's figures
EXPECTED = {
    "home": [
        "マッチング等 133/150（89%）、うち社会実装 0",
        "17フォーラム・部会がまだ",
        "期限 未定",
        "次の会議の日　未定",
        "凍結した会議はまだありません",
    ],
    "kpi": [
        "マッチング等 133/150（89%）、うち社会実装 0",
        "83者",
        "19回",
        "57%",
        "3回",
        "未着手",
        "成果（アウトカム）",
        "明細 未報告",
        "令和2年度は終わっているため、途中の目安ではなく目標そのものと比べています。",
    ],
    "matchings": [
        "133件のうち成立以上に進んだのは20件、社会実装は0件",
        "最も進みにくいのは「現場試行 → 社会実装」（6件中 0件、0%。区間 0%～39%）",
        "社会実装5件には、率が今のままでは何件検討しても届かない",
        "案件ごとの台帳は未報告です（0ではありません）",
    ],
    "trends": [
        "実績の報告は令和2年度の1年度だけで、前の年度とは比べられない",
        "社会実装は令和2年度の1年間で0件、設立以来の累計は8技術・73現場",
        "会員（全種別）は199者から2,296者へ（2016年11月28日～2021年3月31日）",
    ],
    "national": [
        "全国フォーラム実施計画は未報告です",
        "令和2年度の KPI（全国の部分）",
        "48か国・地域",
    ],
    "citizens": [
        "出前授業・ワークショップは目標5回に対して3回、あと2回",
        "市民参画の取組の一覧は未報告です",
        "0/10 フォーラム報告　参加者数 未報告",
    ],
    "platform": ["検索できる記録は未報告です", "未報告です（0ではありません）"],
    "members": ["目標60%まであと45～62団体", "1,011～1,028", "1,073", "45～62", "1,788"],
    "blocks": [
        "10フォーラムが28件を計画、開催の実績は未報告",
        "ブロック別の実績は未報告です（0ではありません）",
        "運営ノウハウは10フォーラムとも未提出（各1件以上が必要）",
        "計画した行事（1件）",
        "マッチング（未報告）",
    ],
    "schedule": [
        "10フォーラムが28件を計画、うち9件は日程未定",
        "日程が決まっていない行事（9件）",
        "月のわかる行事は、同じ月に重なっていません。ほかに月の決まらない行事が15件",
        "日の決まっている5件を入れます。幅のある時期の14件と日程未定の9件は入れません。",
    ],
    "reconciliation": [
        "合計と内訳は、確認できる11か所すべてで一致",
        "8技術73現場",
        "113＋6＝119件",
    ],
    "definitions": ["10指標の定義と", "地方公共団体の総数 1,788"],
}


def test_every_page_has_its_words_and_its_place_in_the_menu() -> None:
    assert set(EXPECTED) <= set(PAGES)
    assert all(facts.name and facts.help for facts in PAGES.values())
    assert len({facts.place for facts in PAGES.values()}) == len(PAGES)


@pytest.mark.parametrize("page", sorted(EXPECTED))
def test_page_shows_the_plans_figures(look_at: Open, plan_root: Path, page: str) -> None:
    app = look_at(plan_root, page)
    assert not app.exception
    said = read_page(app, page)
    assert [text for text in EXPECTED[page] if text not in said] == []


@pytest.mark.parametrize("page", sorted(EXPECTED))
@pytest.mark.parametrize("year", ["令和2年度", "令和3年度"])
def test_page_opens_for_every_year_and_scope(
    look_at: Open, plan_root: Path, page: str, year: str
) -> None:
    for scope in ("合計", "全国", "地方"):
        assert not look_at(plan_root, page, fiscal_year=year, scope=scope).exception


@pytest.mark.parametrize("page", sorted(EXPECTED))
def test_url_that_names_no_year_or_scope_opens_the_default(
    look_at: Open, plan_root: Path, page: str
) -> None:
    app = look_at(plan_root, page, fiscal_year="<b>1</b>", scope="'; DROP TABLE", forum="x")
    assert not app.exception
    assert EXPECTED[page][0] in read_texts(app)


def test_scope_switch_changes_every_figure(look_at: Open, plan_root: Path) -> None:
    app = look_at(plan_root, scope="全国")
    assert app.title[0].value == "マッチング等 10件（目標なし）、うち社会実装 0"
    app.segmented_control(key="scope").set_value("regional").run()
    assert app.title[0].value == "マッチング等 123件（目標なし）、うち社会実装 0"
    assert "16回" in [metric.value for metric in app.metric]


def test_year_without_results_is_not_reported_with_its_targets_beside(
    look_at: Open, plan_root: Path
) -> None:
    app = look_at(plan_root, fiscal_year="令和3年度")
    assert app.title[0].value == "マッチング等の実績は未報告です"
    assert {metric.value for metric in app.metric} == {"未報告"}
    assert "目標 150件" in read_texts(app)


def test_year_without_plans_is_not_reported_rather_than_empty(
    look_at: Open, plan_root: Path
) -> None:
    app = look_at(plan_root, "schedule", fiscal_year="令和2年度")
    assert "令和2年度の地方フォーラム活動計画は未報告です（0ではありません）。" in read_texts(app)


def test_other_denominator_is_named_as_such(look_at: Open, plan_root: Path) -> None:
    app = look_at(plan_root, "members")
    app.segmented_control(key="denominator").set_value("municipalities").run()
    said = read_texts(app)
    assert "公表値ではありません" in said
    assert "1,045" in said


def test_chosen_forum_shows_its_purpose_as_written(look_at: Open, plan_root: Path) -> None:
    app = open_part(look_at(plan_root, "blocks"), "blocks", "forum")
    app.selectbox(key="block").set_value("kinki").run()
    assert not app.exception
    assert plain("<b>課題</b>") in read_texts(app)
    assert app.metric[0].value == "7件"


@pytest.mark.parametrize("page", sorted(EXPECTED))
def test_empty_store_says_so_on_every_page(
    open_app: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, page: str
) -> None:
    monkeypatch.setattr("widgets.run.ensure_plan_loaded", lambda database: 0)
    app = open_app(tmp_path, page)
    assert not app.exception
    assert app.title[0].value == WORDS["no_data_title"]


def test_first_start_loads_the_plan_by_itself(open_app: Open, tmp_path: Path) -> None:
    app = open_app(tmp_path)
    assert app.title[0].value == "マッチング等 133/150（89%）、うち社会実装 0"


def test_store_that_cannot_be_opened_is_explained_in_japanese(
    open_app: Open, tmp_path: Path
) -> None:
    (tmp_path / "congress.duckdb").mkdir()
    app = open_app(tmp_path)
    assert not app.exception
    assert app.title[0].value == WORDS["no_store_title"]
    assert "データベースに書き込めません" in app.error[0].value


def test_page_that_fails_says_so_in_japanese_and_logs_why(
    open_app: Open,
    plan_root: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("a mistake of ours")

    monkeypatch.setattr("metrics.kpi.pace.render_pace_rule", fail)
    app = open_app(plan_root)
    assert not app.exception
    assert app.title[-1].value == "「KPI の目標と実績」を表示できませんでした"
    assert "失われていません" in app.error[0].value
    assert "a mistake of ours" in caplog.text
    assert "RuntimeError" not in app.error[0].value
