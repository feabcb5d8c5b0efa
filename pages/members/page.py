"""自治体会員: the published ratio in governments; with a roster, who is a member and who not."""

from functools import partial

import widgets
from metrics.membership import (
    has_roster,
    read_block_counts,
    read_member_groups,
    read_membership,
)
from pages.members import leads, roster, span_parts
from pages.members.words import WORDS
from widgets.export_menu import build_context

DENOMINATORS = ("governments", "municipalities")

filters = widgets.read_run()
choices = {each: WORDS[f"choice_{each}"] for each in DENOMINATORS}
denominator = widgets.choose_option("denominator", WORDS["denominator"], choices)
span = widgets.fetch(read_membership, filters.fiscal_year, denominator)
whole = widgets.fetch(read_member_groups, filters.fiscal_year, denominator)
groups = widgets.fetch(read_member_groups, filters.fiscal_year, denominator, filters.block)
context = build_context(filters.fiscal_year, block=filters.block_text)

if has_roster(groups):
    narrowed = (denominator, context, filters.block)
    roster.show_head(groups, span, denominator, filters)
    widgets.show_parts(
        {
            WORDS["part_shares"]: partial(roster.show_shares, whole, groups, context),
            WORDS["part_units"]: partial(roster.show_units, groups, *narrowed),
            WORDS["part_changes"]: partial(roster.show_changes, context, filters.block),
            WORDS["part_leads"]: partial(leads.show, groups, *narrowed),
        },
        keep=leads.CHOICES,
    )
else:
    widgets.require_rows(span.dropna(subset=["ratio"]), filters)
    blocks = widgets.fetch(read_block_counts, filters.fiscal_year)
    span_parts.show(span, blocks, denominator, filters)
widgets.show_as_of()
