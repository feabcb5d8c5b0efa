"""Streamlit's own page in Japanese: its words are put in as its files are served.

Streamlit 1.67 says everything of its own (toolbars, menus, the uploader, a lost connection) in
English and offers no way to say it otherwise. The words stand in streamlit_words.toml.
"""

import hashlib
import re
import tomllib
from functools import cache
from pathlib import Path

from starlette.responses import HTMLResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit.file_util import get_static_dir

from pages import list_pages
from pages.plain_page import list_steps
from widgets.service.layer import Layer
from words import Words, terms

WORDS = Words(
    ja={
        "no_script": "この画面を使うには、ブラウザーの設定でJavaScriptを有効にしてください。",
    }
)
_EDITION = re.compile(r"ja-[0-9a-f]{8}")
TABLE = Path(__file__).with_name("streamlit_words.toml")
#: The scripts of our own, served among Streamlit's.
OWN = [Path(__file__).with_name(name) for name in ("focus.js", "copy.js")]
_NO_SCRIPT = re.compile(r"(?<=<noscript>).*?(?=</noscript>)", re.DOTALL)
#: As Streamlit itself has its files kept.
_KEPT = {"Cache-Control": "public, immutable, max-age=31536000"}


class Japanese(Layer):
    """Middleware of the app: Streamlit's page and scripts with the words of the table."""

    def concerns(self, scope: Scope) -> bool:
        return (scope["type"], scope.get("method")) == ("http", "GET")

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        answer: ASGIApp = self._app
        match list_steps(scope["path"]):
            case [page] if page in ("", *list_pages()):
                answer = HTMLResponse(render_page(), headers={"Cache-Control": "no-cache"})
            case ["static", edition, *_, name] if _EDITION.fullmatch(edition):
                scope = {**scope, "path": scope["path"].replace(f"/{edition}", "", 1)}
                if script := translate(name):
                    answer = Response(script, headers=_KEPT, media_type="text/javascript")
        await answer(scope, receive, send)


@cache
def render_page() -> str:
    """The page that every address of the app begins with."""
    page = (Path(get_static_dir()) / "index.html").read_text("utf-8")
    page = page.replace('lang="en"', 'lang="ja"').replace(
        "./static/", f"./static/{name_edition()}/"
    )
    page = page.replace("<title>Streamlit</title>", f"<title>{terms.NAMES['app']}</title>")
    folder = f"./static/{name_edition()}/js"
    own = "".join(f'<script src="{folder}/{script.name}"></script>' for script in OWN)
    return _NO_SCRIPT.sub(WORDS["no_script"], page.replace("</head>", f"{own}</head>"))


@cache
def name_edition() -> str:
    """A folder's name that Streamlit's files have here, a new one for each edition of the words:
    browsers keep a file for a year, and may have its English one from before."""
    edition = b"".join(file.read_bytes() for file in (TABLE, *OWN))
    return f"ja-{hashlib.sha256(edition).hexdigest()[:8]}"


@cache
def load_words() -> dict[str, dict[str, str]]:
    """Script, without its digest -> what stands in it -> what shall stand there."""
    words: dict[str, dict[str, str]] = tomllib.loads(TABLE.read_text("utf-8"))["words"]
    return {
        script: dict(quote(english, ours) for english, ours in pairs.items())
        for script, pairs in words.items()
    }


def quote(english: str, ours: str) -> tuple[str, str]:
    """A pair of the table as it stands in a script.

    >>> quote("Close", "閉じる"), quote("label:`Search`", "label:`探す`")
    (('`Close`', '`閉じる`'), ('label:`Search`', 'label:`探す`'))
    """
    return (english, ours) if "`" in english else (f"`{english}`", f"`{ours}`")


@cache
def translate(name: str) -> bytes:
    """A script of Streamlit's with our words, or our own; nothing for any other."""
    for own in OWN:
        if name == own.name:
            return own.read_bytes()
    pairs = load_words().get(name.partition(".")[0], {})
    file = Path(get_static_dir()) / "static" / "js" / name
    if not pairs or not file.is_file():
        return b""
    script = file.read_text("utf-8")
    for english, ours in pairs.items():
        script = script.replace(english, ours)
    return script.encode()
