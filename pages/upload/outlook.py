"""Step 4, 見通し: what accepting would do to the figures; then the one button that counts."""

from datetime import date, timedelta

import streamlit as st

import widgets
from data.layout import read_keys
from loaders.intake.accepting import accept_upload
from loaders.intake.submission import explain_refusal, make_submission
from loaders.intake.uploads import Upload
from metrics.history.impact import Impact, preview_impact
from pages.upload import readings, session, steps
from pages.upload.ahead import alarms, figures
from pages.upload.words import WORDS
from store.actor import claim
from store.batches import ACCEPT, Submission
from store.errors import RightMissing, StoreError, SubmissionRefused, WriteFailed
from store.moments import read_today
from widgets.holding.kept import Kept
from widgets.people.person import ask_person, read_actor
from widgets.plain_text import plain
from widgets.records.changes import show_changes
from words.headings import HEADINGS
from words.store_errors import explain_error

NOTICE = "upload_notice"
#: What is kept of what accepting would do, and what one record's line of it takes.
MOST_LOOKED = 50 << 20
LINE_BYTES = 600
#: Whose a submission is until somebody accepts it.
NOBODY = claim("")
#: A parked row is asked for within two weeks unless another day is chosen.
DUE_AFTER = timedelta(days=14)


def show(waiting: session.Waiting) -> None:
    steps.show_file_choice()
    if notice := st.session_state.pop(NOTICE, None):
        st.warning(notice, icon=":material/update:")
    upload = readings.read_upload(waiting)
    try:
        with st.spinner(WORDS["looking_one"]):
            impact = look_ahead(waiting, upload)
    except SubmissionRefused:
        st.error(plain(explain_refusal(upload.result).message), icon=":material/block:")
        steps.show_way(WORDS["way_refused"], back=2)
        return
    except WriteFailed as error:
        st.error(explain_error(error), icon=":material/lock:")
        steps.show_way(WORDS["way_unwritable"], back=2)
        return
    if missing := find_missing(impact):
        st.error(explain_error(missing), icon=":material/lock:")
        steps.show_way(WORDS["way_refused"], back=2)
        return
    left, right = st.columns([3, 2], gap="large")
    with left:
        figures.show(impact)
    with right:
        show_counts(impact)
        is_confirmed = alarms.ask_reasons(waiting, impact.alarms)
        show_shared(impact)
        is_named = ask_name()
        if impact.parked_count:
            _ask_owner()
    with st.expander(WORDS["records_detail"], icon=":material/table:"):
        show_changes(impact)
    _show_way(waiting, impact, is_named, is_confirmed)


def find_missing(impact: Impact) -> RightMissing | None:
    """The right that whoever works lacks to accept a workbook."""
    return read_actor().find_missing(ACCEPT, impact.forums)


def look_ahead(waiting: session.Waiting, upload: Upload) -> Impact:
    """Raises SubmissionRefused where nothing can be accepted."""
    run = widgets.read_run()
    key = (waiting.name, waiting.sha256, upload.handling, str(run.store.root), run.version)
    return _open_looked().get(key, lambda: _look_ahead(waiting, upload))


def _look_ahead(waiting: session.Waiting, upload: Upload) -> Impact:
    return preview_impact(widgets.open_store(), submit(waiting, upload), read_keys())


def submit(waiting: session.Waiting, upload: Upload) -> Submission:
    """What the store would take of a workbook, whoever accepts it: made once, to be looked ahead
    at and accepted. Raises SubmissionRefused."""
    key = (waiting.name, waiting.sha256, upload.handling)
    return _open_made().get(key, lambda: make_submission(upload, NOBODY))


@st.cache_resource(show_spinner=False)
def _open_looked() -> Kept[Impact]:
    """What all sessions have looked ahead at."""
    return Kept(MOST_LOOKED, readings.READ_AGAIN_SECONDS, weigh)


@st.cache_resource(show_spinner=False)
def _open_made() -> Kept[Submission]:
    return Kept(MOST_LOOKED, readings.READ_AGAIN_SECONDS, _weigh_submission)


def weigh(impact: Impact) -> int:
    """The bytes of its records' lines; the rest is small."""
    lines = len(impact.added) + len(impact.removed) + len(impact.shared)
    fields = sum(1 + len(change.fields) for change in impact.changed)
    return LINE_BYTES * (1 + lines + fields)


