"""The app as a service, in one process that asks for signing in: what it answers the machines that
watch over it, and that a client who has not signed in writes nothing, whatever it sends."""

import asyncio
import hashlib
import http.client
import json
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

from pages import list_pages
from store.keeping.backup import write_backup
from store.keeping.last_done import note_done
from tests.browser.app_process import find_free_port, run_app
from tests.plan_store import fill_plan_store

TOKEN = "of-this-test-alone"  # noqa: S105
SECRETS = f"""
[auth]
redirect_uri = "https://kaigi.example/oauth2callback"
cookie_secret = "of-this-test-alone-0123456789abcdef"
client_id = "congress"
client_secret = "secret"
server_metadata_url = "http://localhost:1/.well-known/openid-configuration"
[metrics]
token = "{TOKEN}"
"""
#: A proof of signing in that nobody has sealed.
FORGED = '_streamlit_user="2|1:0|10:1700000000|15:_streamlit_user|8:eyJhIjox|00"'
#: What the running app itself keeps beside what was accepted: made anew, or of the sessions.
PASSING = ("congress.duckdb", "congress.duckdb.wal", "sessions.sqlite")


@dataclass(frozen=True)
class Service:
    place: str
    root: Path
    log: Path

    def ask(
        self, path: str, method: str = "GET", body: bytes = b"", **headers: str
    ) -> tuple[int, str]:
        connection = http.client.HTTPConnection(self.place, timeout=300)
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()

    def read_figures(self) -> dict[str, float]:
        status, text = self.ask("/metrics", Authorization=f"Bearer {TOKEN}")
        assert status == 200
        lines = [line.rsplit(" ", 1) for line in text.splitlines() if not line.startswith("#")]
        return {name: float(value) for name, value in lines}

    def read_log(self) -> list[dict[str, object]]:
        return [
            json.loads(line) for line in self.log.read_text("utf-8").splitlines() if line[0] == "{"
        ]

    def digest_kept(self) -> dict[str, str]:
        """All that is kept for good, by its bytes."""
        kept = [
            path for path in self.root.rglob("*") if path.is_file() and path.name not in PASSING
        ]
        return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in kept}


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    folder = tmp_path_factory.mktemp("service")
    (folder / "secrets.toml").write_text(SECRETS, "utf-8")
    fill_plan_store(folder / "real").close()
    option = f"--secrets.files={folder / 'secrets.toml'}"
    script = Path(__file__).parents[2] / "dashboard.py"
    with run_app(folder / "real", script, find_free_port(), option, log=folder / "log") as address:
        yield Service(urlsplit(address).netloc, folder / "real", folder / "log")


def test_machine_that_watches_is_told_that_all_is_well(service: Service) -> None:
    assert service.ask("/healthz") == (200, '{"status":"alive"}')
    status, text = service.ask("/readyz")
    checks = dict.fromkeys(("store", "log", "home", "disk", "reader"), "ok")
    assert (status, json.loads(text)) == (200, {"status": "ready", "checks": checks})


@pytest.mark.parametrize("borne", ["", "Bearer", "Bearer ", f"Bearer {TOKEN}x", TOKEN, "Bearer お"])
def test_figures_are_for_who_bears_the_token(service: Service, borne: str) -> None:
    assert service.ask("/metrics", Authorization=borne.encode().decode("latin-1")) == (401, "")
    assert service.ask("/metrics", "POST", Authorization=f"Bearer {TOKEN}")[0] == 405


def test_figures_tell_the_store_and_what_was_asked(service: Service) -> None:
    before = service.read_figures()
    service.ask("/healthz")
    service.ask("/healthz", Host="evil.example")
    after = service.read_figures()
    for name, more in {
        'congress_requests_total{route="/healthz",status="200"}': 1,
        'congress_refusals_total{code="host"}': 1,
    }.items():
        assert after[name] == before.get(name, 0) + more
    log = (service.root / "log.jsonl").stat().st_size
    assert after['congress_store_bytes{part="log"}'] == log
    assert after["congress_reader_queue"] == after["congress_work_queue"] == 0
    assert after["congress_sessions"] == after["congress_store_lost"] == 0


def test_figures_tell_when_the_store_was_last_cared_for(service: Service) -> None:
    assert not [name for name in service.read_figures() if "backup" in name or "verify" in name]
    write_backup(service.root, service.root.with_name("backup.zip"))
    note_done(service.root, "verify", ["…", "…"])
    figures = service.read_figures()
    assert figures["congress_verify_findings"] == 2
    marks = ("congress_backup_timestamp_seconds", "congress_verify_timestamp_seconds")
    assert all(0 <= time.time() - figures[name] < 3600 for name in marks)


def test_cookie_of_a_service_with_tls_is_secure(service: Service) -> None:
    connection = http.client.HTTPConnection(service.place, timeout=300)
    connection.request("GET", "/_stcore/health")
    cookies = connection.getresponse().headers.get_all("Set-Cookie") or []
    assert cookies
    assert all("; Secure" in each for each in cookies)


# ------------------------------------------------------------------ an unsigned client

SEED = 20261128
#: Words of the app's own that a random message might hit upon.
KEYS = ["upload_next", "upload_files_dropped", "sign_out", "person", "take_1", "inbox_all"]


