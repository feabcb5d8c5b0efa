"""One bit of a store's file falls over: it is named, or nothing that the store says is other.

Bits are drawn by chance here; `bench.flips` takes every one of the small files.
"""

import random
import time
from pathlib import Path

import pytest

from store.database import DATABASE_NAME, open_database
from store.errors import PeopleDamaged, SessionsDamaged
from store.keeping.verify import verify_store
from store.log.activity import list_entries
from store.people.names import NAMES_NAME, PEOPLE_NAME
from store.people.register import find_person
from store.people.sessions import FILE_NAME as SESSIONS_NAME
from store.people.sessions import is_live
from tests.store.flipping import (
    SMALL_FILES,
    count_bits,
    count_session_bits,
    fill_sample,
    find_file,
    flip,
    list_unnoticed,
    list_unnoticed_of_database,
    list_unnoticed_of_sessions,
)

CHANCE = random.Random(20210401)  # noqa: S311 - bits, not secrets


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("flips") / "store"
    fill_sample(root)
    return root


@pytest.mark.parametrize("name", SMALL_FILES)
def test_flipped_bit_of_a_small_file_is_named(root: Path, name: str) -> None:
    bits = range(count_bits(root, name))
    assert list_unnoticed(root, name, CHANCE.sample(bits, min(200, len(bits)))) == []


def test_flipped_bit_of_the_database_is_named_or_harmless(root: Path) -> None:
    bits = CHANCE.sample(range(count_bits(root, DATABASE_NAME)), 4)
    assert list_unnoticed_of_database(root, bits) == []


def test_flipped_bit_of_the_sessions_lets_no_ended_one_act(root: Path) -> None:
    bits = CHANCE.sample(range(count_session_bits(root)), 200)
    assert list_unnoticed_of_sessions(root, bits) == []


def test_damaged_file_of_sessions_is_begun_anew_and_all_sign_in_again(tmp_path: Path) -> None:
    now = time.time()
    old, fresh = ({"iat": each, "exp": now + 3600} for each in (now - 60, now + 1))
    assert is_live(tmp_path, old, now)
    (tmp_path / SESSIONS_NAME).write_bytes(b"?" * 200)
    with pytest.raises(SessionsDamaged):
        is_live(tmp_path, old, now)
    assert not is_live(tmp_path, old, now)
    assert is_live(tmp_path, fresh, now + 1)


@pytest.mark.parametrize("name", [PEOPLE_NAME, NAMES_NAME])
def test_damaged_file_of_people_is_named_and_takes_no_figure_along(
    tmp_path: Path, name: str
) -> None:
    fill_sample(tmp_path)
    flip(find_file(tmp_path, name), count_bits(tmp_path, name) // 2)
    with open_database(tmp_path) as database:
        assert [each.place for each in verify_store(database)] == [name]
        assert len(list_entries(database)) == 6
    if name == PEOPLE_NAME:
        with pytest.raises(PeopleDamaged):
            find_person(tmp_path, "a@example.jp")
