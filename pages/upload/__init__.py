"""取込."""

from pages.upload.words import WORDS
from widgets.page_facts import PageFacts

FACTS = PageFacts(
    WORDS,
    icon=":material/upload_file:",
    place=21,
    section="submitting",
    act="accept",
    writes=True,
)
