"""The receipt of a load: on the screen, and as a file to print or keep."""

import pandas as pd
import streamlit as st

from exports.making import make_file
from exports.prints.receipt import (
    Section,
    export_receipt,
    list_sections,
    name_receipt,
    render_title,
)
from metrics.history.receipt import read_receipt
from widgets.files.made_files import PDF
from widgets.links import link_page
from widgets.parts import PART
from widgets.plain_text import plain, plain_lines
from widgets.run import read_run
from words import Words

WORDS = Words(
    ja={
        "receipt": "受領書 {batch}",
        "fetch": "受領書をダウンロード（PDF）",
    }
)
#: Where 履歴 is told which load to open.
BATCH = "batch"
#: Rows in sight at once; more are scrolled.
MOST_IN_SIGHT, HEIGHT = 8, 330


def link_receipt(batch_id: int) -> None:
    """Over to a load's receipt, at its address."""
    label = WORDS["receipt"].format(batch=batch_id)
    link_page("history", label, ":material/receipt_long:", address_receipt(batch_id))


def address_receipt(batch_id: int) -> dict[str, str]:
    return {PART: "receipt", BATCH: str(batch_id)}


def show_receipt(batch_id: int) -> None:
    """What was taken, what waits, what moved, what is owed still; above it the file."""
    run = read_run()
    receipt = run.fetch(read_receipt, batch_id)
    with st.container(key="receipt"):
        st.header(render_title(receipt), anchor=False)
        st.download_button(
            WORDS["fetch"],
            lambda: make_file(export_receipt, receipt, run.is_practice),
            file_name=name_receipt(receipt, run.is_practice),
            mime=PDF,
            icon=":material/receipt_long:",
            on_click="ignore",
            key="fetch_receipt",
        )
        for section in list_sections(receipt):
            _show_section(section)


def _show_section(section: Section) -> None:
    st.markdown(f"**{section.title}**")
    if section.rows:
        rows = [[plain_lines(text) for text in row] for row in section.rows]
        is_long = len(rows) > MOST_IN_SIGHT
        with st.container(height=HEIGHT if is_long else "content", border=False):
            frame = pd.DataFrame(rows, columns=list(section.headings))
            st.table(frame, hide_index=True, alt=section.title)
    if section.note:
        st.caption(plain(section.note))
