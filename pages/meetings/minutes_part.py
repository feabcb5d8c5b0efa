"""A frozen meeting's minutes as a Word file."""

import widgets
from exports.deck.agenda import STANDARD, load_agendas
from exports.file_names import name_minutes
from exports.making import make_files
from exports.minutes.minutes_docx import export_minutes
from exports.minutes.record import read_minutes
from pages.meetings.words import WORDS
from store.decisions.meetings import Meeting
from widgets.files.jobs import Job
from widgets.files.made_files import DOCX, Made, MadeFile, offer_made_files

MINUTES = "meeting_minutes"


def offer_minutes(run: widgets.Run, meeting: Meeting) -> None:
    """The button, and then the file to fetch, of this meeting and of what was said until now."""

    def make(job: Job) -> Made:
        job.tell(0.0, WORDS["making_minutes"])
        agenda = load_agendas()[STANDARD].items
        minutes = read_minutes(run.store, meeting, agenda, run.is_practice)
        name = name_minutes(meeting.name, meeting.held_on, run.is_practice)
        [content] = make_files(export_minutes, minutes, stop=job.stop)
        return Made([MadeFile(WORDS["save_minutes"], name, content, DOCX)])

    wanted = (meeting.meeting_id, run.version)
    offer_made_files(MINUTES, WORDS["make_minutes"], "description", wanted, make)
