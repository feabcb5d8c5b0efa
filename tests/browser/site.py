"""nginx and the app's units, run from the files that docs/operations shows."""

import datetime
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.browser.app_process import ROOT, wait_until_healthy
from tests.browser.providers import Provider
from tests.browser.walker import Walker
from tests.operations import fill_in, read_commands, read_environment

#: Browsers find whatever ends in .localhost on their own computer.
NAME = "kaigi.localhost"
BIN = Path(sys.executable).parent
NGINX = """
daemon off; pid {folder}/nginx.pid; error_log {folder}/nginx.log warn;
events {{}}
http {{
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi; uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  include {folder}/site.conf;
}}
"""


def find_nginx() -> str:
    path = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if path:
        return path
    how_to = "no nginx found: apt install nginx to run the test of the whole service"
    if os.environ.get("REQUIRE_NGINX") == "1":
        pytest.fail(how_to)
    pytest.skip(how_to)


@contextmanager
def run_unit(unit: str, port: int, log: Path) -> Iterator["subprocess.Popen[bytes]"]:
    """What a unit of ours starts, once the app answers at the port."""
    (command,) = read_commands(unit)
    environment = {**os.environ, **read_environment(unit)}
    with log.open("wb") as errors:
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=errors
        )
    try:
        wait_until_healthy(f"http://localhost:{port}", process)
        yield process
    finally:
        process.terminate()
        process.wait()


def fill_unit(name: str, folder: Path, port: int) -> str:
    """Where the operator's folders are the test's own."""
    values = {
        "/srv/congress/current/.venv/bin": str(BIN),
        "/srv/congress/current": str(ROOT),
        "/srv/congress/store": str(folder / "store"),
    }
    if name == "congress.service":
        values |= {
            "/etc/congress": str(folder),
            "dashboard.example.jp": NAME,
            "8501": str(port),
        }
    else:
        values |= {"/srv/congress/backups": str(folder / "backups")}
    return fill_in(name, values)


@contextmanager
def run_nginx(folder: Path, tls_port: int, *configs: str) -> Iterator[None]:
    """With what an operator has in sites-enabled and conf.d, once it answers."""
    nginx = find_nginx()
    write_certificate(folder)
    (folder / "site.conf").write_text("\n".join(configs), "utf-8")
    (folder / "nginx.conf").write_text(NGINX.format(folder=folder), "utf-8")
    command = [nginx, "-p", str(folder), "-c", str(folder / "nginx.conf")]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        while not is_open(tls_port):
            assert process.poll() is None, (folder / "nginx.log").read_text("utf-8")
            time.sleep(0.05)
        yield
    finally:
        process.terminate()
        process.wait()


def fill_site(folder: Path, tls_port: int, http_port: int, more: Mapping[str, str]) -> str:
    """The site under the test's own name."""
    values = {
        "listen 443": f"listen {tls_port}",
        "listen 80": f"listen {http_port}",
        "dashboard.example.jp": NAME,
        "/etc/ssl/congress": str(folder),
    }
    return fill_in("nginx-site.conf", values | more)


def sign_in(walker: Walker, provider: Provider, email: str) -> None:
    """By the button of the first page, and back with everything drawn."""
    walker.open()
    walker.expect_text("サインインしてください")
    walker.page.get_by_role("button", name="サインイン").click()
    provider.sign_in(walker.page, email)
    walker.page.wait_for_url(f"{walker.address}/**")
    walker.page.wait_for_selector('[data-testid="stAppViewContainer"]')
    walker.settle()


def is_open(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port)).close()
    except OSError:
        return False
    return True


def write_certificate(folder: Path) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAME)])
    now = datetime.datetime.now(datetime.UTC)
    day = datetime.timedelta(days=1)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - day)
        .not_valid_after(now + day)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(NAME)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    (folder / "fullchain.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    kind = (serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (folder / "privkey.pem").write_bytes(key.private_bytes(serialization.Encoding.PEM, *kind))
