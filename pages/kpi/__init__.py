"""KPI の目標と実績."""

from pages.kpi.words import WORDS
from widgets.page_facts import PageFacts

FACTS = PageFacts(
    WORDS,
    icon=":material/flag:",
    place=1,
    holding="has_results",
    with_scope=True,
)
