"""自治体会員."""

from pages.members.words import WORDS
from widgets.page_facts import PageFacts

FACTS = PageFacts(
    WORDS,
    icon=":material/groups:",
    place=4,
    holding="has_results",
    with_block=True,
)
