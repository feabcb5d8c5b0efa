"""行事予定."""

from pages.schedule.words import WORDS
from widgets.page_facts import PageFacts

FACTS = PageFacts(
    WORDS,
    icon=":material/calendar_month:",
    place=12,
    section="activities",
    holding="has_event_plans",
    with_block=True,
)
