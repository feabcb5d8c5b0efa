"""Tokens: good for their owner alone, until their last day, whatever happens to their file."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from loaders.__main__ import main
from loaders.commands import UNREADABLE
from store.actor import Actor, claim
from store.database import Database
from store.errors import RightMissing, SessionsDamaged, TokensFull, TokenUnknown
from store.log.activity import list_entries
from store.people import tokens
from store.people.register import find_bearer, register_person, remove_person
from store.people.sessions import FILE_NAME
from store.people.tokens import (
    DAY,
    MOST_DAYS,
    Made,
    list_tokens,
    make_token,
    revoke_token,
)

NOW = 1_800_000_000.0
SECRETARY = claim("事務局")


@pytest.fixture
def owner(database: Database) -> Actor:
    register_person(database, SECRETARY, "sato@example.jp", "佐藤", "secretariat")
    return register_person(database, SECRETARY, "a@example.jp", "山田", "viewer").act()


@pytest.fixture
def made(database: Database, owner: Actor) -> Made:
    return make_token(database, owner, "集計表", 30, NOW)


def find_name(database: Database, borne: str, now: float = NOW) -> str:
    person = find_bearer(database.root, borne, now)
    return person.name if person else ""


def test_token_is_its_owners_until_its_last_moment(database: Database, made: Made) -> None:
    assert find_name(database, made.borne) == "山田"
    assert find_name(database, made.borne, NOW + 30 * DAY - 1) == "山田"
    assert find_name(database, made.borne, NOW + 30 * DAY) == ""


@pytest.mark.parametrize("days", [0, MOST_DAYS + 1])
def test_no_token_is_good_for_longer_than_a_year(
    database: Database, owner: Actor, days: int
) -> None:
    with pytest.raises(ValueError, match="days"):
        make_token(database, owner, "集計表", days, NOW)
    make_token(database, owner, "集計表", MOST_DAYS, NOW)


def test_only_somebody_registered_has_tokens(database: Database) -> None:
    with pytest.raises(ValueError, match="days"):
        make_token(database, SECRETARY, "集計表", 30, NOW)


def change_sign(text: str, place: int) -> str:
    return text[:place] + ("0" if text[place] != "0" else "1") + text[place + 1 :]


@pytest.mark.parametrize(
    "forge",
    [
        lambda borne: "",
        lambda borne: borne[:-1],
        lambda borne: borne + "A",
        lambda borne: borne + "\n",
        lambda borne: borne.upper(),
        lambda borne: change_sign(borne, -1),
        lambda borne: change_sign(borne, len("congress_")),
        lambda borne: "congress_" + "%" * 16 + borne[25:],
        lambda borne: borne[:26] + "' OR 1=1 --",
        lambda borne: "x" * 100_000,
    ],
)
def test_what_is_no_token_is_nobodys(
    database: Database, made: Made, forge: Callable[[str], str]
) -> None:
    assert find_name(database, forge(made.borne)) == ""


def test_secret_is_kept_nowhere(database: Database, made: Made) -> None:
    secret = made.borne.rpartition("_")[2].encode()
    assert len(made.borne.removeprefix(f"congress_{made.token_id}_")) == 43
    for path in database.root.rglob("*"):
        assert not path.is_file() or secret not in path.read_bytes()


def change(root: Path, statement: str, *values: Any) -> None:
    with closing(sqlite3.connect(root / FILE_NAME)) as connection, connection:
        connection.execute(statement, values)


@pytest.mark.parametrize(
    ("column", "value"),
    [("expires_at", NOW * 2), ("person_id", "0" * 16), ("token_id", "0" * 16), ("digest", None)],
)
def test_row_that_was_changed_is_no_tokens(
    database: Database, made: Made, column: str, value: object
) -> None:
    change(database.root, f"UPDATE tokens SET {column} = ?", value)  # noqa: S608
    assert find_name(database, made.borne) == ""


def test_file_that_is_damaged_revokes_all(database: Database, made: Made) -> None:
    (database.root / FILE_NAME).write_bytes(b"damaged" * 1000)
    with pytest.raises(SessionsDamaged):
        find_name(database, made.borne)
    assert find_name(database, made.borne) == ""


def test_revoked_token_is_nobodys_and_the_log_says_who_revoked_it(
    database: Database, owner: Actor, made: Made
) -> None:
    other = make_token(database, owner, "別の表", 30, NOW)
    revoke_token(database, owner, made.token_id)
    assert (find_name(database, made.borne), find_name(database, other.borne)) == ("", "山田")
    with pytest.raises(TokenUnknown):
        revoke_token(database, owner, made.token_id)
    entries = [(each.action, each.by, each.subject) for each in list_entries(database)[:3]]
    assert entries == [
        ("revoke_token", "山田", f"token:{made.token_id}"),
        ("make_token", "山田", f"token:{other.token_id}"),
        ("make_token", "山田", f"token:{made.token_id}"),
    ]
    assert "集計表" not in (database.root / "log.jsonl").read_text("utf-8")


def test_token_of_another_is_the_secretariats_to_revoke(database: Database, made: Made) -> None:
    other = register_person(database, SECRETARY, "b@example.jp", "鈴木", "auditor").act()
    with pytest.raises(RightMissing):
        revoke_token(database, other, made.token_id)
    assert find_name(database, made.borne) == "山田"
    revoke_token(database, SECRETARY, made.token_id)
    assert find_name(database, made.borne) == ""


def test_owner_who_leaves_takes_their_tokens_along(database: Database, made: Made) -> None:
    remove_person(database, SECRETARY, "a@example.jp")
    assert (find_name(database, made.borne), list_tokens(database.root)) == ("", [])
    register_person(database, SECRETARY, "a@example.jp", "山田", "viewer")
    assert find_name(database, made.borne) == ""


def test_other_role_of_the_owner_counts_at_once(database: Database, made: Made) -> None:
    register_person(database, SECRETARY, "a@example.jp", "山田", "auditor")
    person = find_bearer(database.root, made.borne, NOW)
    assert person
    assert person.role == "auditor"


def test_last_use_is_noted_once_a_minute(database: Database, made: Made) -> None:
    noted = []
    for moment in (NOW + 1, NOW + 59, NOW + 61, NOW + 122):
        find_name(database, made.borne, moment)
        noted.append(list_tokens(database.root)[0].last_used)
    assert noted == [NOW + 1, NOW + 1, NOW + 61, NOW + 122]


def test_somebody_has_so_many_tokens_and_no_more(
    database: Database, owner: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tokens, "MOST_TOKENS", 2)
    made = [make_token(database, owner, name, 30, NOW) for name in ("表", "図")]
    with pytest.raises(TokensFull):
        make_token(database, owner, "もう一つ", 30, NOW)
    revoke_token(database, owner, made[0].token_id)
    make_token(database, owner, "もう一つ", 30, NOW)


def test_operator_lists_and_revokes_tokens_by_command(
    database: Database, made: Made, capsys: pytest.CaptureFixture[str]
) -> None:
    root = database.root
    database.close()
    assert main(["people", "tokens", "--database", str(root)]) == 0
    assert capsys.readouterr().out == f"{made.token_id}\ta@example.jp\t集計表\t2027-02-14\n"
    assert main(["people", "revoke", made.token_id, "--database", str(root)]) == 0
    assert list_tokens(root) == []
    assert main(["people", "revoke", made.token_id, "--database", str(root)]) == UNREADABLE
