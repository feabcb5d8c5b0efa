"""What is fetched keeps to the policy that the app gives the browser, and the policy does hold.

That every page and part keeps to it, `walk` sees wherever one is opened (test_practice: all)."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page

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


def test_pictures_slides_and_files_keep_to_the_policy(
    chromium: BrowserContext, address: str, tmp_path: Path
) -> None:
    with walk(chromium, address) as walker:
        walker.open("matchings")
        walker.press("書き出し")
        assert walker.fetch("画像 PNG（標準）", tmp_path).read_bytes().startswith(b"\x89PNG")
        walker.open("deck")
        walker.page.get_by_text(WORDS["preview"]).first.click()
        walker.settle()
        assert walker.page.locator("img").count() > 0


@pytest.fixture(scope="module")
def opened(chromium: BrowserContext, address: str) -> Iterator[Page]:
    with walk(chromium, address) as walker:
        walker.open()
        yield walker.page
        walker.errors.clear()


@pytest.mark.parametrize("deed", FORBIDDEN)
def test_what_the_policy_forbids_is_not_done(opened: Page, deed: str) -> None:
    requests: list[str] = []
    opened.on("request", lambda request: requests.append(request.url))
    with opened.expect_console_message(lambda message: "Content Security Policy" in message.text):
        opened.evaluate(f"() => {{ {FORBIDDEN[deed]} }}")
    assert not [url for url in requests if "outside.example" in url and deed != "picture"]


def test_no_other_page_can_frame_the_app(chromium: BrowserContext, address: str) -> None:
    page = chromium.new_page()
    page.set_content(f"<iframe src='{address}'></iframe>", wait_until="load")
    [_, frame] = page.frames
    frame.wait_for_load_state("load")
    assert frame.url.startswith("chrome-error:")
    page.close()
