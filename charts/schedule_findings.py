"""What the planned events say beside the time axis, in words. Pure."""

import pandas as pd

from texts import FINDING_TEXTS


def find_conflicts(months: pd.DataFrame) -> str:
    """Where a block plans two or more events in one month; one row a block and month."""
    if months["event_count"].isna().all():
        return FINDING_TEXTS["conflicts_missing"]
    clashes = months[months["event_count"] > 1]
    if clashes.empty:
        return FINDING_TEXTS["conflicts_none"]
    most = clashes.sort_values(["event_count", "forum_order"], ascending=[False, True]).iloc[0]
    return FINDING_TEXTS["conflicts"].format(
        count=len(clashes),
        forum=most["forum_name"],
        month=most["month"].month,
        most=f"{most['event_count']:.0f}",
    )
