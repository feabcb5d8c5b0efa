"""Where the app is found: its start opens by itself, and an address that names no page says so
(Streamlit would show an English dialog over its first page)."""

import asyncio
import sys
import webbrowser
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import streamlit as st
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from pages import api, list_pages
from pages.following import follow_news
from pages.operator import names_provider
from pages.plain_page import answer_plainly, list_steps
from pages.service import OPEN_PATHS, ROUTES, start_service
from pages.verifying import verify_daily
from store.database import find_root
from widgets.service.layer import Layer
from words import Words

WORDS = Words(
    ja={
        "no_sign_in": "サインインの設定（.streamlit/secrets.toml）がないため、"
        "{address} では起動しません。"
        "このコンピューターだけで使うときは --server.address localhost としてください。",
        "lost": "このアドレスのページはありません",
        "lost_why": "アドレスが途中で切れているか、書き写すときに変わったかもしれません。",
        "start": "はじめのページを開く",
    }
)
#: What else Streamlit is asked for at the top: the tab's icon, and what its page is made of.
_FILES = ("favicon.png", "manifest.json")

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
    with verify_daily(find_root()), follow_news():
        yield


def refuse_strangers() -> None:
    """End the process where others could reach the app and nobody would have to sign in: by its
    own address, or by a name that a proxy on this computer passes on."""
    names = [st.get_option("server.address") or "0.0.0.0", *st.get_option("server.allowedHosts")]  # noqa: S104
    others = [each for each in names if each not in ("localhost", "127.0.0.1", "::1")]
    if others and not names_provider():
        sys.exit(WORDS["no_sign_in"].format(address=others[0]))


class KnownAddresses(Layer):
    """Middleware of the app: a page of ours for an address that is none.

    The first page's own name leads to the bare address: Streamlit has that page there only.
    """

    def concerns(self, scope: Scope) -> bool:
        return scope["type"] == "http" and is_unknown(scope["path"])

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        if list_steps(scope["path"]) == list(list_pages())[:1]:
            answer: Response = RedirectResponse("./?" + scope["query_string"].decode())
        else:
            answer = answer_plainly(WORDS["lost"], [WORDS["lost_why"]], WORDS["start"], 404)
        await answer(scope, receive, send)


def is_unknown(path: str) -> bool:
    """Whether an address is no page's, no file's and no route of ours or of Streamlit's, which
    looks for some of its own below a page's address first.

    >>> [is_unknown(each) for each in ("/home", "/session", "/members/x", "/index.html", "/a/b")]
    [True, True, True, True, True]
    >>> [is_unknown(each) for each in ("/", "/members", "/members/", "/members/_stcore/health")]
    [False, False, False, False]
    >>> [is_unknown(each) for each in ("/oauth2callback", "/auth/login", "/healthz", "/api/v1/x")]
    [False, False, False, False]
    >>> is_unknown("/api")  # below it alone something answers
    True
    """
    first, *below = list_steps(path)
    routes = (route.path[1:] for route in ROUTES if isinstance(route, Route))
    if first in (*OPEN_PATHS, *_FILES, *routes) or api.is_asked(path):
        return False
    _, *pages = list_pages()
    return first not in ("", *pages) or below[:1] not in ([], ["_stcore"])
