"""How often 取込 reads a workbook, and as what it reads one that was accepted before."""

import threading
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pytest
from streamlit.delta_generator import DeltaGenerator
from streamlit.runtime.scriptrunner import StopException
from streamlit.testing.v1 import AppTest

import widgets
from loaders.check import FileResult
from loaders.intake import recognising
from loaders.intake.accepting import accept_upload
from loaders.intake.handling import Fix, Handling
from loaders.intake.recognising import recognise_beside
from loaders.intake.uploads import Upload, open_upload
from loaders.opening.safe_open import Workbook
from pages.upload import readings
from pages.upload.session import FIXES
from store.actor import claim
from store.batches import list_batches
from store.child.pool import WORKS_FOR
from store.child.stop import Stop
from store.errors import ReadingStopped
from tests.pages.uploading import bring, go_on, name_person, read_said
from tests.store import works
from tests.upload_books import BAD_DATE, BRIDGE, SHEET, build_book, matchings_book
from widgets.reader import open_reader

Open = Callable[..., AppTest]

#: A list of school visits under the title of an event report, its second row without a day.
VISITS = [
    ["令和2年度 中国フォーラム 行事実績"],
    ["行事名", "開催日", "場所", "参加者数"],
    ["橋のおはなし", "令和2年9月10日", "みどり小学校", "30人"],
    ["道のおはなし", "令和2年13月", "あおば小学校", "令和人"],
]
AS_ACCEPTED = Handling(
    layouts=(("一覧", "citizen_activities"),),
    skipped=("控え",),
    fixes=(Fix("一覧", "B4", "令和2年10月1日", "佐藤"),),
)


@pytest.fixture
def read_books(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the workbooks read, each as often as it is."""
    read: list[str] = []

    def count(workbook: Any, *args: Any) -> Any:
        read.append(workbook.name)
        return recognise_beside(workbook, *args)

    monkeypatch.setattr("pages.upload.readings.recognise_beside", count)
    return read


def test_workbook_is_read_once_for_each_handling_and_not_again(
    open_app: Open, tmp_path: Path, read_books: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "数える.xlsx"
    path.write_bytes(matchings_book(("数える橋", *BRIDGE[1:]), BAD_DATE))
    app = open_app(tmp_path / "store", "upload")
    (waiting,) = bring(app, path)
    go_on(app, 2)
    assert len(read_books) == 1
    entry = next(each for each in app.text_input if each.label == "G4 の正しい値")
    entry.set_value("令和2年12月1日").run()
    assert "誤りはありません" in read_said(app)
    go_on(app)
    assert len(read_books) == 2
    name_person(app)
    app.button(key="upload_back").click().run()
    assert not app.exception
    assert set(read_books) == {waiting.name}
    assert len(read_books) == 3  # a fix bears its maker's name
    go_on(app)
    made: list[Upload] = []
    monkeypatch.setattr(
        "pages.upload.outlook.make_submission", lambda upload, _: made.append(upload)
    )
    monkeypatch.setattr(
        "loaders.intake.accepting.make_submission", lambda upload, _: made.append(upload)
    )
    go_on(app)
    assert "として確定しました" in read_said(app)
    assert not made  # what was looked ahead at is what is accepted


def test_reading_that_failed_is_told_and_asked_for_again_with_all_that_was_mended(
    open_app: Open, tmp_path: Path
) -> None:
    path = tmp_path / "止まる.xlsx"
    path.write_bytes(matchings_book(BRIDGE, BAD_DATE))
    app = open_app(tmp_path / "store", "upload")
    (waiting,) = bring(app, path)
    go_on(app, 2)
    entry = next(each for each in app.text_input if each.label == "G4 の正しい値")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(recognising, "tell_result", works.die)
        entry.set_value("令和2年12月1日").run()
    assert not app.exception
    assert "調査票を読むプログラムが停止しました" in read_said(app)
    assert app.session_state[FIXES][waiting.sha256] == {(SHEET, "G4"): "令和2年12月1日"}
    app.button(key="upload_next").click().run()  # もう一度読む
    assert "誤りはありません" in read_said(app)


def test_click_ends_a_reading_that_takes_long(monkeypatch: pytest.MonkeyPatch) -> None:
    """Streamlit ends the run where the page says anything."""
    heard = Future[Stop]()

    def read(_: object, __: object, stop: Stop) -> FileResult:
        heard.set_result(stop)
        is_asked = threading.Event()
        with stop.ending(is_asked.set):
            is_asked.wait()
        raise ReadingStopped

    def end_run(*_: object) -> None:
        raise StopException

    monkeypatch.setattr(readings, "recognise_beside", read)
    monkeypatch.setattr(readings, "PATIENCE", 0.01)
    monkeypatch.setattr(DeltaGenerator, "info", end_run)
    with pytest.raises(StopException):
        readings._recognise(Workbook("長い.xlsx"), Handling())
    assert heard.result().is_asked


def test_worker_reads_for_the_person_at_the_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readings, "recognise_beside", lambda *_: FileResult(WORKS_FOR.get(), ""))
    before = WORKS_FOR.set("山田")
    assert readings._recognise(Workbook("誰か.xlsx"), Handling()).name == "山田"
    WORKS_FOR.reset(before)


def test_batch_reopened_and_accepted_unchanged_is_the_batch_that_it_was(
    open_app: Open, tmp_path: Path
) -> None:
    app = open_app(tmp_path / "store", "parked")
    database = widgets.open_store()
    before = len(list_batches(database))
    content = build_book({"一覧": VISITS, "控え": VISITS})
    upload = open_upload(open_reader(), content, "出前授業.xlsx", AS_ACCEPTED)
    number = accept_upload(database, upload, claim("佐藤"), None).batch_id
    app.run()
    app.button(key="mend_parked").click().run()
    assert not app.exception
    assert "確定 1 + 保留 1" in read_said(app)
    app.switch_page("upload/page.py").run()
    name_person(app, "鈴木")
    go_on(app, 2)
    assert not app.exception
    assert f"同じ内容が取込番号 {number} で確定済み" in read_said(app)
    assert len(list_batches(database)) == before + 1
