"""What one process writes another hears at once, also after the network was away."""

import threading
from collections.abc import Iterator

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
