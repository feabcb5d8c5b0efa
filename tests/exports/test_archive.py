"""Everything in one archive: what the pages show, each file accounted for, the same bytes again."""

import csv
import hashlib
import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest

from data.layout import load_layouts
from exports import __main__ as command_line
from exports.archive.archive import export_archive, list_tables, name_archive
from exports.archive.contents import Contents, read_contents
from exports.archive.whole_book import group_by_key, stack
from exports.books.table_csv import export_csv, list_cells
from exports.deck.agenda import Request
from exports.errors import ExportError
from exports.making import make_file
from store.batches import accept
from store.database import PRACTICE_NAME, Database
from tests.ledger_store import fill_parked_store
from tests.store.hand_made import matching, submission
from tests.stores import make_empty_store
from views import load_views
from views.model.asking import ask_database
from views.model.describing import describe
from views.model.view import Question

REQUEST = Request(0, state="")


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    with fill_parked_store(tmp_path_factory.mktemp("archived") / "real") as database:
        evil = matching("=1+1", "kyushu", company="＠SUM(A1)")
        accept(database, submission(forum="kyushu", records=[evil]))
        yield database


@pytest.fixture(scope="module")
def contents(database: Database) -> Contents:
    return read_contents(database, REQUEST)


@pytest.fixture(scope="module")
def whole(contents: Contents) -> bytes:
    return export_archive(contents)


@pytest.fixture(scope="module")
def files(whole: bytes) -> dict[str, bytes]:
    with ZipFile(io.BytesIO(whole)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def read_csv(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def test_each_view_of_each_year_is_what_its_page_exports(
    database: Database, contents: Contents, files: dict[str, bytes]
) -> None:
    ask = ask_database(database)
    tables = {(each.key, each.fiscal_year): path for path, each in list_tables(contents)}
    for view in load_views().values():
        if view.is_page_bound:
            assert view.name in contents.left_out
            continue
        for year in (2020, 2021):
            question = Question(ask, year)
            figure = describe(view, question, view.reply(question))
            if figure.fiscal_year or year == 2021:
                assert files[tables[view.id, figure.fiscal_year]] == export_csv(figure), view.id


def test_records_are_those_that_count_with_their_cells(
    database: Database, files: dict[str, bytes]
) -> None:
    for layout in load_layouts():
        with database.read() as cursor:
            count = len(cursor.table(f"current_{layout.id}").fetchall())
        name = layout.title.replace(" ", "_")
        heads, *rows = read_csv(files[f"記録/{name}.csv"])
        assert heads[-4:] == ["ファイル", "シート", "セル", "取込番号"]
        assert len(rows) == max(1, count)
        if count:
            assert all(all(row[-4:]) for row in rows)
    heads, *rows = read_csv(files["記録/マッチング.csv"])
    [row] = (row for row in rows if "九州フォーラム" in row)
    told = dict(zip(heads, row, strict=True))
    assert (told["技術テーマ"], told["企業等名称"]) == ("'=1+1", "'＠SUM(A1)")
    assert (told["自治体名称（団体コード）"], told["自治体名称"]) == ("342025", "広島県呉市")
    assert (told["段階"], told["技術分野"]) == ("未定", "道路、河川")
    assert (told["ファイル"], told["セル"]) == ("kyushu.xlsx", "B7")


def test_workbook_holds_every_row_once_and_no_formula(
    contents: Contents, files: dict[str, bytes]
) -> None:
    book = openpyxl.load_workbook(io.BytesIO(files["全データ.xlsx"]))
    groups = [*group_by_key(contents.figures), *group_by_key(contents.records)]
    listed, *sheets = book.worksheets
    assert [row[0].value for row in listed.iter_rows(min_row=2)] == book.sheetnames[1:]
    for sheet, figures in zip(sheets, groups, strict=True):
        whole = stack(figures)
        assert sheet.max_row == 6 + max(1, len(whole.frame)), sheet.title
        assert len(whole.frame) == sum(len(each.frame) for each in figures)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert "=1+1" in {cell.value for cell in cells}
    assert not [cell for cell in cells if cell.data_type == "f"]


def test_stacked_years_say_their_year_and_the_same_in_each_cell(contents: Contents) -> None:
    for figures in group_by_key(contents.figures):
        if len(figures) > 1:
            whole = stack(figures)
            rows = iter(list_cells(whole))
            own = [name for name in whole.data_columns if name != "of_year"]
            for each in figures:
                places = [own.index(name) + 1 for name in each.data_columns]
                for row in list_cells(each) if len(each.frame) else []:
                    stacked = next(rows)
                    assert stacked[0] == each.year_text
                    assert [stacked[place] for place in places] == row


def test_text_names_scope_moment_data_sources_and_every_file(
    contents: Contents, files: dict[str, bytes]
) -> None:
    text = files["README.txt"].decode("utf-8-sig")
    assert text.count("\r\n") == text.count("\n")
    for said in (
        *("データ区分: 実データ", "範囲: 合計", f"時点: {contents.state.text}"),
        *(f"記録の封印: {contents.seal}", "kyushu.xlsx", "全国フォーラムの行程"),
    ):
        assert said in text
    for path, content in files.items():
        if path != "README.txt":
            assert f"{hashlib.sha256(content).hexdigest()}  {path}\r\n" in text
    for number, name, sha256 in contents.loads:
        assert f"{number}  {name}  {sha256}" in text


def test_same_store_gives_the_same_bytes_here_in_a_worker_and_by_command(
    database: Database,
    contents: Contents,
    whole: bytes,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert make_file(export_archive, contents) == whole
    monkeypatch.setattr(command_line, "open_figures", lambda _: _Open(database))
    monkeypatch.setattr(command_line, "is_practice", lambda _: False)
    assert command_line.main(["archive", str(tmp_path / "all.zip")]) == 0
    assert (tmp_path / "all.zip").read_bytes() == whole
    with pytest.raises(SystemExit):
        command_line.main(["archive", str(tmp_path / "all.csv")])


class _Open:
    """An open store that stays open."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def __enter__(self) -> Database:
        return self._database

    def __exit__(self, *_: object) -> None:
        pass


def test_invented_figures_say_so_in_name_text_and_each_table(contents: Contents) -> None:
    def mark(figures: tuple) -> tuple:  # type: ignore[type-arg]
        return tuple(replace(each, is_practice=True) for each in figures[:2])

    invented = replace(
        contents,
        is_practice=True,
        figures=mark(contents.figures),
        records=mark(contents.records),
    )
    assert name_archive(invented).startswith("演習_")
    with ZipFile(io.BytesIO(export_archive(invented))) as archive:
        text = archive.read("README.txt").decode("utf-8-sig")
        assert "データ区分: 演習データ（架空）" in text
        tables = [archive.read(name) for name in archive.namelist() if name.endswith(".csv")]
    assert all("演習データ（架空）" in content.decode("utf-8-sig") for content in tables)


def test_nothing_is_no_archive(tmp_path: Path) -> None:
    with make_empty_store(tmp_path / PRACTICE_NAME) as database, pytest.raises(ExportError):
        read_contents(database, REQUEST)
