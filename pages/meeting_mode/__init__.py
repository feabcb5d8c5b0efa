"""会議モード."""

from pages.meeting_mode.words import WORDS
from widgets.page_facts import PageFacts

FACTS = PageFacts(
    WORDS,
    icon=":material/present_to_all:",
    place=31,
    section="meeting",
    holding="has_results",
    with_scope=True,
    has_bar=True,
    writes=True,
)
