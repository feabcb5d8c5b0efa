"""This process's copy of a shared store: a folder, whole by itself, of which all reading is done.

It is one of a few beside the data, each one process's at a time; whoever takes it next goes on
from what was left there.
"""

import os
import threading
from contextlib import suppress
from itertools import count
from pathlib import Path

from filelock import FileLock, Timeout

from store.disk.files import write_file
from store.errors import HomeOutdated, HomeUnreachable
from store.keeping.aside import set_aside
from store.shared.home import settle
from store.shared.postgres import MARK_NAME, Link, PostgresHome

#: Environment variable that names the folder with the copies.
FOLDER_VARIABLE = "CONGRESS_COPIES"
DEFAULT_FOLDER = Path(__file__).parents[2] / "data" / "store" / "copies"
DATA_SETS = ("real", "practice")

_taken: dict[str, Path] = {}
_locks: list[FileLock] = []
_guard = threading.Lock()


def find_replica(address: str) -> Path:
    """The folder of the real data set of this process's copy; it is this process's from now on."""
    with _guard:
        if address not in _taken:
            _taken[address] = _take(address)
        return _taken[address] / DATA_SETS[0]


def _take(address: str) -> Path:
    folder = _lock_folder(Path(os.environ.get(FOLDER_VARIABLE) or DEFAULT_FOLDER))
    with suppress(HomeUnreachable, HomeOutdated, OSError):  # then the copy is shown as it is
        _begin_anew_if_other(folder, Link(address).read_id())
    for name in DATA_SETS:
        settle(folder / name, PostgresHome(address, folder / name))
    return folder


def _lock_folder(place: Path) -> Path:
    """The first folder that no other process has."""
    place.mkdir(parents=True, exist_ok=True)
    for number in count(1):
        lock = FileLock(place / f"{number}.lock")
        with suppress(Timeout):
            lock.acquire(blocking=False)
            _locks.append(lock)
            break
    return place / str(number)


def _begin_anew_if_other(folder: Path, store_id: str) -> None:
    """What is there is set aside: a copy that differs may hold what a failover has lost."""
    mark = folder / MARK_NAME
    if not mark.exists() or mark.read_text() != store_id:
        set_aside(folder)
        write_file(mark, store_id.encode())
