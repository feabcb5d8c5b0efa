"""Parts of 情報提供プラットフォーム: what is searched for, what was found, one entry."""

from typing import Any

import pandas as pd
import streamlit as st

import widgets
from data.layout import load_layouts
from metrics.cases.platform import (
    Found,
    Narrowing,
    find_similar,
    is_compared,
    name_kinds,
    render_card,
    render_quality,
)
from pages.platform.words import WORDS
from widgets import names
from words import terms
from words.figures import NOTHING, render_fiscal_year

LIST_COLUMNS = (
    "kind_name",
    "year_text",
    "forum_name",
    "title",
    "what",
    "technology",
    "government_name",
    "stage_name",
)
SIMILAR_FIELDS = (
    "similarity_text",
    "forum_name",
    "government_name",
    "year_text",
    "body",
    "technology",
    "company",
    "stage_name",
)
ENTRY, LIST = "entry", "entries_list"


def list_layouts() -> list[str]:
    """The sheets that the catalogue is made of, by name."""
    return [layout.title for layout in load_layouts() if layout.catalogue]


def ask_words() -> str:
    """The words searched for; kept in the URL."""
    typed = st.text_input(
        WORDS["words"],
        key="words",
        bind="query-params",
        max_chars=100,
        placeholder=WORDS["words_example"],
        help=WORDS["words_help"],
    )
    return str(typed or "").strip()


def choose_narrowing(counts: pd.DataFrame, block: str) -> Narrowing:
    """Kind, field, stage and year, each in the URL, beside the head's block; where that says
    all, one of the national bodies."""
    years = range(int(counts["last_year"].max()), int(counts["first_year"].min()) - 1, -1)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        kind = _choose("kind", name_kinds())
        forum = block or _choose("national_body", _list_bodies())
        field = _choose("field", {each: each for each in _list_fields()})
        stage = _choose("stage", dict(terms.STAGES))
        year = _choose("entry_year", {str(y): render_fiscal_year(y) for y in years})
    return Narrowing(kind, forum, field, stage, int(year or 0))


def _choose(key: str, options: dict[str, str]) -> str:
    return widgets.choose_from_list(key, WORDS[key], {"": WORDS["all"], **options})


def _list_bodies() -> dict[str, str]:
    forums = names.list_forums()
    return {forum: name for forum, name in forums.items() if forum not in terms.BLOCKS}


def _list_fields() -> tuple[str, ...]:
    """The technical fields that the catalogue's layouts know."""
    fields = [layout.find_type("choices") for layout in load_layouts() if layout.catalogue]
    return tuple(choice for field in fields if field for choice in field.choices)


def show_found(found: Found, query: str) -> str:
    """What was found as a list; the chosen entry's reference, "" for none."""
    entries = found.entries
    if said := _describe_reach(found):
        st.caption(said)
    if entries.empty:
        st.info(WORDS["found_none"])
        return ""
    said = WORDS[_judge_found(found)].format(
        count=f"{found.count:,}", shown=len(entries), query=query
    )
    st.markdown(f"**{widgets.plain(said)}**　{WORDS['entry_hint']}")
    headings = WORDS.pick(*LIST_COLUMNS)
    widgets.show_grid(
        entries[list(headings)].fillna(NOTHING),
        hide_index=True,
        column_config=headings,
        alt=WORDS["entries_alt"],
        selection_mode="single-row",
        on_select=lambda: _take_entry(list(entries["record"])),
        height="content" if len(entries) <= 8 else 330,
        key=LIST,
    )
    return _choose_entry(entries)


def _describe_reach(found: Found) -> str:
    """What was not looked through; "" where all was."""
    keys = ("reach", "reach_near")
    cut = [
        WORDS[key].format(looked=f"{each.looked:,}", count=f"{each.count:,}")
        for key, each in zip(keys, found.reach, strict=False)
        if each.looked < each.count
    ]
    return "".join([*cut, WORDS["reach_more"]]) if cut else ""


def _judge_found(found: Found) -> str:
    """The key of the words that say how many were found and are shown."""
    if found.is_near:
        return "found_near"
    if found.has_more:
        return "found_many"
    return "found_cut" if found.count > len(found.entries) else "found"


def _take_entry(records: list[str]) -> None:
    """A click on the list becomes the entry chosen below it."""
    rows = st.session_state[LIST].selection.rows
    if rows and rows[0] < len(records):
        st.session_state[ENTRY] = records[rows[0]]


def _choose_entry(entries: pd.DataFrame) -> str:
    """The entry chosen, by the list or here; kept in the URL."""
    names = {row["record"]: _name_entry(row) for row in entries.to_dict("records")}
    if st.session_state.get(ENTRY, "") not in ("", *names):
        st.session_state[ENTRY] = ""
    return str(
        st.selectbox(
            WORDS["entry"],
            ["", *names],
            format_func=lambda record: names.get(record, WORDS["entry_none"]),
            key=ENTRY,
            bind="query-params",
        )
    )


def _name_entry(row: dict[Any, Any]) -> str:
    """A name of its own, as it stands in the URL: many entries share a title."""
    number = str(row["record"]).partition(":")[2].replace(":", "-")
    return f"{row['year_text']} {row['forum_name']} {row['title']}（{number}）"


def show_entry(run: widgets.Run, entry: dict[Any, Any]) -> None:
    """The entry as the plan's card, the same need elsewhere, and the cells it was read from."""
    left, right = st.columns(2, gap="large")
    with left:
        st.markdown(
            f":blue-badge[{entry['kind_name']}]　{entry['forum_name']}・{entry['year_text']}"
        )
        with st.container(border=True, gap="xsmall"):
            for row in render_card(entry).to_dict("records"):
                content = _render_lines(row["content"])
                st.markdown(f"**{row['item']}**　{content}")
    with right:
        if is_compared(entry):
            _show_similar(run.fetch(find_similar, entry))
    with st.expander(WORDS["source_cell"], icon=":material/travel_explore:"):
        widgets.show_record(entry["record"])


def _show_similar(similar: pd.DataFrame) -> None:
    """Each similar need in full: how alike, where, what, with which technology."""
    if similar.empty:
        st.info(WORDS["similar_none"])
    else:
        st.markdown(f"**{WORDS['similar'].format(count=len(similar))}**")
    for row in similar.astype(object).fillna("").to_dict("records"):
        said = {name: _render_lines(str(row[name])) for name in SIMILAR_FIELDS}
        with st.container(border=True, gap="xsmall"):
            st.markdown(WORDS["similar_entry"].format(**said))
    st.caption(render_quality())


def _render_lines(text: str) -> str:
    """Text of a cell inside Markdown, its lines kept."""
    return widgets.plain_lines(text)
