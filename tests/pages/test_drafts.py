"""What was begun on a page is there again after F5, in another browser and on a server started
anew: AppTest's new app on the same store is all three."""

import errno
import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import widgets
from pages.upload import session
from store.actor import run_as
from store.database import PRACTICE_NAME, open_database
from store.decisions.parked import list_parked
from store.disk.inbox import drop_in_inbox, list_inbox
from store.moments import read_utc_now
from store.people import drafts
from store.people.drafts import DESK, KEPT_FOR, list_drafts
from store.people.register import register_person
from tests.pages.conftest import Open, copy_store, forget
from tests.pages.uploading import bring, go_on, name_person, read_said
from tests.plan_store import fill_plan_store
from tests.upload_books import BAD_DATE, BAD_TOWN, BRIDGE, SHEET, matchings_book
from widgets.holding import room

NAME = "中国フォーラム 山田"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    fill_plan_store(tmp_path / "real").close()
    return tmp_path / "real"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "中国.xlsx"
    path.write_bytes(matchings_book(BRIDGE, BAD_DATE, BAD_TOWN, extra=["ひとこと"]))
    return path


def press_f5(open_app: Open, root: Path, app: AppTest, who: str | None = None) -> AppTest:
    """A new session at the address that the last one has, on a server that was started anew."""
    forget()
    (draft,) = [app.query_params["draft"]]
    return open_app(root, "upload", who, draft=draft if isinstance(draft, str) else draft[0])


def type_fix(app: AppTest, cell: str, text: str) -> None:
    line = next(each for each in app.text_input if each.label == f"{cell} の正しい値")
    line.set_value(text).run()


def read_offers(app: AppTest) -> list[str]:
    """What there is to go on with."""
    links = [each.proto for each in app.get("page_link")]
    return [each.label for each in links if "draft=" in each.query_string]


def test_f5_at_each_step_changes_nothing(open_app: Open, root: Path, book: Path) -> None:
    app = open_app(root, "upload")
    name_person(app, NAME)
    (waiting,) = bring(app, book)

    app = press_f5(open_app, root, app)
    assert "1冊を選びました" in read_said(app)
    assert app.text_input(key="person").value == NAME

    go_on(app)
    app.selectbox(key=f"year_{waiting.key}").set_value(2021).run()
    app.selectbox(key=f"layout_{waiting.key}_{SHEET}").set_value("matchings").run()
    app.selectbox(key=f"title_{waiting.key}_matchings_ひとこと").set_value("obstacle").run()
    app = press_f5(open_app, root, app)
    assert app.selectbox(key=f"year_{waiting.key}").value == 2021
    assert app.selectbox(key=f"layout_{waiting.key}_{SHEET}").value == "matchings"
    title = app.selectbox(key=f"title_{waiting.key}_matchings_ひとこと")
    assert title.value == "obstacle"

    go_on(app)
    type_fix(app, "G4", "令和3年12月1日")
    app = press_f5(open_app, root, app)
    assert "令和2年13月" not in read_said(app)

    go_on(app)
    app.text_input(key=session.OWNER).set_value("近藤").run()
    app.date_input(key=session.DUE).set_value(date(2026, 12, 24)).run()
    app = press_f5(open_app, root, app)
    assert "確定 2 + 保留 1" in read_said(app)

    go_on(app)
    (parked,) = list_parked(widgets.open_store())
    assert (parked.owner, parked.due_on) == ("近藤", date(2026, 12, 24))
    receipt = "として確定しました（確定 2 + 保留 1）"
    assert receipt in read_said(app)
    app = press_f5(open_app, root, app)
    assert receipt in read_said(app)
    go_on(app)
    assert "まず、ファイルを選んでください" in read_said(app)
    assert not read_offers(app)


def begin(open_app: Open, root: Path, book: Path, who: str | None = None) -> AppTest:
    """Two faults and one fix, at the third step."""
    app = open_app(root, "upload", who)
    if who is None:
        name_person(app, NAME)
    bring(app, book)
    go_on(app, 2)
    type_fix(app, "G4", "令和2年12月1日")
    return app


def test_first_page_offers_to_go_on_in_another_browser(
    open_app: Open, root: Path, book: Path
) -> None:
    begin(open_app, root, book)
    app = open_app(root, "home")
    assert read_offers(app) == ["取込: 中国.xlsx"]
    assert NAME in read_said(app)
    app = open_app(root, "upload")
    assert read_offers(app) == ["取込: 中国.xlsx"]
    app = open_app(root, "upload", draft=list_drafts(root, DESK)[0].draft_id)
    assert "誤り 1件" in read_said(app)
    assert not read_offers(app)


def test_draft_thrown_away_by_hand_is_gone_for_good(open_app: Open, root: Path, book: Path) -> None:
    own = begin(open_app, root, book)
    go_on(own)
    app = begin(open_app, root, book)
    other = next(each for each in list_drafts(root, DESK) if each.content["step"] == 4)
    app.button(key="upload_back").click().run()
    app.button(key="upload_back").click().run()
    app.button(key=f"draft_discard_now_{other.draft_id}").click().run()
    assert [each.content["step"] for each in list_drafts(root, DESK)] == [1]
    app.button(key="draft_discard_now_own").click().run()
    assert list_drafts(root, DESK) == []
    assert "まず、ファイルを選んでください" in read_said(app)
    bring(app, book)
    go_on(app, 2)
    assert "誤り 2件" in read_said(app)


