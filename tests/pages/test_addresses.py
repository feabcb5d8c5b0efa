"""Where the app is found: the browser opens on a desktop, and only there."""

import asyncio
import webbrowser

import pytest
import streamlit as st

from pages import addresses

OPTIONS = {"browser.serverAddress": "localhost", "server.port": 8501}


@pytest.mark.parametrize(
    ("is_headless", "opened"), [(True, []), (False, ["http://localhost:8501"])]
)
def test_browser_opens_on_a_desktop_only(
    monkeypatch: pytest.MonkeyPatch, is_headless: bool, opened: list[str]
) -> None:
    seen: list[str] = []
    monkeypatch.setattr(webbrowser, "open", seen.append)
    monkeypatch.setattr(addresses, "UNTIL_IT_ANSWERS", 0.0)
    monkeypatch.setattr(st, "get_option", (OPTIONS | {"server.headless": is_headless}).get)

    async def serve() -> None:
        async with addresses.open_start(None):
            await asyncio.sleep(0.05)

    asyncio.run(serve())
    assert seen == opened
