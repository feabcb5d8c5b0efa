"""資料作成."""

from pages.deck.words import WORDS
from widgets.page_facts import PageFacts

FACTS = PageFacts(
    WORDS,
    icon=":material/slideshow:",
    place=32,
    section="meeting",
    holding="has_results",
    with_scope=True,
    writes=True,
)
