"""Damage is called damage, set aside and mended: nothing acknowledged is lost."""

import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from store.actor import claim
from store.batches import accept, undo
from store.database import DATABASE_NAME, Database, open_database
from store.errors import DatabaseDamaged, LogAhead, LogDamaged
from store.keeping.rebuild import open_current, rebuild
from store.log.activity import verify_log
from store.log.entries import FILE_NAME
from tests.store.hand_made import current_themes, parked, read_again, read_everything, submission

WAL_NAME = f"{DATABASE_NAME}.wal"
Everything = dict[str, list[str]]


def fill(root: Path) -> Path:
    """A closed store of its own; returns where the log of DuckDB's is that it had while open."""
    wal = root.with_name(f"{root.name}.wal")
    with open_database(root) as database:
        options = {"waiting": ["堤"]}
        accept(database, submission("橋", "道", options=options, parked=[parked("堤")]))
        accept(database, submission("港", forum="kinki"))
        undo(database, 2, claim("事務局"), "誤り")
        shutil.copy(root / WAL_NAME, wal)
    return wal


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("sound") / "store"
    fill(root)
    return root


@pytest.fixture(scope="module")
def foreign(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("foreign") / "store"
    fill(root)
    with open_database(root) as database:
        for number in range(5):
            accept(database, submission(f"別{number}"))
    return root


@pytest.fixture(scope="module")
def everything(sound: Path, tmp_path_factory: pytest.TempPathFactory) -> Everything:
    root = tmp_path_factory.mktemp("read") / "store"
    shutil.copytree(sound, root)
    with open_database(root) as database:
        return read_everything(database)


@pytest.fixture
def root(sound: Path, tmp_path: Path) -> Path:
    shutil.copytree(sound, tmp_path / "store")
    return tmp_path / "store"


def flip_bit(path: Path, *offsets: int) -> None:
    content = bytearray(path.read_bytes())
    for offset in offsets:
        content[offset] ^= 1
    path.write_bytes(content)


def truncate(path: Path, size: int) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: size if size >= 0 else len(content) + size])


#: In a block of rows, which DuckDB reads only when it is asked for them.
IN_ROWS = 300_000

#: What happens to a closed store (root, sound, foreign), and what opening it says.
DAMAGES: dict[str, tuple[Callable[[Path, Path, Path], object], type[Exception]]] = {
    "flip in the head": (lambda root, *_: flip_bit(root / DATABASE_NAME, 100), DatabaseDamaged),
    "flip in both counters": (
        lambda root, *_: flip_bit(root / DATABASE_NAME, 4110, 8206),
        DatabaseDamaged,
    ),
    "empty": (lambda root, *_: truncate(root / DATABASE_NAME, 0), DatabaseDamaged),
    "cut in the head": (lambda root, *_: truncate(root / DATABASE_NAME, 100), DatabaseDamaged),
    "cut after it": (lambda root, *_: truncate(root / DATABASE_NAME, 12_288), DatabaseDamaged),
    "cut in half": (lambda root, *_: truncate(root / DATABASE_NAME, 2_000_000), DatabaseDamaged),
    "log of before": (
        lambda root, sound, _: shutil.copy(sound.with_name("store.wal"), root / WAL_NAME),
        DatabaseDamaged,
    ),
    "log of another": (
        lambda root, _, foreign: shutil.copy(foreign.with_name("store.wal"), root / WAL_NAME),
        DatabaseDamaged,
    ),
    "database of another": (
        lambda root, _, foreign: shutil.copy(foreign / DATABASE_NAME, root / DATABASE_NAME),
        LogAhead,
    ),
    "lost": (lambda root, *_: (root / DATABASE_NAME).unlink(), LogAhead),
    "last line": (lambda root, *_: flip_bit(root / FILE_NAME, -3), LogDamaged),
}


@pytest.mark.parametrize("kind", DAMAGES)
def test_damage_is_named_set_aside_and_mended_on_opening(
    root: Path, sound: Path, foreign: Path, everything: Everything, kind: str
) -> None:
    damage, named = DAMAGES[kind]
    damage(root, sound, foreign)
    damaged = {path.read_bytes() for path in root.iterdir() if path.is_file()}
    with pytest.raises(named):
        open_database(root)
    with open_current(root, read_again) as database:
        assert read_everything(database) == everything
        assert verify_log(database) == []
    aside = [path for path in root.iterdir() if ".damaged-2" in path.name]
    assert bool(aside) is (kind != "lost")
    assert {path.read_bytes() for path in aside} <= damaged


def test_damage_that_opening_does_not_see_is_named_where_it_is_read(
    root: Path, everything: Everything
) -> None:
    flip_bit(root / DATABASE_NAME, IN_ROWS)
    with open_database(root) as database:
        with pytest.raises(DatabaseDamaged):
            read_everything(database)
        outcome = rebuild(root, read_again)
        assert [path.suffix for path in outcome.set_aside] == [".duckdb"]
        assert read_everything(database) == everything
        accept(database, submission("川"))
    with open_database(root) as database:
        assert current_themes(database) == "chugoku | 川"


def change_line(root: Path, number: int, old: str, new: str) -> None:
    lines = (root / FILE_NAME).read_text(encoding="utf-8").splitlines(keepends=True)
    assert old in lines[number - 1]
    lines[number - 1] = lines[number - 1].replace(old, new)
    (root / FILE_NAME).write_text("".join(lines), encoding="utf-8")


@pytest.mark.parametrize("old", ['"kinki.xlsx"', '"sha256": "', '"by": "', '{"action"'])
def test_changed_line_is_mended_from_the_database(
    root: Path, everything: Everything, old: str
) -> None:
    change_line(root, 2, old, old.replace(old[1], "x", 1))
    assert [path.suffix for path in rebuild(root, read_again).set_aside] == [".jsonl"]
    with open_database(root) as database:
        assert read_everything(database) == everything
        assert verify_log(database) == []


def test_changed_line_that_no_database_contradicts_is_kept_false_and_named(root: Path) -> None:
    change_line(root, 2, "kinki.xlsx", "osaka.xlsx")
    (root / DATABASE_NAME).unlink()
    assert rebuild(root, read_again).false == (2,)
    with open_database(root) as database:
        assert verify_log(database) == [2]


def test_line_that_is_none_and_that_no_database_has_is_named(root: Path) -> None:
    change_line(root, 2, '"by"', '"bx"')
    (root / DATABASE_NAME).unlink()
    with pytest.raises(LogDamaged) as raised:
        open_current(root, read_again)
    assert raised.value.named == {"place": "log.jsonl:2"}


def test_database_that_a_later_duckdb_has_written_is_made_anew(
    root: Path, everything: Everything, monkeypatch: pytest.MonkeyPatch
) -> None:
    connect = duckdb.connect

    def refuse(path: Path, **options: object) -> duckdb.DuckDBPyConnection:
        if path.name == DATABASE_NAME and not [*root.glob("*.damaged-*")]:
            raise duckdb.IOException("Trying to read a database file with version number 99")
        return connect(path, **options)  # type: ignore[arg-type]

    monkeypatch.setattr("store.database_file.duckdb.connect", refuse)
    with open_current(root, read_again) as database:
        assert isinstance(database, Database)
        assert read_everything(database) == everything
