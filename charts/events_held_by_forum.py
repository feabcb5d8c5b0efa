"""Each forum's planned events and what became of them: held, cancelled, postponed."""

from __future__ import annotations

import pandas as pd

from charts.late import alt
from charts.theme import (
    INK,
    LINE,
    MUTED,
    VALUE,
    Row,
    build_name_axis,
    choose_color,
    finish_chart,
    layer_marks,
)
from words import Words, terms
from words.figures import render_value

ROW = 44

WORDS = Words(
    ja={
        "finding": "計画{planned}件（{planners}フォーラム）に対し開催{held}件（{reporters}/{whole}フォーラム報告）、中止・延期{stopped}件",
        "finding_unknown": "{planners}フォーラムが{planned}件を計画、開催の実績は未報告",
        "finding_unplanned": "開催{held}件（{reporters}/{whole}フォーラム報告）、計画は未報告",
        "finding_missing": "行事の計画も開催も未報告です",
        "key": "薄い棒＝計画した行事、濃い棒＝開催した行事（計画にない開催も含む）",
        "planned": "計画 {count}",
        "held": "開催 {count}",
        "cancelled": "中止 {count}",
        "postponed": "延期 {count}",
    }
)


def find(counts: pd.DataFrame) -> str:
    """Planned events against those held; one row a forum."""
    planned, held = counts["planned_count"].dropna(), counts["held_count"].dropna()
    said = {
        "planners": len(planned),
        "reporters": len(held),
        "whole": len(counts),
        "planned": f"{planned.sum():,.0f}",
        "held": f"{held.sum():,.0f}",
        "stopped": f"{counts[['cancelled_count', 'postponed_count']].sum().sum():,.0f}",
    }
    if held.empty:
        return WORDS["finding_missing" if planned.empty else "finding_unknown"].format(**said)
    return WORDS["finding_unplanned" if planned.empty else "finding"].format(**said)


def build(counts: pd.DataFrame) -> alt.LayerChart:
    """A pale bar for the plan, a dark one inside for what was held.

    `counts`: rows of the question events_planned_and_held (null: not reported).
    """
    rows = pd.DataFrame(
        {
            "forum_name": counts["forum_name"],
            "planned": counts["planned_count"].astype(float).fillna(0.0),
            "held": counts["held_count"].astype(float).fillna(0.0),
            "label": [_label(row) for row in counts.to_dict("records")],
            "is_reported": counts["held_count"].notna() | counts["planned_count"].notna(),
        }
    )
    chart = _layer(rows)
    return finish_chart(chart, find(counts), ROW * len(rows) + 10, WORDS["key"])


def _label(row: Row) -> str:
    unit = terms.UNITS["cases"]
    parts = [
        WORDS["planned"].format(count=render_value(row["planned_count"], unit)),
        WORDS["held"].format(count=render_value(row["held_count"], unit)),
    ]
    stopped = {name: row[f"{name}_count"] for name in ("cancelled", "postponed")}
    parts += [
        WORDS[name].format(count=render_value(count, unit))
        for name, count in stopped.items()
        if not pd.isna(count) and count > 0
    ]
    return "　".join(parts)


def _layer(rows: pd.DataFrame) -> alt.LayerChart:
    most = max(float(rows["planned"].max()), float(rows["held"].max()), 1.0)
    axis = alt.Axis(labels=False, ticks=False, grid=False, domain=False, title=None)
    scale = alt.Scale(domain=[0, most * 1.9], nice=False)
    names = list(rows["forum_name"])
    base = alt.Chart(rows.assign(end=rows[["planned", "held"]].max(axis=1))).encode(
        y=alt.Y("forum_name:N", sort=names, title=None, axis=build_name_axis())
    )
    planned = alt.X("planned:Q", scale=scale, axis=axis)
    label = base.mark_text(align="left", dx=10).encode(
        x=alt.X("end:Q"),
        text=alt.Text("label:N"),
        color=choose_color("datum.is_reported", INK, MUTED),
    )
    return layer_marks(
        base.mark_bar(color=LINE, height=26).encode(x=planned),
        base.mark_bar(color=VALUE, height=12).encode(x=alt.X("held:Q")),
        label,
    )
