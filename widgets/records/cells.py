"""A record up close: its workbook, its cells, and a cell in its sheet."""

from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from data.layout_names import name_field
from loaders.intake.archived import read_surroundings
from loaders.intake.excerpt import Excerpt
from metrics.history.data_state import render_japan_time as render_moment
from metrics.tracing.trace import TracedCell, TracedRecord
from store.errors import StoreError
from widgets.figures.grids import show_grid
from widgets.holding.kept import keep_answers
from widgets.plain_text import plain, reveal_signs
from widgets.reader import open_reader
from widgets.records.marked_sheet import show_excerpt
from widgets.records.release_marks import list_marked, mark
from widgets.run import open_store, read_run
from words import Words, terms
from words.headings import HEADINGS

WORDS = Words(
    ja={
        "brought": "取込番号 {batch}・{by}・{moment}",
        "cells_alt": "記録のセル",
        "written": "記載のまま",
        "rule": "読み方",
        "reported": "報告あり",
        "fixed_by": "{by} が「{text}」に直した",
        "no_surroundings": "元のファイルのこのセルを示せません。"
        "履歴から元のファイルを開いてください。",
        "surroundings_help": "青いセルが元の値です。保管した元のファイルから読み直しています。"
        "左の表で行を選ぶと、ほかのセルに移ります。",
    }
)
#: How a value was read, by the type of its field.
RULES = Words(
    ja={
        "text": "文字のまま",
        "count": "件数として読む",
        "number": "数値として読む",
        "measure": "数値または割合として読む",
        "ratio": "割合として読む",
        "date": "日付として読む",
        "scheduled": "時期として読む",
        "choice": "選択肢に当てはめる",
        "choices": "選択肢（複数）に当てはめる",
        "stage": "段階に当てはめる",
        "indicator": "指標の名称に当てはめる",
        "scope": "集計範囲に当てはめる",
        "forum": "フォーラム名に当てはめる",
        "prefecture": "都道府県名に当てはめる",
        "government_code": "団体コードで当てはめる",
        "government": "地方公共団体名に当てはめる",
        "fix": "取込の画面で直した値",
    }
)


def show_origin(record: TracedRecord) -> None:
    """The workbook, and who brought it in when."""
    st.markdown(f"**{plain(record.file_name)}**　{plain(record.sheet)}")
    batch = mark(list_marked(read_run()), record.batch_id, str(record.batch_id))
    facts = {"batch": batch, "by": plain(record.accepted_by)}
    moment = render_moment(record.accepted_at)
    st.caption(WORDS["brought"].format(moment=moment, **facts))


def choose_cell(record: TracedRecord) -> TracedCell | None:
    """A record's cells as a table; a click on a row shows the cell in its sheet."""
    if not record.cells:
        return None
    frame = pd.DataFrame([_describe(record, cell) for cell in record.cells])
    event = show_grid(
        frame,
        hide_index=True,
        alt=WORDS["cells_alt"],
        on_select="rerun",
        selection_mode="single-row",
        key=f"cells_{record.batch_id}_{record.layout}_{record.record_id}",
        height="content" if len(record.cells) <= 7 else 300,
        column_config={
            WORDS["written"]: st.column_config.TextColumn(width=180),
            HEADINGS["field"]: st.column_config.TextColumn(width=110),
        },
    )
    rows: list[int] = event.selection.rows
    main = next((each for each in record.cells if each.cell == record.cell), record.cells[0])
    return record.cells[rows[0]] if rows else main


def _describe(record: TracedRecord, cell: TracedCell) -> dict[str, Any]:
    rule = RULES.get(cell.rule or "", cell.rule or "")
    if cell.fixed_text is not None:
        rule = WORDS["fixed_by"].format(text=cell.fixed_text, by=cell.fixed_by)
    return {
        HEADINGS["cell"]: cell.cell,
        HEADINGS["field"]: name_field(record.layout, cell.field),
        WORDS["written"]: reveal_signs(cell.written),
        WORDS["rule"]: reveal_signs(rule),
        HEADINGS["state"]: terms.STATES.get(cell.state, WORDS["reported"]),
    }


def show_surroundings(record: TracedRecord, cell: TracedCell) -> None:
    """The cell where it stands, read again from the archived workbook."""
    st.markdown(f"{HEADINGS['sheet']} **{plain(cell.sheet)}**　:blue-badge[{cell.cell}]")
    try:
        excerpt = _read(open_store().root, record.sha256, cell.sheet, cell.cell)
    except (StoreError, KeyError, ValueError):
        st.warning(WORDS["no_surroundings"])
        return
    show_excerpt(excerpt, height=300)
    st.caption(WORDS["surroundings_help"])


@keep_answers(200)
def _read(root: Path, sha256: str, sheet: str, cell: str) -> Excerpt:
    return read_surroundings(open_reader(), open_store(), sha256, sheet, cell)
