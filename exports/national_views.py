"""The time line of the national bodies as a figure."""

from functools import partial

import pandas as pd

from charts import plan_steps_by_body
from exports.views import Context, describe_figure
from texts import NATIONAL_TEXTS as WORDS
from views.model.figure import Column, Figure


def describe_steps(steps: pd.DataFrame, plans: pd.DataFrame, context: Context) -> Figure:
    """Steps and events of the bodies; `plans`: all seven, for who has not reported."""
    return describe_figure(
        "plan_steps_by_body",
        context,
        steps,
        title=plan_steps_by_body.find(steps),
        chart=partial(plan_steps_by_body.build, steps, context.fiscal_year),
        columns={
            "forum_name": Column(WORDS["forum_name"]),
            "kind_text": Column(WORDS["kind_text"]),
            "when_text": Column(WORDS["when_text"]),
            "what": Column(WORDS["what"]),
            "period_from": Column(WORDS["period_from"], "date"),
            "period_to": Column(WORDS["period_to"], "date"),
        },
        definition=WORDS["definition"],
        completeness=count_bodies(plans),
    )


def count_bodies(plans: pd.DataFrame) -> str:
    """How many of the bodies have reported: 7/7."""
    return WORDS["bodies_reported"].format(
        reported=int(plans["is_reported"].sum()), count=len(plans)
    )
