"""What the parts of マッチング share of the ledgers: whether there is one, and of whom."""

import pandas as pd
import streamlit as st

from metrics.cases.matchings import pick_groups, read_by_block
from pages.matchings.words import WORDS
from widgets import Run
from words.figures import render_block


def read_blocks(run: Run) -> pd.DataFrame:
    """The cases by body and stage, of all blocks; one row a body and stage."""
    return run.fetch(read_by_block, run.fiscal_year, run.scope)


def has_ledger(blocks: pd.DataFrame) -> bool:
    return bool(blocks["case_count"].notna().any())


def require_ledger(run: Run) -> pd.DataFrame | None:
    """The cases by body and stage; None, and said so, when nobody asked for has sent a ledger."""
    blocks = read_blocks(run)
    if has_ledger(pick_groups(blocks, run.block)):
        return blocks
    name = render_block(run.block_text) if run.block else ""
    key = "no_ledger_of" if name else "no_ledger"
    st.title(WORDS["ledger_title"], anchor=False)
    st.info(WORDS[key].format(block=name), icon=":material/help:")
    return None


def show_reach(run: Run) -> None:
    """That a part's figures are of the whole although a block is chosen."""
    if run.block:
        st.info(WORDS["whole"].format(block=run.block_text), icon=":material/info:")
