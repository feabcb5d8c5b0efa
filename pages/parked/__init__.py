"""保留."""

from pages.parked.words import WORDS
from widgets.page_facts import PageFacts

FACTS = PageFacts(
    WORDS,
    icon=":material/pending_actions:",
    place=23,
    section="submitting",
    writes=True,
)
