"""APIのトークン."""

from pages.tokens.words import WORDS
from widgets.page_facts import PageFacts

FACTS = PageFacts(
    WORDS,
    icon=":material/key:",
    place=41,
    section="keeping",
    of_signing_in=True,
    writes=True,
)
