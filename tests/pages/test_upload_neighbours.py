"""履歴, 来歴, 保留, 提出状況, 見出しの対応付け, and every page as of a day."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from streamlit.testing.v1 import AppTest

import widgets
from loaders.intake.load import PLAN_FOLDER
from loaders.intake.submission import make_submission
from loaders.intake.uploads import open_upload
from loaders.opening.safe_open import WorkbookReader
from metrics.tracing.trace import list_figures
from pages import list_pages
from pages.upload import session
from store.actor import claim
from store.batches import accept, list_batches
from store.database import Database, open_database
from store.decisions.parked import list_parked
from store.decisions.titles import list_titles
from store.log.activity import list_entries
from tests.browser.faulty_sheets import make_kpi_results, make_supports
from tests.pages.uploading import bring, go_on, name_person, read_said
from tests.store.hand_made import teach

PAGES = list_pages()

Open = Callable[..., AppTest]

#: The plan, a forum's sheet with two parked rows, and a corrected KPI sheet, a year apart each.
MOMENTS = (datetime(2021, 4, 1), datetime(2022, 4, 1), datetime(2023, 4, 1))


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed store with a little history."""
    folder = tmp_path_factory.mktemp("history")
    sheets = [*sorted(PLAN_FOLDER.glob("*.xlsx"))]
    with open_database(folder / "store") as database, WorkbookReader() as reader:
        for sheet in sheets:
            _accept(database, reader, sheet, MOMENTS[0])
        _accept(database, reader, make_supports(folder), MOMENTS[1])
        _accept(database, reader, make_kpi_results(folder), MOMENTS[2])
    return folder / "store"


@pytest.fixture
def own_root(root: Path, tmp_path: Path) -> Path:
    """A copy that a test may write to."""
    for path in root.rglob("*"):
        target = tmp_path / "store" / path.relative_to(root)
        if path.is_dir():
            target.mkdir(parents=True, exist_ok=True)
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
    return tmp_path / "store"


def _accept(database: Database, reader: WorkbookReader, sheet: Path, at: datetime) -> None:
    upload = open_upload(reader, sheet.read_bytes(), sheet.name)
    accept(database, make_submission(upload, claim("事務局")), at=at)


@pytest.mark.parametrize("page", ["upload", "submissions", "parked", "history", "trace", "titles"])
def test_page_opens_now_and_as_of_every_year(look_at: Open, root: Path, page: str) -> None:
    for day in ("", "2021-05-01", "2022-05-01", "2030-01-01"):
        app = look_at(root, page, **({"as_of": day} if day else {}))
        assert not app.exception, day


@pytest.mark.parametrize(
    ("day", "value"), [("2021-05-01", "83者"), ("2023-05-01", "85者"), ("", "85者")]
)
def test_kpi_page_shows_the_figure_of_the_day(
    look_at: Open, root: Path, day: str, value: str
) -> None:
    app = look_at(root, **({"as_of": day} if day else {}))
    assert app.metric[0].value == value


@pytest.mark.parametrize("page", sorted(PAGES))
def test_day_before_everything_says_so_on_every_page(look_at: Open, root: Path, page: str) -> None:
    app = look_at(root, page, as_of="2020-01-01")
    assert not app.exception
    assert app.title[0].value == "この日までに取り込まれたものはありません"


def test_every_figure_leads_to_a_record_and_its_cell(look_at: Open, root: Path) -> None:
    app = look_at(root, "trace")
    missing = []
    for code in list_figures(widgets.open_store())["code"].unique()[:60:3]:
        app.text_input(key="code").set_value(code).run()
        assert not app.exception, code
        if "左の表で行を選ぶ" not in read_said(app):
            missing.append(code)
    assert missing == []


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("<b>x</b>", r"「\<b\>x\</b\>」は数値のコードではありません"),
        ("K2030-T-MAT", "当たる数値は、この時点ではありません"),
        ("ｋ２０２０−ｔ−ｇｏｖ", "支援自治体数 85者"),
    ],
)
def test_typed_code_is_understood_or_told_why_not(
    look_at: Open, root: Path, typed: str, said: str
) -> None:
    app = look_at(root, "trace")
    app.text_input(key="code").set_value(typed).run()
    assert not app.exception
    assert said in read_said(app)


def test_undo_asks_for_name_and_reason(open_app: Open, own_root: Path) -> None:
    app = open_app(own_root, "history")
    before = len(list_batches(widgets.open_store()))
    press(app, "取り消す")
    assert "お名前と理由を記入してください" in read_said(app)
    assert len(list_batches(widgets.open_store())) == before


def test_undo_and_redo_are_batches_with_their_reason(open_app: Open, own_root: Path) -> None:
    app = open_app(own_root, "history")
    name_person(app, "事務局 佐藤")
    for button, kind in (("取り消す", "undo"), ("やり直す", "redo")):
        app.text_input(key="batch_reason").set_value("誤記")
        press(app, button)
        assert not app.exception
        entry = list_batches(widgets.open_store())[0].entry
        assert (entry.kind, entry.reason, entry.accepted_by) == (kind, "誤記", "事務局 佐藤")


def test_history_says_which_batch_was_superseded(look_at: Open, root: Path) -> None:
    app = look_at(root, "history")
    slots = app.dataframe[1].value
    assert slots["前の取込"].tolist() == ["1"]


