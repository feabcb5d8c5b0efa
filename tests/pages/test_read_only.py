"""A store that can't be written: the figures stand, and writing pages say that nothing is kept."""

import gc
import os
from pathlib import Path

import pytest

from loaders.__main__ import main
from loaders.commands import UNREADABLE
from pages import list_pages
from store.people.drafts import FOLDER
from tests.pages.conftest import Open, forget
from tests.pages.uploading import bring, go_on, name_person
from tests.samples.example import EXAMPLES
from tests.samples.ledger import open_book
from widgets.app import WORDS

WRITING = [name for name, facts in list_pages().items() if facts.writes]


@pytest.fixture
def no_writing(monkeypatch: pytest.MonkeyPatch) -> None:
    """As a folder answers that is mounted to be read alone; root may write everywhere else.

    DuckDB opens no file to be read alone that the same process still has open for writing.
    """
    forget()
    gc.collect()
    refuse_writing(monkeypatch)


def refuse_writing(patch: pytest.MonkeyPatch) -> None:
    access = os.access
    patch.setattr(os, "access", lambda path, mode: mode != os.W_OK and access(path, mode))


@pytest.mark.usefixtures("no_writing")
def test_figures_stand_and_writing_pages_say_that_nothing_is_kept(
    open_app: Open, plan_root: Path
) -> None:
    app = open_app(plan_root)
    assert app.title[0].value == "マッチング等 133/150（89%）、うち社会実装 0"
    assert list(app.warning) == []
    for page in WRITING:
        app.switch_page(f"{page}/page.py").run()
        assert not app.exception
        warned = WORDS["read_only"] in [each.value for each in app.warning]
        # At one's own desk there are no people to be registered, and nobody has tokens.
        assert warned is not list_pages()[page].of_signing_in


def test_warning_goes_by_itself_once_the_folder_can_be_written(
    open_app: Open, plan_root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    forget()
    gc.collect()
    with monkeypatch.context() as patch:
        refuse_writing(patch)
        app = open_app(plan_root, "titles")
        assert WORDS["read_only"] in [each.value for each in app.warning]
    app.run()
    assert WORDS["read_only"] not in [each.value for each in app.warning]


def test_store_that_can_be_written_warns_of_nothing(look_at: Open, plan_root: Path) -> None:
    app = look_at(plan_root, "titles")
    assert WORDS["read_only"] not in [each.value for each in app.warning]


def write_book(path: Path) -> Path:
    book = open_book("支援実績")
    EXAMPLES["supports"]().write(book.active)
    book.save(path)
    return path


@pytest.mark.usefixtures("no_writing")
def test_workbook_is_read_and_not_taken(open_app: Open, plan_root: Path, tmp_path: Path) -> None:
    app = open_app(plan_root, "upload")
    name_person(app, "山田")
    bring(app, write_book(tmp_path / "令和3年度 支援実績.xlsx"))
    for _ in range(2):
        go_on(app)
        assert not app.exception
    assert "書き込めません" in app.error[0].value
    assert any("途中の内容を保存できません" in each.value for each in app.warning)
    assert not (plan_root / FOLDER).exists()


@pytest.mark.usefixtures("no_writing")
def test_command_line_says_in_japanese_that_nothing_is_kept(
    plan_root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = write_book(tmp_path / "令和3年度 支援実績.xlsx")
    assert main(["load", str(book), "--database", str(plan_root)]) == UNREADABLE
    assert "データベースに書き込めません" in capsys.readouterr().err
