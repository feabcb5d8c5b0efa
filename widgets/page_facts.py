"""Every page of the app: its place in the menu, its icon, and which filters change it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PageFacts:
    """`holding`: what a year must hold for the page to open on it ("": all years alike);
    `with_scope`, `with_block`: whether the scope or the block changes what the page shows;
    `section`: the menu it is under ("": it stands in the bar itself); `has_bar`: whether the
    page has all controls in one bar at the bottom (`open_bar`) and nothing above it."""

    icon: str
    holding: str = ""
    with_scope: bool = False
    with_block: bool = False
    section: str = ""
    has_bar: bool = False


#: Every page in the menu's order.
PAGES = {
    "kpi": PageFacts(":material/flag:", "has_results", with_scope=True),
    "matchings": PageFacts(":material/handshake:", "has_results", with_scope=True, with_block=True),
    "trends": PageFacts(":material/timeline:", with_scope=True),
    "members": PageFacts(":material/groups:", "has_results", with_block=True),
    "blocks": PageFacts(":material/map:", "has_event_plans", with_block=True, section="activities"),
    "schedule": PageFacts(
        ":material/calendar_month:", "has_event_plans", with_block=True, section="activities"
    ),
    "citizens": PageFacts(
        ":material/diversity_3:",
        "has_results",
        with_scope=True,
        with_block=True,
        section="activities",
    ),
    "platform": PageFacts(":material/search:", with_block=True, section="activities"),
    "national": PageFacts(":material/public:", "has_national_plans", section="activities"),
    "reconciliation": PageFacts(":material/balance:", "has_results"),
    "definitions": PageFacts(":material/menu_book:"),
    "upload": PageFacts(":material/upload_file:", section="submitting"),
    "submissions": PageFacts(":material/checklist:", "has_results", section="submitting"),
    "parked": PageFacts(":material/pending_actions:", section="submitting"),
    "history": PageFacts(":material/history:", section="submitting"),
    "trace": PageFacts(":material/travel_explore:", section="submitting"),
    "titles": PageFacts(":material/link:", section="submitting"),
    "meeting_mode": PageFacts(
        ":material/present_to_all:", "has_results", with_scope=True, section="meeting", has_bar=True
    ),
    "deck": PageFacts(":material/slideshow:", "has_results", with_scope=True, section="meeting"),
    "meetings": PageFacts(":material/ac_unit:", section="meeting"),
}
