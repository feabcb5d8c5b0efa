"""Agendas kept by name: the last of a name counts, who and when stand beside it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from store.actor import Actor, claim
from store.database import Database
from store.decisions.agendas import (
    KeptAgenda,
    find_agenda,
    keep_agenda,
    list_kept,
    remove_agenda,
    rename_agenda,
)
from store.errors import AgendaUnknown, NameTaken, RightMissing, TextMissing
from store.moments import read_utc_now
from tests.stores import make_empty_store

SECRETARY = claim("佐藤")
YAMADA, KONDO = (
    Actor(name, "coordinator", frozenset({"chugoku"}), "signed_in", sign * 16)
    for name, sign in (("山田", "a"), ("近藤", "b"))
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Database]:
    with make_empty_store(tmp_path / "real") as database:
        yield database


def keep(store: Database, name: str, *items: str, by: Actor = SECRETARY) -> int:
    return keep_agenda(store, by, KeptAgenda(name, "報告", items, {items[0]: "補足"}))


def read(store: Database) -> list[tuple[str, tuple[str, ...]]]:
    return [(each.name, each.items) for each in list_kept(store)]


def test_agenda_comes_back_as_it_was_kept_with_who_and_when(store: Database) -> None:
    before = read_utc_now()
    number = keep(store, " 委員会 ", "a", "b")
    kept = find_agenda(store, number)
    assert (kept.name, kept.title, kept.items) == ("委員会", "報告", ("a", "b"))
    assert kept.notes == {"a": "補足"}
    assert kept.by == "佐藤"
    assert before <= kept.at <= read_utc_now()


def test_the_same_name_takes_the_place_of_the_one_before(store: Database) -> None:
    first = keep(store, "委員会", "a")
    assert keep(store, "委員会", "b") == first
    keep(store, "部会", "c")
    assert read(store) == [("委員会", ("b",)), ("部会", ("c",))]


def test_renamed_one_keeps_its_number_and_takes_no_others_name(store: Database) -> None:
    first, _ = keep(store, "委員会", "a"), keep(store, "部会", "b")
    rename_agenda(store, SECRETARY, first, "第5回")
    rename_agenda(store, SECRETARY, first, "第5回")
    assert find_agenda(store, first).items == ("a",)
    with pytest.raises(NameTaken):
        rename_agenda(store, SECRETARY, first, "部会")
    assert [name for name, _ in read(store)] == ["第5回", "部会"]


def test_removed_one_is_gone_and_its_name_free(store: Database) -> None:
    first = keep(store, "委員会", "a")
    remove_agenda(store, SECRETARY, first)
    for change in (
        lambda: remove_agenda(store, SECRETARY, first),
        lambda: rename_agenda(store, SECRETARY, first, "x"),
    ):
        with pytest.raises(AgendaUnknown):
            change()
    assert keep(store, "委員会", "b") != first
    assert read(store) == [("委員会", ("b",))]


def test_coordinator_changes_their_own_alone(store: Database) -> None:
    own = keep(store, "委員会", "a", by=YAMADA)
    for change in (
        lambda: keep(store, "委員会", "b", by=KONDO),
        lambda: rename_agenda(store, KONDO, own, "x"),
        lambda: remove_agenda(store, KONDO, own),
    ):
        with pytest.raises(RightMissing):
            change()
    rename_agenda(store, YAMADA, own, "部会")
    remove_agenda(store, SECRETARY, own)
    assert read(store) == []


@pytest.mark.parametrize(("name", "items"), [(" ", ("a",)), ("委員会", ())])
def test_agenda_needs_a_name_and_a_view(store: Database, name: str, items: tuple[str, ...]) -> None:
    with pytest.raises(TextMissing):
        keep_agenda(store, SECRETARY, KeptAgenda(name, "報告", items, {}))
    assert read(store) == []
