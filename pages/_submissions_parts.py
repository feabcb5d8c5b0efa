"""Parts of 提出状況: the matrix, what one forum owes, and the text of a reminder."""

from typing import Any

import pandas as pd
import streamlit as st

from metrics.submissions import render_reminder
from pages._plain_text import plain
from texts import UPLOAD_TEXTS as WORDS

#: Signs beside the words, so that colour is not all that tells the states apart.
SIGNS = {"missing": "―", "parked": "▲", "confirmed": "●"}
LOOKS = {
    "missing": "color: #5B6670",
    "parked": "background-color: #FFF3C4; color: #5C4500; font-weight: 700",
    "confirmed": "background-color: #D9E6F4; color: #0B3A6B",
}


def render_title(submissions: pd.DataFrame) -> str:
    counts = submissions["state"].value_counts()
    return WORDS["submissions_title"].format(
        **{state: int(counts.get(state, 0)) for state in SIGNS}
    )


def show_matrix(submissions: pd.DataFrame) -> None:
    """A row a forum, a column a layout."""
    rows: dict[Any, dict[Any, str]] = {}
    looks: dict[Any, dict[Any, str]] = {}
    for each in submissions.to_dict("records"):
        name, layout = each["forum_name"], each["layout_text"]
        rows.setdefault(name, {})[layout] = _render(each)
        looks.setdefault(name, {})[layout] = LOOKS[each["state"]]
    frame = pd.DataFrame.from_dict(rows, orient="index").fillna("")
    styles = pd.DataFrame.from_dict(looks, orient="index").reindex_like(frame).fillna("")
    st.dataframe(
        frame.style.apply(lambda _: styles, axis=None), height="content", alt=WORDS["matrix_alt"]
    )


def _render(row: dict[Any, Any]) -> str:
    text = f"{SIGNS[row['state']]} {row['state_text']}"
    return text if row["state"] == "missing" else f"{text} {row['count_text']}"


def choose_forum(submissions: pd.DataFrame) -> str:
    names = dict(zip(submissions["forum"], submissions["forum_name"], strict=True))
    return str(
        st.selectbox(
            WORDS["forum"],
            list(names),
            format_func=names.__getitem__,
            key="reminded",
            bind="query-params",
        )
    )


def show_owed(submissions: pd.DataFrame, forum: str) -> None:
    own = submissions[submissions["forum"] == forum]
    owed = [text for text in own["owed_text"] if text]
    if not owed:
        st.success(WORDS["nothing_owed"], icon=":material/check_circle:")
    for text in dict.fromkeys(owed):
        st.markdown(f":material/assignment_late: {plain(text)}")


def show_reminder(submissions: pd.DataFrame, forum: str, fiscal_year: int) -> None:
    """The mail's text with a button that copies it."""
    text = render_reminder(submissions, forum, fiscal_year)
    if text:
        st.markdown(f"**{WORDS['reminder']}**")
        st.code(text, language=None, wrap_lines=True)
