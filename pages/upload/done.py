"""Step 5, 確定: what was accepted, its receipt, and the forum's own sheet in return."""

import pandas as pd
import streamlit as st

import widgets
from metrics.cases.platform import render_quality
from metrics.forums.forum_sheet import SimilarNeed, build_forum_sheet
from pages.upload import session, steps
from pages.upload.begun import superseded
from pages.upload.session import Outcome
from pages.upload.words import WORDS
from store.release import is_switched_on
from widgets import names
from widgets.figures.places import find_place
from widgets.people.person import read_actor
from widgets.plain_text import plain, reveal_signs
from widgets.records.forum_figures import show_forum_figures
from widgets.records.receipt import show_receipt
from words.headings import HEADINGS


def show() -> None:
    superseded.tell()
    outcomes: list[Outcome] = st.session_state.get(session.OUTCOME, [])
    if len(outcomes) > 1:
        _show_all(outcomes)
        _show_links("")
        show_receipt(_choose_receipt(outcomes))
    if outcomes and is_switched_on() and not read_actor().may("release", []):
        st.info(WORDS["accepted_preliminary"], icon=":material/pending:")
    for outcome in outcomes if len(outcomes) == 1 else []:
        _show_outcome(outcome)
        _show_links(outcome.moved)
        show_receipt(outcome.batch_id)
        if outcome.forum in names.list_forums() and outcome.fiscal_year:
            _show_forum_sheet(outcome.forum, outcome.fiscal_year)
    remaining = len(session.list_files())
    hint = WORDS["way_remaining"].format(count=remaining) if remaining else WORDS["way_done"]
    if remaining:
        steps.show_way(hint, WORDS["to_next_file"], on_click=steps.begin_checking)
    else:
        steps.show_way(hint, WORDS["to_first"], step=1)


def _show_outcome(outcome: Outcome) -> None:
    if not outcome.is_new:
        st.info(WORDS["accepted_before"].format(batch=outcome.batch_id))
        return
    words = WORDS["accepted"].format(
        batch=outcome.batch_id, good=outcome.good, parked=outcome.parked
    )
    st.success(f"{words}　{plain(outcome.name)}", icon=":material/check_circle:")


def _show_all(outcomes: list[Outcome]) -> None:
    good = sum(each.good for each in outcomes)
    parked = sum(each.parked for each in outcomes)
    words = WORDS["accepted_all"].format(count=len(outcomes), good=good, parked=parked)
    st.success(words, icon=":material/check_circle:")
    rows = [
        {
            HEADINGS["file"]: reveal_signs(each.name),
            HEADINGS["batch"]: each.batch_id,
            HEADINGS["state"]: WORDS["state_new" if each.is_new else "state_known"],
            WORDS["good_count"]: each.good,
            WORDS["waiting_count"]: each.parked,
        }
        for each in outcomes
    ]
    widgets.show_grid(pd.DataFrame(rows), hide_index=True, alt=words, height=300)


def _choose_receipt(outcomes: list[Outcome]) -> int:
    """The number of the load whose receipt is shown."""
    files = {each.batch_id: f"{each.batch_id}　{reveal_signs(each.name)}" for each in outcomes}
    return st.selectbox(
        WORDS["choose_receipt"], list(files), format_func=files.__getitem__, key="receipt_chosen"
    )


def _show_links(moved: str) -> None:
    """Where the coordinator looks next, each a click: first at the figure that has moved."""
    page, said = find_place(moved)
    with st.container(horizontal=True):
        widgets.link_page(page, WORDS["see_kpi"], parameters=said)
        widgets.link_page("history", WORDS["see_history"])
        widgets.link_page("parked", WORDS["see_parked"], ":material/pending:")
        widgets.link_page("submissions", WORDS["see_status"])
        widgets.show_as_of()


def _show_forum_sheet(forum: str, fiscal_year: int) -> None:
    """One page on the forum's own figures, its neighbours and their needs."""
    sheet = widgets.read_run().fetch(build_forum_sheet, forum, fiscal_year)
    title = WORDS["sheet_for"].format(
        forum=names.name_forum(forum), fiscal_year=names.name_year(fiscal_year)
    )
    st.header(title, anchor=False)
    show_forum_figures(sheet.figures)
    st.markdown(f"**{WORDS['similar_needs']}**")
    if not sheet.needs:
        st.caption(WORDS["no_similar_needs"])
        return
    rows = pd.DataFrame([_describe_need(need) for need in sheet.needs])
    widgets.show_grid(rows, hide_index=True, alt=WORDS["similar_needs"])
    st.caption(render_quality())


def _describe_need(need: SimilarNeed) -> dict[str, str]:
    return {
        WORDS["similarity"]: f"{need.similarity:.2f}",
        WORDS["own_need"]: reveal_signs(need.own),
        WORDS["other_need"]: reveal_signs(need.other),
        HEADINGS["forum"]: need.forum_name,
        WORDS["government"]: reveal_signs(need.government),
        WORDS["company"]: reveal_signs(need.company),
        WORDS["stage"]: reveal_signs(need.stage),
    }
