"""Who has seen the guide of the first page: an empty file a person, by the id that the log has."""

from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

from store.actor import Actor
from store.disk.files import write_file
from store.people.drafts import DESK
from store.people.names import PREFIX

FOLDER = "guided"


def was_guided(root: Path, actor: Actor) -> bool:
    return _find(root, actor).exists()


def note_guided(root: Path, actor: Actor) -> None:
    """Nothing is noted where nothing can be written: the guide is then shown once more."""
    with suppress(OSError):
        write_file(_find(root, actor), b"")


def forget_guided(root: Path, signed: Collection[str]) -> None:
    """Of people by what the log calls them."""
    for each in signed:
        with suppress(OSError):
            (root / FOLDER / each.removeprefix(PREFIX)).unlink()


def _find(root: Path, actor: Actor) -> Path:
    return root / FOLDER / (actor.person_id or DESK)
