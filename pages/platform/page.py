"""情報提供プラットフォーム: needs × seeds, activities and know-how in one search."""

import streamlit as st

import widgets
from metrics.cases.platform import find_platform, read_counts, read_entry, search_entries
from pages.platform import platform_parts
from pages.platform.words import WORDS

run = widgets.read_run()
counts = run.fetch(read_counts)
st.title(find_platform(counts), anchor=False)

if counts.empty:
    empty = WORDS["empty"].format(layouts="・".join(platform_parts.list_layouts()))
    st.info(empty, icon=":material/help:")
else:
    query = platform_parts.ask_words()
    narrowing = platform_parts.choose_narrowing(counts, run.block)
    found = run.fetch(search_entries, query, narrowing)
    chosen = platform_parts.show_found(found, query)
    entry = run.fetch(read_entry, chosen) if chosen else None
    if entry:
        platform_parts.show_entry(run, entry)
widgets.show_as_of()
