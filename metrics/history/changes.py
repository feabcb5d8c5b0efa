"""What moved since an earlier moment, figure by figure, and which batches moved it."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import pandas as pd

from data.layout_names import name_layout
from metrics.history.impact import FigureChange, compare_figures
from metrics.tracing.trace import list_figures
from store.batches import Batch, list_batches
from store.database import Database
from words import Words
from words.figures import render_fiscal_year, render_value

WORDS = Words(
    ja={
        "load": "取込",
        "undo": "取消",
        "redo": "取消の取消",
        "release": "速報を確定",
        "withdraw_release": "確定を速報に",
        "late": "新しい報告",
        "correction": "訂正",
        "cause": "{cause}{reason} 取込{batch}",
        "content": "{file}（{layouts}）",
    }
)

COLUMNS = ["code", "name", "scope_text", "year_text", "before_text", "after_text", "cause"]


def read_changes(
    database: Database, since: datetime, as_of: datetime | None = None
) -> pd.DataFrame:
    """One row a figure that differs between two moments (UTC), with its cause in words.

    Columns: code, name, scope_text, year_text, before_text, after_text, cause.
    """
    before, after = list_figures(database, since), list_figures(database, as_of)
    batches = list_batches_between(database, since, as_of)
    everything = {each.entry.batch_id: each for each in list_batches(database, as_of)}
    rows = [
        describe_change(change, batches, everything) for change in compare_figures(before, after)
    ]
    return pd.DataFrame(rows, columns=COLUMNS)


def list_batches_between(
    database: Database, since: datetime | None, as_of: datetime | None
) -> list[Batch]:
    batches = list_batches(database, as_of)
    return [each for each in batches if since is None or each.entry.accepted_at > since]


def explain_change(
    change: FigureChange, batches: Sequence[Batch], everything: dict[int, Batch]
) -> str:
    """Late report, correction or undo, and the batch's number; "" where none speaks for it."""
    movers = [each for each in batches if _speaks_for(each, change, everything)]
    if not movers:
        return ""
    last = movers[0].entry  # the newest first
    key = last.kind if last.kind != "load" else "late" if change.before is None else "correction"
    reason = f"（{last.reason}）" if last.reason else ""
    return WORDS["cause"].format(cause=WORDS[key], batch=last.batch_id, reason=reason)


def describe_change(
    change: FigureChange, batches: Sequence[Batch], everything: dict[int, Batch]
) -> dict[str, Any]:
    """A figure's move in words; `batches`: those that can have moved it, the newest first."""
    return {
        "code": change.code,
        "name": f"{change.name}（{change.basis}）",
        "scope_text": change.scope_text,
        "year_text": render_fiscal_year(change.fiscal_year),
        "before_text": render_value(change.before, change.unit),
        "after_text": render_value(change.after, change.unit),
        "cause": explain_change(change, batches, everything),
    }


def _speaks_for(batch: Batch, change: FigureChange, everything: dict[int, Batch]) -> bool:
    """An undo or redo speaks for the slots of the load that it is about."""
    about = everything.get(batch.entry.target_batch_id or batch.entry.batch_id, batch)
    scopes = {change.scope, "congress"}
    return any(
        slot.fiscal_year == change.fiscal_year and (slot.forum in scopes or change.scope == "all")
        for slot in about.slots
    )


def _name_content(batch: Batch, everything: dict[int, Batch]) -> str:
    """A load's file and layouts; for an undo or redo those of the load it is about."""
    about = everything.get(batch.entry.target_batch_id or batch.entry.batch_id, batch)
    layouts = _unique(name_layout(slot.layout) for slot in about.slots)
    name = about.entry.file_name or ""
    return WORDS["content"].format(file=name, layouts="・".join(layouts))


def _unique(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(names))
