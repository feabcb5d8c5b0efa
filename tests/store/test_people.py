"""Who may sign in, and for how long what they proved counts."""

from collections.abc import Callable
from pathlib import Path

import pytest

from data.acts import Role
from loaders.__main__ import main
from loaders.commands import UNREADABLE
from store.actor import Actor, claim
from store.batches import accept, list_batches
from store.database import Database
from store.decisions.parked import assign_parked, list_parked
from store.errors import LastSecretary, PersonIncomplete, PersonUnknown
from store.keeping.rebuild import rebuild
from store.log.activity import list_entries, verify_log
from store.log.entries import write_entry
from store.people.names import NAMES_NAME, PEOPLE_NAME
from store.people.register import (
    Person,
    end_sessions,
    find_person,
    forget_person,
    list_people,
    register_person,
    remove_person,
)
from store.people.sessions import (
    CLOCKS_DIFFER,
    IDLE,
    NOTED_EVERY,
    Presence,
    end_session,
    is_live,
    read_presence,
)
from tests.store.hand_made import parked, read_again, read_everything, submission

SECRETARY = claim("田中")
ISSUED = 1_800_000_000.0
CLAIMS = {"sub": "7", "email": "yamada@example.jp", "iat": ISSUED, "exp": ISSUED + 20 * 3600}


def test_person_is_found_by_address_in_any_capitals(database: Database) -> None:
    register_person(database, SECRETARY, " Yamada@Example.jp ", "朝比奈", "coordinator", ["kinki"])
    found = find_person(database.root, "YAMADA@example.JP")
    assert found is not None
    assert (found.act().name, found.act().role, found.act().forums) == (
        "朝比奈",
        "coordinator",
        frozenset({"kinki"}),
    )
    assert find_person(database.root, "other@example.jp") is None


def test_each_of_three_people_is_found_changed_and_removed_alone(database: Database) -> None:
    roles: list[tuple[str, Role]] = [("b", "secretariat"), ("c", "viewer"), ("a", "auditor")]
    for letter, role in roles:
        register_person(database, SECRETARY, f"{letter}@example.jp", letter * 2, role)
    for letter, role in roles:
        found = find_person(database.root, f"{letter}@example.jp")
        assert found is not None
        assert (found.name, found.role) == (letter * 2, role)
        assert [each.is_called(letter * 2) for each in list_people(database.root)] == [
            letter == other for other, _ in roles
        ]
    for email in ("0@example.jp", "bb@example.jp", "d@example.jp"):
        assert find_person(database.root, email) is None
    register_person(database, SECRETARY, "c@example.jp", "cc", "auditor")
    remove_person(database, SECRETARY, "c@example.jp")
    assert [each.name for each in list_people(database.root)] == ["bb", "aa"]
    remove_person(database, SECRETARY, "a@example.jp")
    assert forget_person(database, SECRETARY, "cc") == 1
    assert {each.by for each in list_entries(database)} == {SECRETARY.name}
    with pytest.raises(LastSecretary):
        forget_person(database, SECRETARY, "bb")


def test_person_registered_again_has_the_new_role_alone(database: Database) -> None:
    first = register_person(database, SECRETARY, "a@example.jp", "朝比奈", "coordinator", ["kinki"])
    second = register_person(database, SECRETARY, "a@example.jp", "朝比奈", "viewer")
    assert list_people(database.root) == [second]
    assert second.person_id == first.person_id


def test_removed_persons_address_is_gone_and_their_name_stays_with_what_they_did(
    database: Database,
) -> None:
    person = _register_two(database)
    register_person(database, person.act(), "c@example.jp", "鈴木", "viewer")
    remove_person(database, SECRETARY, "yamada@example.jp")
    assert "yamada@" not in read_files(database)
    assert [entry.by for entry in list_entries(database)] == ["田中", "朝比奈", "田中", "田中"]
    with pytest.raises(PersonUnknown):
        remove_person(database, SECRETARY, "yamada@example.jp")


