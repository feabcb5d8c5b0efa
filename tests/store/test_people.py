"""Who may sign in, and for how long what they proved counts."""

import json
from pathlib import Path

import pytest

from loaders.__main__ import main
from store.actor import claim
from store.database import Database
from store.errors import PersonUnknown
from store.log.activity import list_entries, verify_log
from store.people.register import (
    FILE_NAME,
    find_person,
    list_people,
    register_person,
    remove_person,
)
from store.people.sessions import CLOCKS_DIFFER, IDLE, end_session, is_live

SECRETARY = claim("田中")
ISSUED = 1_800_000_000.0
CLAIMS = {"sub": "7", "email": "yamada@example.jp", "iat": ISSUED, "exp": ISSUED + 20 * 3600}


def test_person_is_found_by_address_in_any_capitals(database: Database) -> None:
    register_person(database, SECRETARY, " Yamada@Example.jp ", "山田", "coordinator", ["kinki"])
    found = find_person(database.root, "YAMADA@example.JP")
    assert found is not None
    assert (found.act().name, found.act().role, found.act().forums) == (
        "山田",
        "coordinator",
        frozenset({"kinki"}),
    )
    assert find_person(database.root, "other@example.jp") is None


def test_person_registered_again_has_the_new_role_alone(database: Database) -> None:
    first = register_person(database, SECRETARY, "a@example.jp", "山田", "coordinator", ["kinki"])
    second = register_person(database, SECRETARY, "a@example.jp", "山田", "viewer")
    assert list_people(database.root) == [second]
    assert second.person_id == first.person_id


def test_removed_persons_name_and_address_are_gone_and_the_log_is_whole(
    database: Database,
) -> None:
    register_person(database, SECRETARY, "yamada@example.jp", "山田", "viewer")
    remove_person(database, SECRETARY, "yamada@example.jp")
    told = json.dumps([entry.details for entry in list_entries(database)], ensure_ascii=False)
    assert "yamada" not in told + (database.root / FILE_NAME).read_text("utf-8")
    assert "山田" not in told
    assert verify_log(database) == []
    with pytest.raises(PersonUnknown):
        remove_person(database, SECRETARY, "yamada@example.jp")


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


@pytest.mark.parametrize("missing", ["iat", "exp"])
def test_proof_without_its_moments_proves_nothing(tmp_path: Path, missing: str) -> None:
    claims = {name: value for name, value in CLAIMS.items() if name != missing}
    assert not is_live(tmp_path, claims, ISSUED)


def test_operator_registers_and_removes_people_at_the_server(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = ["--database", str(tmp_path)]
    person = ["yamada@example.jp", "--name", "山田", "--role", "coordinator"]
    with pytest.raises(SystemExit, match="--forums"):
        main(["people", "add", *person, *store])
    assert main(["people", "add", *person, "--forums", "近畿フォーラム", *store]) == 0
    assert capsys.readouterr().out.split() == ["yamada@example.jp", "山田", "担当", "kinki"]
    assert main(["people", "remove", "yamada@example.jp", *store]) == 0
    assert main(["people", "list", *store]) == 0
    assert capsys.readouterr().out.split() == ["yamada@example.jp", "を削除しました"]
