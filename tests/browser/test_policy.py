"""Every page works under the policy that the app gives the browser, and the policy does hold."""

from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser

from pages import list_pages
from pages.deck.words import WORDS
from tests.browser.walker import walk

pytestmark = pytest.mark.browser

#: What the policy is there for: none of these reaches anything.
FORBIDDEN = {
    "picture": "new Image().src = 'http://outside.example/x.png'",
    "request": "fetch('http://outside.example/').catch(() => 0)",
    "script": "document.head.append(Object.assign(document.createElement('script'), {text: '1'}))",
    "frame": "document.body.append(Object.assign(document.createElement('iframe'),"
    " {src: 'http://outside.example/'}))",
}


def test_every_page_and_part_keeps_to_the_policy(chromium: Browser, address: str) -> None:
    with walk(chromium, address) as walker:
        for name, facts in list_pages().items():
            for part in [None, *list(facts.parts.values())[1:]]:
                walker.open(f"{name}?part={quote(part)}" if part else name)
                assert walker.errors == [], name


def test_pictures_slides_and_files_keep_to_the_policy(
    chromium: Browser, address: str, tmp_path: Path
) -> None:
    with walk(chromium, address) as walker:
        walker.open("matchings")
        walker.press("書き出し")
        assert walker.fetch("画像 PNG（標準）", tmp_path).read_bytes().startswith(b"\x89PNG")
        walker.open("deck")
        walker.page.get_by_text(WORDS["preview"]).first.click()
        walker.settle()
        assert walker.page.locator("img").count() > 0


@pytest.mark.parametrize("deed", FORBIDDEN)
def test_what_the_policy_forbids_is_not_done(chromium: Browser, address: str, deed: str) -> None:
    with walk(chromium, address) as walker:
        walker.open()
        requests: list[str] = []
        walker.page.on("request", lambda request: requests.append(request.url))
        with walker.page.expect_console_message(
            lambda message: "Content Security Policy" in message.text
        ):
            walker.page.evaluate(f"() => {{ {FORBIDDEN[deed]} }}")
        walker.errors.clear()
        assert not [url for url in requests if "outside.example" in url and deed != "picture"]


def test_no_other_page_can_frame_the_app(chromium: Browser, address: str) -> None:
    page = chromium.new_page()
    page.set_content(f"<iframe src='{address}'></iframe>", wait_until="load")
    [_, frame] = page.frames
    frame.wait_for_load_state("load")
    assert frame.url.startswith("chrome-error:")
    page.close()
