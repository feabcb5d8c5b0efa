"""Where the app is found: its start opens by itself, and an address that names no page leads there
(Streamlit would show an English dialog)."""

import asyncio
import re
import sys
import webbrowser
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import streamlit as st
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from pages import list_pages
from pages.operator import names_provider
from pages.service import ROUTES, start_service
from pages.verifying import verify_daily
from store.database import find_root
from words import Words

WORDS = Words(
    ja={
        "no_sign_in": "サインインの設定（.streamlit/secrets.toml）がないため、"
        "{address} では起動しません。"
        "このコンピューターだけで使うときは --server.address localhost としてください。"
    }
)
#: What a page's address looks like, apart from files and Streamlit's own routes.
_PAGE = re.compile(r"/([^/._][^/.]*)/?")

#: Where the provider sends back whoever has signed in (Streamlit's own route).
CALLBACK = "oauth2callback"

#: Seconds from the server's start until it answers.
UNTIL_IT_ANSWERS = 1.0


@asynccontextmanager
async def open_start(app: object) -> AsyncIterator[None]:
    """While the server runs: it is watched over, and where there is a desktop, its browser opens
    on the start."""
    start_service()
    if not st.get_option("server.headless"):
        host, port = st.get_option("browser.serverAddress"), st.get_option("server.port")
        loop = asyncio.get_running_loop()
        loop.call_later(UNTIL_IT_ANSWERS, webbrowser.open, f"http://{host}:{port}")
    with verify_daily(find_root()):
        yield


def refuse_strangers() -> None:
    """End the process where others could reach the app and nobody would have to sign in: by its
    own address, or by a name that a proxy on this computer passes on."""
    names = [st.get_option("server.address") or "0.0.0.0", *st.get_option("server.allowedHosts")]  # noqa: S104
    others = [each for each in names if each not in ("localhost", "127.0.0.1", "::1")]
    if others and not names_provider():
        sys.exit(WORDS["no_sign_in"].format(address=others[0]))


class KnownAddresses:
    """Middleware of the app: to the bare address, with its parameters, from anywhere unknown.

    The first page's own name is among them: Streamlit has that page at the bare address only.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        is_lost = scope["type"] == "http" and _is_unknown(scope["path"])
        answer = RedirectResponse("./?" + scope["query_string"].decode()) if is_lost else self._app
        await answer(scope, receive, send)


def _is_unknown(path: str) -> bool:
    """
    >>> _is_unknown("/kpi"), _is_unknown("/members"), _is_unknown("/session")
    (True, False, True)
    >>> _is_unknown("/oauth2callback"), _is_unknown("/auth/login"), _is_unknown("/healthz")
    (False, False, False)
    >>> _is_unknown("/"), _is_unknown("/_stcore/health"), _is_unknown("/favicon.png")
    (False, False, False)
    """
    found = _PAGE.fullmatch(path)
    _, *known = list_pages()
    watched = [route.path[1:] for route in ROUTES]
    return found is not None and found[1] not in (*known, *watched, CALLBACK)