def test_parked_rows_are_listed_with_their_reason_and_closed_with_one(
    open_app: Open, own_root: Path
) -> None:
    app = open_app(own_root, "parked")
    assert app.title[0].value.startswith("保留 4件")
    assert "令和2年13月" in "".join(app.dataframe[0].value["保留の理由"])
    press(app, "取り下げる")
    assert "理由を記入してください" in read_said(app)
    reason = next(each for each in app.text_input if each.label.startswith("理由"))
    reason.set_value("二重の報告")
    press(app, "取り下げる")
    assert "お名前を入力してください" in read_said(app)
    name_person(app)
    reason = next(each for each in app.text_input if each.label.startswith("理由"))
    reason.set_value("二重の報告")
    press(app, "取り下げる")
    assert app.title[0].value.startswith("保留 3件")
    assert [each.state for each in list_parked(widgets.open_store())].count("dropped") == 1


def test_parked_workbook_is_mended_as_it_was_accepted(open_app: Open, tmp_path: Path) -> None:
    """A list of school visits that looks like an event report, and is given its layout by hand."""
    book = openpyxl.Workbook()
    book.active.title = "一覧"
    for row in (
        ["令和2年度 中国フォーラム 行事実績"],
        ["行事名", "開催日", "場所", "参加者数"],
        ["橋のおはなし", "令和2年9月10日", "みどり小学校", "30人"],
        ["道のおはなし", "令和2年13月", "あおい小学校", "20人"],
    ):
        book.active.append(row)
    book.save(tmp_path / "出前授業.xlsx")
    app = open_app(tmp_path / "store", "upload")
    name_person(app)
    (waiting,) = bring(app, tmp_path / "出前授業.xlsx")
    go_on(app)
    app.selectbox(key=f"layout_{waiting.key}_一覧").set_value("citizen_activities").run()
    go_on(app, 3)
    accepted = list_batches(widgets.open_store())[0]
    assert [slot.layout for slot in accepted.slots] == ["citizen_activities"]

    app = open_app(tmp_path / "store", "parked")
    app.button(key="mend_parked").click().run()
    assert not app.exception
    assert "**3\u00a0直す**" in app.title[0].value
    assert "reopened" not in app.query_params
    app.switch_page("upload/page.py").run()  # AppTest itself has stayed where it was
    app.button(key="upload_back").click().run()
    assert app.dataframe[0].value["様式"].tolist() == ["市民参画活動"]
    assert app.selectbox(key=f"layout_{waiting.key}_一覧").value == "citizen_activities"


@pytest.mark.parametrize(
    ("asked", "said"), [("4711", "この番号の取込はありません。"), ("<b>", ""), ("", "")]
)
def test_load_that_is_none_is_not_taken_to_hand(
    open_app: Open, own_root: Path, asked: str, said: str
) -> None:
    app = open_app(own_root, "upload")
    app.query_params["reopened"] = asked
    app.run()
    assert not app.exception
    assert [error.value for error in app.error if said] == [each for each in [said] if each]
    assert app.button(key="upload_next").disabled


def test_submissions_tell_confirmed_parked_and_missing_apart(look_at: Open, root: Path) -> None:
    app = look_at(root, "submissions", fiscal_year="令和2年度")
    matrix = app.dataframe[0].value
    assert matrix.loc["中国フォーラム", "自治体支援"] == "▲ 確定 1 + 保留 2"
    assert matrix.loc["四国フォーラム", "自治体支援"] == "― 未提出"
    app.selectbox(key="reminded").set_value("chugoku").run()
    assert "運営ノウハウ" in app.code[0].value


def test_learned_title_is_revoked_with_a_reason(open_app: Open, own_root: Path) -> None:
    app = open_app(own_root, "titles")
    assert app.title[0].value == "見出しの対応付け 0件"
    database = widgets.open_store()
    teach(database, "<b>何を</b>", "measure", layout="supports")
    app.run()
    assert app.dataframe[0].value["見出し"].tolist() == ["<b>何を</b>"]
    press(app, "取り消す")
    assert list_titles(database)[0].revoked_at is None
    next(each for each in app.text_input if each.label.startswith("理由")).set_value("誤り")
    press(app, "取り消す")
    assert list_titles(database)[0].revoked_at is None
    name_person(app)
    next(each for each in app.text_input if each.label.startswith("理由")).set_value("誤り")
    press(app, "取り消す")
    assert list_titles(database)[0].revoked_by == "中国フォーラム 山田"


def test_log_is_shown_whole(look_at: Open, root: Path) -> None:
    app = look_at(root, "history", part="log")
    assert not app.exception
    assert "操作の記録は、書かれたときのままです" in read_said(app)
    assert len(app.dataframe[0].value) == len(list_entries(widgets.open_store()))


def press(app: AppTest, label: str) -> None:
    next(each for each in app.button if each.label == label).click().run()


class Brought:
    """A file of the uploader's."""

    def __init__(self, content: bytes) -> None:
        self.name, self.size, self._content = f"{content.decode()}.xlsx", len(content), content
        self.file_id = content.decode()

    def getvalue(self) -> bytes:
        return self._content


@pytest.mark.parametrize(("most", "kept"), [(3, 3), (2, 2)])
def test_session_holds_no_more_bytes_than_it_may(
    most: int, kept: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    state: dict[str, Any] = {"dropped": [Brought(sign) for sign in (b"a", b"b", b"c")]}
    monkeypatch.setattr("widgets.holding.room.MOST_BYTES", most)
    monkeypatch.setattr("pages.upload.session.st.session_state", state)
    session.keep_uploaded("dropped")
    assert [each.content for each in session.list_files()] == [b"a", b"b", b"c"][:kept]
    assert state[session.OVER] == ("session" if kept < 3 else "")
    state["dropped"] = [Brought(b"d")]
    session.keep_uploaded("dropped")
    seen = [each.content for each in session.list_seen().values()]
    assert seen == [*[b"a", b"b", b"c"][:kept], b"d"][-most:]  # the oldest is forgotten first
