"""Tables of rows: a grid on the screen, and the same rows as texts on paper (print.css)."""

import pickle
from collections.abc import Callable
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st
from pandas.io.formats.style import Styler

from widgets.holding.kept import keep_answers
from widgets.plain_text import escape_html
from words import Words

#: Rows printed of a longer table; how many there are is said below them.
MOST_PRINTED = 100
WORDS = Words(ja={"more": "ほか{count:,}行（印刷は{most}行まで。すべての行は画面にあります）"})


def show_grid(
    rows: pd.DataFrame | Styler, printed: pd.DataFrame | None = None, **options: Any
) -> Any:
    """`st.dataframe` with its options and its answer; `printed`: the rows where paper says them
    otherwise."""
    chosen = st.dataframe(rows, **options)
    frame = printed
    if frame is None:
        frame = rows if isinstance(rows, pd.DataFrame) else rows.data  # type: ignore[attr-defined]
    if not options.get("hide_index"):
        frame = frame.reset_index(names="")
    headings = options.get("column_config") or {}
    seen = pickle.dumps((frame.head(MOST_PRINTED + 1), len(frame), headings))
    st.html(_print_once(seen, partial(build_print_table, frame, headings)))
    return chosen


@keep_answers(100)
def _print_once(seen: bytes, _build: Callable[[], str]) -> str:
    """`seen`: all that paper says of the rows."""
    return _build()


def build_print_table(frame: pd.DataFrame, headings: dict[str, Any]) -> str:
    """The first rows as HTML, every text of them escaped; `headings` as `st.dataframe` takes
    them, None for a column that nobody sees."""
    seen = frame[[name for name in frame.columns if headings.get(name, name) is not None]]
    heads = "".join(f"<th>{escape_html(_name(name, headings))}</th>" for name in seen.columns)
    rows = "".join(
        f"<tr>{''.join(map(_build_cell, row))}</tr>"
        for row in seen.head(MOST_PRINTED).itertuples(index=False)
    )
    return (
        f'<div class="print-only" aria-hidden="true"><table><thead><tr>{heads}</tr></thead>'
        f"<tbody>{rows}</tbody></table>{_say_rest(len(seen) - MOST_PRINTED)}</div>"
    )


def _name(name: Any, headings: dict[str, Any]) -> str:
    """A column's heading: given as words, or among its settings."""
    given = headings.get(name)
    return given if isinstance(given, str) else (given or {}).get("label") or str(name)


def _build_cell(value: Any) -> str:
    if pd.api.types.is_scalar(value) and pd.isna(value):
        return "<td></td>"
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f'<td class="number">{value:,}</td>'
    return f"<td>{escape_html(value)}</td>"


def _say_rest(count: int) -> str:
    return f"<p>{WORDS['more'].format(count=count, most=MOST_PRINTED)}</p>" if count > 0 else ""


def build_paper_line(*texts: str) -> str:
    """What is said on paper alone, in one line of HTML."""
    said = "　".join(map(escape_html, filter(None, texts)))
    return f'<p class="print-only" aria-hidden="true">{said}</p>'
