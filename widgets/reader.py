"""The child processes that open workbooks for this app."""

import streamlit as st

from loaders.opening.safe_open import WorkbookReader
from store.child.work import count_workers


@st.cache_resource(show_spinner=False)
def open_reader() -> WorkbookReader:
    """What opens this app's uploads, a file a child at a time: one slow workbook (18 seconds at
    most) holds nobody else up."""
    return WorkbookReader(count=count_workers())
