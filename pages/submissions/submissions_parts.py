"""Parts of 提出状況: the matrix, what one forum owes, and what it has sent."""

from collections.abc import Set
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

import widgets
from metrics.forums.reminders import name_reminded
from pages.submissions.words import WORDS
from widgets import Run
from widgets.plain_text import plain, reveal_signs
from widgets.records.receipt import link_receipt
from widgets.records.release_marks import list_marked, mark
from words.headings import HEADINGS

#: Signs beside the words, so that colour is not all that tells the states apart.
SIGNS = {"missing": "―", "parked": "▲", "confirmed": "●"}
LOOKS = {
    "missing": "color: #5B6670",
    "parked": "background-color: #FFF3C4; color: #5C4500; font-weight: 700",
    "confirmed": "background-color: #D9E6F4; color: #0B3A6B",
}


def render_title(run: Run, submissions: pd.DataFrame) -> str:
    counts = submissions["state"].value_counts()
    title = WORDS["title"].format(**{state: int(counts.get(state, 0)) for state in SIGNS})
    marked = int(submissions["batch_id"].isin(list_marked(run)).sum())
    return WORDS["title_preliminary"].format(title=title, count=marked) if marked else title


def show_matrix(run: Run, submissions: pd.DataFrame) -> None:
    """A row a forum, a column a layout."""
    marked = list_marked(run)
    asked = (__name__, run.fiscal_year, sorted(marked))
    frame, styles = run.keep(asked, partial(_lay_out, submissions, marked))
    widgets.show_grid(
        frame.style.apply(lambda _: styles, axis=None), height=440, alt=WORDS["matrix_alt"]
    )


def _lay_out(submissions: pd.DataFrame, marked: Set[int]) -> tuple[pd.DataFrame, ...]:
    """The matrix's texts, and its cells' looks."""
    rows: dict[Any, dict[Any, str]] = {}
    looks: dict[Any, dict[Any, str]] = {}
    for each in submissions.to_dict("records"):
        name, layout = each["forum_name"], each["layout_text"]
        rows.setdefault(name, {})[layout] = mark(marked, each["batch_id"], _render(each))
        looks.setdefault(name, {})[layout] = LOOKS[each["state"]]
    frame = pd.DataFrame.from_dict(rows, orient="index").fillna("")
    return frame, pd.DataFrame.from_dict(looks, orient="index").reindex_like(frame).fillna("")


def _render(row: dict[Any, Any]) -> str:
    """A sign and the state's word, or the counts where there are any: ▲ 3 + 保留 1."""
    words = row["state_text"] if row["state"] == "missing" else row["count_text"]
    return f"{SIGNS[row['state']]} {words}"


def choose_forum(submissions: pd.DataFrame) -> str:
    names = name_reminded(submissions)
    return str(
        st.selectbox(
            HEADINGS["forum"],
            list(names),
            format_func=names.__getitem__,
            key="reminded",
            bind="query-params",
        )
    )


def show_uploads(run: Run, submissions: pd.DataFrame, forum: str) -> None:
    """The last upload for each layout that the forum has sent in."""
    own = submissions[(submissions["forum"] == forum) & submissions["batch_id"].notna()]
    marked = list_marked(run)
    rows = [
        {
            HEADINGS["layout"]: each["layout_text"],
            HEADINGS["state"]: mark(marked, each["batch_id"], each["count_text"]),
            HEADINGS["when"]: widgets.render_moment(each["accepted_at"]),
            HEADINGS["by_whom"]: reveal_signs(each["accepted_by"]),
            HEADINGS["file"]: reveal_signs(each["file_name"]),
        }
        for each in own.to_dict("records")
    ]
    if rows:
        widgets.show_grid(pd.DataFrame(rows), hide_index=True, alt=WORDS["last_uploads"])
        with st.container(horizontal=True):
            for batch_id in sorted({int(each) for each in own["batch_id"]}):
                link_receipt(batch_id)


def show_owed(submissions: pd.DataFrame, forum: str) -> None:
    own = submissions[submissions["forum"] == forum]
    owed = [text for text in own["owed_text"] if text]
    if not owed:
        st.success(WORDS["nothing_owed"], icon=":material/check_circle:")
    for text in dict.fromkeys(owed):
        st.markdown(f":material/assignment_late: {plain(text)}")