@pytest.mark.parametrize("who", ["朝比奈", " Yamada@example.jp"])
@pytest.mark.parametrize("is_removed", [False, True])
def test_forgotten_person_is_nowhere_and_what_they_did_is_a_deleted_users(
    database: Database, who: str, is_removed: bool
) -> None:
    person = _register_two(database)
    waiting = [parked("港")]
    accept(database, submission(parked=waiting, accepted_by=person.act(), owner="朝比奈"))
    assign_parked(database, 1, 1, "佐藤", None, claim("朝比奈"))
    if is_removed:
        remove_person(database, SECRETARY, "yamada@example.jp")
        who = "朝比奈"
    assert forget_person(database, SECRETARY, who) == (2 if who == "朝比奈" else 1)
    if who != "朝比奈":
        forget_person(database, SECRETARY, "朝比奈")
    assert "朝比奈" not in read_files(database)
    assert list_batches(database)[0].entry.accepted_by == "削除された利用者"
    assert list_batches(database)[0].entry.owner == "削除された利用者"
    assert list_parked(database)[0].owner == "佐藤"
    assert verify_log(database) == []
    assert find_person(database.root, "yamada@example.jp") is None
    with pytest.raises(PersonUnknown):
        forget_person(database, SECRETARY, who)


def test_store_made_anew_knows_people_by_the_same_names(database: Database) -> None:
    accept(database, submission("橋", accepted_by=claim("朝比奈"), owner="佐藤"))
    before = list_batches(database)
    assert before[0].entry.accepted_by == "朝比奈"
    rebuild(database.root, read_again)
    assert list_batches(database) == before


def test_entry_from_before_there_were_ids_keeps_its_name(database: Database) -> None:
    with database.write() as cursor:
        write_entry(cursor, claim("朝比奈"), "accept", "batch:1", {})
    assert list_entries(database)[0].by == "朝比奈"


def _register_two(database: Database) -> Person:
    """Of the secretariat; the last one could not leave."""
    register_person(database, SECRETARY, "head@example.jp", "局長", "secretariat")
    return register_person(database, SECRETARY, "yamada@example.jp", "朝比奈", "secretariat")


def read_files(database: Database) -> str:
    """All that a text can be looked for in: log, register, names, and the database's rows."""
    names = ("log.jsonl", PEOPLE_NAME, NAMES_NAME)
    texts = [(database.root / name).read_text("utf-8") for name in names]
    return "".join([*texts, repr(read_everything(database))])


@pytest.mark.parametrize(
    ("after", "lives"),
    [
        (0, True),
        (-CLOCKS_DIFFER, True),
        (-CLOCKS_DIFFER - 1, False),
        (IDLE - 1, True),
        (IDLE, False),
    ],
)
def test_session_begins_soon_after_signing_in_or_not_at_all(
    tmp_path: Path, after: float, lives: bool
) -> None:
    assert is_live(tmp_path, CLAIMS, ISSUED + after) is lives


def test_session_that_is_seen_again_and_again_lives_until_its_proof_expires(tmp_path: Path) -> None:
    moments = [ISSUED + hour * 3600 for hour in (0, 7, 14, 19.9, 20)]
    assert [is_live(tmp_path, CLAIMS, moment) for moment in moments] == [True] * 4 + [False]


def test_session_that_was_idle_for_too_long_does_not_come_back(tmp_path: Path) -> None:
    hours = (0, 9, 9.1)
    lives = [is_live(tmp_path, CLAIMS, ISSUED + hour * 3600) for hour in hours]
    assert lives == [True, False, False]


def test_ended_session_is_over_for_every_copy_and_a_new_one_is_another(tmp_path: Path) -> None:
    assert is_live(tmp_path, CLAIMS, ISSUED)
    end_session(tmp_path, CLAIMS)
    assert not is_live(tmp_path, dict(CLAIMS), ISSUED + 1)
    assert is_live(tmp_path, CLAIMS | {"iat": ISSUED + 5}, ISSUED + 6)


def add(database: Database, email: str, role: Role, *forums: str) -> Person:
    return register_person(database, SECRETARY, email, "山田", role, forums)


@pytest.mark.parametrize(
    ("email", "name", "role", "forums"),
    [
        ("yamada.example.jp", "山田", "viewer", []),
        ("@example.jp", "山田", "viewer", []),
        ("yamada@", "山田", "viewer", []),
        ("a@example.jp", "　", "viewer", []),
        ("a@example.jp", "山田", "coordinator", []),
    ],
)
def test_person_of_whom_something_is_wanting_is_not_registered(
    database: Database, email: str, name: str, role: Role, forums: list[str]
) -> None:
    with pytest.raises(PersonIncomplete):
        register_person(database, SECRETARY, email, name, role, forums)
    assert list_people(database.root) == []
    assert list_entries(database) == []