def draw_state(chance: random.Random) -> WidgetState:
    """A widget that may be one of the app's, with a value of any kind that there is."""
    state = WidgetState(id=f"$$ID-{chance.getrandbits(128):032x}-{chance.choice(KEYS)}")
    kind = chance.choice([each for each in WidgetState.DESCRIPTOR.fields if each.name != "id"])
    if kind.message_type:
        getattr(state, kind.name).ParseFromString(b"")
        getattr(state, kind.name).SetInParent()
    else:
        values = {
            kind.TYPE_BOOL: True,
            kind.TYPE_DOUBLE: chance.random(),
            kind.TYPE_BYTES: b"\0\xff",
        }
        usual = chance.getrandbits(31) if kind.cpp_type != kind.CPPTYPE_STRING else '{"rows": [1]}'
        setattr(state, kind.name, values.get(kind.type, usual))
    return state


def draw_rerun(chance: random.Random) -> BackMsg:
    message = BackMsg()
    run = message.rerun_script
    page = chance.choice(list(list_pages()))
    run.page_name = page
    run.page_script_hash = hashlib.md5(
        f"{page}/page.py".encode(), usedforsecurity=False
    ).hexdigest()
    run.query_string = chance.choice(["", "reopened=1", "as_of=2021-05-01", "view=%00&block=x"])
    run.fragment_id = chance.choice(["", f"{chance.getrandbits(64):016x}"])
    run.widget_states.widgets.extend(draw_state(chance) for _ in range(chance.randrange(6)))
    return message


def draw_message(chance: random.Random) -> tuple[bytes, bool]:
    """Bytes by chance, a message of any kind, a run with a bit turned over; or a whole run, True
    where it is one of a page that comes to its end."""
    draw = chance.random()
    if draw < 0.25:
        return chance.randbytes(chance.choice([0, 1, 7, 80, 4000])), False
    if draw < 0.5:
        kinds = [each.name for each in BackMsg.DESCRIPTOR.fields if not each.message_type]
        setattr(message := BackMsg(), chance.choice(kinds), True)
        return message.SerializeToString(), False
    run = draw_rerun(chance)
    content = bytearray(run.SerializeToString())
    if draw > 0.75:
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    return bytes(content), draw <= 0.75 and not run.rerun_script.fragment_id


async def send_all(place: str, messages: list[tuple[bytes, bool]]) -> int:
    """Over one connection, until a message is such nonsense that it is closed; how many runs of a
    page they brought to their end."""
    run_count = 0
    address = f"ws://{place}/_stcore/stream"
    async with websockets.connect(address, open_timeout=300, max_size=None) as socket:
        try:
            while messages:
                message, comes_to_end = messages.pop()
                await socket.send(message)
                if comes_to_end:
                    await await_end(socket)
                    run_count += 1
        except websockets.ConnectionClosed:
            return run_count
    return run_count


async def await_end(socket: websockets.ClientConnection) -> None:
    while ForwardMsg.FromString(await socket.recv()).WhichOneof("type") != "script_finished":  # type: ignore[arg-type]
        pass


def test_unsigned_client_writes_nothing_whatever_it_sends(service: Service) -> None:
    chance = random.Random(SEED)  # noqa: S311
    kept, messages = service.digest_kept(), [draw_message(chance) for _ in range(400)]
    run_count = 0
    while messages:
        run_count += asyncio.run(send_all(service.place, messages))
    assert run_count > 10
    assert service.digest_kept() == kept
    assert service.ask("/readyz")[0] == 200
    figures = service.read_figures()
    assert not [name for name in figures if name.startswith("congress_acts_total")]
    assert figures['congress_refusals_total{code="closed"}'] > 10


def test_message_too_long_ends_its_own_connection_alone(service: Service) -> None:
    long = BackMsg(rerun_script=ClientState(query_string="x" * (26 << 20))).SerializeToString()
    with pytest.raises(websockets.ConnectionClosed) as closed:
        asyncio.run(send_and_wait(service.place, long))
    assert closed.value.rcvd.code == 1009
    assert service.ask("/healthz")[0] == 200


async def send_and_wait(place: str, message: bytes) -> None:
    address = f"ws://{place}/_stcore/stream"
    async with websockets.connect(address, open_timeout=300, max_size=None) as socket:
        await socket.send(message)
        await await_end(socket)


@pytest.mark.parametrize("path", ["x/y", "../x/y", "x/y/z", "%00/%ff", "x"])
def test_file_of_an_unsigned_client_is_not_taken(service: Service, path: str) -> None:
    kept = service.digest_kept()
    status, _ = service.ask(f"/_stcore/upload_file/{path}", "PUT", b"PK" * 1000, Cookie=FORGED)
    assert status in (400, 403)
    assert service.digest_kept() == kept


def test_log_of_all_that_is_json_and_tells_no_words_of_the_client(service: Service) -> None:
    service.ask("/sato@example.jp/kpi?name=%E4%BD%90%E8%97%A4", Cookie="name=sato")
    lines = service.read_log()
    assert {"request", "refused", "note"} <= {line["event"] for line in lines}
    assert "sato" not in service.log.read_text("utf-8")
