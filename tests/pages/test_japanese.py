"""Streamlit's own page, menus and toolbars: what the browser is served of them is Japanese."""

import asyncio
import tomllib
from pathlib import Path
from typing import Any

import httpx
import pytest
import streamlit
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send
from streamlit.file_util import get_static_dir

import dashboard
from pages.addresses import WORDS, KnownAddresses
from pages.japanese import (
    DRAWN_WITH,
    OWN,
    TABLE,
    Japanese,
    list_drawn_with,
    load_words,
    name_edition,
)

SCRIPTS = Path(get_static_dir()) / "static" / "js"


async def streamlits(scope: Scope, receive: Receive, send: Send) -> None:
    await PlainTextResponse(f"Streamlit's {scope['path']}")(scope, receive, send)


def get(path: str, encoding: str = "identity") -> httpx.Response:
    """What a browser that takes an encoding gets, where Streamlit answers with the path alone."""

    async def ask() -> httpx.Response:
        transport = httpx.ASGITransport(KnownAddresses(Japanese(streamlits)))
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as browser:
            return await browser.get(path, headers={"accept-encoding": encoding})

    return asyncio.run(ask())


def test_each_text_of_the_table_stands_in_its_script_of_this_streamlit() -> None:
    assert tomllib.loads(TABLE.read_text("utf-8"))["streamlit"] == streamlit.__version__
    missing = {
        (script, english)
        for script, pairs in load_words().items()
        for english in pairs
        if not any(english in read(file) for file in SCRIPTS.glob(f"{script}.*.js"))
    }
    assert missing == set()


def read(script: Path) -> str:
    return script.read_text("utf-8")


def test_page_of_each_address_is_japanese_and_names_the_edition_of_its_scripts() -> None:
    page = get("/members").text
    assert get("/").text == page
    assert '<html lang="ja">' in page
    assert f'src="./static/{name_edition()}/js/index.' in page
    assert "JavaScript to run" not in page


def test_script_is_served_with_our_words_and_any_other_file_as_it_is() -> None:
    (toolbar,) = SCRIPTS.glob("Toolbar.*.js")
    assert "`Fullscreen`" in read(toolbar)
    served = get(f"/static/{name_edition()}/js/{toolbar.name}")
    assert "`全画面で見る`" in served.text
    assert "`Fullscreen`" not in served.text
    assert "immutable" in served.headers["cache-control"]
    for file in OWN:
        own = f"/static/{name_edition()}/{file.suffix[1:]}/{file.name}"
        assert get("/members").text.count(f'=".{own}"') == 1
        assert get(own).content == file.read_bytes()
    other = get(f"/static/{name_edition()}/js/types.1.js").text
    assert other == "Streamlit's /static/js/types.1.js"
    assert get("/static/js/Toolbar.1.js").text == "Streamlit's /static/js/Toolbar.1.js"


@pytest.mark.parametrize("kind", ["js/Toolbar.*.js", "css/index.*.css"])
def test_file_is_packed_for_whoever_takes_it_so_and_the_same_for_all(kind: str) -> None:
    (file,) = SCRIPTS.parent.glob(kind)
    path = f"/static/{name_edition()}/{file.relative_to(SCRIPTS.parent)}"
    plain, packed = get(path), get(path, "gzip, br")
    assert "content-encoding" not in plain.headers
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.content == plain.content
    assert int(packed.headers["content-length"]) < int(plain.headers["content-length"]) / 2
    assert {each.headers["vary"] for each in (plain, packed)} == {"Accept-Encoding"}
    assert packed.headers["content-type"] == plain.headers["content-type"]


def test_page_names_ahead_what_a_chart_is_drawn_with_once_each_and_no_font_that_it_lacks() -> None:
    page = get("/").text
    scripts = list_drawn_with()
    assert [page.count(each) for each in scripts] == [1] * len(scripts)
    assert {each.partition(".")[0] for each in scripts} >= set(DRAWN_WITH)
    assert "font/woff2" not in page
    (styles,) = SCRIPTS.parent.glob("css/index.*.css")
    served = get(f"/static/{name_edition()}/css/{styles.name}").text
    assert "font-family:Source Sans" in read(styles)
    assert "font-family:Source Sans" not in served
    assert "font-family:Material Symbols" in served


@pytest.mark.parametrize("path", ["/session", "/members/x", "/index.html", "/%3Cb%3E"])
def test_address_that_is_none_says_so_on_a_page_of_ours(path: str) -> None:
    answer = get(path)
    assert answer.status_code == 404
    assert WORDS["lost"] in answer.text
    assert 'href="/"' in answer.text


def test_first_pages_own_name_leads_to_the_start_with_its_parameters() -> None:
    assert get("/home?data=practice").headers["location"] == "./?data=practice"


def test_layers_of_the_app_let_the_servers_start_through() -> None:
    passed: list[str] = []
    nothing: Any = None
    layers: Any = dashboard.app._user_middleware

    async def inner(scope: Scope, receive: Receive, send: Send) -> None:
        passed.append(scope["type"])

    for layer in layers:
        asyncio.run(layer.cls(inner)({"type": "lifespan"}, nothing, nothing))
    assert passed == ["lifespan"] * len(layers)
