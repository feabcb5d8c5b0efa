"""履歴."""

from pages.history.words import WORDS
from widgets.page_facts import PageFacts

FACTS = PageFacts(
    WORDS,
    icon=":material/history:",
    place=24,
    section="submitting",
    writes=True,
)
