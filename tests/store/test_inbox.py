"""What the command line leaves for the app."""

from pathlib import Path

import pytest

from store.disk.inbox import drop_in_inbox, list_inbox, read_inbox_item, remove_inbox_item
from store.errors import InboxItemUnknown, WriteFailed


def drop(root: Path, content: bytes, forum: str | None = None) -> str:
    item = drop_in_inbox(
        root, content, "調査票 <b>.xlsx", fiscal_year=2020, forum=forum, sent_by="佐藤"
    )
    return item.item_id


def test_dropped_workbook_waits_whole_until_it_is_removed(tmp_path: Path) -> None:
    first, second = drop(tmp_path, b"one", "chugoku"), drop(tmp_path, b"two")
    waiting = list_inbox(tmp_path)
    assert [item.item_id for item in waiting] == [first, second]
    item, content = read_inbox_item(tmp_path, first)
    assert (item, content) == (waiting[0], b"one")
    assert (item.file_name, item.fiscal_year, item.forum) == ("調査票 <b>.xlsx", 2020, "chugoku")
    remove_inbox_item(tmp_path, first)
    assert [item.item_id for item in list_inbox(tmp_path)] == [second]


def test_item_dealt_with_by_somebody_else_is_unknown(tmp_path: Path) -> None:
    item_id = drop(tmp_path, b"one")
    remove_inbox_item(tmp_path, item_id)
    for attempt in (read_inbox_item, remove_inbox_item):
        with pytest.raises(InboxItemUnknown):
            attempt(tmp_path, item_id)


@pytest.mark.parametrize("item_id", ["../archive", "", ".", "20210401T000000000000-../x"])
def test_name_that_is_no_item_is_unknown(tmp_path: Path, item_id: str) -> None:
    (tmp_path / "archive").mkdir()
    with pytest.raises(InboxItemUnknown):
        remove_inbox_item(tmp_path, item_id)
    assert (tmp_path / "archive").exists()


def test_half_dropped_item_is_not_listed(tmp_path: Path) -> None:
    (tmp_path / "inbox" / ".unfinished-x").mkdir(parents=True)
    (tmp_path / "inbox" / ".unfinished-x" / "note.json").write_text("{")
    assert list_inbox(tmp_path) == []


@pytest.mark.parametrize(
    "note",
    [b"", b"{", b"[]", b"{}", b"\xff", b'{"item_id": 1}', b'{"unheard": "of"}', b"null"],
)
def test_broken_note_hides_no_other_item(tmp_path: Path, note: bytes) -> None:
    broken, whole = drop(tmp_path, b"one"), drop(tmp_path, b"two")
    (tmp_path / "inbox" / broken / "note.json").write_bytes(note)
    assert [item.item_id for item in list_inbox(tmp_path)] == [whole]
    with pytest.raises(InboxItemUnknown):
        read_inbox_item(tmp_path, broken)


@pytest.mark.parametrize("whole", [0, 1])
def test_note_of_another_item_is_broken(tmp_path: Path, whole: int) -> None:
    items = [drop(tmp_path, b"one"), drop(tmp_path, b"two")]
    notes = [tmp_path / "inbox" / each / "note.json" for each in items]
    notes[1 - whole].write_bytes(notes[whole].read_bytes())
    assert [item.item_id for item in list_inbox(tmp_path)] == [items[whole]]


@pytest.mark.parametrize("changed", [b"two", b"three"])  # their digests: less, and more
def test_changed_bytes_are_refused(tmp_path: Path, changed: bytes) -> None:
    item_id = drop(tmp_path, b"one")
    (tmp_path / "inbox" / item_id / "content").write_bytes(changed)
    with pytest.raises(InboxItemUnknown, match="no longer"):
        read_inbox_item(tmp_path, item_id)


def test_inbox_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "inbox").write_text("a file where the folder should be")
    with pytest.raises(WriteFailed, match="inbox"):
        drop(tmp_path, b"one")
