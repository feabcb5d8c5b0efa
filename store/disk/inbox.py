"""The inbox: where the command line leaves a workbook while the app holds the database.

One item is one folder, renamed into place when it is complete, so that the app never
sees half of it.
"""

import json
import os
import re
import shutil
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec

from store.actor import CONGRESS
from store.disk.archive import compute_sha256
from store.disk.files import UNFINISHED_PREFIX, whole_folder, write_file
from store.errors import InboxItemUnknown, name_refusal
from store.moments import read_utc_now

FOLDER = "inbox"
NOTE_NAME = "note.json"
CONTENT_NAME = "content"
#: What a note that is gone, half or not ours shows itself as (msgspec's are ValueErrors).
_UNREADABLE = (OSError, ValueError)
_ITEM_ID = re.compile(r"\d{8}T\d{12}-[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class InboxItem:
    """A workbook that waits, with what its sender said about it (UTC without time zone)."""

    item_id: str
    file_name: str
    sha256: str
    fiscal_year: int | None
    forum: str | None
    sent_by: str
    sent_at: datetime
    options: Mapping[str, Any] = field(default_factory=dict)

    @property
    def concerned(self) -> str:
        """The forum whose it is, as far as its sender has said."""
        return self.forum or CONGRESS


def drop_in_inbox(
    root: Path,
    content: bytes,
    file_name: str,
    *,
    fiscal_year: int | None,
    forum: str | None,
    sent_by: str,
) -> InboxItem:
    """Leave a workbook for the app. Raises WriteFailed; nothing half is then left."""
    sent_at, sha256 = read_utc_now(), compute_sha256(content)
    item_id = f"{sent_at:%Y%m%dT%H%M%S%f}-{sha256[:12]}"
    item = InboxItem(item_id, file_name, sha256, fiscal_year, forum, sent_by, sent_at)
    try:
        _write_item(root / FOLDER, item, content)
    except OSError as error:
        raise name_refusal(root / FOLDER, error) from error
    return item


def list_inbox(root: Path) -> list[InboxItem]:
    """What waits, the oldest first; an item whose note is broken is none, and hides no other."""
    paths = (root / FOLDER).glob(f"*/{NOTE_NAME}")
    items = []
    for item_id in sorted(path.parent.name for path in paths):
        with suppress(InboxItemUnknown):
            items.append(find_inbox_item(root, item_id))
    return items


def find_inbox_item(root: Path, item_id: str) -> InboxItem:
    """What its sender said of an item; raises InboxItemUnknown when it is not there any more or
    its note says nothing that can be understood."""
    try:
        return _read_note(root, item_id)
    except _UNREADABLE as error:
        raise InboxItemUnknown(item_id) from error


def read_inbox_item(root: Path, item_id: str) -> tuple[InboxItem, bytes]:
    """An item and its bytes; it stays until it is removed.

    Raises InboxItemUnknown when it is not there any more or its bytes have changed.
    """
    item = find_inbox_item(root, item_id)
    try:
        content = (_find_item(root, item_id) / CONTENT_NAME).read_bytes()
    except FileNotFoundError as error:
        raise InboxItemUnknown(item_id) from error
    if compute_sha256(content) != item.sha256:
        raise InboxItemUnknown(f"{item_id} no longer holds the bytes that were sent")
    return item, content


def remove_inbox_item(root: Path, item_id: str) -> None:
    """Take an item out once it is accepted or refused; raises InboxItemUnknown or WriteFailed."""
    path = _find_item(root, item_id)
    removed = path.with_name(UNFINISHED_PREFIX + item_id)
    try:
        os.replace(path, removed)
    except FileNotFoundError as error:
        raise InboxItemUnknown(item_id) from error
    except OSError as error:
        raise name_refusal(path, error) from error
    shutil.rmtree(removed, ignore_errors=True)


def _write_item(inbox: Path, item: InboxItem, content: bytes) -> None:
    with whole_folder(inbox / item.item_id) as unfinished:
        note = asdict(item) | {"sent_at": item.sent_at.isoformat()}
        write_file(unfinished / CONTENT_NAME, content)
        write_file(unfinished / NOTE_NAME, json.dumps(note, ensure_ascii=False).encode())


def _read_note(root: Path, item_id: str) -> InboxItem:
    item = msgspec.json.decode((_find_item(root, item_id) / NOTE_NAME).read_bytes(), type=InboxItem)
    if item.item_id != item_id:
        raise ValueError(f"the note of {item_id} is another item's")
    return item


def _find_item(root: Path, item_id: str) -> Path:
    """Raises InboxItemUnknown for anything that is not an item's name."""
    if not _ITEM_ID.fullmatch(item_id):
        raise InboxItemUnknown(item_id)
    return root / FOLDER / item_id
