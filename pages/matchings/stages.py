"""Part of マッチング: the ladder ("reached at least") beside the additive KPI."""

import pandas as pd
import streamlit as st

import widgets
from charts.matching_stages import WORDS as STAGE_WORDS
from pages.matchings import ledger
from pages.matchings.words import WORDS
from views import matching_stages, matchings_reached_by_stage
from widgets import Drill, Run

COLUMNS = ("name", "value_text", "reached_text", "published_text", "counted_text")


def show(run: Run) -> None:
    """Two charts and the numbers behind them, all of them of the whole."""
    reached = widgets.ask_view(matchings_reached_by_stage.VIEW, run)
    drill = _drill(run, reached.frame)
    ledger.show_reach(run)
    halves = st.grid(2, min_column_width=640, gap="large")
    with halves.cell():
        reached.show(*reached.answer.notes, is_main=True, click=drill)
    with halves.cell():
        widgets.show_view(matching_stages.VIEW, run, STAGE_WORDS["note"], click=drill)
    stages = reached.frame.assign(name=reached.frame["stage_name"])
    widgets.show_table(stages, WORDS.pick(*COLUMNS))
    widgets.show_sources(reached.frame)


def _drill(run: Run, ladder: pd.DataFrame) -> Drill:
    """A click on a stage opens its cases; nothing to click while there is none."""
    stages = {
        name: stage
        for column in ("name", "stage_name")
        for name, stage in zip(ladder[column], ladder["stage"], strict=True)
    }
    has_ledger = ledger.has_ledger(ledger.read_blocks(run))
    known = stages if has_ledger else {}
    return Drill("name", known, "stage", WORDS["drill_stage"], part=WORDS["part_cases"])
