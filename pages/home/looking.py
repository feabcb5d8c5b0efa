"""Part of はじめに: the box to search by, and how far each indicator is from its target."""

from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

import widgets
from metrics.query import to_number
from pages.home.words import WORDS
from widgets import BLOCK, Run, menu, names
from widgets.parts import PART
from words import terms
from words.figures import render_value


def show(run: Run, figures: pd.DataFrame) -> None:
    menu.ask()
    asked = (__name__, run.fiscal_year, run.scope)
    gaps = run.keep(asked, partial(_list_gaps, figures))
    if not gaps.empty:
        st.table(gaps, hide_index=True, alt=WORDS["gap"])
    said = {"fiscal_year": str(run.fiscal_year), "scope": run.scope}
    widgets.link_page("kpi", WORDS["kpi"], parameters=said)
    for forum in sorted(run.actor.forums & {*terms.BLOCKS}):
        label = WORDS["own_block"].format(forum=names.name_forum(forum))
        widgets.link_page("blocks", label, parameters={PART: "forum", BLOCK: forum})


def _list_gaps(figures: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(map(_describe, widgets.list_cards(figures)))


def _describe(row: dict[Any, Any]) -> dict[str, str]:
    """The unit stands once where value and target have the same one."""
    value, target = to_number(row["value"]), to_number(row["target"])
    is_bare = value is not None and target is not None and row["unit"] != "%"
    shown = render_value(value, "") if is_bare else row["value_text"]
    reached = WORDS["of_target"].format(value=shown, target=row["target_text"])
    return {
        WORDS["name"]: row["name"],
        WORDS["value"]: shown if target is None else reached,
        WORDS["gap"]: row["gap_text"] or row["status_label"],
    }
