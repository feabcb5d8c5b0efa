"""Many workbooks at once: those without an error are looked ahead and accepted together."""

from collections import Counter
from collections.abc import Iterator, Set
from typing import Any

import pandas as pd
import streamlit as st

import widgets
from metrics.history.impact import Impact
from pages.upload import outlook, session, steps
from pages.upload.begun import draft
from pages.upload.readings import Read, read_all
from pages.upload.words import WORDS
from store.batches import Slot
from store.errors import PreviewOutdated, StoreError
from widgets import names
from widgets.plain_text import plain, reveal_signs
from words.headings import HEADINGS
from words.store_errors import STORE_ERRORS, explain_error

Looked = list[tuple[session.Waiting, Impact]]
#: Session keys: of which workbooks accepting is under way, by SHA-256; what came of it so far.
ACCEPTING, DONE = "upload_accepting", "upload_accepted"


def list_good() -> list[Read]:
    """The session's workbooks that can be accepted as they are."""
    return [
        (waiting, upload)
        for waiting, upload in read_all(session.list_files())
        if upload.readable and upload.layouts and not upload.error_count and _is_dated(upload)
    ]


def _is_dated(upload: Any) -> bool:
    return all(sheet.fiscal_year for sheet in upload.result.sheets if sheet.layout)


def show_offer() -> None:
    """The way to take all good ones together, while there is more than one workbook."""
    if len(session.list_files()) < 2:
        return
    count = len(list_good())
    st.button(
        WORDS["together"].format(count=count),
        icon=":material/library_add_check:",
        key="upload_together_button",
        disabled=count < 2,
        on_click=_begin,
    )


def _begin() -> None:
    session.go_to(4)
    st.session_state[session.TOGETHER] = True


def is_begun() -> bool:
    return session.TOGETHER in st.session_state


def show() -> None:
    """The table of what each workbook would do, or the accepting under way."""
    if notice := st.session_state.pop(outlook.NOTICE, None):
        st.warning(notice, icon=":material/update:")
    good = list_good()
    if ACCEPTING in st.session_state:
        _accept_all([each for each in good if each[0].sha256 in st.session_state[ACCEPTING]])
        return
    looked = list(_leave_out_others(_look_ahead(good)))
    parked = sum(impact.parked_count for _, impact in looked)
    total = sum(impact.good_count for _, impact in looked)
    st.markdown(f"### {WORDS['good_and_parked'].format(good=total, parked=parked)}")
    is_named = outlook.ask_name()
    _warn_of_repeats(good)
    rows = [_describe(waiting, impact) for waiting, impact in looked]
    widgets.show_grid(pd.DataFrame(rows), hide_index=True, alt=WORDS["summary_alt"], height=300)
    _show_way(looked, is_named)


def _leave_out_others(looked: Looked) -> Iterator[tuple[session.Waiting, Impact]]:
    """The workbooks that whoever works may accept, and that sound no alarm; of the others is said
    why not."""
    for waiting, impact in looked:
        if missing := outlook.find_missing(impact):
            name = plain(waiting.name)
            st.warning(f"{name}　{explain_error(missing)}", icon=":material/lock:")
        elif impact.alarms:
            words = WORDS["alarms_apart"].format(count=len(impact.alarms))
            st.warning(f"{plain(waiting.name)}　{words}", icon=":material/priority_high:")
        else:
            yield waiting, impact


def _look_ahead(good: list[Read]) -> Looked:
    bar = st.empty()
    looked = []
    for number, (waiting, upload) in enumerate(good, 1):
        name = plain(waiting.name)
        text = WORDS["looking"].format(number=number, count=len(good), name=name)
        bar.progress(number / len(good), text=text)
        looked.append((waiting, outlook.look_ahead(waiting, upload)))
    bar.empty()
    return looked


def _describe(waiting: session.Waiting, impact: Impact) -> dict[str, Any]:
    return {
        HEADINGS["file"]: reveal_signs(waiting.name),
        WORDS["good_count"]: impact.good_count,
        WORDS["added"]: len(impact.added),
        WORDS["changed"]: len(impact.changed),
        WORDS["removed"]: len(impact.removed),
        WORDS["duplicates"]: impact.duplicate_count,
        WORDS["figures"]: "、".join(reveal_signs(change.text) for change in impact.figures),
    }


def _warn_of_repeats(good: list[Read]) -> None:
    """Two workbooks that speak for the same forum, year and layout: the later one counts."""
    slots = Counter(
        Slot(*slot) for waiting, upload in good for slot in outlook.submit(waiting, upload).slots
    )
    repeated = [slot for slot, count in slots.items() if count > 1]
    for forum, fiscal_year, layout in repeated[:5]:
        slot_names = names.name_forum(forum), names.name_year(fiscal_year)
        words = "・".join((*slot_names, names.name_layouts([layout])))
        st.warning(WORDS["repeated_slot"].format(slot=words), icon=":material/content_copy:")


def _show_way(looked: Looked, is_named: bool) -> None:
    version = max((impact.version for _, impact in looked), default=0)
    steps.show_way(
        WORDS["way_accept"] if is_named else WORDS["way_name"],
        WORDS["accept_all"].format(count=len(looked)),
        back=2,
        is_ready=is_named and bool(looked),
        on_click=_begin_accepting,
        args=(version, {waiting.sha256 for waiting, _ in looked}),
    )


def _begin_accepting(version: int, chosen: Set[str]) -> None:
    if widgets.read_run().version != version:
        st.session_state[outlook.NOTICE] = STORE_ERRORS[PreviewOutdated.code]
        return
    st.session_state[ACCEPTING] = chosen
    st.session_state[DONE] = []


def _accept_all(good: list[Read]) -> None:
    """One batch a workbook, in the order they came; a click in between loses nothing."""
    bar = st.empty()
    done: list[session.Outcome] = st.session_state[DONE]
    total = len(done) + len(good)
    for waiting, _ in good:
        name = plain(waiting.name)
        text = WORDS["accepting"].format(number=len(done) + 1, count=total, name=name)
        bar.progress((len(done) + 1) / total, text=text)
        try:
            done.append(outlook.accept_one(waiting, None))
        except StoreError as error:
            st.session_state[outlook.NOTICE] = explain_error(error)
            break
        session.drop_files([waiting])
        draft.keep()
    for key in (session.TOGETHER, ACCEPTING):
        st.session_state.pop(key, None)
    st.session_state[session.OUTCOME] = done
    session.go_to(5 if done else 2)
    st.rerun()
