"""取込: bring a workbook in, in five steps; nothing counts before the last."""

import widgets
from pages import (
    _bulk,
    _upload_check,
    _upload_choose,
    _upload_done,
    _upload_mend,
    _upload_outlook,
    _upload_session,
    _upload_steps,
)

widgets.ensure_navigation()
step = _upload_steps.show_stepper()
current = _upload_session.find_current()

if step == 5:
    _upload_done.show()
elif step == 1 or current is None:
    _upload_choose.show()
elif step == 2:
    _upload_check.show(current)
elif step == 3:
    _upload_mend.show(current)
elif _bulk.is_begun():
    _bulk.show()
else:
    _upload_outlook.show(current)