def test_draft_that_is_gone_or_too_old_is_said_to_be(
    open_app: Open, root: Path, book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = begin(open_app, root, book)
    later = read_utc_now() + KEPT_FOR + timedelta(days=1)
    monkeypatch.setattr(drafts, "read_utc_now", lambda: later)
    app = press_f5(open_app, root, app)
    assert "この続きは、もうありません" in read_said(app)
    assert "まず、ファイルを選んでください" in read_said(app)
    assert not read_offers(open_app(root, "home"))


def test_with_sign_in_a_draft_is_its_persons_alone(open_app: Open, root: Path, book: Path) -> None:
    with open_database(root) as database:
        operator = run_as("operator", "command_line")
        for name in ("sato", "kondo"):
            register_person(database, operator, f"{name}@example.jp", name, "secretariat")
        register_person(database, operator, "ito@example.jp", "ito", "viewer")
    app = begin(open_app, root, book, "sato@example.jp")
    for who, offers in (("sato", ["取込: 中国.xlsx"]), ("kondo", []), ("ito", [])):
        assert read_offers(open_app(root, "home", f"{who}@example.jp")) == offers
    assert "誤り 1件" in read_said(press_f5(open_app, root, app, "sato@example.jp"))
    assert "この続きは、もうありません" in read_said(
        press_f5(open_app, root, app, "kondo@example.jp")
    )


def test_draft_for_which_there_is_no_room_now_stays_for_later(
    open_app: Open, root: Path, book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = begin(open_app, root, book)
    with monkeypatch.context() as patch:
        patch.setattr(room, "_FRAMING", 0)
        patch.setattr(room, "MOST_BYTES", book.stat().st_size - 1)
        assert "いまは続けられません" in read_said(press_f5(open_app, root, app))
    assert "誤り 1件" in read_said(press_f5(open_app, root, app))


def test_deck_begun_beside_an_upload_leaves_its_workbooks_counted_once(
    open_app: Open, root: Path, book: Path
) -> None:
    room._sessions.clear()
    app = begin(open_app, root, book)
    (upload,) = list_drafts(root, DESK)
    app.switch_page("deck/page.py").run()
    app.button("deck_drop").click().run()
    assert {each.kind for each in list_drafts(root, DESK)} == {"upload", "deck"}
    assert [each.draft for each in room._sessions.values()] == [upload.draft_id]


def test_more_than_a_persons_room_is_not_kept_and_said_so(
    open_app: Open, root: Path, book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drafts, "MOST_OF_PERSON", book.stat().st_size - 1)
    app = begin(open_app, root, book)
    assert "いらなくなった途中のものを捨ててください" in read_said(app)
    assert "誤り 1件" in read_said(app)
    assert list_drafts(root, DESK) == []


def test_disk_that_is_full_is_said_and_what_is_accepted_stands(
    open_app: Open, root: Path, book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = begin(open_app, root, book)

    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(drafts, "keep_file", refuse)
        type_fix(app, "B5", "松江市")
        assert "途中の内容を保存できません" in read_said(app)
        assert "ディスクがいっぱい" in read_said(app)
        assert "誤りはありません" in read_said(app)
    go_on(app)
    assert "途中の内容を保存できません" not in read_said(app)
    app = press_f5(open_app, root, app)
    assert "確定 3 + 保留 0" in read_said(app)


def test_draft_belongs_to_its_data_set(
    open_app: Open, plan_root: Path, tmp_path: Path, book: Path
) -> None:
    root = copy_store(plan_root, tmp_path)
    shutil.copytree(plan_root.with_name(PRACTICE_NAME), root.with_name(PRACTICE_NAME))
    app = begin(open_app, root, book)
    app.toggle(key="practice").set_value(True).run()
    assert "まず、ファイルを選んでください" in read_said(app)
    assert "この続きは" not in read_said(app)
    assert not read_offers(app)
    app.toggle(key="practice").set_value(False).run()
    assert read_offers(app) == ["取込: 中国.xlsx"]


def test_many_workbooks_of_the_inbox_come_back_and_each_can_be_taken_out(
    open_app: Open, root: Path
) -> None:
    for theme in ("橋", "川"):
        drop_in_inbox(
            root,
            matchings_book((theme, *BRIDGE[1:])),
            f"{theme}.xlsx",
            fiscal_year=None,
            forum="chugoku",
            sent_by="cli",
        )
    app = open_app(root, "upload")
    name_person(app, NAME)
    app.button(key="inbox_all").click().run()
    app.button(key="upload_together_button").click().run()
    app = press_f5(open_app, root, app)
    assert "確定 2 + 保留 0" in read_said(app)
    go_on(app)
    assert "2冊を確定しました" in read_said(app)
    assert list_inbox(root) == []


def test_workbook_of_a_draft_can_be_taken_out(open_app: Open, root: Path, book: Path) -> None:
    app = open_app(root, "upload")
    (waiting,) = bring(app, book)
    app = press_f5(open_app, root, app)
    app.button(key=f"take_out_{waiting.key}").click().run()
    assert "まず、ファイルを選んでください" in read_said(app)
    assert not read_offers(open_app(root, "home"))
