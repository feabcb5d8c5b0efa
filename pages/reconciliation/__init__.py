"""照合."""

from pages.reconciliation.words import WORDS
from widgets.page_facts import PageFacts

FACTS = PageFacts(
    WORDS,
    icon=":material/balance:",
    place=5,
    holding="has_results",
)
