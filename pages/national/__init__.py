"""全国フォーラム."""

from pages.national.words import WORDS
from widgets.page_facts import PageFacts

FACTS = PageFacts(
    WORDS,
    icon=":material/public:",
    place=15,
    section="activities",
    holding="has_national_plans",
)
