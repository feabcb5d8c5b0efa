"""What can only be read is read, and says so to whoever would write; nothing of it is made anew."""

import os
from pathlib import Path

import pytest

from store.actor import claim
from store.batches import accept
from store.database import (
    DATABASE_NAME,
    ROOT_VARIABLE,
    Database,
    find_practice_root,
    find_root,
    is_practice_root,
    open_database,
)
from store.decisions.parked import close_parked, count_open
from store.disk.inbox import drop_in_inbox, read_inbox_item
from store.errors import InboxItemUnknown, WriteFailed
from store.log.activity import list_entries, read_seal
from store.log.entries import FILE_NAME
from store.people.names import NAMES_NAME, PEOPLE_NAME, find_stamp
from store.people.sessions import is_live
from store.release import ConfirmedStore, narrow
from tests.store.hand_made import HOURS, current_themes, make_older, parked, submission
from tests.stores import filled_once


@filled_once("read_alone")
def open_filled(root: Path) -> None:
    with open_database(root) as database:
        accept(database, submission("橋"), at=HOURS[1])


@pytest.fixture
def root(tmp_path: Path) -> Path:
    open_filled(tmp_path / "store").close()
    return tmp_path / "store"


@pytest.fixture(params=["store", "archive"])
def locked(root: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Path:
    """A store one of whose folders may only be read; root may write everywhere else."""
    access = os.access

    def allow(path: Path, mode: int) -> bool:
        return not (mode == os.W_OK and path.name == request.param) and access(path, mode)

    monkeypatch.setattr("os.access", allow)
    return root


def test_locked_store_is_read_and_not_written(locked: Path) -> None:
    before = (locked / FILE_NAME).read_bytes()
    with open_database(locked) as database:
        assert database.is_read_only
        assert current_themes(database) == "chugoku | 橋"
        with pytest.raises(WriteFailed):
            accept(database, submission("港"))
        with pytest.raises(WriteFailed), database.write():
            pass
    assert (locked / FILE_NAME).read_bytes() == before


def test_free_store_is_opened_to_be_written(root: Path) -> None:
    with open_database(root) as database:
        assert not database.is_read_only


def lose_database(root: Path) -> None:
    (root / DATABASE_NAME).unlink()
    (root / FILE_NAME).unlink()


def lose_log_seal(root: Path) -> None:
    line = (root / FILE_NAME).read_text("utf-8")
    (root / FILE_NAME).write_text(line.replace('"hash": "', '"hash": "0', 1), "utf-8")


@pytest.mark.parametrize("damage", [lose_database, lose_log_seal, make_older])
def test_locked_store_that_would_have_to_be_made_anew_is_refused(
    root: Path, monkeypatch: pytest.MonkeyPatch, damage: object
) -> None:
    damage(root)  # type: ignore[operator]
    monkeypatch.setattr("os.access", lambda path, mode: mode != os.W_OK)
    with pytest.raises(WriteFailed, match="read-only"):
        open_database(root)


def test_practice_data_lie_beside_the_real_ones(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv(ROOT_VARIABLE, str(tmp_path / "real"))
    assert find_practice_root() == tmp_path / "practice"
    assert [is_practice_root(each) for each in (find_root(), find_practice_root())] == [False, True]


def test_rows_that_wait_are_counted_at_each_moment(database: Database) -> None:
    assert count_open(database) == 0
    accept(database, submission("橋", parked=[parked("堤"), parked("壁", row=91)]), at=HOURS[1])
    close_parked(database, 1, 2, "dropped", claim("事務局"), "対象外")
    assert [count_open(database, moment) for moment in (HOURS[0], HOURS[1], None)] == [0, 2, 1]


def test_seal_is_of_the_last_entry_up_to_a_moment(database: Database) -> None:
    assert read_seal(database) == ""
    accept(database, submission("橋"), at=HOURS[1])
    accept(database, submission("港", forum="kinki"), at=HOURS[2])
    last, first = (f"{each.number}:{each.hash[:12]}" for each in list_entries(database))
    assert [read_seal(database, moment) for moment in (HOURS[0], HOURS[1], None)] == [
        *("", first, last)
    ]


def test_names_that_were_noted_or_deleted_have_another_stamp(tmp_path: Path) -> None:
    assert find_stamp(tmp_path, tmp_path) == (0, 0, 0, 0)
    for at, name in enumerate((PEOPLE_NAME, NAMES_NAME)):
        (tmp_path / name).touch()
        stamp = find_stamp(tmp_path)
        assert [each > 0 for each in stamp] == [True, at == 1]


def test_sessions_that_the_disk_refuses_say_so(tmp_path: Path) -> None:
    with pytest.raises(WriteFailed, match="sessions"):
        is_live(tmp_path / "nowhere", {"iat": 1.0, "exp": 3.0}, 2.0)


def test_inbox_item_without_its_bytes_is_unknown(tmp_path: Path) -> None:
    item = drop_in_inbox(tmp_path, b"one", "a.xlsx", fiscal_year=None, forum=None, sent_by="佐藤")
    (tmp_path / "inbox" / item.item_id / "content").unlink()
    with pytest.raises(InboxItemUnknown):
        read_inbox_item(tmp_path, item.item_id)


def test_confirmed_store_is_the_same_store_in_one_state_alone(database: Database) -> None:
    assert narrow(database, "") is narrow(database, "all") is database
    narrowed = narrow(database, "confirmed")
    assert isinstance(narrowed, ConfirmedStore)
    assert narrowed.root == database.root
