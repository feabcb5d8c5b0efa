"""A sheet as a grid of plain texts at Excel's own addresses, its cells marked by sign and colour.

All HTML of a sheet is made here; what comes from a workbook goes through `escape_html`.
"""

from collections.abc import Iterator, Mapping

import streamlit as st

from loaders.intake.excerpt import Excerpt
from widgets.plain_text import escape_html
from words import Words

WORDS = Words(
    ja={
        "alt": "シートの内容（セルの種類を色と記号で示す）",
        "sign_error": "誤",
        "sign_warning": "注",
        "sign_cell": "元",
        "sign_fixed": "直",
        "sign_answer": "答",
        "sign_title": "題",
        "sign_context": "脈",
        "sign_total": "計",
        "sign_furniture": "式",
        "sign_struck": "消",
        "sign_copy": "控",
        "sign_elsewhere": "外",
        "sign_unread": "未",
    }
)
#: Mark → fill, sign and edge (each 4.5 to 1 and more on the fill), and the edge's line.
LOOKS = {
    "error": ("#FBD5C5", "#7A2408", "solid"),
    "warning": ("#FFF3C4", "#5C4500", "dashed"),
    "cell": ("#CFE2F6", "#0B3A6B", "solid"),
    "fixed": ("#D3E9D8", "#14532D", "double"),
    "unread": ("#E9DDF5", "#4A1D7A", "dashed"),
    "answer": ("#E6F0FA", "#0B3A6B", "solid"),
    "title": ("#E3E7EC", "#2C3A4A", "double"),
    "context": ("#DDF1EF", "#0F4A45", "solid"),
    "total": ("#E4EED5", "#38500F", "double"),
    "furniture": ("#F4F6F8", "#4A5560", "dotted"),
    "struck": ("#F4F6F8", "#4A5560", "solid"),
    "copy": ("#F3E9DC", "#5E3A0C", "dotted"),
    "elsewhere": ("#FFFFFF", "#4A5560", "dotted"),
}
_STYLE = """
.marked-sheet { overflow: auto; border: 1px solid #8A96A3; max-width: 100%;
  scroll-padding: 56px 8px 8px 48px; }
.marked-sheet:focus-visible { outline: 3px solid #1B4F8A; }
.marked-sheet table { border-collapse: separate; border-spacing: 0; font-size: .8125rem;
  line-height: 1.35; color: #0E161E; margin: 0; }
.marked-sheet th { background: #E9EDF1; color: #2C3A4A; font-weight: 400; padding: 1px 6px;
  border: 0 solid #C3CBD4; border-width: 0 1px 1px 0; text-align: center; }
.marked-sheet thead th { position: sticky; top: 0; z-index: 2; }
.marked-sheet tbody th { position: sticky; left: 0; z-index: 1; }
.marked-sheet td { max-width: 11em; overflow: hidden; text-overflow: ellipsis;
  white-space: nowrap; vertical-align: top; padding: 2px 6px 2px 4px; background: #FFFFFF;
  border: 0 solid #DDE2E8; border-width: 0 1px 1px 0; }
.marked-sheet tr.looked-at td { white-space: normal; overflow-wrap: anywhere; min-width: 5em;
  border-bottom: 2px solid #0E161E; }
.marked-sheet tr.looked-at th { background: #0E161E; color: #FFFFFF; font-weight: 700; }
.marked-sheet td.looked-at { outline: 3px solid #0E161E; outline-offset: -3px;
  scroll-initial-target: nearest; }
.marked-sheet tr.gap td, .marked-sheet tr.gap th { border-bottom: 3px double #4A5560; }
.marked-sheet b, .marked-legend b { font-weight: 700; font-size: .75rem; margin-right: 4px; }
.marked-sheet .mark-struck { text-decoration: line-through; }
.marked-legend { display: flex; flex-wrap: wrap; gap: 4px 6px; font-size: .8125rem;
  color: #0E161E; }
.marked-legend span { margin: 0; padding: 1px 8px 1px 5px; border: 1px solid #C3CBD4; }
"""


def show_excerpt(
    excerpt: Excerpt, height: int = 400, at: str = "", notes: Mapping[str, str] | None = None
) -> None:
    """Columns A, B, …, Excel's row numbers at the left; the row of the cell `at` whole; a
    cell's note is said when it is pointed at."""
    st.html(f"<style>{build_style()}</style>")
    st.html(build_table(excerpt, height, at, notes or {}))


def show_legend(counts: Mapping[str, tuple[str, int]]) -> None:
    """The marks with a name and the number of cells, those of no cell left out."""
    items = "".join(
        f'<span role="listitem" class="mark-{mark}"><b>{WORDS[f"sign_{mark}"]}</b>'
        f"{escape_html(name)} {count:,}</span>"
        for mark, (name, count) in counts.items()
        if count
    )
    st.html(f'<div role="list" class="marked-legend">{items}</div>')


def build_style() -> str:
    return _STYLE + "".join(
        f".marked-sheet td.mark-{mark}, .marked-legend .mark-{mark}"
        f" {{ background: {fill}; border-left: 4px {line} {ink}; }}"
        f" .mark-{mark} b {{ color: {ink}; }}"
        for mark, (fill, ink, line) in LOOKS.items()
    )


def build_table(excerpt: Excerpt, height: int, at: str, notes: Mapping[str, str]) -> str:
    """The excerpt as HTML, every text of it escaped."""
    heads = "".join(f'<th scope="col">{letters}</th>' for letters in excerpt.columns)
    rows = "".join(_build_rows(excerpt, at, notes))
    return (
        f'<div class="marked-sheet" role="region" tabindex="0" aria-label="{WORDS["alt"]}"'
        f' style="max-height: {height}px"><table><thead><tr><th></th>{heads}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _build_rows(excerpt: Excerpt, at: str, notes: Mapping[str, str]) -> Iterator[str]:
    """The table's rows; a line stands where rows are left out."""
    following = [*excerpt.rows[1:], None]
    for row, below, texts in zip(excerpt.rows, following, excerpt.texts, strict=True):
        addresses = [f"{letters}{row}" for letters in excerpt.columns]
        kinds = [
            *(["looked-at"] if at in addresses else []),
            *(["gap"] if below and below > row + 1 else []),
        ]
        cells = "".join(
            _build_cell(text, excerpt.marks.get(cell, ""), notes.get(cell, ""), cell == at)
            for cell, text in zip(addresses, texts, strict=True)
        )
        yield f'<tr class="{" ".join(kinds)}"><th scope="row">{row}</th>{cells}</tr>'


def _build_cell(text: str, mark: str, note: str, is_looked_at: bool) -> str:
    sign = f"<b>{WORDS[f'sign_{mark}']}</b>" if mark else ""
    kinds = f"mark-{mark}" * bool(mark) + " looked-at" * is_looked_at
    title = f' title="{escape_html(note)}"' if note else ""
    return f'<td class="{kinds}"{title}>{sign}{escape_html(text)}</td>'