def _weigh_submission(submission: Submission) -> int:
    cells = sum(1 + len(record.cells) for record in submission.records)
    return len(submission.content) + readings.CELL_BYTES * cells


def show_counts(impact: Impact) -> None:
    """Records added, changed, gone, repeated; and 確定 + 保留."""
    total = WORDS["good_and_parked"].format(good=impact.good_count, parked=impact.parked_count)
    st.subheader(total, anchor=False)
    counts = {
        "added": len(impact.added),
        "changed": len(impact.changed),
        "removed": len(impact.removed),
        "unchanged": impact.unchanged_count,
        "duplicates": impact.duplicate_count,
    }
    shown = [f"{WORDS[key]} **{count}**" for key, count in counts.items()]
    st.markdown("　".join(shown))


def show_shared(impact: Impact) -> None:
    """Cases that another forum reports too: counted twice, unless both really share them."""
    if impact.shared:
        lines = "\n".join(f"- {plain(each.text)}" for each in impact.shared)
        st.warning(lines, icon=":material/content_copy:")


def ask_name() -> bool:
    """Ask who accepts while nobody has said so; whether it is known."""
    if not read_actor().name:
        ask_person(example=True)
    return bool(read_actor().name)


def _ask_owner() -> None:
    """Who sees to the parked rows, and until when."""
    owner, due = st.columns(2)
    owner.text_input(
        HEADINGS["owner"],
        key=session.OWNER,
        placeholder=WORDS["owner_usual"],
        persist_state="session",
        max_chars=60,
    )
    due.date_input(
        HEADINGS["due_on"], value=read_today() + DUE_AFTER, key=session.DUE, persist_state="page"
    )


def _read_owner(usual: str) -> tuple[str, date]:
    """The same as said, or as is usual where nothing was."""
    owner = str(st.session_state.get(session.OWNER) or "").strip() or usual
    return owner, st.session_state.get(session.DUE) or read_today() + DUE_AFTER


def _show_way(waiting: session.Waiting, impact: Impact, is_named: bool, is_confirmed: bool) -> None:
    has_good = impact.good_count > 0 or not impact.parked_count
    hint = WORDS["way_name"] if not is_named else WORDS["way_accept"]
    if not is_confirmed:
        hint = WORDS["way_alarms"]
    label = WORDS["accept"].format(good=impact.good_count, parked=impact.parked_count)
    back = 3 if impact.parked_count else 2
    steps.show_way(
        hint if has_good else WORDS["way_nothing_good"],
        label,
        back=back,
        is_ready=is_named and is_confirmed and has_good,
        on_click=accept_current,
        args=(waiting, impact),
    )


# ------------------------------------------------------------------ accepting


def accept_current(waiting: session.Waiting, impact: Impact) -> None:
    """Accept one workbook and go on; where others were faster, preview anew."""
    toast = st.toast(WORDS["accepting_one"], icon="spinner")  # a callback has no place of its own
    try:
        outcome = accept_one(waiting, impact)
    except StoreError as error:
        st.session_state[NOTICE] = explain_error(error)
        toast.toast(WORDS["accepting_failed"], icon=":material/close:")
        return
    toast.toast(WORDS["accepting_done"], icon=":material/check:")
    st.session_state[session.OUTCOME] = [outcome]
    session.drop_files([waiting])
    session.go_to(5)


def accept_one(waiting: session.Waiting, impact: Impact | None) -> session.Outcome:
    """One workbook becomes a batch; its parked rows get their owner and due date. `impact`: what
    was looked ahead at, where it must still hold.

    Raises ActorUnknown, RightMissing, PreviewOutdated, AlarmsUnconfirmed, SubmissionRefused or
    WriteFailed; nothing is then changed.
    """
    database, actor = widgets.open_store(), read_actor()
    upload = readings.read_upload(waiting)
    made = submit(waiting, upload)
    good, parked = len(made.records), len(made.parked)
    owner, due_on = _read_owner(actor.name) if parked else (None, None)
    accepted = accept_upload(
        database,
        upload,
        actor,
        impact.version if impact else None,
        inbox_item=waiting.item_id,
        owner=owner,
        due_on=due_on,
        confirmed=session.list_reasons(waiting),
        made=made,
    )
    return session.Outcome(
        waiting.name,
        *accepted,
        good,
        parked,
        upload.result.forum,
        upload.result.fiscal_year,
        figures.pick_moved(impact) if impact else "",
    )
