"""What one process writes another hears at once, also after the network was away."""

import logging
import threading
from collections.abc import Iterator

import psycopg
import pytest

from store.batches import accept
from store.database import log_version
from store.events import hear
from store.shared import listening, postgres
from store.shared.listening import follow_others
from tests.store.hand_made import submission
from tests.store.shared.conftest import Processes
from tests.store.shared.server import Server
from tests.store.shared.stalling import run_network

#: Seconds; longer than any test waits.
FOR_EVER = 3600.0


@pytest.fixture
def heard() -> Iterator[threading.Event]:
    event = threading.Event()
    with hear(event.set):
        yield event


def test_open_store_takes_over_what_is_written_elsewhere(
    address: str, processes: Processes, heard: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By what the database says alone; nobody looks."""
    monkeypatch.setattr(listening, "LONGEST_SILENCE", FOR_EVER)
    writing, reading = processes.begin(), processes.begin()
    with follow_others(address):
        for theme in ("橋", "堤"):
            number = accept(writing, submission(theme)).batch_id
            while log_version(reading) < number:
                heard.wait()
                heard.clear()


@pytest.mark.parametrize("mode", ["cut", "stall"])
def test_what_was_written_while_the_network_was_away_is_taken_over_when_it_is_back(
    server: Server,
    address: str,
    processes: Processes,
    heard: threading.Event,
    monkeypatch: pytest.MonkeyPatch,
    mode: str,
) -> None:
    monkeypatch.setattr(listening, "LONGEST_SILENCE", 0.5 if mode == "stall" else FOR_EVER)
    monkeypatch.setattr(postgres, "LONGEST_QUESTION", 1.0)
    monkeypatch.setattr(postgres, "TRY_EVERY", 0.0)
    with run_network(server.port) as network:
        far_address = address.replace(str(server.port), str(network.port))
        writing, reading = processes.begin(), processes.begin(address=far_address)
        with follow_others(far_address):
            network.mode = mode
            if mode == "cut":
                network.cut()
            number = accept(writing, submission("橋")).batch_id
            network.mode = "pass"
            while log_version(reading) < number:
                heard.wait()
                heard.clear()


@pytest.mark.parametrize(
    ("away", "back"),
    [
        (
            "ALTER TABLE congress.entries RENAME TO gone",
            "ALTER TABLE congress.gone RENAME TO entries",
        ),
        (
            "INSERT INTO congress.migrations (number, name) VALUES (99, 'later')",
            "DELETE FROM congress.migrations WHERE number = 99",
        ),
    ],
)
def test_database_that_is_another_for_a_while_is_heard_again(
    address: str,
    processes: Processes,
    heard: threading.Event,
    monkeypatch: pytest.MonkeyPatch,
    away: str,
    back: str,
) -> None:
    """As while it is restored."""
    monkeypatch.setattr(listening, "LONGEST_SILENCE", 0.2)
    monkeypatch.setattr(postgres, "TRY_EVERY", 0.05)
    writing, reading = processes.begin(), processes.begin()
    failed = threading.Event()
    monkeypatch.setattr(logging.Logger, "warning", lambda *_: failed.set())
    with follow_others(address), psycopg.connect(address, autocommit=True) as connection:
        connection.execute(away)  # type: ignore[arg-type]
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        assert failed.wait(30)
        connection.execute(back)  # type: ignore[arg-type]
        number = accept(writing, submission("橋")).batch_id
        while log_version(reading) < number:
            heard.wait()
            heard.clear()
