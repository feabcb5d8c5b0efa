"""Agenda items that are views of the screen: the same frames, the same figures.

One builder an item, beside those of `deck_figures`. Where a view needs what nobody has
sent, its chart says so; nothing is drawn as zero.
"""

from collections.abc import Callable
from dataclasses import replace

import pandas as pd

from charts import matchings_by_group
from data.figures import load_kpis
from exports import citizen_views, forum_views, matching_views, member_views, trend_views
from exports.deck.deck_figures import DENOMINATOR, Sources, build_membership, describe_table
from exports.schedule_views import describe_conflicts
from exports.views import list_records
from metrics.cases.matchings import (
    measure_steps,
    read_by_block,
    read_by_field,
    read_days,
    read_ladder,
    read_obstacles,
)
from metrics.cases.platform import find_platform, name_kinds, read_counts
from metrics.forums.citizens import count_reporting, read_activity_counts, read_workshops
from metrics.forums.national import read_national_plans
from metrics.forums.plans import read_conflicts
from metrics.forums.results import read_forum_figures, read_held, read_know_how
from metrics.kpi.definitions import list_definitions
from metrics.kpi.trends import read_all_members, read_implementations, read_trend
from metrics.membership import (
    find_target,
    has_roster,
    pick_dimension,
    read_member_changes,
    read_member_groups,
    read_units,
)
from texts import DECK_TEXTS as WORDS
from texts import NATIONAL_TEXTS, SCREEN_TEXTS
from views.model.figure import Column, Figure
from words import terms

Reader = Callable[..., pd.DataFrame]


def build_conversion(sources: Sources) -> list[Figure]:
    steps = measure_steps(_ask_scoped(read_ladder, sources))
    return [matching_views.describe_conversion(steps, sources.context)]


def build_waiting(sources: Sources) -> list[Figure]:
    """How long cases wait; only a ledger tells."""
    days = _ask_scoped(read_days, sources)
    return [matching_views.describe_days(days, sources.context)]


def build_obstacles(sources: Sources) -> list[Figure]:
    obstacles = _ask_scoped(read_obstacles, sources)
    return [matching_views.describe_obstacles(obstacles, sources.context)]


def build_matchings_by_block(sources: Sources) -> list[Figure]:
    groups = _ask_scoped(read_by_block, sources)
    return [matching_views.describe_groups("matchings_by_block", groups, "", sources.context)]


def build_matchings_by_field(sources: Sources) -> list[Figure]:
    groups = _ask_scoped(read_by_field, sources)
    note = f"　{matchings_by_group.WORDS['note_fields']}"
    return [matching_views.describe_groups("matchings_by_field", groups, note, sources.context)]


def build_member_map(sources: Sources) -> list[Figure]:
    """The prefectures' shares; without a roster, what is published instead."""
    groups = _read_groups(sources)
    if not has_roster(groups):
        return build_membership(sources)
    tiles = pick_dimension(groups, "prefecture")
    return [member_views.describe_member_map(tiles, "", sources.wide)]


def build_member_blocks(sources: Sources) -> list[Figure]:
    groups = pick_dimension(_read_groups(sources), "block")
    return [member_views.describe_member_groups(groups, "block", sources.wide)]


def build_member_units(sources: Sources) -> list[Figure]:
    """Every government as one mark; the table beside it is the blocks', not 1,788 rows."""
    units = read_units(sources.database, sources.year, sources.as_of)
    groups = _read_groups(sources)
    drawn = member_views.describe_units(units, find_target(groups), sources.wide)
    blocks = pick_dimension(groups, "block")
    return [
        replace(
            member_views.describe_member_groups(blocks, "block", sources.wide),
            key=drawn.key,
            title=drawn.title,
            topic=drawn.topic,
            code=drawn.code,
            chart=drawn.chart,
            native=None,
        )
    ]


def build_member_changes(sources: Sources) -> list[Figure]:
    changes = read_member_changes(sources.database, sources.year, as_of=sources.as_of)
    return [member_views.describe_member_changes(changes, sources.wide)]


def _read_groups(sources: Sources) -> pd.DataFrame:
    return read_member_groups(sources.database, sources.year, DENOMINATOR, as_of=sources.as_of)


def build_held(sources: Sources) -> list[Figure]:
    held = read_held(sources.database, sources.year, sources.as_of)
    return [forum_views.describe_held(held, sources.wide)]


def build_forum_figures(sources: Sources) -> list[Figure]:
    figures = read_forum_figures(sources.database, sources.year, sources.as_of)
    return [forum_views.describe_forum_figures(figures, sources.wide)]


