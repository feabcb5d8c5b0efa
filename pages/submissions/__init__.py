"""提出状況."""

from pages.submissions.words import WORDS
from widgets.page_facts import PageFacts

FACTS = PageFacts(
    WORDS,
    icon=":material/checklist:",
    place=22,
    section="submitting",
    holding="has_results",
    writes=True,
)
