"""自治体会員: the published ratio in governments; with a roster, who is a member and who not."""

from functools import partial

import widgets
from metrics.membership import has_roster, read_member_groups
from pages.members import leads, roster, span_parts
from pages.members.words import WORDS
from views import membership_span

DENOMINATORS = ("governments", "municipalities")

filters = widgets.read_run()
choices = {each: WORDS[f"choice_{each}"] for each in DENOMINATORS}
denominator = widgets.choose_option("denominator", WORDS["denominator"], choices)
span = widgets.ask_view(membership_span.VIEW, filters, denominator=denominator)
groups = widgets.fetch(read_member_groups, filters.fiscal_year, denominator, filters.block)

if has_roster(groups):
    roster.show_head(groups, span.frame, denominator, filters)
    widgets.show_parts(
        widgets.Part(
            "shares", WORDS["part_shares"], partial(roster.show_shares, filters, denominator)
        ),
        widgets.Part(
            "units", WORDS["part_units"], partial(roster.show_units, filters, denominator, groups)
        ),
        widgets.Part("changes", WORDS["part_changes"], partial(roster.show_changes, filters)),
        widgets.Part(
            "leads", WORDS["part_leads"], partial(leads.show, filters, denominator, groups)
        ),
        keep=leads.CHOICES,
    )
else:
    widgets.require_rows(span.frame.dropna(subset=["ratio"]), filters)
    span_parts.show(span, denominator, filters)
widgets.show_as_of()
