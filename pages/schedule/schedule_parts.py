"""Parts of 行事予定: the time axis with its calendar file, the clashes, the undated events."""

import pandas as pd
import streamlit as st

import widgets
from charts.event_plans_by_month import WORDS as MONTH_WORDS
from exports.books.calendar_ics import count_left_out, export_ics, pick_dated
from exports.file_names import mark_practice_file
from metrics.forums.plans import list_conflicts, list_undated
from metrics.history.data_state import read_data_state
from pages.schedule.words import WORDS
from views import event_plans_by_forum, event_plans_by_month

EVENT_COLUMNS = {
    "forum_name": "forum",
    "name": "event_name",
    "scheduled_text": "scheduled",
    "content": "content",
    "cell": "cell",
}
CONFLICT_COLUMNS = {"forum_name": "forum", "month_text": "month", "events_text": "events"}


def choose_forums(run: widgets.Run, names: dict[str, str]) -> list[str]:
    """The forum of the block chosen in the head, or any number of the ten."""
    if not run.block:
        return widgets.choose_several("forums", WORDS["forums"], names)
    st.markdown(WORDS["narrowed"].format(block=run.block_text))
    return [run.block]


def show_axis(run: widgets.Run, forums: list[str], precision: str) -> None:
    """The events on one time axis and as a calendar file; or that none is left by the filters."""
    chosen = {"forums": tuple(forums), "precision": precision}
    plans = widgets.ask_view(event_plans_by_forum.VIEW, run, **chosen)
    if plans.frame.empty:
        st.title(WORDS["no_match"], anchor=False)
        return
    plans.draw(is_main=True)
    with st.container(horizontal=True, vertical_alignment="center"):
        plans.offer_files()
        _show_calendar_file(plans.frame, run)
    widgets.show_table(plans.frame, WORDS.pick(**EVENT_COLUMNS))


def _show_calendar_file(plans: pd.DataFrame, run: widgets.Run) -> None:
    """The shown events with a day as .ics; what is left out is said beside the button."""
    vague, undated = count_left_out(plans)
    dated = pick_dated(plans)["event"].nunique()
    changed_at = run.fetch(read_data_state).accepted_at
    assert changed_at is not None  # there are plans, so something was accepted
    stem = WORDS["ics_file"].format(year=run.year_text)
    st.download_button(
        WORDS["fetch_ics"],
        export_ics(plans, run.fiscal_year, changed_at, run.is_practice),
        file_name=f"{mark_practice_file(stem, run.is_practice)}.ics",
        mime="text/calendar",
        icon=":material/calendar_add_on:",
        on_click="ignore",
        disabled=dated == 0,
        key="fetch_ics",
    )
    st.caption(WORDS["ics_help"].format(dated=dated, vague=vague, undated=undated))


def show_months(run: widgets.Run, forums: list[str]) -> None:
    """In which months a block's events meet, and which events those are."""
    months = widgets.show_view(
        *(event_plans_by_month.VIEW, run, MONTH_WORDS["note"]),
        is_main=True,
        forums=tuple(forums),
    )
    conflicts = list_conflicts(months)
    if not conflicts.empty:
        heading = WORDS["conflicts"].format(count=len(conflicts))
        st.header(heading, anchor=False)
        widgets.show_rows(conflicts, WORDS.pick(**CONFLICT_COLUMNS))


def show_undated(plans: pd.DataFrame) -> None:
    undated = list_undated(plans)
    heading = WORDS["undated"].format(count=len(undated))
    st.title(heading if len(undated) else WORDS["undated_none"], anchor=False)
    if len(undated):
        widgets.show_rows(undated, WORDS.pick(**EVENT_COLUMNS))
