"""Settings of the whole suite."""

import gc
import os
import sys
from collections.abc import Generator

import pytest
from hypothesis import HealthCheck, settings

from exports.pictures.fonts import keep_fonts_beside
from store.database import find_root
from tests.stores import Shelf

# Whoever forbids it pays for each process that a test starts: it would compile all of our modules.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

# The stores of all tests share the fonts of this checkout's own: to cut them takes ten seconds.
keep_fonts_beside(find_root())

# No test fails by the clock: CI's machines are shared. Slowness is bench/'s subject.
settings.register_profile("congress", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("congress")


def pytest_xdist_auto_num_workers() -> int:
    """One worker more than there are cores, as browser tests mostly wait; at most four."""
    return min((os.cpu_count() or 1) + 1, 4)


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """The tests stay until the end: to look through these many thousands for garbage, again and
    again while they are collected, takes a worker longer than all else of collecting."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.enable()
        gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def shelf(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> None:
    """The filled stores lie where all workers of this run find them."""
    own = tmp_path_factory.getbasetemp()
    Shelf.folder = (own if worker_id == "master" else own.parent) / "stores"
    Shelf.folder.mkdir(exist_ok=True)
