"""A store filled with the practice data, as the app fills it when they are first asked for."""

from pathlib import Path

from loaders.intake.practice import ensure_practice_loaded
from store.database import PRACTICE_NAME, open_database
from tests.stores import filled_once


@filled_once(PRACTICE_NAME)
def fill_practice_store(root: Path) -> None:
    """The root must bear the practice store's name."""
    with open_database(root) as database:
        ensure_practice_loaded(database)
