"""Where figures come from: their cells, and up to which load they reach."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from metrics.history.data_state import DataState, read_data_state, render_japan_time
from store.database import log_version
from store.decisions.parked import count_open
from widgets.holding.kept import keep_answers
from widgets.links import link_page
from widgets.plain_text import plain
from widgets.run import PageOver, Run, open_store, read_run
from words import Words
from words.figures import name_place

WORDS = Words(
    ja={
        "source": "出典",
        "to": "～",
        "as_of": "データ: {version}件目の取込まで（{moment} 時点）",
        "rows_waiting": "保留中の行が{count}行あり（全年度・全様式）、数値に入っていません",
        "nothing_for_year": "{fiscal_year}の{subject}は未報告です（0ではありません）。",
    }
)


def show_cell(row: Any) -> None:
    """The cell a figure came from; workbook and sheet on hover."""
    if cell := render_cell(row):
        st.caption(cell, help=render_place(row))


def render_cell(row: Any) -> str | None:
    """The cell a figure came from, as Markdown; None for a figure of no cell."""
    return None if pd.isna(row["cell"]) else f"{WORDS['source']} {plain(row['cell'])}"


def render_place(row: Any) -> str | None:
    """Its workbook, sheet and cell, as Markdown."""
    if pd.isna(row["cell"]):
        return None
    return plain(name_place(row["workbook"], row["sheet"], row["cell"]))


def show_sources(frame: pd.DataFrame) -> None:
    """One line: every workbook, sheet and cell that the shown figures stand in."""
    sheets: dict[tuple[str, str], list[str]] = {}
    for workbook, sheet, cell in zip(frame["workbook"], frame["sheet"], frame["cell"], strict=True):
        if not pd.isna(cell):
            sheets.setdefault((workbook, sheet), []).append(cell)
    lines = [name_place(*place, _join_cells(cells)) for place, cells in sheets.items()]
    if lines:
        st.caption(f"{WORDS['source']}: {plain('／'.join(lines))}")


def show_as_of() -> None:
    """The footer: up to which batch the figures reach, when it was accepted, what waits."""
    run = read_run()
    if reach := render_reach(run.fetch(read_data_state)):
        with st.container(key="reach"):  # paper says it in its first line (print.css)
            st.caption(reach)
    # A row is closed or opened again without a batch, but never without an entry in the log.
    version = (run.version, log_version(run.store))
    if waiting := _count_waiting(run.store.root, version, run.as_of):
        link_page("parked", WORDS["rows_waiting"].format(count=f"{waiting:,}"))


@keep_answers(50)
def _count_waiting(root: Path, version: tuple[int, int], as_of: datetime | None) -> int:
    return count_open(open_store(), as_of)


def render_reach(state: DataState) -> str:
    """Up to which batch the figures reach, and when it was accepted; "" when nothing was."""
    if state.accepted_at is None:
        return ""
    moment = render_japan_time(state.accepted_at)
    return WORDS["as_of"].format(version=state.version, moment=moment)


def require_rows(frame: pd.DataFrame, run: Run, subject: str = "") -> None:
    """End the page with "not reported, which is not zero" when the year has nothing to show of its
    subject."""
    if frame.empty:
        said = {"fiscal_year": run.year_text, "subject": subject or run.facts.name}
        st.title(WORDS["nothing_for_year"].format(**said), anchor=False)
        show_as_of()
        raise PageOver


def _join_cells(cells: Sequence[str]) -> str:
    """A1 addresses in order, neighbours below each other as a range.

    >>> _join_cells(["D3", "D4", "D5", "D9", "C4"])
    'C4 D3～D5 D9'
    """
    runs: list[tuple[str, int, int]] = []
    for column, row in sorted({_split_cell(cell) for cell in cells}):
        if runs and runs[-1][0] == column and runs[-1][2] == row - 1:
            runs[-1] = (column, runs[-1][1], row)
        else:
            runs.append((column, row, row))
    return " ".join(
        f"{column}{first}" if first == last else f"{column}{first}{WORDS['to']}{column}{last}"
        for column, first, last in runs
    )


def _split_cell(cell: str) -> tuple[str, int]:
    """Column and row of an A1 address; of a range (B4:B7), its first cell's."""
    letters = cell.split(":")[0].rstrip("0123456789")
    return letters, int(cell.split(":")[0][len(letters) :])
