"""A provider that does not answer: a Japanese page; whoever gets through sees nothing of it."""

import asyncio

import pytest
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import Message
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from pages.sign_in_failed import CALLBACK, LOGIN, WORDS, SignInFailed


def lead(*proofs: str) -> Response:
    response = RedirectResponse("/elsewhere")
    for proof in proofs:
        response.set_cookie(USER_COOKIE_NAME, proof)
    return response


def ask(path: str, streamlits: Response) -> tuple[Message, str]:
    """How the app answers where Streamlit would so: its start, and its text."""
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {"type": "http", "path": path, "method": "GET", "headers": []}
    asyncio.run(SignInFailed(streamlits)(scope, None, send))  # type: ignore[arg-type]
    return sent[0], b"".join(each["body"] for each in sent[1:]).decode()


ENGLISH = PlainTextResponse("Authentication error", 400)


@pytest.mark.parametrize(
    ("path", "streamlits", "is_explained"),
    [
        (LOGIN, ENGLISH, True),
        (LOGIN, lead(), False),
        (CALLBACK, lead(""), True),
        (CALLBACK, lead("", "proof"), False),
        (CALLBACK, lead(), False),
        ("/kpi", ENGLISH, False),
    ],
)
def test_sign_in_that_came_to_nothing_is_explained(
    path: str, streamlits: Response, is_explained: bool
) -> None:
    start, text = ask(path, streamlits)
    assert (WORDS["what"] in text) is is_explained
    assert start["status"] == (503 if is_explained else streamlits.status_code)
    assert ('href="/"' in text, b"set-cookie" in dict(start["headers"])) == (
        (True, False) if is_explained else (False, bool(streamlits.headers.get("set-cookie")))
    )
