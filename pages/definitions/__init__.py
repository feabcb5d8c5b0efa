"""定義・出典."""

from pages.definitions.words import WORDS
from widgets.page_facts import PageFacts

FACTS = PageFacts(
    WORDS,
    icon=":material/menu_book:",
    place=6,
)
