"""Streamlit's own page in Japanese: its words are put in as its files are served.

Streamlit 1.67 says everything of its own (toolbars, menus, the uploader, a lost connection) in
English and offers no way to say it otherwise. The words stand in streamlit_words.toml.

Its scripts and styles are packed, once each: Streamlit packs none, as it would at every request.
"""

import gzip
import hashlib
import re
import tomllib
from functools import cache
from pathlib import Path

from anyio import to_thread
from starlette.datastructures import Headers
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
#: The scripts and styles of our own, served among Streamlit's; that one is told what to fetch.
OWN_SCRIPTS, FIRST_CHART = ("focus.js", "copy.js"), "first_chart.js"
OWN_STYLES = ("screen.css", "print.css")
OWN = [Path(__file__).with_name(name) for name in (*OWN_SCRIPTS, FIRST_CHART, *OWN_STYLES)]
#: Streamlit's own font, which it fetches for the moment before it knows ours: those of the system.
_PRELOAD = re.compile(r'<link[^>]*rel="preload"[^>]*as="font"[^>]*/>', re.DOTALL)
_FONT = re.compile(rb"@font-face\{font-family:Source Sans;[^}]*\}")
#: The scripts that most pages draw with: Streamlit asks for them only when the first such element
#: has come.
DRAWN_WITH = ("ArrowVegaLiteChart", "ButtonGroup", "PageLink", "Selectbox", "embed")
_IMPORTED = re.compile(r"""(?:from|import)\s*["'`]\./([\w.-]+\.js)["'`]""")
_NO_SCRIPT = re.compile(r"(?<=<noscript>).*?(?=</noscript>)", re.DOTALL)
#: As Streamlit itself has its files kept.
_KEPT = {"Cache-Control": "public, immutable, max-age=31536000", "Vary": "Accept-Encoding"}
#: The files that are served from here, by their names' ends; fonts and pictures are packed already.
_MEDIA_TYPES = {".js": "text/javascript", ".css": "text/css"}


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
                if name in list_files():
                    answer = await to_thread.run_sync(_answer, name, _takes_packed(scope))
        await answer(scope, receive, send)


def _takes_packed(scope: Scope) -> bool:
    return "gzip" in Headers(scope=scope).get("accept-encoding", "")


def _answer(name: str, is_packed: bool) -> Response:
    content = pack(name) if is_packed else translate(name)
    headers = _KEPT | ({"Content-Encoding": "gzip"} if is_packed else {})
    return Response(content, headers=headers, media_type=_MEDIA_TYPES[Path(name).suffix])


@cache
def render_page() -> str:
    """The page that every address of the app begins with."""
    page = (Path(get_static_dir()) / "index.html").read_text("utf-8")
    page = page.replace('lang="en"', 'lang="ja"').replace(
        "./static/", f"./static/{name_edition()}/"
    )
    page = page.replace("<title>Streamlit</title>", f"<title>{terms.NAMES['app']}</title>")
    page = _PRELOAD.sub("", page)
    folder = f"./static/{name_edition()}"
    own = "".join(f'<script defer src="{folder}/js/{script}"></script>' for script in OWN_SCRIPTS)
    ahead = " ".join(name for name in list_drawn_with() if name not in page)
    first = f'<script defer src="{folder}/js/{FIRST_CHART}" data-ahead="{ahead}"></script>'
    # behind all of Streamlit's, as ours are to count where both say something
    styles = "".join(f'<link rel="stylesheet" href="{folder}/css/{style}">' for style in OWN_STYLES)
    page = page.replace("</head>", f"{own}{first}</head>").replace("</body>", f"{styles}</body>")
    return _NO_SCRIPT.sub(WORDS["no_script"], page)


def list_drawn_with() -> list[str]:
    """The scripts that most pages draw with, and all that these import."""
    wanted = [name for name in list_files() if name.partition(".")[0] in DRAWN_WITH]
    for name in wanted:
        imported = _IMPORTED.findall(list_files()[name].read_text("utf-8"))
        wanted += [each for each in dict.fromkeys(imported) if each not in wanted]
    return wanted


@cache
def name_edition() -> str:
    """A folder's name that Streamlit's files have here, new with each edition of what is put in:
    browsers keep a file for a year, and may have its English one from before."""
    edition = b"".join(file.read_bytes() for file in (TABLE, *OWN, Path(__file__)))
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
def list_files() -> dict[str, Path]:
    """The scripts and styles that are served from here, by their names: Streamlit's and our own."""
    found = (Path(get_static_dir()) / "static").rglob("*.*")
    return {each.name: each for each in (*found, *OWN) if each.suffix in _MEDIA_TYPES}


def translate(name: str) -> bytes:
    """One of these files, with our words in place of Streamlit's, and without its font."""
    content = _FONT.sub(b"", list_files()[name].read_bytes())
    for english, ours in load_words().get(name.partition(".")[0], {}).items():
        content = content.replace(english.encode(), ours.encode())
    return content


@cache
def pack(name: str) -> bytes:
    """The same packed: of the 4 MB that a first chart needs, a third."""
    return gzip.compress(translate(name))
