"""Step 2, 確かめる: what each sheet was taken for, and the forum and year, to correct by choice."""

import pandas as pd
import streamlit as st

import widgets
from data.layout import load_layouts
from loaders.intake.uploads import Upload
from loaders.intake.waiting import split_records
from loaders.reading.records.records import SheetResult
from pages.upload import bulk, readings, session, steps, title_mapping
from pages.upload.sheet import understood
from pages.upload.words import WORDS
from store.batches import Batch, list_batches
from widgets import names
from widgets.plain_text import plain, reveal_signs
from words.headings import HEADINGS

#: More sheets than a person corrects one by one.
MOST_SHEETS = 12


def show(waiting: session.Waiting) -> None:
    left, right = st.columns([2, 3], gap="large")
    with left:
        steps.show_file_choice()
        upload = readings.read_upload(waiting)
        if not upload.readable:
            _show_refusal(upload)
        else:
            _choose_labels(waiting, upload)
            _choose_skipped(waiting)
            _choose_layouts(waiting)
            title_mapping.show(waiting, upload)
        bulk.show_offer()
    with right:
        if upload.readable:
            _show_known_bytes(waiting)
            understood.show(waiting, upload, 2)  # first: what is unread is in sight at once
            _show_sheets(upload)
    _show_way(upload)


def _show_refusal(upload: Upload) -> None:
    """Why a workbook can't be read; the others are not touched by it."""
    for problem in upload.problems:
        st.error(plain(problem.message), icon=":material/block:")
    st.markdown(WORDS["refused_next"])


def _choose_labels(waiting: session.Waiting, upload: Upload) -> None:
    """Forum and year: what was recognised stands as the first choice."""
    unfixed = readings.read_unlabelled(waiting)
    forums, years = names.list_forums(), {str(year): year for year in names.YEARS}
    found = names.name_forum(unfixed.result.forum), names.name_year(unfixed.result.fiscal_year)
    st.selectbox(
        HEADINGS["forum"],
        [None, *forums],
        format_func=lambda forum: forums.get(forum, WORDS["recognised"].format(found=found[0])),
        key=f"forum_{waiting.key}",
        persist_state="session",
    )
    st.selectbox(
        HEADINGS["fiscal_year"],
        [None, *years.values()],
        format_func=lambda year: (
            names.name_year(year) if year else WORDS["recognised"].format(found=found[1])
        ),
        key=f"year_{waiting.key}",
        persist_state="session",
    )
    if upload.layouts and not upload.result.fiscal_year:
        st.warning(WORDS["year_needed"], icon=":material/calendar_month:")


def _show_known_bytes(waiting: session.Waiting) -> None:
    """The very same bytes were accepted before: say so at once."""
    known = [each for each in list_batches(widgets.open_store()) if _is_same(each, waiting)]
    if known:
        entry = known[0].entry
        moment = widgets.render_moment(entry.accepted_at)
        st.info(WORDS["same_bytes"].format(batch=entry.batch_id, moment=moment))


def _is_same(batch: Batch, waiting: session.Waiting) -> bool:
    return batch.entry.sha256 == waiting.sha256 and not batch.is_undone


def _show_sheets(upload: Upload) -> None:
    frame = pd.DataFrame([_describe(sheet) for sheet in upload.result.sheets])
    st.markdown(f"**{plain(upload.name)}**")
    widgets.show_grid(frame, hide_index=True, alt=WORDS["sheets_alt"])
    if not upload.layouts:
        st.warning(WORDS["foreign_next"], icon=":material/help:")


def _choose_skipped(waiting: session.Waiting) -> None:
    """Sheets that were taken for what they are not can be left out."""
    ours = [sheet.sheet for sheet in readings.read_unfixed(waiting).sheets]
    if ours:
        st.multiselect(
            WORDS["skip_sheets"],
            ours,
            format_func=session.render_name,
            placeholder=WORDS["skip_none"],
            key=f"skip_{waiting.key}",
            persist_state="session",
        )


def _choose_layouts(waiting: session.Waiting) -> None:
    """A sheet taken for another layout, or for none, is read as the one chosen here."""
    titles = {layout.id: layout.title for layout in load_layouts()}
    names = readings.read_unlabelled(waiting).sheet_names[:MOST_SHEETS]
    with st.popover(WORDS["choose_layouts"], icon=":material/rule:"):
        for name in names:
            st.selectbox(
                plain(name),
                list(titles),
                index=None,
                format_func=titles.__getitem__,
                placeholder=WORDS["layout_as_recognised"],
                key=session.name_choice(waiting, name),
                persist_state="session",
            )


def _describe(sheet: SheetResult) -> dict[str, object]:
    good, waiting = split_records(sheet) if sheet.layout else ([], [])
    return {
        HEADINGS["sheet"]: reveal_signs(sheet.sheet),
        HEADINGS["layout"]: sheet.layout.title if sheet.layout else WORDS["not_ours"],
        HEADINGS["forum"]: names.name_forum(sheet.forum) if sheet.layout else "",
        HEADINGS["fiscal_year"]: names.name_year(sheet.fiscal_year) if sheet.layout else "",
        WORDS["good_count"]: len(good),
        WORDS["waiting_count"]: len(waiting),
    }


def _show_way(upload: Upload) -> None:
    if not upload.readable or not upload.layouts:
        steps.show_way(WORDS["way_other_file"], back=1)
        return
    is_ready = upload.result.fiscal_year is not None or all(
        sheet.fiscal_year for sheet in upload.result.sheets if sheet.layout
    )
    if upload.error_count:
        hint = WORDS["way_faulty"].format(count=upload.error_count)
        steps.show_way(hint, WORDS["to_mend"], step=3, back=1, is_ready=is_ready)
    else:
        steps.show_way(WORDS["way_good"], WORDS["to_outlook"], 4, back=1, is_ready=is_ready)
