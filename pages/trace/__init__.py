"""来歴."""

from pages.trace.words import WORDS
from widgets.page_facts import PageFacts

FACTS = PageFacts(
    WORDS,
    icon=":material/travel_explore:",
    place=25,
    section="submitting",
)
