"""Damage that nobody would notice is found, named with its place, and changed by nothing."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from loaders.__main__ import main
from loaders.commands import UNREADABLE
from loaders.intake.verifying import explain_finding, verify
from loaders.keeping import FOUND, OK
from store.actor import claim
from store.batches import undo
from store.database import data_version, open_database
from store.keeping import snapshot
from store.log.entries import FILE_NAME
from tests.store.hand_made import read_everything
from tests.upload_books import open_plan_store

PROJECT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("sound") / "store"
    open_plan_store(root).close()
    return root


@pytest.fixture
def root(sound: Path, tmp_path: Path) -> Path:
    shutil.copytree(sound, tmp_path / "store")
    return tmp_path / "store"


def change_rows(statement: str) -> Callable[[Path], None]:
    def change(root: Path) -> None:
        with open_database(root) as database, database.write() as cursor:
            cursor.execute(statement)

    return change


def change_name(root: Path) -> None:
    line = (root / FILE_NAME).read_text(encoding="utf-8")
    (root / FILE_NAME).write_text(line.replace(".xlsx", ".xlsm", 1), encoding="utf-8")


def change_sha256(root: Path) -> None:
    line = (root / FILE_NAME).read_text(encoding="utf-8")
    place = line.index('"sha256": "') + 11
    other = "0" if line[place] != "0" else "1"
    (root / FILE_NAME).write_text(line[:place] + other + line[place + 1 :], encoding="utf-8")


def change_workbook(root: Path) -> None:
    next((root / "archive").iterdir()).write_bytes(b"other bytes")


def lose_workbook(root: Path) -> None:
    next((root / "archive").iterdir()).unlink()


#: What happens to a store, and the codes of what is found.
DAMAGES: dict[str, tuple[Callable[[Path], None], set[str]]] = {
    "name": (change_name, {"entry_false"}),
    "sha256": (change_sha256, {"entry_false"}),
    "workbook lost": (lose_workbook, {"workbook_damaged"}),
    "workbook changed": (change_workbook, {"workbook_damaged"}),
    "figure": (change_rows("UPDATE kpi_results SET value = value + 1"), {"rows_differ"}),
    "figure taken out": (change_rows("DELETE FROM kpi_results"), {"rows_differ"}),
    "sum": (change_rows("UPDATE record_sums SET record_count = 9"), {"rows_differ"}),
    "cell": (change_rows("UPDATE cells SET written = '1'"), {"rows_differ"}),
    "batch": (change_rows("UPDATE batches SET file_name = 'a'"), {"batch_differs"}),
    "entry": (change_rows("UPDATE log SET done_by = 'a' WHERE number = 1"), {"entry_false"}),
}


@pytest.mark.parametrize("kind", DAMAGES)
def test_damage_is_found_and_named(root: Path, kind: str) -> None:
    damage, codes = DAMAGES[kind]
    damage(root)
    with open_database(root) as database:
        before = read_everything(database)
        found, _ = verify(database, is_full=True)
        assert read_everything(database) == before
    assert codes <= {each.code for each in found} <= codes | {"batch_differs"}
    for each in found:
        said = explain_finding(each)
        assert said.startswith(f"取込番号 {each.batch}" if each.batch else each.place)
        assert "BatchEntry" not in said


def test_sound_store_has_nothing_to_be_found_and_says_what_was_read(root: Path) -> None:
    with open_database(root) as database:
        found, loads = verify(database, is_full=True)
        assert (found, loads) == ([], list(range(1, len(loads) + 1)))
        _, sample = verify(database, is_full=False)
    assert len(sample) == min(3, len(loads))


@pytest.mark.parametrize(
    ("damage", "code"), [(None, OK), (lose_workbook, FOUND)], ids=["sound", "damaged"]
)
def test_exit_code_says_whether_something_was_found(
    root: Path, damage: Callable[[Path], None] | None, code: int
) -> None:
    if damage:
        damage(root)
    assert main(["verify", "--database", str(root)]) == code


@pytest.mark.parametrize(("damage", "code"), [(None, OK), (lose_workbook, FOUND)])
def test_store_is_verified_while_the_app_writes_to_it(
    root: Path, damage: Callable[[Path], None] | None, code: int
) -> None:
    """What another process holds can't be opened; its copy can, with what was written last."""
    with open_database(root) as database:
        undo(database, 1, claim("山田"), "誤り")
        if damage:
            damage(root)
        command = [sys.executable, "-m", "loaders", "verify", "--database", str(root)]
        done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True)
        assert done.returncode == code
        assert "記録 6 件" in done.stderr or code == FOUND
        assert data_version(database) == 6


def test_copy_that_was_tidied_while_it_was_made_is_made_again(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy_one = snapshot._copy_one
    tidied: list[Path] = []

    def tidy(path: Path, folder: Path) -> None:
        copy_one(path, folder)
        if path.name == "congress.duckdb" and not tidied:
            tidied.append(path)
            with open_database(root) as database:
                undo(database, 1, claim("山田"), "誤り")

    monkeypatch.setattr(snapshot, "_copy_one", tidy)
    with snapshot.open_copy(root) as database:
        assert (data_version(database), verify(database, is_full=False)[0]) == (6, [])


@pytest.mark.parametrize("command", ["verify", "rebuild", "backup"])
@pytest.mark.parametrize("place", ["nowhere", "empty", "a file"])
def test_place_that_holds_no_store_is_named_and_left_as_it_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str, place: str
) -> None:
    root = tmp_path / place
    if place == "empty":
        root.mkdir()
    if place == "a file":
        root.write_bytes(b"-")
    backup = [str(tmp_path / "backup.zip")] if command == "backup" else []
    before = sorted(tmp_path.rglob("*"))
    assert main([command, *backup, "--database", str(root)]) == UNREADABLE
    assert f"{root} には、このプログラムのデータ" in capsys.readouterr().err
    assert sorted(tmp_path.rglob("*")) == before


def test_store_of_which_the_log_alone_is_left_is_a_store(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "congress.duckdb").unlink()
    assert main(["verify", "--database", str(root)]) == UNREADABLE
    assert "食い違っています" in capsys.readouterr().err
    assert main(["rebuild", "--database", str(root)]) == OK


def test_store_that_cannot_be_opened_is_another_exit_code(root: Path) -> None:
    (root / "congress.duckdb").write_bytes(b"damaged" * 1000)
    assert main(["verify", "--database", str(root)]) == UNREADABLE
