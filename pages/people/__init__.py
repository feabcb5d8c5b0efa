"""利用者."""

from pages.people.words import WORDS
from store.people.register import REGISTER
from widgets.page_facts import PageFacts

FACTS = PageFacts(
    WORDS,
    icon=":material/group:",
    place=40,
    section="keeping",
    act=REGISTER,
    of_signing_in=True,
    writes=True,
)
