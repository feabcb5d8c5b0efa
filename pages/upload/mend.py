"""Step 3, 直す: every problem with its cell, mended here or in Excel; the sheet beside it."""

from functools import partial

import streamlit as st

from loaders.intake.mending import FaultyCell, list_faulty_cells, list_mended
from loaders.intake.uploads import Upload
from loaders.returning.marking.annotate import annotate
from pages.upload import forms, readings, returned, session, steps
from pages.upload.sheet import understood
from pages.upload.words import WORDS
from widgets.plain_text import plain
from words.headings import HEADINGS

#: Problems a screen; more are turned over.
PAGE_SIZE = 12
#: Warnings listed; the annotated workbook has them all.
LONGEST = 50
#: Heights that leave the sheet and the bar with the next step in sight on a small screen.
LIST_HEIGHT, SHEET_HEIGHT = 300, 300


def show(waiting: session.Waiting) -> None:
    steps.show_file_choice()
    with st.spinner(WORDS["reading_one"]):
        upload = readings.read_upload(waiting)
    left, right = st.columns([5, 6], gap="medium")
    with left:
        _show_head(waiting, upload)
        with st.container(height=LIST_HEIGHT, border=False, key="problems"):
            _show_problems(waiting, upload)
            _show_others(upload)
    with right:
        understood.show(waiting, upload, 3, SHEET_HEIGHT)
    _show_way(upload)


def _show_head(waiting: session.Waiting, upload: Upload) -> None:
    """How much is wrong, and what was mended so far."""
    words = WORDS["problems_left"] if upload.error_count else WORDS["problems_none"]
    head = st.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"
    )
    head.markdown(
        f"**{words.format(count=upload.error_count)}**　{plain(upload.name)}", width="content"
    )
    with head:
        _show_download(waiting, upload)
    returned.show_change(waiting, upload)
    fixes = session.list_fixes(waiting)
    if fixes:
        with st.popover(WORDS["fixes"].format(count=len(fixes)), icon=":material/edit:"):
            for (sheet, cell), text in list(fixes.items()):
                _show_fix(waiting, sheet, cell, text)


def _show_fix(waiting: session.Waiting, sheet: str, cell: str, text: str) -> None:
    row = st.container(horizontal=True, vertical_alignment="center")
    row.markdown(f"{plain(sheet)} **{cell}** → {plain(text)}")
    row.button(
        WORDS["fix_back"],
        key=f"unfix_{waiting.key}_{sheet}_{cell}",
        on_click=session.drop_fix,
        args=(waiting, sheet, cell),
    )


