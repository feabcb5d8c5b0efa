"""Two app processes on one store in PostgreSQL behind nginx, as docs/operations sets them up: what
comes in elsewhere is told at once, and one that dies takes nobody's work with it."""

import signal
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from subprocess import Popen

import pytest
from playwright.sync_api import BrowserContext

from store.actor import run_as
from store.batches import accept
from store.database import Database
from store.people.register import register_person
from tests.browser.app_process import find_free_port
from tests.browser.faulty_sheets import make_supports
from tests.browser.providers import Provider, run_provider, write_secrets
from tests.browser.site import (
    NAME,
    fill_site,
    fill_unit,
    find_nginx,
    run_nginx,
    run_unit,
    sign_in,
)
from tests.browser.walker import Walker, walk
from tests.operations import fill_in
from tests.store.hand_made import submission
from tests.store.shared.conftest import Processes
from tests.store.shared.server import run_server
from widgets import news

pytestmark = pytest.mark.browser
EMAIL, PERSON = "yamada@example.jp", "山田 花子"
#: The browser has noticed that the process is gone.
IS_ALONE = """() => document.querySelector('[data-testid=stApp]')
    .getAttribute('data-test-connection-state') !== 'CONNECTED'"""


@dataclass(frozen=True)
class Site:
    """The service; its processes by port; a store of the test's own that shares theirs."""

    address: str
    provider: Provider
    processes: dict[int, "Popen[bytes]"]
    store: Database


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    find_nginx()
    tls_port, http_port, *ports = (find_free_port() for _ in range(4))
    origin = f"https://{NAME}:{tls_port}"
    with ExitStack() as stack:
        server = stack.enter_context(run_server())
        store = Processes(server.address, tmp_path, stack).begin()
        register_person(store, run_as("operator", "command_line"), EMAIL, PERSON, "secretariat")
        provider = stack.enter_context(run_provider(origin, [EMAIL]))
        write_secrets(tmp_path / "secrets.toml", origin, provider)
        shared = f"CONGRESS_STORE={server.address}\nEnvironment=CONGRESS_COPIES={tmp_path}/copies"
        processes = {}
        for port in ports:
            unit = fill_unit("congress.service", tmp_path, port)
            unit = unit.replace(f"CONGRESS_STORE={tmp_path}/store/real", shared)
            processes[port] = stack.enter_context(run_unit(unit, port, tmp_path / f"{port}.log"))
        stack.enter_context(
            run_nginx(tmp_path, tls_port, *fill_configs(tmp_path, tls_port, http_port, ports))
        )
        yield Site(origin, provider, processes, store)


def fill_configs(folder: Path, tls_port: int, http_port: int, ports: list[int]) -> list[str]:
    own = dict(zip(("8501", "8502"), map(str, ports), strict=True))
    hsts = 'add_header Strict-Transport-Security "max-age=31536000" always;'
    site = fill_site(
        folder,
        tls_port,
        http_port,
        {
            "upstream congress {\n    server 127.0.0.1:8501;\n    keepalive 16;\n}\n": "",
            "http://congress;": "http://$congress;",
            hsts: f"{hsts} add_header Set-Cookie $congress_cookie always;",
        },
    )
    return [fill_in("nginx-processes.conf", own), site]


def find_process(walker: Walker) -> int:
    """The port of the one that the browser stays with."""
    named = [each for each in walker.page.context.cookies() if each["name"] == "congress_process"]
    return int(named[0]["value"])


def test_person_goes_on_with_another_process_when_one_is_killed(
    chromium: BrowserContext, site: Site, tmp_path: Path
) -> None:
    with walk(chromium, site.address) as walker:
        sign_in(walker, site.provider, EMAIL)
        accept(site.store, submission("橋"))
        sooner = 1000 * news.AT_LEAST_EVERY / 2  # than the page looks by itself
        walker.page.get_by_text("新しいデータがあります").wait_for(timeout=sooner)
        walker.press("表示を新しくする")

        walker.open("upload")
        walker.choose_files(make_supports(tmp_path))
        walker.press("次へ: 確かめる")
        walker.press("次へ: 直す")
        walker.type("C5 の正しい値", "令和2年12月1日")
        first = find_process(walker)
        site.processes[first].send_signal(signal.SIGKILL)
        walker.page.wait_for_function(IS_ALONE)
        walker.settle()
        walker.expect_text("誤り 1件", "この画面で直したセル 1件")
        assert find_process(walker) != first
        walker.type("A6 の正しい値", "松江市")
        walker.press("次へ: 見通し")
        walker.press("確定する")
        walker.expect_text("として確定しました（確定 3 + 保留 0）", PERSON)
