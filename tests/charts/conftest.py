"""The plan's figures in a store, once for all tests that only read."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from store.database import Database
from tests.plan_store import fill_plan_store


@pytest.fixture(scope="session")
def plan_database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    root: Path = tmp_path_factory.mktemp("plan")
    with fill_plan_store(root) as database:
        yield database
