"""マッチング."""

from pages.matchings.words import WORDS
from widgets.page_facts import PageFacts

FACTS = PageFacts(
    WORDS,
    icon=":material/handshake:",
    place=2,
    holding="has_results",
    with_scope=True,
    with_block=True,
)
