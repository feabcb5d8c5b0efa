"""The running app answers its own page alone, and tells the browser what that page may."""

import asyncio
import http.client
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import websockets
from starlette.datastructures import Headers
from streamlit import config
from websockets.exceptions import InvalidStatus

from pages.guard import find_refusal, list_headers
from tests.browser.app_process import run_app
from tests.plan_store import fill_plan_store


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """host:port of a running app."""
    root: Path = tmp_path_factory.mktemp("store")
    fill_plan_store(root).close()
    with run_app(root) as address:
        yield urlsplit(address).netloc


def ask(
    place: str, path: str = "/", host: str | None = None, method: str = "GET", **headers: str
) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection(place, timeout=300)
    connection.putrequest(method, path, skip_host=True)
    for name, value in {"Host": host or place, **headers}.items():
        connection.putheader(name, value)
    connection.endheaders()
    answer = connection.getresponse()
    answer.read()
    return answer


def open_socket(place: str, host: str, origin: str | None) -> int:
    """The status with which the websocket is answered; 101 where it opens."""

    async def connect() -> int:
        name, _, port = place.rpartition(":")
        try:
            async with websockets.connect(
                f"ws://{host}/_stcore/stream",
                origin=None if origin is None else websockets.Origin(origin),
                host=name,
                port=int(port),
                open_timeout=300,
            ):
                return 101
        except InvalidStatus as refused:
            return refused.response.status_code

    return asyncio.run(connect())


def port_of(place: str) -> str:
    return place.rpartition(":")[2]


FOREIGN_HOSTS = ("evil.example:{port}", "localhost.evil.example:{port}", "evil.example", "10.0.0.1")
FOREIGN_ORIGINS = (
    *("http://evil.example", "http://localhost:1", "http://127.0.0.1:{port}", "null"),
    *("http://localhost", "http://localhost:{port}.evil.example", "file://"),
)


@pytest.mark.parametrize("path", ["/", "/_stcore/health", "/_stcore/host-config", "/favicon.png"])
@pytest.mark.parametrize("host", FOREIGN_HOSTS)
def test_name_that_is_not_the_apps_is_refused(place: str, host: str, path: str) -> None:
    assert ask(place, path, host.format(port=port_of(place))).status == 403


@pytest.mark.parametrize("host", FOREIGN_HOSTS)
def test_socket_by_a_name_that_is_not_the_apps_is_refused(place: str, host: str) -> None:
    named = host.format(port=port_of(place))
    assert open_socket(place, named, f"http://{named}") == 403


@pytest.mark.parametrize("origin", FOREIGN_ORIGINS)
def test_page_from_elsewhere_is_refused(place: str, origin: str) -> None:
    named = origin.format(port=port_of(place))
    assert open_socket(place, place, named) == 403
    for method in ("GET", "POST", "PUT", "OPTIONS"):
        assert ask(place, "/_stcore/upload_file/x/y", method=method, Origin=named).status == 403


@pytest.mark.parametrize("name", ["localhost", "127.0.0.1"])
def test_apps_own_page_is_answered(place: str, name: str) -> None:
    own = f"{name}:{port_of(place)}"
    assert ask(place, host=own).status == 200
    assert ask(place, host=own, Origin=f"http://{own}").status == 200
    assert open_socket(place, own, f"http://{own}") == 101
    assert open_socket(place, own, None) == 101  # no browser: nobody is led astray


@pytest.mark.parametrize(
    "path",
    [
        "/_stcore/metrics",
        "/kpi/_stcore/metrics",
        "/_stcore/agent/openapi.json",
        "/_stcore/agent/interact",
        "/_stcore/agent/mcp",
        "/_stcore/unheard-of",
    ],
)
def test_route_of_streamlits_that_nobody_needs_is_closed(place: str, path: str) -> None:
    for method in ("GET", "POST"):
        assert ask(place, path, method=method).status == 404


@pytest.mark.parametrize(
    "path", ["/", "/_stcore/health", "/_stcore/metrics", "/unknown", "/media/x"]
)
def test_every_answer_tells_the_browser_what_it_may(place: str, path: str) -> None:
    answer = ask(place, path)
    assert {name: answer.headers.get_all(name) for name in list_headers()} == {
        name: [value] for name, value in list_headers().items()
    }


def test_cookie_of_an_app_without_tls_is_kept_without_it(place: str) -> None:
    cookies = ask(place, "/_stcore/health").headers.get_all("Set-Cookie")
    assert cookies
    assert not any("Secure" in each for each in cookies)


@pytest.mark.parametrize(
    ("host", "is_answered"),
    [
        *((each, True) for each in ("kaigi.example.jp", "KAIGI.example.jp:443", "localhost:8501")),
        *((each, False) for each in ("example.jp", "kaigi.example.jp.evil.example", "127.0.0.1")),
        *((each, False) for each in ("", "evil.kaigi.example.jp", "kaigi.example.jp@evil.example")),
    ],
)
def test_only_the_names_that_the_operator_has_set_are_answered(
    host: str, is_answered: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    allowed = ["kaigi.example.jp", "localhost"]
    known = {"server.allowedHosts": allowed}
    monkeypatch.setattr(config, "get_option", known.__getitem__)
    for path in ("/", "/_stcore/stream"):
        assert find_refusal(path, Headers({"host": host})) == ("" if is_answered else "host")


def test_policy_lets_nothing_of_others_in_and_nobody_frame_the_app() -> None:
    policy = list_headers()["Content-Security-Policy"]
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert rules["default-src"] == "'self'"
    assert rules["frame-ancestors"] == rules["object-src"] == "'none'"
    assert "unsafe" not in rules["script-src"]
    assert "sha256-" in rules["script-src"]
    assert not any("http" in allowed or "*" in allowed for allowed in rules.values())
