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
from texts import DENOMINATOR_TEXTS, PAGE_TEXTS
from widgets.export_menu import build_context

filters = widgets.open_page("members")
denominator = widgets.choose_option("denominator", DENOMINATOR_TEXTS)
span = widgets.fetch(read_membership, filters.fiscal_year, denominator)
whole = widgets.fetch(read_member_groups, filters.fiscal_year, denominator)
groups = widgets.fetch(read_member_groups, filters.fiscal_year, denominator, filters.block)
context = build_context(filters.fiscal_year, block=filters.block_text)

if has_roster(groups):
    roster.show_head(groups, span, denominator, filters)
    widgets.show_parts(
        "members",
        {
            "shares": partial(roster.show_shares, whole, groups, context),
            "units": partial(roster.show_units, groups, denominator, context, filters.block),
            "changes": partial(roster.show_changes, context, filters.block),
            "leads": partial(leads.show, groups, denominator, context, filters.block),
        },
        keep=leads.CHOICES,
    )
else:
    widgets.require_rows(span.dropna(subset=["ratio"]), filters, PAGE_TEXTS["members"])
    blocks = widgets.fetch(read_block_counts, filters.fiscal_year)
    span_parts.show(span, blocks, denominator, filters)
widgets.show_as_of()
