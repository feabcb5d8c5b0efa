"""What whoever could not sign in is told, where the provider does not answer: Streamlit says so in
two English words, or leads back without any."""

from http.cookies import SimpleCookie

from starlette.datastructures import Headers
from starlette.types import Message, Receive, Scope, Send
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from pages.plain_page import answer_plainly
from store.events import tell
from widgets.service.layer import Layer
from words import Words

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


class SignInFailed(Layer):
    """Middleware of the app: a page of ours where signing in came to nothing."""

    def concerns(self, scope: Scope) -> bool:
        path: str = scope.get("path", "")
        return scope["type"] == "http" and path.endswith((LOGIN, CALLBACK))

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
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
            said = (WORDS["what"] + WORDS["do"], WORDS["others"])
            page = answer_plainly(WORDS["title"], said, WORDS["back"], 503)
            await page(scope, receive, send)


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
