"""Figures as the pages show them: the answer to a question with the catalogue's words beside.

Frames stay frames; nothing here asks the database but through `metrics.query.run`.
"""

from collections.abc import Hashable
from datetime import datetime
from typing import Any

import pandas as pd

from data.figures import Figure, find_role, load_kpis
from metrics.kpi.status import judge_status
from metrics.query import Readable, run, to_number
from words import Words
from words.figures import render_target, render_value, round_half_up

Row = dict[Hashable, Any]

WORDS = Words(ja={"gap": "あと{gap}", "points": "ポイント"})

#: What `describe_figures` adds.
DESCRIPTION = (
    *("name", "unit", "role", "part_of", "is_outcome", "status", "status_label"),
    *("value_text", "previous_text", "target_text", "next_target_text", "gap_text"),
)


def read_figures(
    database: Readable, fiscal_year: int, scope: str, as_of: datetime | None = None
) -> pd.DataFrame:
    """Every indicator of a scope that is reported or aimed at, in the catalogue's order.

    Columns: those of kpi_against_target; those of describe_figures.
    """
    answer = run(database, "kpi_against_target", fiscal_year=fiscal_year, scope=scope, as_of=as_of)
    return describe_figures(answer)


def read_stages(
    database: Readable, fiscal_year: int, scope: str, as_of: datetime | None = None
) -> pd.DataFrame:
    """The four stages of the matchings.

    Columns: those of matching_stages; name.
    """
    kpis = load_kpis()
    answer = run(database, "matching_stages", fiscal_year=fiscal_year, scope=scope, as_of=as_of)
    return answer.assign(name=[kpis[indicator].name for indicator in answer["indicator"]])


def render_parts(stages: pd.DataFrame) -> str:
    """The total as the sum it is: 検討 113 ＋ … ＝ 133件; a missing part reads 未報告."""
    parts = [
        f"{row['name']} {render_value(to_number(row['value']), '', row['value_state'])}"
        for row in stages.to_dict("records")
    ]
    total = render_value(to_number(stages["total"].iloc[0]), find_role("stage_total").unit)
    return f"{' ＋ '.join(parts)} ＝ {total}"


def describe_figures(answer: pd.DataFrame) -> pd.DataFrame:
    """What the catalogue says of each indicator, and its values in words.

    Columns: those of answer; name, unit, role, part_of, is_outcome, status, status_label,
    value_text, previous_text, target_text, next_target_text, gap_text.
    """
    rows = [_describe(row) for row in answer.to_dict("records")]
    return answer.assign(**{name: [row[name] for row in rows] for name in DESCRIPTION})


def _describe(row: Row) -> Row:
    kpi = load_kpis()[row["indicator"]]
    value, target = to_number(row["value"]), to_number(row["target"])
    status = judge_status(value, target, kpi.is_outcome)
    return {
        "name": kpi.name,
        "unit": kpi.unit,
        "role": kpi.role,
        "part_of": kpi.part_of,
        "is_outcome": kpi.is_outcome,
        "status": status.id,
        "status_label": status.label,
        "value_text": render_value(value, kpi.unit, row["value_state"]),
        "previous_text": render_value(to_number(row["previous_value"]), kpi.unit),
        "target_text": render_target(target, kpi.unit),
        "next_target_text": render_target(to_number(row["next_target"]), kpi.unit),
        "gap_text": render_gap(value, target, kpi),
    }


def render_gap(value: float | None, target: float | None, kpi: Figure) -> str:
    """The distance to the target in the indicator's own unit; "" where there is none.

    >>> from data.figures import load_kpis
    >>> kpis = load_kpis()
    >>> render_gap(133, 150, kpis["matchings"])
    'あと17件'
    >>> render_gap(0.57, 0.6, kpis["member_government_ratio"])
    'あと3ポイント'
    >>> render_gap(5, 5, kpis["workshops"]), render_gap(None, 5, kpis["workshops"])
    ('', '')
    """
    if value is None or target is None or value >= target:
        return ""
    if kpi.is_ratio:
        points = f"{round_half_up((target - value) * 100, 1):g}{WORDS['points']}"
        return WORDS["gap"].format(gap=points)
    return WORDS["gap"].format(gap=render_value(target - value, kpi.unit))
