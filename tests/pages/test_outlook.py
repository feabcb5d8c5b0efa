"""Step 4: what is hardly so is confirmed with a reason, and what has moved is opened in its place."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import widgets
from store.log.activity import list_entries
from tests.browser.faulty_sheets import make_many, make_supports
from tests.pages.conftest import Open
from tests.pages.test_drafts import press_f5
from tests.pages.uploading import bring, go_on, name_person, read_said
from tests.plan_store import fill_plan_store
from tests.upload_books import BAD_TOWN, ROAD, SHEET, kpi_book, matchings_book
from widgets.figures.places import find_place


@pytest.fixture
def root(tmp_path: Path) -> Path:
    fill_plan_store(tmp_path / "real").close()
    return tmp_path / "real"


def test_load_that_leaps_counts_once_each_reason_is_given(
    open_app: Open, root: Path, tmp_path: Path
) -> None:
    path = tmp_path / "KPI.xlsx"
    rows = [["総合計", "支援自治体数", 100, 200], ["総合計", "フォーラム実施数", 50, 60]]
    path.write_bytes(kpi_book(*rows))
    app = open_app(root, "upload")
    name_person(app)
    bring(app, path)
    go_on(app, 2)
    assert "支援自治体数（合計・令和2年度）は、83者から200者へ、2倍を超えて動きます" in read_said(
        app
    )
    assert app.button(key="upload_next").disabled
    moved = app.table[0].value[["数値", "範囲", "前", "後"]].values.tolist()
    assert ["支援自治体数", "合計", "83者", "200者"] in moved

    reasons = [each for each in app.text_input if each.label.startswith("正しい理由")]
    reasons[0].set_value("数え方を改めた").run()
    assert app.button(key="upload_next").disabled
    app = press_f5(open_app, root, app)
    app.button(key="same_reason").click().run()
    go_on(app)
    assert [each.value for each in app.toast] == ["確定しました"]
    assert "として確定しました" in read_said(app)
    told = list_entries(widgets.open_store())[0].details["alarms"]
    assert [each["reason"] for each in told] == ["数え方を改めた"] * 2
    (link,) = [each.proto for each in app.get("page_link") if each.proto.label == "数値を見る"]
    assert "fiscal_year=2020&scope=total" in link.query_string


def test_file_with_faults_opens_first_and_each_says_how_many(
    open_app: Open, root: Path, tmp_path: Path
) -> None:
    app = open_app(root, "upload")
    books = [*make_many(tmp_path, 1), make_supports(tmp_path, "誤り.xlsx"), *make_many(tmp_path, 2)]
    brought = bring(app, *books)
    go_on(app)
    choice = app.selectbox(key="upload_looked_at")
    assert choice.value == brought[1].sha256
    faulty, good = "誤り.xlsx（誤り 2件）", f"{books[0].name}（誤りなし）"
    assert {faulty, good} <= set(choice.options)


def test_one_answer_mends_all_cells_of_the_same_value(
    open_app: Open, root: Path, tmp_path: Path
) -> None:
    path = tmp_path / "中国.xlsx"
    twin, wrong = (*BAD_TOWN[:3], "別の会社", *BAD_TOWN[4:]), (*ROAD[:1], "府中市", *ROAD[2:])
    path.write_bytes(matchings_book(BAD_TOWN, twin, wrong))
    app = open_app(root, "upload")
    (waiting,) = bring(app, path)
    go_on(app, 2)
    app.button(key=f"look_{waiting.key}_{SHEET}_B4").click().run()
    assert app.text_input(key=f"sheet_cell_3_{waiting.key}_{SHEET}").value == "B4"
    assert "誤り 2件" in read_said(app)
    app.checkbox(key=f"for_all_{waiting.key}_{SHEET}_B3").check().run()
    entry = next(each for each in app.text_input if each.label == "B3 の正しい値")
    entry.set_value("広島市").run()
    assert "誤りはありません" in read_said(app)
    assert session_fixes(app) == {(SHEET, "B3"): "広島市", (SHEET, "B4"): "広島市"}


def session_fixes(app: AppTest) -> dict[tuple[str, str], str]:
    (fixes,) = app.session_state["upload_fixes"].values()
    return dict(fixes)


@pytest.mark.parametrize(
    ("code", "page", "said"),
    [
        ("K2020-N-GOV", "kpi", {"fiscal_year": "2020", "scope": "national"}),
        (
            "C2021-CHG-MAT",
            "blocks",
            {"fiscal_year": "2021", "part": "figures", "block": "chugoku"},
        ),
        ("C2021-A-MAT", "trace", {"code": "C2021-A-MAT"}),
        ("K2021-CHG-MAT", "trace", {"code": "K2021-CHG-MAT"}),
        ("", "kpi", {}),
    ],
)
def test_figure_is_opened_on_the_page_that_shows_it(
    code: str, page: str, said: dict[str, str]
) -> None:
    assert find_place(code) == (page, said)
