"""The uploaded bytes, kept for good under their SHA-256: `archive/<sha256>.<extension>`.

The original name is the log's; the extension is kept so that a person who looks into
the folder can open a file.
"""

import hashlib
import re
from pathlib import Path, PurePath

from store.disk.files import remove_unfinished
from store.errors import ArchiveDamaged
from store.shared.home import find_home, keep_file, read_file

FOLDER = "archive"


def archive_bytes(root: Path, content: bytes, file_name: str) -> str:
    """Keep the bytes and return their SHA-256; bytes already kept are not written again.

    Raises OSError when the disk refuses; nothing half is left.
    """
    sha256 = compute_sha256(content)
    if not _is_kept(root, sha256, content):
        name = f"{FOLDER}/{sha256}.{_choose_extension(file_name)}"
        keep_file(root, name, content, is_copied=False)
    return sha256


def read_archive(root: Path, sha256: str) -> bytes:
    """The bytes kept under a SHA-256, verified.

    Raises ArchiveDamaged when they are missing or have changed.
    """
    path = _find_archived(root, sha256)
    if path is None:
        raise ArchiveDamaged(f"{sha256} is not in {root / FOLDER}", f"{FOLDER}/{sha256}")
    content = path.read_bytes()
    if compute_sha256(content) != sha256:
        message = f"{path} no longer holds the bytes that were archived"
        raise ArchiveDamaged(message, f"{FOLDER}/{path.name}")
    return content


def compute_sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def tidy_archive(root: Path) -> None:
    """Remove what a process that died in the middle of writing has left."""
    remove_unfinished(root / FOLDER)


def _is_kept(root: Path, sha256: str, content: bytes) -> bool:
    path = _find_archived(root, sha256)
    return path is not None and path.read_bytes() == content


def _find_archived(root: Path, sha256: str) -> Path | None:
    path = next((root / FOLDER).glob(f"{sha256}.*"), None)
    if path is None and (name := find_home(root).find(f"{FOLDER}/{sha256}.")):
        read_file(root, name)
        return root / name
    return path


def _choose_extension(file_name: str) -> str:
    """
    >>> _choose_extension("調査票.XLSX"), _choose_extension("no"), _choose_extension("a.<b>")
    ('xlsx', 'bin', 'bin')
    """
    extension = PurePath(file_name).suffix.lstrip(".").lower()
    return extension if re.fullmatch(r"[a-z0-9]{1,5}", extension) else "bin"
