"""What the machines that watch over the app ask it, and a line of the log for each request.

The app's parts are imported when they are needed: they want its server running.
"""

import secrets
import sys
import time

from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, generate_latest
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.types import Message, Receive, Scope, Send

from pages import api, list_pages, pictures
from pages.operator import names_provider, read_metrics_token
from store.events import tell
from widgets.service.layer import Layer

#: A page or the server's loop waits so long for a thread that computes, each time that it comes
#: back from a query or a message; Python's usual turn is ten times as long.
TURN_SECONDS = 0.0005
#: The first parts of paths behind which something changeable stands: ids, files' names.
OPEN_PATHS = ("_stcore", "media", "static", "component", "auth", "oauth2callback")


def start_service() -> None:
    """Take short turns, count, and on a network keep the log; at one's own desk the console stays
    as it is."""
    sys.setswitchinterval(TURN_SECONDS)
    from widgets.service.log import keep_log
    from widgets.service.metrics import start_counting

    start_counting()
    if names_provider():
        keep_log()


async def show_health(_: Request) -> Response:
    """The process lives and answers."""
    return JSONResponse({"status": "alive"})


def show_readiness(_: Request) -> Response:
    """The store, its log, the disk and the reader: 503 where one of them can't do its part."""
    from widgets.service.health import OK, ask_readiness

    checks = ask_readiness()
    is_ready = all(answer == OK for answer in checks.values())
    status = "ready" if is_ready else "unready"
    return JSONResponse({"status": status, "checks": checks}, 200 if is_ready else 503)


def show_metrics(request: Request) -> Response:
    """To whoever bears the token of the secrets; without one there are no figures to be had."""
    token = read_metrics_token()
    if not token:
        return PlainTextResponse("", 404)
    borne = request.headers.get("authorization", "").encode()
    if not secrets.compare_digest(borne, f"Bearer {token}".encode()):
        return PlainTextResponse("", 401, {"WWW-Authenticate": "Bearer"})
    return Response(generate_latest(REGISTRY), media_type=CONTENT_TYPE_LATEST)


ROUTES: list[Route | Mount] = [
    Route("/healthz", show_health),
    Route("/readyz", show_readiness),
    Route("/metrics", show_metrics),
    api.ROUTE,
    pictures.ROUTE,
]


class RequestLog(Layer):
    """Middleware of the app: tells each answer, and each websocket's opening, by its route."""

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        began = time.monotonic()
        method = scope.get("method", "SOCKET")

        async def send_told(message: Message) -> None:
            if status := _read_status(message):
                seconds = round(time.monotonic() - began, 3)
                route = name_route(scope["path"])
                tell("request", method=method, route=route, status=status, seconds=seconds)
            await send(message)

        await self._app(scope, receive, send_told)


def _read_status(message: Message) -> int:
    """Of an answer's first message; 0 for any other."""
    match message["type"]:
        case "http.response.start" | "websocket.http.response.start":
            return int(message["status"])
        case "websocket.accept":
            return 101
    return 0


def name_route(path: str) -> str:
    """What was asked for, without anything that a person may have put there.

    >>> name_route("/"), name_route("/kpi"), name_route("/_stcore/upload_file/4711/1")
    ('/', '/kpi', '/_stcore')
    >>> name_route("/media/3f0c.xlsx"), name_route("/sato@example.jp/kpi")
    ('/media', 'other')
    """
    first = path.strip("/").partition("/")[0]
    known = {"", *OPEN_PATHS, *list_pages(), *(route.path[1:] for route in ROUTES)}
    return f"/{first}" if first in known else "other"
