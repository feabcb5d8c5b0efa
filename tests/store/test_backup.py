"""A backup restored into an empty folder is the same store; what is not whole is refused."""

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from store.actor import claim
from store.batches import accept, undo
from store.database import open_database
from store.disk.archive import compute_sha256
from store.disk.inbox import drop_in_inbox, list_inbox, read_inbox_item
from store.errors import ArchiveDamaged, BackupRefused, PlaceTaken
from store.keeping.backup import MANIFEST_NAME, restore_backup, write_backup
from store.keeping.rebuild import open_current
from store.log.activity import list_entries, verify_log
from store.log.entries import FILE_NAME
from tests.store.hand_made import parked, read_again, read_everything, submission
from tests.stores import filled_once

Members = dict[str, bytes]


@filled_once("backed_up")
def open_filled(root: Path) -> None:
    with open_database(root) as database:
        options = {"waiting": ["堤"]}
        accept(database, submission("橋", options=options, parked=[parked("堤")]))
        accept(database, submission("港", forum="kinki"))
        undo(database, 2, claim("事務局"), "誤り")
    drop_in_inbox(root, b"bytes", "a.xlsx", fiscal_year=2020, forum=None, sent_by="佐藤")
    (root / "people.json").write_bytes(b"[]")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    open_filled(tmp_path / "store").close()
    return tmp_path / "store"


def test_restored_store_has_every_row_seal_and_waiting_file(root: Path, tmp_path: Path) -> None:
    with open_database(root) as database:
        accept(database, submission("川"))
        backup = write_backup(root, tmp_path / "backup.zip")
        everything = read_everything(database)
        last = list_entries(database)[0]
        accept(database, submission("島"))
    assert (backup.entry_count, backup.seal) == (last.number, last.hash)
    again = tmp_path / "new" / "again"
    assert restore_backup(tmp_path / "backup.zip", again) == backup
    with open_current(again, read_again) as database:
        assert read_everything(database) == everything
        assert verify_log(database) == []
    (item,) = list_inbox(again)
    assert read_inbox_item(again, item.item_id) == (list_inbox(root)[0], b"bytes")
    assert (again / "people.json").read_bytes() == b"[]"


def read_members(path: Path) -> Members:
    with zipfile.ZipFile(path) as pack:
        return {name: pack.read(name) for name in pack.namelist()}


def write_members(path: Path, members: Members, is_listed: bool = True) -> None:
    if is_listed:
        hashes = {name: compute_sha256(content) for name, content in members.items()}
        hashes.pop(MANIFEST_NAME, None)
        members = {**members, MANIFEST_NAME: json.dumps({"files": hashes}).encode()}
    with zipfile.ZipFile(path, "w") as pack:
        for name, content in members.items():
            pack.writestr(name, content)


def drop(members: Members, start: str) -> Members:
    left = next(name for name in members if name.startswith(start))
    return {name: content for name, content in members.items() if name != left}


def change(members: Members, start: str, old: bytes, new: bytes) -> Members:
    name = next(name for name in members if name.startswith(start))
    assert old in members[name]
    return {**members, name: members[name].replace(old, new)}


#: What somebody does to a backup's members, and whether they list them anew.
TAMPERED: dict[str, tuple[Callable[[Members], Members], bool]] = {
    "a line": (lambda each: change(each, FILE_NAME, b"kinki.xlsx", b"osaka.xlsx"), True),
    "a line unlisted": (lambda each: change(each, FILE_NAME, b"kinki.xlsx", b"o.xlsx"), False),
    # by bytes whose digest is more than what is listed, and less
    "a waiting file": (lambda each: change(each, "inbox/", b"bytes", b"bytes" * 2), False),
    "a waiting file again": (lambda each: change(each, "inbox/", b"bytes", b"bytes" * 3), False),
    "a workbook": (lambda each: change(each, "archive/", b" ", b"  "), True),
    "a workbook left out": (lambda each: drop(each, "archive/"), True),
    "a workbook unlisted": (lambda each: drop(each, "archive/"), False),
    "a file unlisted before all": (lambda each: {"a": b"", **each}, False),
    "a file unlisted behind all": (lambda each: {**each, "z": b""}, False),
    "a file added": (lambda each: {**each, "people2.json": b""}, True),
    "a path out": (lambda each: {**each, "../outside.txt": b"x"}, True),
    "a path out in the archive": (lambda each: {**each, f"archive/../{'0' * 64}.x": b""}, True),
    "an absolute path": (lambda each: {**each, "/tmp/outside.txt": b"x"}, True),  # noqa: S108
    "no list": (lambda each: drop(each, MANIFEST_NAME), False),
    "half a list": (lambda each: {**each, MANIFEST_NAME: b'{"files": '}, False),
    "a list of another kind": (lambda each: {**each, MANIFEST_NAME: b"[]"}, False),
}


@pytest.mark.parametrize("kind", TAMPERED)
def test_backup_that_is_not_as_it_was_written_is_refused(
    root: Path, tmp_path: Path, kind: str
) -> None:
    write_backup(root, tmp_path / "backup.zip")
    tamper, is_listed = TAMPERED[kind]
    write_members(tmp_path / "bad.zip", tamper(read_members(tmp_path / "backup.zip")), is_listed)
    before = sorted(tmp_path.iterdir())
    with pytest.raises(BackupRefused):
        restore_backup(tmp_path / "bad.zip", tmp_path / "again")
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize("missing", ["people.json", "names.json"])
def test_backup_holds_what_is_there_and_what_is_ours(
    root: Path, tmp_path: Path, missing: str
) -> None:
    (item,) = list_inbox(root)
    (root / "inbox" / item.item_id / "stray.txt").write_text("x")
    (root / missing).unlink()
    write_backup(root, tmp_path / "backup.zip")
    names = set(read_members(tmp_path / "backup.zip"))
    assert {name for name in names if "/" not in name} == {
        *(FILE_NAME, MANIFEST_NAME, "people.json", "names.json"),
    } - {missing}
    assert {name for name in names if name.startswith("inbox/")} == {
        f"inbox/{item.item_id}/{name}" for name in ("content", "note.json")
    }
    assert sum(name.startswith("archive/") for name in names) == 2


def test_members_listed_anew_unchanged_are_taken(root: Path, tmp_path: Path) -> None:
    write_backup(root, tmp_path / "backup.zip")
    write_members(tmp_path / "same.zip", read_members(tmp_path / "backup.zip"))
    assert restore_backup(tmp_path / "same.zip", tmp_path / "again").entry_count == 3


@pytest.mark.parametrize("content", [b"", b"no zip"])
def test_file_that_is_no_backup_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "backup.zip").write_bytes(content)
    with pytest.raises(BackupRefused):
        restore_backup(tmp_path / "backup.zip", tmp_path / "again")


def test_only_an_empty_place_is_restored_into(root: Path, tmp_path: Path) -> None:
    write_backup(root, tmp_path / "backup.zip")
    with pytest.raises(PlaceTaken):
        restore_backup(tmp_path / "backup.zip", root)
    (tmp_path / "again").mkdir()
    assert restore_backup(tmp_path / "backup.zip", tmp_path / "again").entry_count == 3


def test_store_that_lacks_a_workbook_is_not_backed_up_as_if_whole(
    root: Path, tmp_path: Path
) -> None:
    write_backup(root, tmp_path / "backup.zip")
    before = (tmp_path / "backup.zip").read_bytes()
    next((root / "archive").iterdir()).unlink()
    with pytest.raises(ArchiveDamaged):
        write_backup(root, tmp_path / "backup.zip")
    assert (tmp_path / "backup.zip").read_bytes() == before
