"""The whole service as docs/operations sets it up: nginx with TLS in front, a provider, the app
started by its unit, the nightly backup; with the very files that are shown there."""

import http.client
import json
import os
import shutil
import socket
import ssl
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Error

from store.actor import run_as
from store.people.register import register_person
from tests.browser.app_process import ROOT, find_free_port
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
from tests.browser.walker import walk
from tests.operations import fill_in, read_commands, read_environment
from tests.upload_books import BAD_TOWN, BRIDGE, matchings_book, open_plan_store

pytestmark = pytest.mark.browser
OTHER = "other.localhost"
#: Stands in the person's name and address, the file's name and its cells, and so in no log.
MARK = "mark4711"
EMAIL, PERSON = f"{MARK}@example.jp", f"山田 {MARK}"
TOKEN = "of-this-test-alone"  # noqa: S105


@dataclass(frozen=True)
class Site:
    """The service under its name; `place` is what the app itself listens on."""

    folder: Path
    tls_port: int
    http_port: int
    app_port: int
    provider: Provider

    @property
    def address(self) -> str:
        return f"https://{NAME}:{self.tls_port}"

    @property
    def log(self) -> Path:
        return self.folder / "app.log"

    def ask(self, port: int, path: str, host: str, **headers: str) -> http.client.HTTPResponse:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=300)
        if port == self.tls_port:
            trusting = ssl._create_unverified_context()  # noqa: S323
            plain = socket.create_connection(("127.0.0.1", port))
            connection.sock = trusting.wrap_socket(plain, server_hostname=host)
        connection.request("GET", path, headers={"Host": f"{host}:{port}", **headers})
        answer = connection.getresponse()
        answer.text = answer.read().decode()  # type: ignore[attr-defined]
        return answer


@contextmanager
def run_site(folder: Path) -> Iterator[Site]:
    find_nginx()
    (folder / "backups").mkdir()
    tls_port, http_port, app_port = find_free_port(), find_free_port(), find_free_port()
    with open_plan_store(folder / "store/real") as database:
        operator = run_as("operator", "command_line")
        register_person(database, operator, EMAIL, PERSON, "secretariat")
    origin = f"https://{NAME}:{tls_port}"
    with run_provider(origin, [EMAIL]) as provider:
        site = Site(folder, tls_port, http_port, app_port, provider)
        write_secrets(folder / "secrets.toml", origin, provider, f'[metrics]\ntoken = "{TOKEN}"\n')
        unit = fill_unit("congress.service", folder, app_port)
        own = {"127.0.0.1:8501": f"127.0.0.1:{app_port}"}
        config = fill_site(folder, tls_port, http_port, own)
        with run_unit(unit, app_port, site.log), run_nginx(folder, tls_port, config):
            yield site


def test_service_is_used_through_its_proxy(chromium: BrowserContext, tmp_path: Path) -> None:
    """All of it with one start: several would cost minutes."""
    with run_site(tmp_path) as site:
        use_as_a_person(chromium, site)
        check_names(site)
        check_proxy(site)
        check_backup(site)
        check_logs(site)


def use_as_a_person(chromium: BrowserContext, site: Site) -> None:
    """Sign in, have a workbook accepted, sign out."""
    book = site.folder / f"{MARK}.xlsx"
    book.write_bytes(matchings_book((MARK, *BRIDGE[1:]), (MARK, *BAD_TOWN[1:])))
    with walk(chromium, site.address) as walker:
        sign_in(walker, site.provider, EMAIL)
        walker.expect_text(PERSON, "133")
        own = [each for each in walker.page.context.cookies() if each["domain"].endswith(NAME)]
        assert {"_streamlit_user", "_streamlit_xsrf"} <= {each["name"] for each in own}
        assert all(each["secure"] for each in own)

        walker.open("upload")
        walker.choose_files(book)
        for step in ("確かめる", "直す", "見通し"):
            walker.press(f"次へ: {step}")
        walker.press("確定する（確定 1 + 保留 1）")
        walker.expect_text("として確定しました（確定 1 + 保留 1）")

        walker.page.get_by_role("button", name="サインアウト").click()
        walker.page.wait_for_url(site.provider.end)
        walker.open()
        walker.expect_text("サインインしてください")
        with pytest.raises(Error):
            walker.page.goto(f"https://{OTHER}:{site.tls_port}/")


def check_names(site: Site) -> None:
    """The app itself refuses another one's, whatever the proxy lets through."""
    assert site.ask(site.app_port, "/", OTHER).status == 403
    assert site.ask(site.app_port, "/", NAME).status == 200


def check_proxy(site: Site) -> None:
    """It leads to TLS and keeps to itself what machines ask."""
    plain = site.ask(site.http_port, "/kpi", NAME)
    assert (plain.status, plain.headers["Location"]) == (301, f"https://{NAME}/kpi")
    first = site.ask(site.tls_port, "/", NAME)
    assert first.headers["Strict-Transport-Security"]
    assert first.headers["Content-Security-Policy"]
    asked = {
        path: site.ask(site.tls_port, path, NAME).status
        for path in ("/healthz", "/readyz", "/metrics")
    }
    assert asked == {"/healthz": 200, "/readyz": 404, "/metrics": 404}


def check_backup(site: Site) -> None:
    """The nightly one is seen in the figures."""
    unit = fill_unit("congress-backup.service", site.folder, site.app_port)
    environment = {**os.environ, **read_environment(unit)}
    for command in [*read_commands(unit), *read_commands(unit, "ExecStartPost")]:
        subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)
    assert len(list((site.folder / "backups").glob("congress-20*.zip"))) == 1
    figures = site.ask(site.app_port, "/metrics", "localhost", Authorization=f"Bearer {TOKEN}").text  # type: ignore[attr-defined]
    assert "\ncongress_backup_timestamp_seconds 1" in figures


def check_logs(site: Site) -> None:
    """Of all that was done none has a word of the person, the file or its cells."""
    lines = [
        json.loads(line) for line in site.log.read_text("utf-8").splitlines() if line[0] == "{"
    ]
    told = {line["event"] for line in lines}
    assert {"request", "run", "workbook", "act", "accepted"} <= told
    (act,) = [line for line in lines if line["event"] == "act"]
    assert (act["act"], act["role"], len(act["person"])) == ("accept", "secretariat", 16)
    assert act["session"]
    for log in (site.log, site.folder / "nginx.log"):
        assert MARK not in log.read_text("utf-8")
        assert MARK.encode().hex() not in log.read_text("utf-8")


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd here")
def test_units_are_ones_that_systemd_takes(tmp_path: Path) -> None:
    units = [tmp_path / name for name in ("congress.service", "congress-backup.service")]
    for path in units:
        path.write_text(fill_unit(path.name, tmp_path, 8501), "utf-8")
    timer = tmp_path / "congress-backup.timer"
    timer.write_text(fill_in(timer.name, {}), "utf-8")
    command = ["systemd-analyze", "verify", "--man=no", *map(str, [*units, timer])]
    checked = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (checked.returncode, checked.stderr) == (0, "")
