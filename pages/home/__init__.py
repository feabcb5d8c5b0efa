"""はじめに."""

from pages.home.words import WORDS
from widgets.page_facts import PageFacts

FACTS = PageFacts(
    WORDS,
    icon=":material/home:",
    place=0,
    holding="has_results",
    with_scope=True,
    writes=True,
)