def build_know_how(sources: Sources) -> list[Figure]:
    cases = read_know_how(sources.database, sources.year, sources.as_of)
    return [forum_views.describe_know_how(cases, sources.wide)]


def build_conflicts(sources: Sources) -> list[Figure]:
    """Events by block and month; the table leaves out the months without any."""
    months = read_conflicts(sources.database, sources.year, sources.as_of)
    figure = describe_conflicts(months, sources.wide)
    busy = figure.frame[figure.frame["event_count"] > 0]
    return [replace(figure, frame=busy.reset_index(drop=True)) if len(busy) else figure]


def build_national(sources: Sources) -> list[Figure]:
    """What each national body aims at this year, as written."""
    plans = read_national_plans(sources.database, sources.year, sources.as_of)
    reported = int(plans["is_reported"].sum())
    key = "national_finding" if reported else "national_missing"
    return [
        describe_table(
            "national",
            sources.wide,
            plans,
            title=WORDS[key].format(reported=reported, count=len(plans)),
            columns={
                "forum_short_name": Column(NATIONAL_TEXTS["forum_name"]),
                "goal": Column(NATIONAL_TEXTS["goal"], missing=terms.STATES["blank"]),
            },
            completeness=NATIONAL_TEXTS["bodies_reported"].format(
                reported=reported, count=len(plans)
            ),
            records=list_records(plans, sources.context.cells),
        )
    ]


def build_platform(sources: Sources) -> list[Figure]:
    """How many needs, seeds, activities and cases the catalogue holds."""
    counts = read_counts(sources.database, sources.as_of)
    kinds = name_kinds()
    named = counts.assign(kind_text=[kinds[kind] for kind in counts["kind"]])
    columns = {
        "kind_text": Column(WORDS["platform_kind"]),
        "entry_count": Column(WORDS["platform_count"], "count"),
    }
    title = find_platform(counts)
    return [describe_table("platform", sources.wide, named, title=title, columns=columns)]


def build_workshops(sources: Sources) -> list[Figure]:
    workshops = read_workshops(sources.database, sources.year, sources.as_of)
    return [citizen_views.describe_workshops(workshops, sources.wide)]


def build_citizen_activities(sources: Sources) -> list[Figure]:
    counts = _ask_scoped(read_activity_counts, sources)
    forums = count_reporting(counts)
    return [citizen_views.describe_activities(counts, forums, sources.context)]


def build_trend(sources: Sources) -> list[Figure]:
    trend = read_trend(sources.database, sources.context.scope, sources.as_of)
    return [trend_views.describe_trend(trend, sources.context)]


def build_implementations(sources: Sources) -> list[Figure]:
    periods = read_implementations(sources.database, sources.as_of)
    return [trend_views.describe_implementations(periods, sources.wide)]


def build_all_members(sources: Sources) -> list[Figure]:
    members = read_all_members(sources.database, sources.as_of)
    return [trend_views.describe_all_members(members, sources.wide)]


def build_definitions(sources: Sources) -> list[Figure]:
    """What each indicator counts, from the catalogue."""
    kpis = load_kpis().values()
    rows = [{"name": kpi.name, "definition": kpi.definition} for kpi in kpis]
    return [
        describe_table(
            "definitions",
            sources.wide,
            pd.DataFrame(rows),
            title=WORDS["definitions_finding"].format(count=len(list_definitions())),
            columns={
                "name": Column(SCREEN_TEXTS["indicator"]),
                "definition": Column(WORDS["definition"]),
            },
        )
    ]


def _ask_scoped(reader: Reader, sources: Sources) -> pd.DataFrame:
    """A reader's answer for the year and scope asked for."""
    return reader(sources.database, sources.year, sources.context.scope, as_of=sources.as_of)


BUILDERS: dict[str, Callable[[Sources], list[Figure]]] = {
    "conversion": build_conversion,
    "waiting": build_waiting,
    "obstacles": build_obstacles,
    "matchings_by_block": build_matchings_by_block,
    "matchings_by_field": build_matchings_by_field,
    "member_map": build_member_map,
    "member_blocks": build_member_blocks,
    "member_units": build_member_units,
    "member_changes": build_member_changes,
    "held": build_held,
    "forum_figures": build_forum_figures,
    "know_how": build_know_how,
    "conflicts": build_conflicts,
    "national": build_national,
    "platform": build_platform,
    "workshops": build_workshops,
    "citizen_activities": build_citizen_activities,
    "trend": build_trend,
    "implementations": build_implementations,
    "all_members": build_all_members,
    "definitions": build_definitions,
}
