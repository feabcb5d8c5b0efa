"""The archive: uploaded bytes, kept once, whole or not at all."""

from pathlib import Path

import pytest

from store.database import open_database
from store.disk.archive import archive_bytes, read_archive
from store.errors import ArchiveDamaged


def test_archived_bytes_come_back_and_are_kept_once(tmp_path: Path) -> None:
    root = tmp_path / "new" / "store"
    sha256 = archive_bytes(root, b"bytes", "調査票.XLSX")
    assert archive_bytes(root, b"bytes", "copy.xls") == sha256
    assert read_archive(root, sha256) == b"bytes"
    assert [path.name for path in (root / "archive").iterdir()] == [f"{sha256}.xlsx"]


@pytest.mark.parametrize("changed", [b"other", b"more"])  # their digests: more, and less
def test_changed_or_missing_archive_is_damaged_until_the_bytes_come_again(
    tmp_path: Path, changed: bytes
) -> None:
    sha256 = archive_bytes(tmp_path, b"bytes", "a.xlsx")
    path = tmp_path / "archive" / f"{sha256}.xlsx"
    path.write_bytes(changed)
    with pytest.raises(ArchiveDamaged, match="no longer holds"):
        read_archive(tmp_path, sha256)
    path.unlink()
    with pytest.raises(ArchiveDamaged, match="is not in"):
        read_archive(tmp_path, sha256)
    archive_bytes(tmp_path, b"bytes", "a.xlsx")
    assert read_archive(tmp_path, sha256) == b"bytes"


@pytest.mark.parametrize("damaged", [b"", b"byte", b"other"])
def test_damaged_archive_file_is_mended_by_the_same_bytes(tmp_path: Path, damaged: bytes) -> None:
    sha256 = archive_bytes(tmp_path, b"bytes", "a.xlsx")
    (tmp_path / "archive" / f"{sha256}.xlsx").write_bytes(damaged)
    archive_bytes(tmp_path, b"bytes", "a.xls")
    assert read_archive(tmp_path, sha256) == b"bytes"


def test_half_written_archive_file_is_removed_at_open(tmp_path: Path) -> None:
    archive_bytes(tmp_path, b"bytes", "a.xlsx")
    (tmp_path / "archive" / ".unfinished-x").write_bytes(b"half")
    open_database(tmp_path).close()
    assert not (tmp_path / "archive" / ".unfinished-x").exists()
