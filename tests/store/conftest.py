from collections.abc import Iterator
from pathlib import Path

import pytest

from store.database import Database
from tests.stores import make_empty_store


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """A new, empty store."""
    with make_empty_store(tmp_path / "store") as database:
        yield database
