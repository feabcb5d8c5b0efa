"""Something in return: one page on the forum's own figures, its neighbours and their needs."""

import pandas as pd
import streamlit as st

import widgets
from metrics.cases.platform import render_quality
from metrics.forums.forum_sheet import SimilarNeed, build_forum_sheet
from pages.platform.words import WORDS as PLATFORM
from texts import UPLOAD_TEXTS as WORDS
from widgets import names
from widgets.plain_text import plain, reveal_signs

FIGURE_COLUMNS = {
    "name": "indicator",
    "own_text": "own",
    "target_text": "target",
    "share_text": "share",
    "others_text": "others",
    "place_text": "place",
}


def show(forum: str, fiscal_year: int) -> None:
    sheet = widgets.fetch(build_forum_sheet, forum, fiscal_year)
    title = WORDS["sheet_for"].format(
        forum=names.name_forum(forum), fiscal_year=names.name_year(fiscal_year)
    )
    st.subheader(title, anchor=False)
    if sheet.owed_text:
        st.warning(plain(sheet.owed_text), icon=":material/assignment_late:")
    headings = {name: WORDS[key] for name, key in FIGURE_COLUMNS.items()}
    figures = sheet.figures[list(headings)]
    st.dataframe(figures, hide_index=True, column_config=headings, alt=title)
    st.markdown(f"**{WORDS['similar_needs']}**")
    if not sheet.needs:
        st.caption(WORDS["no_similar_needs"])
        return
    rows = pd.DataFrame([_describe(need) for need in sheet.needs])
    st.dataframe(rows, hide_index=True, alt=WORDS["similar_needs"])
    st.caption(render_quality())


def _describe(need: SimilarNeed) -> dict[str, str]:
    return {
        PLATFORM["similarity_text"]: f"{need.similarity:.2f}",
        WORDS["own_need"]: reveal_signs(need.own),
        WORDS["other_need"]: reveal_signs(need.other),
        WORDS["forum"]: need.forum_name,
        WORDS["government"]: reveal_signs(need.government),
        WORDS["company"]: reveal_signs(need.company),
        WORDS["stage"]: reveal_signs(need.stage),
    }
