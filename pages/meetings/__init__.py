"""会議の凍結."""

from pages.meetings.words import WORDS
from widgets.page_facts import PageFacts

FACTS = PageFacts(
    WORDS,
    icon=":material/ac_unit:",
    place=33,
    section="meeting",
    writes=True,
)
