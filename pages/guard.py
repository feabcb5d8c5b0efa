"""Who may speak to the server, and what a browser may do with its answers.

A page of another site, or of another port of this computer, must neither read nor steer the app:
not by a name that leads here (DNS rebinding), not by its own requests, not by framing it.
"""

import hashlib
import re
from base64 import b64encode
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import streamlit
from google.protobuf.message import DecodeError
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse, PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette.websockets import WebSocketClose
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.web.server.starlette.starlette_websocket import is_host_allowed

from exports.api.refusals import PROBLEM_TYPE, tell_problem
from pages import api
from pages.operator import names_provider, read_api_origins, uses_tls
from store.events import tell
from widgets.people.cookie import read_proof
from widgets.service.layer import Layer
from words import Words

WORDS = Words(
    ja={
        "host": "この名前のアドレスでは開けません。案内されたアドレスを使ってください。",
        "origin": "ほかのサイトからの呼び出しは受け付けません。",
        "closed": "このアドレスには何もありません。",
        "unsigned": "サインインしてください。",
    }
)

#: What Streamlit's own routes are needed for; its metrics and its agent API are not.
_OPEN_ROUTES = ("health", "host-config", "stream", "upload_file", "script-health-check")
#: What a browser may ask for over the websocket. The rest steers the server for everybody: it
#: empties all caches, reads where the code comes from, stops the server.
_OPEN_MESSAGES = {
    *("rerun_script", "stop_script", "file_urls_request", "backend_operation_request"),
    "app_heartbeat",
}
_OWN_ROUTE = re.compile(r"/_stcore/([^/]*)")
_INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_DEFAULT_PORTS = {"http": ":80", "https": ":443"}


class Guard(Layer):
    """Middleware of the app: refuses what is not its own page's, and says what that page may."""

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(list_headers())
                if uses_tls():
                    message["headers"] = list(map(secure_cookie, message["headers"]))
            await send(message)

        async def receive_guarded() -> Message:
            while is_closed(message := await receive()):
                tell("refused", code="closed")
            return message

        reason = find_refusal(scope["path"], headers := Headers(scope=scope))
        is_sending = scope.get("method") == "PUT" and not api.is_asked(scope["path"])
        if not reason and is_sending and is_unsigned(headers):
            reason = "unsigned"
        answer = _refuse(scope, reason) or self._app
        await answer(scope, receive_guarded, send_guarded)


def _refuse(scope: Scope, reason: str) -> ASGIApp | None:
    if not reason:
        return None
    tell("refused", code=reason)
    if scope["type"] == "websocket":
        return WebSocketClose(1008, reason)
    status = 404 if reason == "closed" else 403
    if api.is_asked(scope["path"]):
        problem = tell_problem(reason, status, WORDS[reason])
        return JSONResponse(problem, status, media_type=PROBLEM_TYPE)
    return PlainTextResponse(WORDS[reason], status)


def find_refusal(path: str, headers: Headers) -> str:
    """Why a request is refused, a key of WORDS; "" where it is not.

    >>> find_refusal("/_stcore/metrics", Headers({"host": "localhost:8501"}))
    'closed'
    >>> there = {"host": "localhost:8501", "origin": "http://localhost:9000"}
    >>> find_refusal("/_stcore/stream", Headers(there))
    'origin'
    """
    host, origin = headers.get("host", ""), headers.get("origin")
    if not is_host_allowed(host):
        return "host"
    if origin is not None and not (is_same(origin, host) or is_named(origin, path)):
        return "origin"
    route = _OWN_ROUTE.search(path)
    return "closed" if route and route[1] not in _OPEN_ROUTES else ""


def is_named(origin: str, path: str) -> bool:
    """Whether the operator lets a site's pages read the API, which is all that they may."""
    return api.is_asked(path) and origin in read_api_origins()


def is_closed(message: Message) -> bool:
    """Whether a message of the websocket asks for what nobody needs.

    One that can't be understood is Streamlit's to refuse: it closes the connection.

    >>> clear, live = BackMsg(clear_cache=True), BackMsg(app_heartbeat=True)
    >>> [is_closed({"type": "websocket.receive", "bytes": each.SerializeToString()})
    ...     for each in (clear, live)]
    [True, False]
    >>> is_closed({"type": "websocket.receive", "bytes": b"nonsense"})
    False
    """
    content = message.get("bytes") if message["type"] == "websocket.receive" else None
    try:
        return (
            bool(content) and BackMsg.FromString(content).WhichOneof("type") not in _OPEN_MESSAGES
        )
    except DecodeError:
        return False


def is_unsigned(headers: Headers) -> bool:
    """Whether sign-in is asked for and a request bears no proof of it: its files would only fill
    the memory."""
    return names_provider() and not read_proof(headers)


def secure_cookie(header: tuple[bytes, bytes]) -> tuple[bytes, bytes]:
    """An answer's header; a cookie in it never travels without TLS.

    >>> secure_cookie((b"set-cookie", b"a=b; HttpOnly"))
    (b'set-cookie', b'a=b; HttpOnly; Secure')
    >>> secure_cookie((b"set-cookie", b"a=b; Secure")), secure_cookie((b"vary", b"Origin"))
    ((b'set-cookie', b'a=b; Secure'), (b'vary', b'Origin'))
    """
    name, value = header
    is_open = name.lower() == b"set-cookie" and not re.search(rb";\s*secure\b", value, re.I)
    return name, value + b"; Secure" if is_open else value


def is_same(origin: str, host: str) -> bool:
    """Whether a page of `origin` was itself fetched from `host`, name and port.

    >>> is_same("http://localhost:8501", "localhost:8501"), is_same("null", "localhost:8501")
    (True, False)
    >>> is_same("https://kaigi.example", "KAIGI.example:443"), is_same("http://a", "a:8080")
    (True, False)
    """
    page = urlsplit(origin)
    port = _DEFAULT_PORTS.get(page.scheme)
    if port is None:
        return False
    return page.netloc.lower().removesuffix(port) == host.lower().removesuffix(port)


@cache
def list_headers() -> dict[str, str]:
    """What every answer tells the browser."""
    return {
        "Content-Security-Policy": render_policy(),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    }


def render_policy() -> str:
    """Nothing from elsewhere, nothing elsewhere; scripts are files of the server's alone.

    Streamlit sets styles by script, shows charts and files as blobs, and its page has one script of
    its own in line, known by its digest.
    """
    sources = {
        "default-src": "'self'",
        "script-src": " ".join(["'self'", *_list_digests()]),
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "font-src": "'self' data:",
        "media-src": "'self' blob:",
        "worker-src": "'self' blob:",
        "frame-src": "'none'",
        "object-src": "'none'",
        "base-uri": "'self'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
    }
    return "; ".join(f"{name} {allowed}" for name, allowed in sources.items())


def _list_digests() -> list[str]:
    """The scripts that stand in Streamlit's own page."""
    page = Path(streamlit.__file__).with_name("static") / "index.html"
    scripts = _INLINE_SCRIPT.findall(page.read_text(encoding="utf-8"))
    digests = (b64encode(hashlib.sha256(each.encode()).digest()).decode() for each in scripts)
    return [f"'sha256-{digest}'" for digest in digests]
