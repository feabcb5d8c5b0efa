"""A sheet's HTML: every text escaped, every mark with a sign and a legible colour."""

from html.parser import HTMLParser

import pytest

from loaders.intake.excerpt import Excerpt
from loaders.reading.account import KINDS
from tests.browser.faulty_sheets import HOSTILE_TEXTS
from widgets.plain_text import reveal_signs
from widgets.records.marked_sheet import LOOKS, WORDS, build_table


class Reader(HTMLParser):
    """The tags, the texts and the notes of a piece of HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.texts: list[str] = []
        self.notes: list[str | None] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.notes += [value for name, value in attrs if name == "title"]

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


@pytest.mark.parametrize("text", [*HOSTILE_TEXTS, '"><script>x</script>', "' onclick='x"])
def test_hostile_text_is_shown_as_text(text: str) -> None:
    excerpt = Excerpt("表", (1,), ("A",), ((text,),), {"A1": "answer"})
    read = Reader(build_table(excerpt, 200, "A1", {"A1": text}))
    assert read.tags <= {"div", "table", "thead", "tbody", "tr", "th", "td", "b"}
    assert read.notes == [reveal_signs(text)]
    assert reveal_signs(text) in read.texts


def test_every_kind_has_a_sign_and_a_look_of_its_own() -> None:
    assert set(KINDS) <= set(LOOKS)
    signs = [WORDS[f"sign_{mark}"] for mark in LOOKS]
    assert len(set(signs)) == len(signs)


@pytest.mark.parametrize("mark", LOOKS)
def test_sign_is_legible_on_its_fill(mark: str) -> None:
    fill, ink, _ = LOOKS[mark]
    high, low = sorted((_find_luminance(fill), _find_luminance(ink)), reverse=True)
    assert (high + 0.05) / (low + 0.05) >= 4.5


def _find_luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
