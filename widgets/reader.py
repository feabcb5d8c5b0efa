"""The child process that opens workbooks for this app."""

import streamlit as st

from loaders.opening.safe_open import WorkbookReader


@st.cache_resource(show_spinner=False)
def open_reader() -> WorkbookReader:
    """The one child process that opens this app's uploads, a file at a time."""
    return WorkbookReader()
