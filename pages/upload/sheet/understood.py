"""The sheet as it was understood: what is unread first, then any cell with its word."""

import re

import streamlit as st

from loaders.intake.understood import Place, Understood, list_places, show_sheet
from loaders.intake.uploads import Upload
from loaders.reading.account import KINDS, Entry
from pages.upload import session
from widgets.plain_text import plain
from widgets.records import marked_sheet
from words import Words, account
from words.headings import HEADINGS

WORDS = Words(
    ja={
        "places": "見る場所（未読のセル {unread}か所・誤りのセル {errors}か所）",
        "place": "{kind} {ranges} {title}",
        "error": "誤り",
        "fixed": "この画面で直したセル",
        "nowhere": "未読のセルも誤りのセルもありません。",
        "more_places": "ほか {count}か所は「セル」に番地を入れると見られます: {cells}",
        "cell": "セル",
        "cell_example": "番地 例: C5",
        "not_shown": "{height}行 × {width}列のうち、{rows}と "
        "{first_column}～{last_column}列を示しています。",
        "rows": "{first}～{last}行",
        "titles_and_rows": "見出しの行と {first}～{last}行",
        "empty": "{cell}　空欄です",
        "no_cell": "「{cell}」はこのシートのセルの番地ではありません。",
        "note": "{cell}　{kind}: {rule}",
        "said": "（{said}）",
        "use": "記録 {record} の「{title}」",
    }
)
#: Places to press; further ones are named with their cells.
MOST_PLACES, MOST_NAMED = 12, 10
LONGEST_PLACE = 24
HEIGHT = 330
#: The step whose list has a button for each error.
MENDING = 3
_ADDRESS = re.compile(r"[A-Z]{1,3}[1-9][0-9]{0,6}")


def show(waiting: session.Waiting, upload: Upload, step: int, height: int = HEIGHT) -> None:
    """A sheet of ours, chosen where there are several; nothing where there is none. Where its
    errors are listed beside it, it comes first, and offers places only where some are unread."""
    sheets = list(dict.fromkeys(each.sheet for each in upload.sheets if each.account))
    if not sheets:
        return
    sheet = _choose_sheet(upload, sheets, step) if len(sheets) > 1 else sheets[0]
    key = _name_cell(waiting, sheet, step)
    places = list_places(upload, sheet)
    is_listed = step == MENDING
    is_offered = not is_listed or any(each.kind == "unread" for each in places)
    if is_offered:
        _show_places(places, key)
    written = str(st.session_state.get(key) or "").strip().upper()
    at = written if _ADDRESS.fullmatch(written) else (places[0].cell if places else "A1")
    understood = show_sheet(upload, sheet, at)
    notes = {cell: _render_note(understood, cell) for cell in understood.entries}
    above, sheet_place, below = st.container(), st.container(), st.container()
    with sheet_place:
        marked_sheet.show_excerpt(understood.excerpt, height, at, notes)
    with below if is_listed else above:
        _show_words(understood, notes, written, key)
    _show_counts(understood)
    if is_offered:
        _name_further(places)
    if not understood.is_whole:
        st.caption(_render_window(understood))


def look_at(waiting: session.Waiting, sheet: str, cell: str, step: int) -> None:
    """A button's answer: bring a cell of a sheet into sight."""
    st.session_state[f"grid_sheet_{step}"] = sheet
    st.session_state[_name_cell(waiting, sheet, step)] = cell


def is_looked_at(waiting: session.Waiting, sheet: str, cell: str, step: int) -> bool:
    return bool(st.session_state.get(_name_cell(waiting, sheet, step)) == cell)


def _name_cell(waiting: session.Waiting, sheet: str, step: int) -> str:
    """Where the session keeps the cell that is looked at."""
    return f"sheet_cell_{step}_{waiting.key}_{sheet}"


