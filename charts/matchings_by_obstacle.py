"""What keeps cases from being implemented: the obstacles stated most often, as written."""

from __future__ import annotations

import pandas as pd

from charts.late import alt
from charts.theme import LINE, VALUE, build_notice, choose_color, finish_chart, layer_marks
from words import Words, terms
from words.figures import render_value

ROW = 56
#: Obstacles that stay readable on one screen; the table has the others.
MOST = 7
LONGEST_NAME = 50

WORDS = Words(
    ja={
        "finding": "社会実装に至らない{stuck}件で最も多い課題は「{obstacle}」（{count}件）",
        "finding_unstated": "社会実装に至らない{stuck}件に、課題・支障の記入はありません",
        "finding_missing": "課題・支障は未報告です（案件台帳がありません）",
        "more": "（続きは表）",
        "others": "ほか（{count}種類）",
    }
)


def find(obstacles: pd.DataFrame) -> str:
    """The obstacle stated most often."""
    if obstacles.empty:
        return WORDS["finding_missing"]
    stuck = f"{obstacles['stuck_count'].iloc[0]:,}"
    stated = obstacles[obstacles["obstacle"].notna()]
    if stated.empty:
        return WORDS["finding_unstated"].format(stuck=stuck)
    worst = stated.iloc[int(stated["case_count"].argmax())]
    return WORDS["finding"].format(
        stuck=stuck, obstacle=worst["obstacle"], count=f"{worst['case_count']:,}"
    )


def build(obstacles: pd.DataFrame) -> alt.LayerChart:
    """One bar an obstacle, the unstated in grey at the end.

    `obstacles`: obstacle (null: none stated), name, case_count, stuck_count.
    """
    finding = find(obstacles)
    if obstacles.empty:
        return build_notice(finding, terms.STATES["blank"])
    rows = _fold_rare(obstacles).assign(
        is_stated=lambda frame: frame["obstacle"].notna(),
        short=lambda frame: [_shorten(str(name)) for name in frame["name"]],
        label=lambda frame: [render_value(n, terms.UNITS["cases"]) for n in frame["case_count"]],
    )
    return finish_chart(_layer(rows), finding, ROW * len(rows))


def _fold_rare(obstacles: pd.DataFrame) -> pd.DataFrame:
    """The most frequent, the others as one row, the unstated: all cases that are stuck."""
    is_stated = obstacles["obstacle"].notna()
    stated, rare = obstacles[is_stated].head(MOST), obstacles[is_stated].iloc[MOST:]
    name = WORDS["others"].format(count=len(rare))
    others = {"obstacle": name, "name": name, "case_count": rare["case_count"].sum()}
    folded = pd.DataFrame([others] if len(rare) else [])
    return pd.concat([stated, folded, obstacles[~is_stated]], ignore_index=True)


def _shorten(name: str) -> str:
    """At most LONGEST_NAME signs, as far as a clause reaches; the table has the whole text.

    >>> _shorten("予算が無い、" + "あ" * 50), len(_shorten("あ" * 60))
    ('予算が無い（続きは表）', 50)
    """
    if len(name) <= LONGEST_NAME:
        return name
    more = WORDS["more"]
    begun = name[: LONGEST_NAME - len(more)]
    clause = max(begun.rfind(sign) for sign in "、。")
    return f"{begun[:clause] if clause > 0 else begun}{more}"


def _layer(rows: pd.DataFrame) -> alt.LayerChart:
    """The text stands over its bar: a sentence would leave no room beside it."""
    base = alt.Chart(rows).encode(y=alt.Y("name:N", sort=list(rows["name"]), axis=None))
    scale = alt.Scale(domain=[0, max(1.0, float(rows["case_count"].max())) * 1.1], nice=False)
    count = alt.X("case_count:Q", scale=scale, axis=None)
    color = choose_color("datum.is_stated", VALUE, LINE)
    return layer_marks(
        base.mark_bar(height=20, yOffset=12).encode(x=count, color=color),
        base.mark_text(align="left", dx=10, dy=12).encode(
            x=alt.X("case_count:Q"), text=alt.Text("label:N")
        ),
        base.mark_text(align="left", dx=2, dy=-12, fontSize=16).encode(
            x=alt.XDatum(0), text=alt.Text("short:N")
        ),
    )
