"""The app on a store that it shares: what is written elsewhere is shown at the next look, and it is
said where that can't be asked for."""

import signal
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from store.batches import accept
from store.database import data_version
from store.shared import postgres, replica
from store.shared.home import ALONE, find_home, settle
from tests.pages.conftest import Open
from tests.store.hand_made import submission
from tests.store.shared.conftest import Processes
from tests.store.shared.server import Server, run_server
from widgets.app import WORDS
from widgets.run import open_store


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    monkeypatch.setattr(postgres, "TRY_EVERY", 0.0)
    monkeypatch.setattr(replica, "_taken", {})
    monkeypatch.setenv(replica.FOLDER_VARIABLE, str(tmp_path / "copies"))
    with run_server() as server:
        yield server


def test_app_follows_other_processes_and_says_when_it_cannot(
    server: Server, open_app: Open, tmp_path: Path
) -> None:
    said = WORDS["alone"].partition("（")[2]
    app = open_app(server.address)
    root = replica.find_replica(server.address)
    assert not [each for each in app.warning if said in each.value]
    with ExitStack() as stack:
        other = Processes(server.address, tmp_path / "others", stack).begin()
        batch = accept(other, submission("橋")).batch_id
    app.run()
    assert data_version(open_store()) == batch
    shown = [each.value for each in app.markdown]
    server.stop(signal.SIGQUIT)
    app.run()
    (warning,) = [each.value for each in app.warning if said in each.value]
    assert "時点" in warning
    assert [each.value for each in app.markdown] == shown
    server.start()
    app.run()
    assert not [each for each in app.warning if said in each.value]
    home = find_home(root)
    assert isinstance(home, postgres.PostgresHome)
    home.close()
    settle(root, ALONE)
