"""Parts of 来歴: the code asked for, the records, a record's cells, a cell in its sheet."""

from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

import widgets
from loaders.intake.excerpt import Excerpt
from loaders.intake.workbench import name_field, read_surroundings
from metrics.tracing.trace import Trace, TracedCell, TracedRecord, parse_code
from pages.upload import session
from store.errors import StoreError
from texts import RULE_TEXTS
from texts import UPLOAD_TEXTS as WORDS
from widgets import marked_sheet, names
from widgets.plain_text import plain, reveal_signs
from words import terms

CODE = "code"


def ask_code(figures: pd.DataFrame) -> str:
    """A code typed in, or a figure chosen from the list; the code stays in the URL."""
    left, right = st.columns([2, 3], vertical_alignment="bottom")
    typed = left.text_input(
        WORDS["figure_code"],
        key=CODE,
        placeholder=WORDS["figure_code_example"],
        max_chars=40,
        bind="query-params",
    )
    names = dict(zip(figures["code"], _name_figures(figures), strict=True))
    right.selectbox(
        WORDS["figure_list"],
        list(names),
        index=None,
        placeholder=WORDS["figure_choose"],
        format_func=names.__getitem__,
        key="figure_chosen",
        on_change=_take_figure,
    )
    return str(typed or "")


def _name_figures(figures: pd.DataFrame) -> list[str]:
    return [
        f"{names.name_year(row['fiscal_year'])} {row['scope_text']} {row['name']}"
        f" {row['value_text']}"
        for row in figures.to_dict("records")
    ]


def _take_figure() -> None:
    if chosen := st.session_state["figure_chosen"]:
        st.session_state[CODE] = chosen


def show_no_figure(code: str) -> None:
    """Nothing asked for, not a code, or a code of nothing that counts now."""
    st.title(WORDS["trace_title"], anchor=False)
    if not code:
        st.info(WORDS["trace_help"], icon=":material/travel_explore:")
    elif parse_code(code) is None:
        st.warning(WORDS["no_code"].format(code=plain(code)))
    else:
        st.warning(WORDS["no_figure"].format(code=plain(code)))


def show_head(trace: Trace) -> None:
    where = f"{names.name_year(trace.fiscal_year)}・{trace.scope_text}"
    st.title(f"{trace.name} {trace.value_text}", anchor=False)
    shown = len(trace.records)
    key = "record_count" if shown == trace.record_count else "record_count_cut"
    count = WORDS[key].format(count=f"{trace.record_count:,}", shown=f"{shown:,}")
    st.markdown(f":blue-badge[{plain(trace.code)}]　{where}・{plain(trace.basis)}　{count}")


def choose_record(trace: Trace) -> TracedRecord | None:
    """The records behind a figure; the first one is open from the start."""
    if not trace.records:
        return None
    records = {str(number): each for number, each in enumerate(trace.records)}
    if len(records) > 1:
        chosen = st.selectbox(
            WORDS["records"],
            list(records),
            format_func=lambda number: _name_record(records[number]),
            key=f"record_{trace.code}",
        )
    else:
        chosen = "0"
    record = records[chosen]
    show_origin(record)
    return record


def _name_record(record: TracedRecord) -> str:
    return reveal_signs(f"{record.label}（{record.file_name}・{record.cell}）")


def show_origin(record: TracedRecord) -> None:
    """The workbook, and who brought it in when."""
    st.markdown(f"**{plain(record.file_name)}**　{plain(record.sheet)}")
    facts = {"batch": record.batch_id, "by": plain(record.accepted_by)}
    moment = widgets.render_moment(record.accepted_at)
    st.caption(WORDS["brought"].format(moment=moment, **facts))


def choose_cell(record: TracedRecord) -> TracedCell | None:
    """A record's cells as a table; a click on a row shows the cell in its sheet."""
    if not record.cells:
        return None
    frame = pd.DataFrame([_describe(record, cell) for cell in record.cells])
    event = st.dataframe(
        frame,
        hide_index=True,
        alt=WORDS["cells_alt"],
        on_select="rerun",
        selection_mode="single-row",
        key=f"cells_{record.batch_id}_{record.layout}_{record.record_id}",
        height="content" if len(record.cells) <= 7 else 300,
        column_config={
            WORDS["written"]: st.column_config.TextColumn(width=180),
            WORDS["field"]: st.column_config.TextColumn(width=110),
        },
    )
    rows: list[int] = event.selection.rows
    main = next((each for each in record.cells if each.cell == record.cell), record.cells[0])
    return record.cells[rows[0]] if rows else main


def _describe(record: TracedRecord, cell: TracedCell) -> dict[str, Any]:
    rule = RULE_TEXTS.get(cell.rule or "", cell.rule or "")
    if cell.fixed_text is not None:
        rule = WORDS["fixed_by"].format(text=cell.fixed_text, by=cell.fixed_by)
    return {
        WORDS["cell"]: cell.cell,
        WORDS["field"]: name_field(record.layout, cell.field),
        WORDS["written"]: reveal_signs(cell.written),
        WORDS["rule"]: reveal_signs(rule),
        WORDS["state"]: terms.STATES.get(cell.state, WORDS["reported"]),
    }


def show_surroundings(record: TracedRecord, cell: TracedCell) -> None:
    """The cell where it stands, read again from the archived workbook."""
    st.markdown(f"{WORDS['sheet']} **{plain(cell.sheet)}**　:blue-badge[{cell.cell}]")
    try:
        excerpt = _read(widgets.open_store().root, record.sha256, cell.sheet, cell.cell)
    except (StoreError, KeyError, ValueError):
        st.warning(WORDS["no_surroundings"])
        return
    marked_sheet.show_excerpt(excerpt, height=300)
    st.caption(WORDS["surroundings_help"])


@st.cache_data(max_entries=200, show_spinner=False)
def _read(root: Path, sha256: str, sheet: str, cell: str) -> Excerpt:
    return read_surroundings(session.open_reader(), widgets.open_store(), sha256, sheet, cell)
