"""The charts of the matchings as figures, for everything that leaves the house."""

from functools import partial

import pandas as pd

import texts
from charts import (
    conversion_by_step,
    days_by_stage,
    matchings_by_group,
    matchings_by_obstacle,
    matchings_needed_by_stage,
    matchings_reached_by_stage,
)
from exports.views import Context, describe_figure
from texts import MATCHING_TEXTS as WORDS
from views.model.figure import Column, Figure, NativeChart

CASES = texts.CHART_TEXTS["cases"]


def describe_ladder(ladder: pd.DataFrame, basis_text: str, context: Context) -> Figure:
    """Cases that reached each stage or a later one; `basis_text` says from what."""
    return describe_figure(
        "matchings_reached_by_stage",
        context,
        ladder,
        title=matchings_reached_by_stage.find(ladder),
        chart=partial(matchings_reached_by_stage.build, ladder),
        columns={
            "name": Column(WORDS["name"]),
            "value": Column(WORDS["value_text"], "count", CASES),
            "reached": Column(WORDS["reached_text"], "count", CASES),
            "counted_count": Column(WORDS["counted_text"], "count", CASES),
        },
        definition=WORDS["ladder_note"],
        notes=(basis_text, *context.notes),
        native=NativeChart("bar", "name", ("reached",)),
    )


def describe_conversion(steps: pd.DataFrame, context: Context) -> Figure:
    """Rates between the stages with n and their intervals."""
    return describe_figure(
        "conversion_by_step",
        context,
        steps,
        title=conversion_by_step.find(steps),
        chart=partial(conversion_by_step.build, steps),
        columns={
            "name": Column(WORDS["step_name"]),
            "tried": Column(WORDS["tried"], "count", CASES),
            "passed": Column(WORDS["passed"], "count", CASES),
            "rate": Column(WORDS["rate_text"], "ratio"),
            "lower": Column(WORDS["lower"], "ratio"),
            "upper": Column(WORDS["upper"], "ratio"),
        },
        definition=conversion_by_step.WORDS["note"],
        native=NativeChart("bar", "name", ("rate",)),
    )


def describe_needed(plan: pd.DataFrame, required: str, context: Context) -> Figure:
    """What a number of implementations would take; `required`: the rate needed, in words."""
    none = WORDS["impossible"]
    return describe_figure(
        "matchings_needed_by_stage",
        context,
        plan,
        title=matchings_needed_by_stage.find(plan),
        chart=partial(matchings_needed_by_stage.build, plan),
        columns={
            "name": Column(WORDS["name"]),
            "now": Column(WORDS["now_text"], "count", CASES),
            "at_present": Column(WORDS["at_present_text"], "count", CASES, missing=none),
            "at_best": Column(WORDS["at_best_text"], "count", CASES, missing=none),
        },
        definition=conversion_by_step.WORDS["note"],
        notes=(required, *context.notes),
        native=NativeChart("bar", "name", ("now", "at_best")),
    )


def describe_days(days: pd.DataFrame, context: Context) -> Figure:
    """How long cases wait at a stage and took to leave it."""
    return describe_figure(
        "days_by_stage",
        context,
        days,
        title=days_by_stage.find(days),
        chart=partial(days_by_stage.build, days),
        columns={
            "name": Column(WORDS["item"]),
            "case_count": Column(WORDS["case_count"], "count", CASES),
            "dated_count": Column(WORDS["dated_count"], "count", CASES),
            "median_days": _days("median_text"),
            "lower_days": _days("lower_days"),
            "upper_days": _days("upper_days"),
            "longest_days": _days("longest_text"),
        },
        definition=WORDS["days_key"],
        native=NativeChart("bar", "name", ("median_days",)),
    )


def _days(key: str) -> Column:
    return Column(WORDS[key], "count", WORDS["axis_days"], missing=WORDS["undated"])


def describe_obstacles(obstacles: pd.DataFrame, context: Context) -> Figure:
    """What keeps cases from being implemented, as written."""
    return describe_figure(
        "matchings_by_obstacle",
        context,
        obstacles,
        title=matchings_by_obstacle.find(obstacles),
        chart=partial(matchings_by_obstacle.build, obstacles),
        columns={
            "name": Column(WORDS["obstacle_text"]),
            "case_count": Column(WORDS["case_count"], "count", CASES),
        },
        native=NativeChart("bar", "name", ("case_count",)),
    )


def describe_groups(key: str, groups: pd.DataFrame, note: str, context: Context) -> Figure:
    """Cases by forum (`matchings_by_block`) or by field (`matchings_by_field`) and stage."""
    return describe_figure(
        key,
        context,
        groups,
        title=matchings_by_group.find(groups),
        chart=partial(matchings_by_group.build, groups, note),
        columns={
            "group_name": Column(WORDS["group_name"]),
            "stage_name": Column(WORDS["stage"]),
            "case_count": Column(WORDS["case_count"], "count", CASES),
        },
        definition=WORDS["groups_key"] + note,
        completeness=count_forums(groups),
    )


def count_forums(groups: pd.DataFrame) -> str:
    """How many of the groups have reported: 9/10 フォーラム報告."""
    reported = groups.drop_duplicates("group_name")["case_count"].notna()
    return WORDS["forums_reported"].format(reported=int(reported.sum()), count=len(reported))
