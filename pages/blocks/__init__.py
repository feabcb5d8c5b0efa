"""ブロック別活動."""

from pages.blocks.words import WORDS
from widgets.page_facts import PageFacts

FACTS = PageFacts(
    WORDS,
    icon=":material/map:",
    place=11,
    section="activities",
    holding="has_event_plans",
    with_block=True,
)
