"""見出しの対応付け."""

from pages.titles.words import WORDS
from widgets.page_facts import PageFacts

FACTS = PageFacts(
    WORDS,
    icon=":material/link:",
    place=26,
    section="submitting",
    writes=True,
)
