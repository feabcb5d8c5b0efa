"""What the tests of the loaders share: a reader a file, a store a test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from loaders.opening.safe_open import WorkbookReader
from store.database import Database
from tests.stores import make_empty_store


@pytest.fixture(scope="module")
def reader() -> Iterator[WorkbookReader]:
    with WorkbookReader() as reader:
        yield reader


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with make_empty_store(tmp_path / "store") as database:
        yield database