def test_forums_are_a_coordinators_alone(database: Database) -> None:
    assert add(database, "a@example.jp", "coordinator", "kinki").forums == ("kinki",)
    assert add(database, "a@example.jp", "auditor", "kinki").forums == ()


def test_last_secretary_stays_until_there_is_another(database: Database) -> None:
    add(database, "a@example.jp", "secretariat")
    with pytest.raises(LastSecretary):
        remove_person(database, SECRETARY, "a@example.jp")
    with pytest.raises(LastSecretary):
        add(database, "a@example.jp", "viewer")
    add(database, "a@example.jp", "secretariat")
    add(database, "b@example.jp", "secretariat")
    remove_person(database, SECRETARY, "a@example.jp")
    assert [each.email for each in list_people(database.root)] == ["b@example.jp"]


def test_presence_is_of_each_person_and_counts_what_lives(tmp_path: Path) -> None:
    later = CLAIMS | {"iat": ISSUED + 3600}
    for claims, now, person in (
        (CLAIMS, ISSUED, "a"),
        (later, ISSUED + 3600, "a"),
        (CLAIMS | {"sub": "8"}, ISSUED, "b"),
        (CLAIMS | {"sub": "9"}, ISSUED, ""),
    ):
        assert is_live(tmp_path, claims, now, person)
    end_session(tmp_path, CLAIMS)
    assert read_presence(tmp_path, ISSUED + 3600) == {
        "a": Presence(ISSUED + 3600, 1),
        "b": Presence(ISSUED, 1),
    }
    assert read_presence(tmp_path, ISSUED + IDLE)["b"] == Presence(ISSUED, 0)


@pytest.mark.parametrize(("after", "noted"), [(NOTED_EVERY - 1, 0.0), (NOTED_EVERY, NOTED_EVERY)])
def test_session_is_noted_once_in_a_while(tmp_path: Path, after: float, noted: float) -> None:
    is_live(tmp_path, CLAIMS, ISSUED, "a")
    is_live(tmp_path, CLAIMS, ISSUED + after, "a")
    assert read_presence(tmp_path, ISSUED + after)["a"].last_seen == ISSUED + noted


@pytest.mark.parametrize("people", [("a", "b"), ("b", "a")])
def test_session_is_whose_it_was_last_seen_to_be(tmp_path: Path, people: tuple[str, str]) -> None:
    for seconds, person in enumerate(people):
        assert is_live(tmp_path, CLAIMS, ISSUED + seconds, person)
    assert read_presence(tmp_path, ISSUED) == {people[1]: Presence(ISSUED + 1, 1)}


@pytest.mark.parametrize("leave", [end_sessions, remove_person])
def test_sessions_of_one_person_end_in_every_browser(
    database: Database, leave: Callable[[Database, Actor, str], None]
) -> None:
    person = add(database, "a@example.jp", "viewer")
    other = CLAIMS | {"sub": "8"}
    is_live(database.root, CLAIMS, ISSUED, person.person_id)
    is_live(database.root, other, ISSUED, "someone else")
    leave(database, SECRETARY, "A@example.jp")
    assert not is_live(database.root, CLAIMS, ISSUED + 1, person.person_id)
    assert is_live(database.root, other, ISSUED + 1, "someone else")


@pytest.mark.parametrize("missing", ["iat", "exp"])
def test_proof_without_its_moments_proves_nothing(tmp_path: Path, missing: str) -> None:
    claims = {name: value for name, value in CLAIMS.items() if name != missing}
    assert not is_live(tmp_path, claims, ISSUED)


def test_operator_registers_and_removes_people_at_the_server(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = ["--database", str(tmp_path)]
    person = ["yamada@example.jp", "--name", "朝比奈", "--role", "coordinator"]
    assert main(["people", "add", *person, *store]) == UNREADABLE
    assert "担当にはフォーラム" in capsys.readouterr().err
    assert main(["people", "add", *person, "--forums", "近畿フォーラム", *store]) == 0
    assert capsys.readouterr().out.split() == ["yamada@example.jp", "朝比奈", "担当", "kinki"]
    assert main(["people", "remove", "yamada@example.jp", *store]) == 0
    assert main(["people", "list", *store]) == 0
    assert capsys.readouterr().out.split() == ["yamada@example.jp", "を削除しました"]
    assert main(["people", "forget", "朝比奈", *store]) == 0
    assert capsys.readouterr().out == "1 人の氏名を消しました\n"
    assert main(["people", "forget", "朝比奈", *store]) == 2
