"""Hearing of what other processes write as soon as it stands, on a connection kept for that."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import duckdb
import psycopg

from store.database import list_open
from store.errors import StoreError
from store.shared import postgres
from store.shared.migrating import SCHEMA
from store.shared.postgres import Link

#: Seconds after which it is asked without having heard: a network may swallow what was said.
LONGEST_SILENCE = 4.0
_FAILURES = (StoreError, duckdb.Error, psycopg.Error, OSError)


@contextmanager
def follow_others(address: str) -> Iterator[None]:
    """While the block runs, the databases that this process has open take over what is written to
    the shared one."""
    link, stop = Link(address), threading.Event()
    thread = threading.Thread(target=_work, args=(link, stop), daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        while thread.is_alive():  # it may be about to connect
            link.cut()
            thread.join(0.1)
        link.close()


def _work(link: Link, stop: threading.Event) -> None:
    """What is said between two looks is heard: it listens before it looks."""
    while not stop.is_set():
        try:
            with link.open(postgres.LONGEST_QUESTION) as connection:
                connection.execute(f"LISTEN {SCHEMA}")
            _catch_up_all()
            with link.open(LONGEST_SILENCE + postgres.LONGEST_QUESTION) as connection:
                for _ in connection.notifies(timeout=LONGEST_SILENCE, stop_after=1):
                    pass
        except (StoreError, psycopg.Error) as error:  # a database being restored lacks its tables
            logging.getLogger(__name__).warning("nothing is heard of others: %s", error)
            _catch_up_all()
            stop.wait(postgres.TRY_EVERY)


def _catch_up_all() -> None:
    for database in list_open():
        try:
            with database.lock:  # one that is being opened is waited for
                database.catch_up()
        except _FAILURES as error:  # whoever looks next is told
            logging.getLogger(__name__).warning("nothing was taken over: %s", error)
