"""One app and one Chromium for all browser tests."""

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, sync_playwright

from tests.browser.app_process import (
    CHROMIUM_FLAGS,
    find_chromium,
    find_free_port,
    run_app,
)
from tests.browser.walker import open_profile
from tests.plan_store import fill_plan_store
from tests.practice_store import fill_practice_store

HOW_TO = (
    "no Chromium found: install it (Debian/Ubuntu: apt install chromium; macOS: brew install"
    " --cask chromium; Windows: Google Chrome will do if it is on the PATH) to run these tests"
)


@pytest.fixture(scope="session")
def chromium() -> Iterator[BrowserContext]:
    """One profile for all tests: in a new one Chromium fetches and compiles Streamlit anew, which
    takes longer than most tests. Each test opens tabs of its own.

    Skipped without Chromium; a failure where REQUIRE_BROWSER=1 says it must be there.
    """
    path = find_chromium()
    if path is None and os.environ.get("REQUIRE_BROWSER") == "1":
        pytest.fail(HOW_TO)
    if path is None:
        pytest.skip(HOW_TO)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM_FLAGS)
        yield open_profile(browser)
        browser.close()


@pytest.fixture(scope="session")
def own_port() -> int:
    """For the apps that tests start one after the other, each on a store of its own: at the same
    address Chromium still knows what it has fetched."""
    return find_free_port()


@pytest.fixture(scope="session")
def address(chromium: BrowserContext, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """An app for all tests that only look, on the plan's figures with the practice data beside
    them."""
    root = tmp_path_factory.mktemp("switch") / "real"
    fill_plan_store(root).close()
    fill_practice_store(root.with_name("practice")).close()
    with run_app(root) as address:
        yield address