def _show_problems(waiting: session.Waiting, upload: Upload) -> None:
    """The problems of a page, grouped by sheet."""
    cells = list_faulty_cells(upload)
    if not cells:
        st.success(WORDS["all_good"], icon=":material/check_circle:")
        return
    pages = -(-len(cells) // PAGE_SIZE)
    page = st.pagination(pages, key=f"problems_{waiting.key}") if pages > 1 else 1
    shown = cells[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
    for sheet in dict.fromkeys(each.sheet for each in shown):
        if sheet:
            st.markdown(f"{HEADINGS['sheet']}: **{plain(sheet)}**")
        for number, faulty in enumerate(shown):
            if faulty.sheet == sheet:
                alike = [each for each in cells if _tell_kind(each) == _tell_kind(faulty)]
                _show_problem(waiting, faulty, alike, (page - 1) * PAGE_SIZE + number)


def _tell_kind(faulty: FaultyCell) -> tuple[str, ...]:
    """Equal for cells that one value may mend; an empty cell is like no other."""
    own = () if faulty.found else (faulty.sheet, faulty.cell)
    return (faulty.found, faulty.field or "", faulty.code, *own)


def _show_others(upload: Upload) -> None:
    """Problems of a whole sheet or file, and warnings: nothing to type in here."""
    others = [each for each in upload.problems if each.level == "warning" or not each.cell]
    if not others:
        return
    is_open = any(each.level == "error" for each in others)
    heading = WORDS["other_problems"].format(count=len(others))
    with st.expander(heading, expanded=is_open):
        for problem in others[:LONGEST]:
            color = "red" if problem.level == "error" else "yellow"
            place = " ".join(filter(None, (plain(problem.sheet), problem.cell)))
            st.markdown(f":{color}-badge[{place or '―'}] {plain(problem.message)}")


def _show_problem(
    waiting: session.Waiting, faulty: FaultyCell, alike: list[FaultyCell], number: int
) -> None:
    """The cell, which a press shows on the sheet, one sentence, and the place to type.

    The one looked at is told by its label: a button of another type is a new one to the browser,
    and the focus is gone.
    """
    place, words, entry = st.columns([1.3, 5.7, 4], vertical_alignment="center", gap="small")
    args = (waiting, faulty.sheet, faulty.cell, 3)
    look = "red-background" if understood.is_looked_at(*args) else "red"
    place.button(
        f":{look}[**{faulty.cell}**]",
        type="tertiary",
        help=WORDS["look_at"],
        key=f"look_{waiting.key}_{faulty.sheet}_{faulty.cell}",
        on_click=understood.look_at,
        args=args,
    )
    words.markdown(plain(faulty.message))
    with entry:
        _show_entry(waiting, faulty, _choose_reach(waiting, faulty, alike), number)


def _choose_reach(
    waiting: session.Waiting, faulty: FaultyCell, alike: list[FaultyCell]
) -> list[tuple[str, str]]:
    """The cells that what is entered is for: this one or, where that is chosen, all alike."""
    is_for_all = len(alike) > 1 and st.checkbox(
        WORDS["for_all"].format(count=len(alike)),
        key=f"for_all_{waiting.key}_{faulty.sheet}_{faulty.cell}",
    )
    return [(each.sheet, each.cell) for each in (alike if is_for_all else [faulty])]


def _show_entry(
    waiting: session.Waiting, faulty: FaultyCell, places: list[tuple[str, str]], number: int
) -> None:
    """A drop-down where there are choices, else a line to type in; read again on entry."""
    key = f"fix_{waiting.key}_{number}_{faulty.sheet}_{faulty.cell}_{faulty.found}"
    label = WORDS["fix_label"].format(cell=faulty.cell)
    keep = partial(session.keep_fix, waiting, places, key)
    if faulty.choices:
        st.selectbox(
            label,
            list(faulty.choices),
            index=None,
            placeholder=WORDS["fix_choose"],
            label_visibility="collapsed",
            accept_new_options=True,
            key=key,
            on_change=keep,
        )
    else:
        st.text_input(
            label,
            placeholder=WORDS["fix_type"],
            label_visibility="collapsed",
            key=key,
            on_change=keep,
        )


def _show_download(waiting: session.Waiting, upload: Upload) -> None:
    """The sender's own workbook with every problem written beside its cell, and what was mended
    here written into it."""
    if not (upload.problems or upload.handling.fixes):
        return
    stem = upload.name.rpartition(".")[0] or upload.name
    st.download_button(
        WORDS["fetch_annotated"],
        lambda: annotate(
            upload.content,
            upload.name,
            upload.problems,
            upload.result.list_unread(),
            list_mended(upload),
        ),
        file_name=WORDS["annotated_name"].format(stem=session.render_name(stem)),
        mime=forms.XLSX,
        icon=":material/download:",
        on_click="ignore",
        help=WORDS["fetch_annotated_help"],
        key=f"annotated_{waiting.key}",
    )


def _show_way(upload: Upload) -> None:
    good, parked = upload.count_rows()
    hint = WORDS["way_parked" if parked else "way_good"].format(good=good, parked=parked)
    steps.show_way(hint, WORDS["to_outlook"], step=4, back=2)
