"""Every word that is not ours is shown as it stands, on every page and in every part."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.delta_generator import DeltaGenerator

from data.layout import load_layouts
from pages import list_pages
from store.database import open_database
from tests.pages.conftest import Open
from tests.pages.planting import (
    FORUM,
    MARK,
    fill_planted_store,
    find_meaning,
    find_meanings,
    list_markdown,
)
from tests.pages.reading import visit_parts
from tests.pages.uploading import bring, go_on, name_person
from tests.samples.example import EXAMPLES
from tests.samples.ledger import break_cell, open_book, say
from widgets.plain_text import plain, plain_lines

#: As much of a mark as Excel takes for a sheet's name.
SHEET = "$x^2$ <b>太 `c` www.marks.jp"
#: Where a page shows more of one record than it does from the start.
NARROWED = {"blocks": {"block": FORUM}, "trace": {"code": "K2020-T-MAT"}}


@pytest.fixture(scope="module")
def planted_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root: Path = tmp_path_factory.mktemp("planted")
    fill_planted_store(root).close()
    return root


def look(look_at: Open, root: Path, page: str) -> Iterator[tuple[str, str]]:
    app = look_at(root, page, fiscal_year="2020", **NARROWED.get(page, {}))
    assert not app.exception, page
    for shown in visit_parts(app, page):
        assert not shown.exception, page
        yield from list_markdown(shown)


@pytest.mark.parametrize("page", list(list_pages()))
def test_no_planted_mark_is_more_than_a_word(page: str, look_at: Open, planted_root: Path) -> None:
    said = list(look(look_at, planted_root, page))
    assert find_meanings(said) == []
    assert said


def test_marks_are_planted_in_every_column_of_texts(planted_root: Path) -> None:
    with open_database(planted_root) as database, database.read() as cursor:
        for layout in load_layouts():
            texts = [field.name for field in layout.answers if field.type == "text"]
            for name in texts:
                query = f'SELECT count(*) FROM "current_{layout.id}" WHERE "{name}" = ?'  # noqa: S608
                [count] = cursor.execute(query, [MARK]).fetchone() or [0]
                assert count, (layout.id, name)


def test_the_search_for_marks_sees_them() -> None:
    raw = find_meaning(MARK)
    assert len(raw) == 15
    assert find_meaning(plain(MARK)) == find_meaning(plain_lines(MARK)) == []


def write_marked_book(path: Path) -> Path:
    """A workbook with marks as its sheet's name and as titles, answers and stray texts."""
    ledger = EXAMPLES["supports"]()
    ledger.change(0, "measure", say(MARK))
    ledger.change(1, "supported_on", break_cell(MARK, "invalid_date"))
    book = open_book(SHEET)
    ledger.write(book.active)
    book.active.cell(ledger.header_row(), 20, MARK)
    book.active.cell(ledger.header_row() + 1, 20, MARK)
    book.create_sheet(f"{SHEET}2")["A1"] = MARK
    book.save(path)
    return path


def test_words_of_a_file_on_its_way_in_are_words(
    open_app: Open, planted_root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[tuple[str, str]] = []
    show = DeltaGenerator.progress

    def progress(self: DeltaGenerator, value: float, text: str = "") -> DeltaGenerator:
        said.append(("progress", text))
        return show(self, value, text)

    monkeypatch.setattr(DeltaGenerator, "progress", progress)
    app = open_app(planted_root, "upload")
    name_person(app, MARK)
    name = MARK.replace("/", "／").replace("http:／／", "www.marks.example ")
    bring(app, write_marked_book(tmp_path / f"{name[:80]}.xlsx"))
    for _ in range(3):
        said += list_markdown(app)
        go_on(app)
        assert not app.exception
    said += list_markdown(app)
    assert find_meanings(said) == []
    assert any("絵" in text for where, text in said if where == "progress")
