"""What whoever could not sign in is told, where the provider does not answer: Streamlit says so in
two English words, or leads back without any."""

from http.cookies import SimpleCookie

import streamlit as st
from starlette.datastructures import Headers
from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from store.events import tell
from words import Words, terms

WORDS = Words(
    ja={
        "title": "サインインできませんでした",
        "what": "組織のアカウントを確かめるサービス（サインインの提供元）から応答がありません。",
        "do": "数分待ってから、もう一度お試しください。続くときは、運用担当者に"
        "時刻をお知らせください。",
        "others": "すでにサインインしている人は、そのまま使えます。取り込んだ調査票と数値は"
        "失われていません。",
        "back": "もう一度サインインする",
    }
)
#: Streamlit's own routes: to the provider, and back from it.
LOGIN, CALLBACK = "/auth/login", "/oauth2callback"
PAGE = """<!doctype html><html lang="ja"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>{title}</title>
<style>body {{ font: 1rem/1.8 sans-serif; color: #1A1C1F; margin: 4rem auto; max-width: 40rem;
padding: 0 1rem }} h1 {{ font-size: clamp(1.25rem, 5vw, 1.75rem); line-height: 1.4 }}
a {{ display: inline-block; background: #1B4F8A; color: #fff; padding: .4rem 1rem;
border-radius: .5rem; text-decoration: none }}</style></head>
<body><p>{app}</p><h1>{title}</h1><p>{what}{do}</p><p>{others}</p>
<p><a href="{start}">{back}</a></p></body></html>"""


class SignInFailed:
    """Middleware of the app: a page of ours where signing in came to nothing."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not scope["path"].endswith((LOGIN, CALLBACK)):
            await self._app(scope, receive, send)
            return
        is_failed = False

        async def send_on(message: Message) -> None:
            nonlocal is_failed
            if message["type"] == "http.response.start":
                is_failed = message["status"] >= 400 or forgets(message)
            if not is_failed:
                await send(message)

        await self._app(scope, receive, send_on)
        if is_failed:
            tell("refused", code="provider")
            await HTMLResponse(render_page(), 503)(scope, receive, send)


def forgets(message: Message) -> bool:
    """Whether an answer takes the proof of who somebody is from their browser, and brings none:
    so Streamlit ends a sign-in of which the provider did not say the rest.

    >>> gone, there = (b"set-cookie", b'_streamlit_user=""'), (b"set-cookie", b"_streamlit_user=a")
    >>> [forgets({"headers": each}) for each in ([gone], [gone, there], [there], [])]
    [True, False, False, False]
    """
    cookies = [SimpleCookie(each) for each in Headers(raw=message["headers"]).getlist("set-cookie")]
    proofs = [each[USER_COOKIE_NAME].value for each in cookies if USER_COOKIE_NAME in each]
    return bool(proofs) and not any(proofs)


def render_page() -> str:
    start = "/" + str(st.get_option("server.baseUrlPath") or "").strip("/")
    said = WORDS.pick("title", "what", "do", "others", "back")
    return PAGE.format(app=terms.NAMES["app"], start=start, **said)
