"""情報提供プラットフォーム."""

from pages.platform.words import WORDS
from widgets.page_facts import PageFacts

FACTS = PageFacts(
    WORDS,
    icon=":material/search:",
    place=14,
    section="activities",
    with_block=True,
)
