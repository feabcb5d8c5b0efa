"""Archive and journal: what is left of a crash, and what a lost database looks like."""

from pathlib import Path

import pytest

from store.batches import accept, list_batches, undo
from store.database import DATABASE_NAME, Database, open_database
from store.disk.archive import archive_bytes, read_archive
from store.errors import ArchiveDamaged, JournalAhead, JournalDamaged, WriteFailed
from store.journal import FILE_NAME, read_journal
from tests.store.hand_made import read_everything, submission


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A closed store with two loads and an undo."""
    with open_database(tmp_path) as database:
        accept(database, submission("橋", options={"titles": {"課題": "requirement"}}))
        accept(database, submission("川"))
        undo(database, 2, "事務局", "誤り")
    return tmp_path


def test_journal_repeats_every_batch(root: Path) -> None:
    with open_database(root) as database:
        entries = [batch.entry for batch in reversed(list_batches(database))]
    assert read_journal(root) == entries
    assert [entry.kind for entry in entries] == ["load", "load", "undo"]
    assert entries[0].options == {"titles": {"課題": "requirement"}}


@pytest.mark.parametrize("kept", [0, 1, 2])
def test_journal_short_of_lines_is_caught_up_at_open(root: Path, kept: int) -> None:
    whole = (root / FILE_NAME).read_bytes()
    lines = whole.splitlines(keepends=True)
    (root / FILE_NAME).write_bytes(b"".join(lines[:kept]) + lines[kept][:20])
    open_database(root).close()
    assert (root / FILE_NAME).read_bytes() == whole


def test_journal_that_cannot_be_written_does_not_lose_an_accepted_batch(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("store.disk.lines.write_flushed", refuse)
        assert accept(database, submission("橋")).is_new
        before = read_everything(database)
        with pytest.raises(WriteFailed):
            accept(database, submission("川"))
        assert read_everything(database) == before
    accept(database, submission("川"))
    assert [entry.batch_id for entry in read_journal(database.root)] == [1, 2]


def test_lost_database_is_noticed_and_the_journal_left_alone(root: Path) -> None:
    whole = (root / FILE_NAME).read_bytes()
    (root / DATABASE_NAME).unlink()
    for _ in range(2):
        with pytest.raises(JournalAhead):
            open_database(root)
    assert (root / FILE_NAME).read_bytes() == whole


@pytest.mark.parametrize("changed", [b'{"batch_id": 2}\n', b"\n", b"[]\n", b""])
def test_changed_or_missing_journal_line_is_named(root: Path, changed: bytes) -> None:
    lines = (root / FILE_NAME).read_bytes().splitlines(keepends=True)
    (root / FILE_NAME).write_bytes(lines[0] + changed + lines[2])
    with pytest.raises(JournalDamaged, match="line 2"):
        read_journal(root)


def test_archived_bytes_come_back_and_are_kept_once(tmp_path: Path) -> None:
    sha256 = archive_bytes(tmp_path, b"bytes", "調査票.XLSX")
    assert archive_bytes(tmp_path, b"bytes", "copy.xls") == sha256
    assert read_archive(tmp_path, sha256) == b"bytes"
    assert [path.name for path in (tmp_path / "archive").iterdir()] == [f"{sha256}.xlsx"]


def test_changed_or_missing_archive_is_damaged_until_the_bytes_come_again(tmp_path: Path) -> None:
    sha256 = archive_bytes(tmp_path, b"bytes", "a.xlsx")
    path = tmp_path / "archive" / f"{sha256}.xlsx"
    path.write_bytes(b"other")
    with pytest.raises(ArchiveDamaged, match="no longer holds"):
        read_archive(tmp_path, sha256)
    path.unlink()
    with pytest.raises(ArchiveDamaged, match="is not in"):
        read_archive(tmp_path, sha256)
    archive_bytes(tmp_path, b"bytes", "a.xlsx")
    assert read_archive(tmp_path, sha256) == b"bytes"


def test_damaged_archive_file_is_mended_by_the_same_bytes(tmp_path: Path) -> None:
    sha256 = archive_bytes(tmp_path, b"bytes", "a.xlsx")
    (tmp_path / "archive" / f"{sha256}.xlsx").write_bytes(b"other")
    archive_bytes(tmp_path, b"bytes", "a.xls")
    assert read_archive(tmp_path, sha256) == b"bytes"


def test_half_written_archive_file_is_removed_at_open(root: Path) -> None:
    (root / "archive" / ".unfinished-x").write_bytes(b"half")
    open_database(root).close()
    assert not (root / "archive" / ".unfinished-x").exists()
