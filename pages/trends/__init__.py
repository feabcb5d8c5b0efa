"""推移."""

from pages.trends.words import WORDS
from widgets.page_facts import PageFacts

FACTS = PageFacts(
    WORDS,
    icon=":material/timeline:",
    place=3,
    with_scope=True,
)
