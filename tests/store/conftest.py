from collections.abc import Iterator
from pathlib import Path

import pytest

from store.database import Database, open_database


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """A new, empty store."""
    with open_database(tmp_path / "store") as database:
        yield database
