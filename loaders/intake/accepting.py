"""What a person at the screen does with a workbook in the end: accept it, or refuse it."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import MappingProxyType

from loaders.intake.handling import index_titles
from loaders.intake.submission import make_submission
from loaders.intake.uploads import Upload
from store.actor import Actor
from store.batches import Accepted, Submission, accept
from store.database import Database
from store.decisions.titles import Lesson, find_titles
from store.disk.inbox import find_inbox_item, remove_inbox_item
from store.errors import InboxItemUnknown, WriteFailed
from store.log.activity import record_entry

REFUSE = "refuse_inbox"


def accept_upload(
    database: Database,
    upload: Upload,
    actor: Actor,
    expected_version: int | None,
    reason: str | None = None,
    inbox_item: str | None = None,
    owner: str | None = None,
    due_on: date | None = None,
    confirmed: Mapping[str, str] = MappingProxyType({}),
    made: Submission | None = None,
) -> Accepted:
    """Accept an upload as previewed, and take it out of the inbox where it lay there.

    One transaction: the good rows count, the others wait in the owner's hands, and the
    titles mapped by hand are learned. `confirmed`: the reasons why its alarms are right, by
    their keys; `made`: the upload's submission, where it was made to look ahead. Raises
    ActorUnknown, RightMissing, PreviewOutdated, AlarmsUnconfirmed, SubmissionRefused or
    WriteFailed; nothing has changed then.
    """
    submission = replace(
        made or make_submission(upload, actor),
        accepted_by=actor,
        reason=reason,
        owner=owner,
        due_on=due_on,
        confirmed=confirmed,
        learned=_list_lessons(database, upload),
    )
    accepted = accept(database, submission, expected_version=expected_version)
    if inbox_item is not None:
        with suppress(WriteFailed):  # the batch stands; the same bytes taken again change nothing
            _take_away(database.root, inbox_item)
    return accepted


def refuse_inbox_item(database: Database, item_id: str, actor: Actor, reason: str) -> None:
    """Take an item out unaccepted, also one that can't be read any more; the log keeps what
    it was. Raises InboxItemUnknown, ActorUnknown, RightMissing, WriteFailed."""
    item = find_inbox_item(database.root, item_id)
    details = {"file_name": item.file_name, "sha256": item.sha256, "reason": reason}
    record_entry(database, actor, REFUSE, [item.concerned], f"inbox:{item_id}", details)
    _take_away(database.root, item_id)


def _list_lessons(database: Database, upload: Upload) -> list[Lesson]:
    """The titles mapped by hand: from the workbook's year on they hold for its forum."""
    forum, fiscal_year = upload.result.forum, upload.result.fiscal_year
    if fiscal_year is None:
        return []
    known = find_titles(database, forum, fiscal_year)
    written = index_titles(upload.taken_grids)
    return [
        Lesson(layout, forum, written[key], key, field, fiscal_year)
        for (layout, key), field in upload.handling.titles
        if key in written and known.get((layout, key)) != field
    ]


def _take_away(root: Path, item_id: str) -> None:
    try:
        remove_inbox_item(root, item_id)
    except InboxItemUnknown:
        return  # somebody else took it away; the batch stands
