"""What keeps cases from being implemented: the obstacles stated most often, as written."""

import json

import altair as alt
import pandas as pd

import texts
from charts.matching_findings import find_obstacle
from charts.theme import LINE, VALUE, build_name_axis, build_notice, finish_chart, layer_marks

ROW = 46
#: Obstacles that stay readable on one screen; the table has the others.
MOST = 7
LONGEST_NAME = 24
CASES = texts.CHART_TEXTS["cases"]


def build(obstacles: pd.DataFrame) -> alt.LayerChart:
    """One bar an obstacle, the unstated in grey at the end.

    `obstacles`: obstacle (null: none stated), name, case_count, stuck_count.
    """
    finding = find_obstacle(obstacles)
    if obstacles.empty:
        return build_notice(finding, texts.STATE_TEXTS["blank"])
    stated = obstacles[obstacles["obstacle"].notna()].head(MOST)
    rows = pd.concat([stated, obstacles[obstacles["obstacle"].isna()]]).assign(
        is_stated=lambda frame: frame["obstacle"].notna(),
        label=lambda frame: [texts.render_value(n, CASES) for n in frame["case_count"]],
    )
    return finish_chart(_layer(rows), finding, ROW * len(rows) + 30)


def _wrap(name: str) -> list[str]:
    """Lines of at most LONGEST_NAME characters; a text of three lines or more ends in …

    >>> _wrap("あ" * 25)
    ['ああああああああああああああああああああああああ', 'あ']
    """
    lines = [name[at : at + LONGEST_NAME] for at in range(0, len(name), LONGEST_NAME)]
    return [lines[0], f"{lines[1][:-1]}…"] if len(lines) > 2 else lines


def _layer(rows: pd.DataFrame) -> alt.LayerChart:
    wrapped = {str(name): _wrap(str(name)) for name in rows["name"]}
    base = alt.Chart(rows).encode(
        y=alt.Y(
            "name:N",
            sort=list(rows["name"]),
            title=None,
            axis=_build_axis(wrapped),
        )
    )
    scale = alt.Scale(domain=[0, max(1.0, float(rows["case_count"].max())) * 1.2], nice=False)
    axis = alt.Axis(title=CASES, tickMinStep=1, tickCount=6, domain=False)
    count = alt.X("case_count:Q", scale=scale, axis=axis)
    color = alt.condition("datum.is_stated", alt.value(VALUE), alt.value(LINE))
    return layer_marks(
        base.mark_bar(height=26).encode(x=count, color=color),
        base.mark_text(align="left", dx=10).encode(x="case_count:Q", text="label:N"),
    )


def _build_axis(wrapped: dict[str, list[str]]) -> alt.Axis:
    axis = build_name_axis()
    axis["labelExpr"] = f"({json.dumps(wrapped, ensure_ascii=False)})[datum.value]"
    axis["labelLimit"] = 440
    return axis
