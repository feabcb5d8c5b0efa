"""OpenID providers that the tests start: the certified oidc-provider (npm), where it is installed,
else oidc-provider-mock (pip)."""

import os
import shutil
import subprocess
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from oidc_provider_mock import User, run_server_in_thread
from playwright.sync_api import Page

from tests.browser.app_process import START_SECONDS, find_free_port

FOLDER = Path(__file__).with_name("provider")
HOW_TO = (
    "no certified provider: apt install nodejs npm, then npm ci --prefix tests/browser/provider"
)


@dataclass(frozen=True)
class Provider:
    """`sign_in` does what its own page asks for; `end` is where it is signed out of."""

    address: str
    sign_in: Callable[[Page, str], None]
    end: str
    #: What the app's [auth] says of it beside the usual.
    settings: str = ""


@contextmanager
def run_provider(origin: str, emails: Sequence[str]) -> Iterator[Provider]:
    """A provider for an app that is opened at `origin`, with people of these addresses."""
    node = shutil.which("node")
    if node and (FOLDER / "node_modules").is_dir():
        with _run_certified(node, origin) as provider:
            yield provider
    elif os.environ.get("REQUIRE_PROVIDER") == "1":
        pytest.fail(HOW_TO)
    else:
        with run_mock(emails) as provider:
            yield provider


@contextmanager
def run_mock(emails: Sequence[str], port: int = 0) -> Iterator[Provider]:
    users = [User(sub=email, claims={"email": email}) for email in emails]
    with run_server_in_thread(port, user_claims=users) as server:
        yield Provider(
            f"http://localhost:{server.server_port}", _press_own_name, "**/oauth2/end_session**"
        )


@contextmanager
def _run_certified(node: str, origin: str) -> Iterator[Provider]:
    port = find_free_port()
    address = f"http://localhost:{port}"
    process = subprocess.Popen(
        [node, "provider.mjs", str(port), origin], cwd=FOLDER, stderr=subprocess.DEVNULL
    )
    try:
        _wait(f"{address}/.well-known/openid-configuration", process)
        # It knows no choice among accounts, which Streamlit asks for unless it is told.
        settings = '[auth.client_kwargs]\nprompt = "login"\n'
        yield Provider(address, _fill_in_form, "**/session/end**", settings)
    finally:
        process.terminate()
        process.wait()


def _press_own_name(page: Page, email: str) -> None:
    page.get_by_role("button", name=email).click()


def _fill_in_form(page: Page, email: str) -> None:
    page.fill("input[name=login]", email)
    page.fill("input[name=password]", "any")
    page.get_by_role("button", name="Sign-in").click()
    page.get_by_role("button", name="Continue").click()


def _wait(address: str, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=1):  # noqa: S310
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the provider did not answer")


def write_secrets(file: Path, origin: str, provider: Provider, more: str = "") -> None:
    """The operator's secrets for an app that is opened at `origin`."""
    file.write_text(
        "[auth]\n"
        f'redirect_uri = "{origin}/oauth2callback"\n'
        'cookie_secret = "of-this-test-alone-0123456789abcdef"\n'
        'client_id = "congress"\nclient_secret = "secret"\n'
        f'server_metadata_url = "{provider.address}/.well-known/openid-configuration"\n'
        f"{provider.settings}{more}",
        "utf-8",
    )
