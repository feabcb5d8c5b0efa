"""What the time line of the national bodies says, in words."""

import pandas as pd

from texts import NATIONAL_TEXTS as WORDS


def find_steps(steps: pd.DataFrame) -> str:
    """How many bodies plan how many steps and events; one row a step."""
    if steps.empty:
        return WORDS["steps_missing"]
    undated = int(steps["period_from"].isna().sum())
    return WORDS["steps" if undated else "steps_dated"].format(
        bodies=steps["forum"].nunique(),
        steps=int((steps["kind"] == "schedule").sum()),
        events=int((steps["kind"] == "events").sum()),
        undated=undated,
    )
