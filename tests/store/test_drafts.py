"""Drafts: kept as they are, each its owner's alone, thrown away by hand or after 90 days."""

import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from store.actor import Actor, claim, run_as
from store.database import PRACTICE_NAME, Database, open_database
from store.disk.archive import compute_sha256
from store.errors import DraftsFull, DraftUnknown, WriteFailed
from store.people import drafts
from store.people.drafts import (
    DESK,
    FOLDER,
    KEPT_FOR,
    NOTE_NAME,
    Draft,
    begin_draft,
    discard_draft,
    find_owner,
    list_drafts,
    load_draft,
    read_draft_file,
    save_draft,
)
from store.people.register import forget_person, register_person
from tests.stores import make_empty_store

BOOK = b"the workbook's bytes"
SHA256 = compute_sha256(BOOK)
DAY = datetime(2026, 11, 28, 9)
OPERATOR = run_as("operator", "command_line")
YAMADA, SATO = (
    Actor(name, "coordinator", frozenset({"chugoku"}), "signed_in", sign * 16)
    for name, sign in (("山田", "a"), ("佐藤", "b"))
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "real"


@pytest.fixture
def store(root: Path) -> Database:
    return make_empty_store(root)


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    """What the time is: its last entry."""
    moments = [DAY]
    monkeypatch.setattr(drafts, "read_utc_now", lambda: moments[-1])
    return moments


def save(
    store: Database, actor: Actor, said: str = "川", draft: Draft | None = None, book: bytes = BOOK
) -> Draft:
    draft = draft or begin_draft(find_owner(actor), "upload")
    draft = replace(draft, title="a.xlsx", content={"said": said})
    return save_draft(store, draft, actor, {compute_sha256(book): book})


def read_said(root: Path, actor: Actor) -> list[str]:
    return [each.content["said"] for each in list_drafts(root, find_owner(actor))]


def test_draft_and_its_workbook_come_back_after_a_restart(store: Database, root: Path) -> None:
    saved = save(store, claim("山田"))
    store.close()
    assert (saved.owner, saved.changed_at, saved.revision) == (DESK, DAY, 1)
    with open_database(root) as again:
        assert list_drafts(root, DESK) == [saved]
        assert load_draft(root, DESK, "upload", saved.draft_id) == saved
        assert read_draft_file(root, saved, SHA256) == BOOK
        assert again.read_names().fill_in(saved.by) == "山田"


def test_workbook_is_written_once_and_goes_with_its_place_in_the_draft(
    store: Database, root: Path
) -> None:
    saved = save(store, YAMADA)
    path = root / FOLDER / saved.owner / saved.draft_id / SHA256
    written = path.stat().st_mtime_ns
    saved = save(store, YAMADA, "橋", saved)
    assert path.stat().st_mtime_ns == written
    save_draft(store, saved, YAMADA)
    assert not path.exists()


def test_nobody_else_has_a_persons_draft(store: Database, root: Path) -> None:
    saved = save(store, YAMADA)
    assert read_said(root, YAMADA) == ["川"]
    assert read_said(root, SATO) == read_said(root, claim("山田")) == []
    for owner in (SATO.person_id, DESK, "", "../" + YAMADA.person_id):
        with pytest.raises(DraftUnknown):
            load_draft(root, owner, "upload", saved.draft_id)
    with pytest.raises(DraftUnknown):
        load_draft(root, saved.owner, "deck", saved.draft_id)
    with pytest.raises(DraftUnknown):  # nobody's: a session that has ended
        save(store, Actor("", "viewer", frozenset(), "signed_in"))


def test_two_tabs_on_one_draft_take_nothing_from_each_other(store: Database, root: Path) -> None:
    first = save(store, YAMADA)
    second = load_draft(root, first.owner, "upload", first.draft_id)
    first = save(store, YAMADA, "橋", first)
    second = save(store, YAMADA, "壁", second)
    assert first.draft_id != second.draft_id
    assert set(read_said(root, YAMADA)) == {"橋", "壁"}
    save(store, YAMADA, "道", second)
    assert set(read_said(root, YAMADA)) == {"橋", "道"}


def test_the_one_changed_last_comes_first(
    store: Database, root: Path, clock: list[datetime]
) -> None:
    for number, said in enumerate("川橋"):
        clock.append(DAY + timedelta(hours=number))
        save(store, YAMADA, said)
    assert read_said(root, YAMADA) == ["橋", "川"]


def test_draft_is_there_for_90_days_and_then_gone_from_the_disk(
    store: Database, root: Path, clock: list[datetime]
) -> None:
    saved = save(store, YAMADA)
    left = root / FOLDER / DESK / ("0" * 16)  # by a process that died in the middle
    left.mkdir(parents=True)
    os.utime(left, (begun := DAY.replace(tzinfo=UTC).timestamp(), begun))
    clock.append(DAY + KEPT_FOR)
    save(store, SATO)
    assert read_said(root, YAMADA) == ["川"]
    clock.append(DAY + KEPT_FOR + timedelta(microseconds=1))
    assert read_said(root, YAMADA) == []
    with pytest.raises(DraftUnknown):
        load_draft(root, saved.owner, "upload", saved.draft_id)
    save(store, SATO)
    assert not (root / FOLDER / saved.owner / saved.draft_id).exists()
    assert not left.exists()


def test_discarded_draft_is_gone(store: Database, root: Path) -> None:
    saved, other = save(store, YAMADA), save(store, YAMADA, "橋")
    discard_draft(root, saved)
    assert read_said(root, YAMADA) == ["橋"]
    assert [each.name for each in (root / FOLDER / saved.owner).iterdir()] == [other.draft_id]


def test_forgotten_person_leaves_no_draft_in_either_data_set(store: Database, root: Path) -> None:
    person = register_person(store, OPERATOR, "yamada@example.jp", "山田", "viewer").act()
    register_person(store, OPERATOR, "sato@example.jp", "佐藤", "secretariat")
    practice = make_empty_store(root.with_name(PRACTICE_NAME))
    for each in (store, practice):
        save(each, person)
        save(each, SATO)
    save(store, claim("近藤"))
    forget_person(store, OPERATOR, "yamada@example.jp")
    forget_person(store, OPERATOR, "近藤")
    assert read_said(root, person) == read_said(practice.root, person) == []
    assert read_said(root, claim("近藤")) == []
    assert read_said(root, SATO) == read_said(practice.root, SATO) == ["川"]


def test_persons_drafts_have_so_much_room_together(
    store: Database, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drafts, "MOST_OF_PERSON", 10)
    first = save(store, YAMADA, book=b"6bytes")
    save(store, SATO, book=b"ten bytes.")
    with pytest.raises(DraftsFull):
        save(store, YAMADA, book=b"5byte")
    save(store, YAMADA, "橋", book=b"four")
    first = save(store, YAMADA, "道", first, book=b"SIX BY")
    assert set(read_said(root, YAMADA)) == {"道", "橋"}
    with pytest.raises(DraftsFull):
        save(store, YAMADA, "壁", first, book=b"7 bytes")
    assert set(read_said(root, YAMADA)) == {"道", "橋"}


def test_damaged_note_hides_no_other_and_damaged_workbook_is_none(
    store: Database, root: Path
) -> None:
    saved, other = save(store, YAMADA), save(store, YAMADA, "橋")
    (root / FOLDER / saved.owner / saved.draft_id / NOTE_NAME).write_bytes(b"{")
    assert read_said(root, YAMADA) == ["橋"]
    for spoil in (lambda path: path.write_bytes(b"?"), Path.unlink):
        spoil(root / FOLDER / other.owner / other.draft_id / SHA256)
        with pytest.raises(DraftUnknown):
            read_draft_file(root, other, SHA256)


def test_store_that_is_read_alone_keeps_none(
    store: Database, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Database, "can_be_written", lambda self: False)
    with pytest.raises(WriteFailed):
        save(store, YAMADA)
    assert not (root / FOLDER).exists()