def _choose_sheet(upload: Upload, sheets: list[str], step: int) -> str:
    """The sheet with the first problem, unless another is chosen."""
    key = f"grid_sheet_{step}"
    if st.session_state.get(key) not in sheets:
        faulty = (each.sheet for each in upload.problems if each.sheet in sheets)
        st.session_state[key] = next(faulty, sheets[0])
    return st.selectbox(
        HEADINGS["sheet"],
        sheets,
        format_func=session.render_name,
        key=key,
    )


def _show_places(places: list[Place], key: str) -> None:
    """Unread ranges with the titles over them, then errors; a press brings one into sight."""
    if not places:
        st.caption(WORDS["nowhere"])
        return
    unread = sum(each.kind == "unread" for each in places)
    st.pills(
        WORDS["places"].format(unread=unread, errors=len(places) - unread),
        range(min(len(places), MOST_PLACES)),
        format_func=lambda number: _name_place(places[number]),
        key=f"{key}_place",
        on_change=_take_place,
        args=(places, key),
    )


def _name_further(places: list[Place]) -> None:
    """The places that have no button, below the sheet: the first one is to be in sight."""
    if rest := places[MOST_PLACES:]:
        cells = "、".join(each.cell for each in rest[:MOST_NAMED])
        st.caption(WORDS["more_places"].format(count=len(rest), cells=cells))


def _name_place(place: Place) -> str:
    kind = WORDS["error"] if place.kind == "error" else account.KINDS["unread"]
    title = place.title
    title = title if len(title) <= LONGEST_PLACE else f"{title[:LONGEST_PLACE]}…"
    return plain(WORDS["place"].format(kind=kind, ranges=place.ranges, title=title))


def _take_place(places: list[Place], key: str) -> None:
    number = st.session_state[f"{key}_place"]
    if number is not None and number < len(places):
        st.session_state[key] = places[number].cell


def _show_counts(understood: Understood) -> None:
    """The legend: every kind of cell with its number on the whole sheet."""
    counts = {kind: (account.KINDS[kind], understood.counts[kind]) for kind in KINDS}
    marks = list(understood.excerpt.marks.values())
    for mark in ("error", "fixed"):
        counts[mark] = WORDS[mark], marks.count(mark)
    marked_sheet.show_legend(counts)


def _show_words(understood: Understood, notes: dict[str, str], written: str, key: str) -> None:
    """What one cell was taken for, in words; above the sheet, where the foot's bar hides none."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.text_input(
            WORDS["cell"],
            placeholder=WORDS["cell_example"],
            key=key,
            max_chars=10,
            label_visibility="collapsed",
            width=120,
        )
        if written and written != understood.at:
            said = WORDS["no_cell"].format(cell=written)
        else:
            said = notes.get(understood.at, WORDS["empty"].format(cell=understood.at))
        st.markdown(plain(said), width="stretch")


def _render_window(understood: Understood) -> str:
    """Which rows and columns of how many are in sight."""
    rows, columns = understood.excerpt.rows, understood.excerpt.columns
    starts = [row for row in rows if row - 1 not in rows]
    key = "titles_and_rows" if len(starts) > 1 else "rows"
    shown = WORDS[key].format(first=starts[-1], last=rows[-1])
    return WORDS["not_shown"].format(
        height=understood.height,
        width=understood.width,
        rows=shown,
        first_column=columns[0],
        last_column=columns[-1],
    )


def _render_note(understood: Understood, cell: str) -> str:
    """A cell's word: its kind and rule, the records and fields it went into, its problems."""
    entry = understood.entries[cell]
    kind, rule = account.KINDS[entry.kind], account.RULES[entry.rule]
    said = WORDS["said"].format(said=entry.said) if entry.said else ""
    note = WORDS["note"].format(cell=cell, kind=kind, rule=rule) + said
    return "。".join([note, *_render_uses(entry), *understood.faults.get(cell, [])])


def _render_uses(entry: Entry) -> list[str]:
    return [
        WORDS["use"].format(record=record.cell, title=record.layout.field(name).title)
        for record, name in entry.uses
    ]
