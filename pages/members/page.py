"""自治体会員: the published ratio in governments; with a roster, who is a member and who not."""

from functools import partial

import widgets
from metrics.membership import has_roster, read_member_groups, read_membership
from pages.members import leads, roster, span_parts
from pages.members.words import WORDS
from views import membership_span

DENOMINATORS = ("governments", "municipalities")

run = widgets.read_run()
choices = {each: WORDS[f"choice_{each}"] for each in DENOMINATORS}
denominator = widgets.choose_option("denominator", WORDS["denominator"], choices)
span = widgets.ask_view(membership_span.VIEW, run, denominator=denominator)
groups = run.fetch(read_member_groups, run.fiscal_year, denominator, run.block)

if has_roster(groups):
    published = run.fetch(read_membership, run.fiscal_year, denominator)
    roster.show_head(groups, published, denominator, run)
    widgets.show_parts(
        widgets.Part("shares", WORDS["part_shares"], partial(roster.show_shares, run, denominator)),
        widgets.Part(
            "units", WORDS["part_units"], partial(roster.show_units, run, denominator, groups)
        ),
        widgets.Part("changes", WORDS["part_changes"], partial(roster.show_changes, run)),
        widgets.Part("leads", WORDS["part_leads"], partial(leads.show, run, denominator, groups)),
        keep=leads.CHOICES,
    )
else:
    widgets.require_rows(span.frame.dropna(subset=["ratio"]), run)
    span_parts.show(span, denominator, run)
widgets.show_as_of()
