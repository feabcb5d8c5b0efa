"""探す."""

from pages.search.words import WORDS
from widgets.page_facts import PageFacts

FACTS = PageFacts(WORDS, icon=":material/search:", place=7)
