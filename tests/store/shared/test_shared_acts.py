"""Every act that the log keeps, done in one process, stands in the others'."""

from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from store.database import Database
from store.log.activity import list_entries, read_seal
from store.people.names import NAMES_NAME, PEOPLE_NAME
from store.release import SWITCH
from store.shared.copying import digest_tables
from tests.store.deeds import TURNS
from tests.store.shared.conftest import Processes, new_database
from tests.store.shared.server import Server
from tests.store.test_faults import load


@pytest.fixture(autouse=True)
def _switched_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SWITCH, "on")


def assert_same(one: Database, other: Database) -> None:
    other.catch_up()
    assert digest_tables(one) == digest_tables(other)
    assert list_entries(one) == list_entries(other)
    for name in (PEOPLE_NAME, NAMES_NAME, "log.jsonl"):
        kept = [each.root / name for each in (one, other)]
        assert len({path.exists() and path.read_bytes() for path in kept}) == 1, name


@pytest.fixture(scope="module")
def processes(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Processes]:
    with new_database(server) as address, ExitStack() as stack:
        yield Processes(address, tmp_path_factory.mktemp("copies"), stack)


@pytest.fixture(scope="module")
def pair(processes: Processes) -> tuple[Database, Database]:
    return processes.begin(), processes.begin()


@pytest.mark.parametrize("number", range(len(TURNS)), ids=lambda each: TURNS[each][0].__name__)
def test_act_of_one_process_is_the_others_too(pair: tuple[Database, Database], number: int) -> None:
    first = load(pair[0], number)
    assert_same(*pair)
    for deed in TURNS[number]:
        pair = pair[::-1]
        deed(pair[0], first)
        assert_same(*pair)


def test_process_that_begins_later_has_all_of_it(
    processes: Processes, pair: tuple[Database, Database]
) -> None:
    load(pair[1], len(TURNS))
    assert_same(pair[1], processes.begin())
    assert read_seal(pair[1])
