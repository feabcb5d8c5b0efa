"""市民参画."""

from pages.citizens.words import WORDS
from widgets.page_facts import PageFacts

FACTS = PageFacts(
    WORDS,
    icon=":material/diversity_3:",
    place=13,
    section="activities",
    holding="has_results",
    with_scope=True,
    with_block=True,
)
