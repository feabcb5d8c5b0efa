"""School visits and workshops as single marks, one a session, up to the target."""

from __future__ import annotations

import pandas as pd

from charts.late import alt
from charts.theme import (
    GAP,
    GAP_SOFT,
    VALUE,
    VALUE_SOFT,
    Row,
    build_notice,
    finish_chart,
    layer_marks,
)
from words import Words, terms

SIDE = 76
#: Squares in a row: at least so many have room, so that the words below them have.
FEWEST, MOST = 6, 10
COLORS = {"national": VALUE, "regional": VALUE_SOFT, "unsplit": VALUE_SOFT}

WORDS = Words(
    ja={
        "finding": "出前授業・ワークショップは目標{target}回に対して{value}回、あと{gap}回",
        "finding_met": "出前授業・ワークショップは{value}回で、目標{target}回を達成",
        "finding_no_target": "出前授業・ワークショップは{value}回（目標なし）",
        "finding_missing": "出前授業・ワークショップの実績は未報告です",
        "key": "四角1つが1回。破線の枠＝目標まであと",
        "national": "全国 {count}回",
        "regional": "地方 {count}回",
        "unsplit": "{count}回（内訳は未報告）",
        "gap": "あと{count}回",
    }
)


def find(workshops: pd.DataFrame) -> str:
    """The published total against its target; rows of the scopes total, national, regional."""
    row = _pick_total(workshops)
    if row is None or pd.isna(row["value"]):
        return WORDS["finding_missing"]
    value = f"{row['value']:,.0f}"
    if pd.isna(row["target"]) or row["target"] == 0:
        return WORDS["finding_no_target"].format(value=value)
    gap = row["target"] - row["value"]
    return WORDS["finding" if gap > 0 else "finding_met"].format(
        value=value, target=f"{row['target']:,.0f}", gap=f"{gap:,.0f}"
    )


def _pick_total(workshops: pd.DataFrame) -> Row | None:
    total = workshops[workshops["scope"] == "total"]
    return None if total.empty else total.to_dict("records")[0]


def build(workshops: pd.DataFrame) -> alt.LayerChart:
    """Squares for what was held (dark national, light regional), frames for what is missing.

    `workshops`: one row a scope with value and target (null: not reported, none).
    """
    finding = find(workshops)
    total = _pick_total(workshops)
    if total is None or pd.isna(total["value"]):
        return build_notice(finding, terms.STATES["blank"])
    parts = _split(workshops, int(total["value"]), total["target"])
    per_row = min(MOST, max(FEWEST, sum(count for _, count in parts)))
    rows = pd.DataFrame(_place(parts, per_row), columns=["kind", "label", "column", "row"])
    height = SIDE * (1 + int(rows["row"].max() if len(rows) else 0)) + 60
    chart = _layer(rows, per_row)
    return finish_chart(chart, finding, height, WORDS["key"], width=SIDE * MOST)


def _split(workshops: pd.DataFrame, held: int, target: float) -> list[tuple[str, int]]:
    """What the squares stand for; the scopes only where they make up the total."""
    values = dict(zip(workshops["scope"], workshops["value"], strict=True))
    parts = [(scope, values.get(scope)) for scope in ("national", "regional")]
    known = [(scope, int(value)) for scope, value in parts if value == value and value is not None]
    if sum(count for _, count in known) != held:
        known = [("unsplit", held)]
    gap = 0 if pd.isna(target) else max(0, int(target) - held)
    return [*known, ("gap", gap)]


def _place(parts: list[tuple[str, int]], per_row: int) -> list[tuple[str, str, int, int]]:
    """One row a square: kind, label (on the first of a kind), column, row."""
    kinds = [(kind, number, count) for kind, count in parts for number in range(count)]
    return [
        (
            kind,
            WORDS[kind].format(count=count) if number == 0 else "",
            place % per_row,
            place // per_row,
        )
        for place, (kind, number, count) in enumerate(kinds)
    ]


def _layer(rows: pd.DataFrame, per_row: int) -> alt.LayerChart:
    columns = alt.Scale(domain=[-0.5, per_row - 0.5], nice=False)
    lines = alt.Scale(domain=[max([0, *rows["row"]]) + 0.75, -0.5], nice=False)
    # An axis without marks, not none: without any, the stamp above is cut off.
    axis = alt.Axis(labels=False, ticks=False, domain=False, grid=False, title=None)
    base = alt.Chart(rows).encode(
        x=alt.X("column:Q", scale=columns, axis=axis), y=alt.Y("row:Q", scale=lines, axis=axis)
    )
    color = alt.Color(
        "kind:N", scale=alt.Scale(domain=list(COLORS), range=list(COLORS.values())), legend=None
    )
    square = base.mark_square(size=2400, opacity=1)
    frame = base.mark_square(
        size=2300, filled=True, fill=GAP_SOFT, stroke=GAP, strokeWidth=2, strokeDash=[5, 4]
    )
    label = base.mark_text(align="left", dx=-24, dy=42, fontWeight=700)
    return layer_marks(
        square.transform_filter("datum.kind != 'gap'").encode(color=color),
        frame.transform_filter("datum.kind == 'gap'"),
        label.encode(text=alt.Text("label:N")),
    )
