"""The app on a store of its own, run inside the test by Streamlit's AppTest."""

import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

import pages
from store.database import PRACTICE_NAME, ROOT_VARIABLE
from store.people.drafts import FOLDER
from tests.ledger_store import fill_ledger_store
from tests.plan_store import fill_plan_store
from tests.practice_store import fill_practice_store
from tests.roster_store import fill_roster_store
from widgets.files.jobs import find_job, open_jobs
from widgets.files.made_files import MadeFile
from widgets.run import open_store

SCRIPT = Path(pages.__file__).with_name("app.py")

SCAN = "scan_component_manifests"

Open = Callable[..., AppTest]


@pytest.fixture(scope="session")
def plan_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed store with the plan's figures, the practice data's beside it."""
    root = tmp_path_factory.mktemp("plan") / "real"
    fill_plan_store(root).close()
    fill_practice_store(root.with_name(PRACTICE_NAME)).close()
    return root


@pytest.fixture(scope="session")
def practice_root(plan_root: Path) -> Path:
    """A closed store with the practice data."""
    return plan_root.with_name(PRACTICE_NAME)


@pytest.fixture(scope="session")
def ledger_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed store with the plan's figures and small ledgers."""
    root = tmp_path_factory.mktemp("ledgers")
    fill_ledger_store(root).close()
    return root


@pytest.fixture(scope="session")
def roster_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed store with the plan's figures and a roster."""
    root = tmp_path_factory.mktemp("roster")
    fill_roster_store(root).close()
    return root


@pytest.fixture(scope="session", autouse=True)
def components() -> Iterator[None]:
    """Each AppTest looks through all installed packages for components of Streamlit, which takes
    longer than most pages. What is installed stays the same: one look serves all tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest_scanner, SCAN, cache(getattr(manifest_scanner, SCAN)))
        yield


@pytest.fixture
def open_app(monkeypatch: pytest.MonkeyPatch) -> Iterator[Open]:
    """A function that opens the app on a store, at a page and with parameters of the URL;
    `signed_in`: as whom, where that is asked for. What it keeps is this test's alone."""
    forget()
    yield partial(_open_at, monkeypatch)
    forget()


@pytest.fixture
def look_at(monkeypatch: pytest.MonkeyPatch) -> Open:
    """`open_app` for a test that changes neither store nor code: what the app has opened, asked
    and drawn before is kept, as in the app between one reader and the next; what others have
    begun is not."""

    def look(root: Path, *args: Any, **kwargs: Any) -> AppTest:
        shutil.rmtree(root / FOLDER, ignore_errors=True)
        open_jobs.clear()
        return _open_at(monkeypatch, root, *args, **kwargs)

    return look


def _open_at(
    monkeypatch: pytest.MonkeyPatch,
    root: Path,
    page: str = "kpi",
    signed_in: str | None = None,
    **parameters: str,
) -> AppTest:
    monkeypatch.setenv(ROOT_VARIABLE, str(root))
    app = AppTest.from_file(SCRIPT, default_timeout=300)
    if signed_in is not None:
        app.user |= prove(signed_in)
    for name, value in parameters.items():
        app.query_params[name] = value
    # As a browser that opens the page's address; `switch_page` knows pages only after a run of
    # the first one, which takes as long as the page itself.
    app._page_hash = "" if page == next(iter(pages.list_pages())) else calc_hash(page)
    return app.run()


def copy_store(root: Path, folder: Path) -> Path:
    """A closed store copied, for a test that writes."""
    copy = folder / "real"
    shutil.copytree(root, copy, ignore=shutil.ignore_patterns(FOLDER))
    return copy


def read_made(key: str) -> Sequence[MadeFile]:
    """What was made at one's own desk."""
    job = find_job((str(open_store().root), "", key))
    assert job is not None
    files: Sequence[MadeFile] = job.outcome.result().files
    return files


def prove(email: str) -> dict[str, Any]:
    """What a provider proves of somebody who has just signed in; nothing of ""."""
    if not email:
        return {"is_logged_in": False}
    now = time.time()
    return {"is_logged_in": True, "email": email, "iat": now, "exp": now + 3600}


def forget() -> None:
    """The app keeps its stores open, and answers, for a process."""
    st.cache_data.clear()
    st.cache_resource.clear()
