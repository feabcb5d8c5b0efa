"""Frozen meetings: freezing what the figures are, and "then vs now" with its causes."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import pandas as pd

from metrics.history.changes import COLUMNS, describe_change
from metrics.history.impact import compare_figures
from metrics.query import to_number
from metrics.tracing.trace import list_figures
from store.actor import Actor
from store.batches import list_batches
from store.database import Database, data_version
from store.decisions.meetings import Meeting, freeze_meeting, list_meetings
from store.release import narrow

__all__ = ["Meeting", "find_last_meeting", "freeze_figures", "read_frozen", "read_then_and_now"]

#: What is kept of each figure; `value` to the last digit, null where it is not reported.
KEPT = (
    *("code", "kind", "figure", "name", "scope", "scope_text"),
    *("fiscal_year", "fact_on", "basis", "value", "unit", "value_text"),
)


def freeze_figures(
    database: Database,
    name: str,
    held_on: str,
    actor: Actor,
    filters: Mapping[str, Any] | None = None,
    remarks: str = "",
    decisions: Sequence[str] = (),
    present: Sequence[str] = (),
) -> int:
    """Keep every figure as it is now under a meeting's name; returns the meeting's number.

    Raises ValueError without a name, or when the data change meanwhile; WriteFailed.
    """
    version = data_version(database)
    rows = [_keep(row) for row in list_figures(database).to_dict("records")]
    return freeze_meeting(
        database, name, held_on, actor, rows, version, filters, remarks, decisions, present
    )


def read_frozen(meeting: Meeting) -> pd.DataFrame:
    """The figures as the meeting saw them.

    Columns: code, kind, figure, name, scope, scope_text, fiscal_year, fact_on, basis,
    value:number, unit, value_text.
    """
    figures = pd.DataFrame(list(meeting.figures), columns=list(KEPT))
    return figures.assign(fact_on=pd.to_datetime(figures["fact_on"]))


def read_then_and_now(
    database: Database, meeting: Meeting, as_of: datetime | None = None
) -> pd.DataFrame:
    """One row a figure that moved since the meeting, with its cause; of the loads that counted
    for it, 確定 or all.

    Columns: those of read_changes.
    """
    database = narrow(database, meeting.filters.get("state", ""))
    everything = {each.entry.batch_id: each for each in list_batches(database, as_of)}
    later = [each for number, each in everything.items() if number > meeting.version]
    changes = compare_figures(read_frozen(meeting), list_figures(database, as_of))
    rows = [describe_change(change, later, everything) for change in changes]
    return pd.DataFrame(rows, columns=COLUMNS)


def find_last_meeting(database: Database, as_of: datetime | None = None) -> Meeting | None:
    """The meeting that the next one is compared with."""
    return next(iter(list_meetings(database, as_of)), None)


def _keep(row: Mapping[Any, Any]) -> dict[str, Any]:
    kept = {name: row.get(name) for name in KEPT}
    fact_on = row.get("fact_on")
    return kept | {
        "fiscal_year": int(row["fiscal_year"]),
        "value": to_number(row["value"]),
        "fact_on": None if pd.isna(fact_on) else str(fact_on)[:10],
    }
