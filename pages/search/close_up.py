"""Part of 探す: a government's records, and one record with the cells it was read from."""

import streamlit as st

import widgets
from loaders.values.names.government_index import Government, governments_by_code
from metrics.cases.texts import find_by_government, find_record
from pages.search.entries import GOVERNMENT, RECORD
from pages.search.found import MOST_RECORDS, describe_record
from pages.search.results import show_entry
from pages.search.words import WORDS
from store.records import KeptRecord
from widgets import Run
from widgets.plain_text import plain


def show(run: Run) -> bool:
    """What the address asks for up close; whether it asks for anything that there is."""
    code, reference = (st.query_params.get(name, "") for name in (GOVERNMENT, RECORD))
    government, record = governments_by_code().get(code), run.fetch(find_record, reference)
    if government:
        _stay_at(GOVERNMENT, code)
        _show_government(run, government)
    elif record:
        _stay_at(RECORD, reference)
        _show_record(record)
    return bool(government or record)


def _stay_at(name: str, value: str) -> None:
    """Streamlit drops a parameter of no widget's at every change of page."""
    st.query_params[name] = value


def forget() -> None:
    """Nothing is asked for up close any more; for a callback."""
    for name in (GOVERNMENT, RECORD):
        st.query_params.pop(name, None)


def _show_record(record: KeptRecord) -> None:
    entry = describe_record(record)
    st.title(plain(entry.name), anchor=False)
    st.caption(plain(entry.note))
    widgets.show_record(entry.parameters[RECORD])


def _show_government(run: Run, government: Government) -> None:
    records = run.fetch(find_by_government, government.code, MOST_RECORDS)
    title = WORDS["government_title" if records else "government_none"]
    named = title.format(government=plain(government.full_name), count=len(records))
    st.title(named, anchor=False)
    st.caption(WORDS["government_code"].format(code=government.code))
    if records:
        st.markdown(WORDS["choose_record"])
    for each in records:
        show_entry(describe_record(each))
