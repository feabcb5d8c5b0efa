"""The sheet within 取込: what is looked at first, what a place or an address brings up."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from pages.upload.sheet.understood import MOST_PLACES, WORDS
from tests.pages.uploading import bring, go_on, read_said
from tests.upload_books import BAD_DATE, BRIDGE, ROAD, Rows, build_book, matchings_sheet
from words.account import KINDS

Open = Callable[..., AppTest]

#: H5 under a title of nobody's; G5, month 13.
SHEETS = {
    "マッチング": matchings_sheet(
        [*BRIDGE, ""], [*ROAD, ""], [*BAD_DATE, "要確認"], extra=["事務局欄"]
    )
}


Show = Callable[..., AppTest]


@pytest.fixture
def show(look_at: Open, plan_root: Path, tmp_path: Path) -> Show:
    """Brings a workbook of such sheets and goes on to a step; nothing is accepted."""

    def go(sheets: dict[str, Rows], step: int = 2) -> AppTest:
        path = tmp_path / "調査票.xlsx"
        path.write_bytes(build_book(sheets))
        app = look_at(plan_root, "upload")
        bring(app, path)
        go_on(app, step - 1)
        assert not app.exception
        return app

    return go


def find_table(app: AppTest) -> str:
    bodies: list[str] = [each.proto.body for each in app.get("html")]
    return next(body for body in bodies if 'class="marked-sheet"' in body)


def read_place(app: AppTest) -> str:
    """The cell that is looked at, as HTML."""
    return find_table(app).split('looked-at" title="')[1].split("</td>")[0]


def find_address(app: AppTest) -> Any:
    return next(each for each in app.text_input if each.label == WORDS["cell"])


@pytest.mark.parametrize("step", [2, 3])
def test_unread_cell_is_looked_at_first(show: Show, step: int) -> None:
    app = show(SHEETS, step)
    assert read_place(app).startswith(f"H5　{KINDS['unread']}")
    assert WORDS["places"].format(unread=1, errors=1) in [each.label for each in app.pills]


def test_place_pressed_is_looked_at_and_said(show: Show) -> None:
    app = show(SHEETS)
    (places,) = app.pills
    assert list(places.options) == ["未読 H5 事務局欄", "誤り G5 マッチング検討日"]
    places.set_value(1).run()
    assert read_place(app).startswith(f"G5　{KINDS['answer']}")
    said = next(each.value for each in app.markdown if each.value.startswith("G5"))
    assert KINDS["answer"] in said
    assert "「令和2年13月」を日付として読めません" in said


@pytest.mark.parametrize(
    ("written", "start", "said"),
    [
        ("b3", "B3", KINDS["answer"]),
        ("Z99", "Z99", "空欄です"),
        ("A0", "「A0」", "番地ではありません"),
        ("<b>", "「<B>」", "番地ではありません"),
    ],
)
def test_address_is_answered(show: Show, written: str, start: str, said: str) -> None:
    app = show(SHEETS)
    find_address(app).set_value(written).run()
    assert not app.exception
    texts = [each.value.replace("\\", "") for each in app.markdown]
    assert said in next(text for text in texts if text.startswith(start))


def test_sheet_without_fault_says_so(show: Show) -> None:
    app = show({"マッチング": matchings_sheet(BRIDGE, ROAD)})
    assert WORDS["nowhere"] in read_said(app)
    assert not app.pills


def test_sheet_with_a_fault_comes_before_the_others(show: Show) -> None:
    sheets = {"良い": matchings_sheet(BRIDGE), "悪い": matchings_sheet(ROAD, BAD_DATE)}
    app = show(sheets)
    choice = app.selectbox(key="grid_sheet_2")
    assert choice.value == "悪い"
    choice.set_value("良い").run()
    assert WORDS["nowhere"] in read_said(app)


def test_more_places_than_fit_are_named(show: Show) -> None:
    count = MOST_PLACES + 2
    days = [*(f"R2.13.{at}" for at in range(count)), *(["R2.10.1"] * count)]
    rows = [[*BRIDGE[:4], f"技術{at}", "検討", day] for at, day in enumerate(days)]
    app = show({"マッチング": matchings_sheet(*rows)})
    cells = "、".join(f"G{row}" for row in (MOST_PLACES + 3, MOST_PLACES + 4))
    assert WORDS["more_places"].format(count=2, cells=cells) in read_said(app)


def test_foreign_sheet_is_not_shown(show: Show) -> None:
    app = show({"買い物": [["品", "値段"], ["茶", 100]]})
    assert not any('class="marked-sheet"' in each.proto.body for each in app.get("html"))
