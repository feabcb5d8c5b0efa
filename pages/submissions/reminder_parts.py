"""催促 of 提出状況: the mail to one forum, and those to all that owe something, as files."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

import pandas as pd
import streamlit as st

import widgets
from exports.file_names import clean_stem, mark_practice_file
from exports.mail_file import export_mail
from exports.making import make_files
from exports.packing import pack
from loaders.returning.forms.template import Wanted, build_templates
from metrics.forums.mail import Mail, list_usable
from metrics.forums.reminders import Letter, list_owing, list_wanted_forms, render_reminder
from pages.submissions.words import WORDS
from store.database import find_root
from store.decisions.reminding import REMIND, record_reminders
from store.moments import read_utc_now
from store.people.register import list_addresses
from widgets import Run, names
from widgets.files.jobs import Job
from widgets.files.made_files import ZIP, Made, MadeFile, offer_made_files
from widgets.people.person import ask_person, read_actor
from widgets.plain_text import plain

REMINDERS = "reminders_made"
LONGEST_CONTACT = 200
#: How long a forum has, unless the secretariat says otherwise.
USUAL_TIME = timedelta(days=14)
FRIDAY = 4


def offer_reminders(run: Run, submissions: pd.DataFrame, forum: str) -> None:
    """The chosen forum's mail, and all of them at once, for whoever may remind."""
    owing = list_owing(submissions)
    if not (owing and run.actor.may(REMIND, owing)):
        return
    letter = _ask_letter(run)
    if mail := _compose(run, submissions, forum, letter):
        _show_mail(run, mail)
    ask_person()
    _offer_all(run, submissions, owing, letter)


def _ask_letter(run: Run) -> Letter:
    left, right = st.columns([1, 2])
    due_on = left.date_input(
        WORDS["due_on"],
        value=_find_usual_day(run.day),
        key="reminder_due",
        persist_state="session",
    )
    contact = right.text_input(
        WORDS["contact"],
        key="reminder_contact",
        placeholder=WORDS["contact_example"],
        max_chars=LONGEST_CONTACT,
        persist_state="session",
    )
    address = widgets.find_app_address(run.page)
    return Letter(
        run.fiscal_year,
        due_on,
        f"{address}/upload" if address else "",
        contact.strip(),
        is_practice=run.is_practice,
    )


def _find_usual_day(day: date) -> date:
    """
    >>> _find_usual_day(date(2026, 11, 27)), _find_usual_day(date(2026, 11, 28))
    (datetime.date(2026, 12, 11), datetime.date(2026, 12, 14))
    """
    due = day + USUAL_TIME
    return due + timedelta(days=7 - due.weekday()) if due.weekday() > FRIDAY else due


def _compose(run: Run, submissions: pd.DataFrame, forum: str, letter: Letter) -> Mail | None:
    """Nobody is sent what is made up."""
    known = [] if run.is_practice else list_addresses(find_root(), forum)
    return render_reminder(submissions, forum, letter, list_usable(known))


def _show_mail(run: Run, mail: Mail) -> None:
    st.markdown(f"**{WORDS['reminder']}**")
    st.code(mail.body, language=None, wrap_lines=True)
    with st.container(horizontal=True, vertical_alignment="center"):
        if mail.link:
            st.link_button(WORDS["open_mail"], mail.link, icon=":material/mail:")
        if mail.to:
            st.caption(WORDS["to"].format(addresses=plain("、".join(mail.to))))
        else:
            st.caption(WORDS["nobody_practice" if run.is_practice else "nobody"])


def _offer_all(run: Run, submissions: pd.DataFrame, owing: list[str], letter: Letter) -> None:
    def make(job: Job) -> Made:
        actor.require(REMIND, owing)
        job.tell(0.0, WORDS["making"])
        mails = _export(run, submissions, owing, letter, job)
        record_reminders(run.store, actor, owing, run.fiscal_year, letter.due_on)
        return _pack(run, mails)

    actor = read_actor()

    wanted = (run.version, run.as_of, run.is_practice, letter, tuple(owing))
    offer_made_files(
        REMINDERS, WORDS["make"].format(count=len(owing)), "outgoing_mail", wanted, make
    )


def _pack(run: Run, mails: Mapping[str, bytes]) -> Made:
    stem = mark_practice_file(WORDS["zip_name"].format(year=run.year_text), run.is_practice)
    label, done = (WORDS[key].format(count=len(mails)) for key in ("save", "made"))
    zipped = pack(mails, read_utc_now())
    return Made([MadeFile(label, f"{clean_stem(stem)}.zip", zipped, ZIP)], done)


def _export(
    run: Run, submissions: pd.DataFrame, owing: list[str], letter: Letter, job: Job
) -> dict[str, bytes]:
    """A file a forum: its mail with the forms that it has still to fill in. Raises ExportError."""
    wanted: dict[str, list[Wanted]] = {
        forum: [
            (layout, forum, run.fiscal_year) for layout in list_wanted_forms(submissions, forum)
        ]
        for forum in owing
    }
    all_wanted = [each for several in wanted.values() for each in several]
    made = make_files(build_templates, all_wanted, stop=job.stop)
    forms = dict(zip(all_wanted, made, strict=True))
    mails, now = {}, read_utc_now()
    for forum, several in wanted.items():
        mail = _compose(run, submissions, forum, replace(letter, has_forms=bool(several)))
        assert mail is not None
        attached = {f"{names.name_form(*each)}.xlsx": forms[each] for each in several}
        mails[f"{names.name_forum(forum)}.eml"] = export_mail(mail, now, attached)
    return mails
