"""取込: bring a workbook in, in five steps; nothing counts before the last."""

from pages.upload import bulk, check, choose, done, mend, outlook, session, steps
from pages.upload.begun import draft
from store.errors import ReadingFailed


def show(step: int, current: session.Waiting | None) -> None:
    if step == 5:
        done.show()
    elif step == 1 or current is None:
        choose.show()
    elif step == 2:
        check.show(current)
    elif step == 3:
        mend.show(current)
    elif bulk.is_begun():
        bulk.show()
    else:
        outlook.show(current)


session.reopen_asked()
draft.resume_and_keep()
try:
    show(steps.show_stepper(), session.find_current())
except ReadingFailed as error:
    steps.show_failure(error)
