"""What can go wrong in the store; each error has a code that screens render in Japanese."""

# ruff: noqa: N818 - a name says what has happened; "Error" after it would say nothing more

import errno
import os
from collections.abc import Sequence
from typing import Any, ClassVar

from data.acts import load_acts
from data.forum_names import name_slot


class StoreError(Exception):
    """Nothing was changed. The message is for developers; users see a text by `code`, with what
    it is about by name (`named`)."""

    code: ClassVar[str] = "store_error"

    def __init__(self, message: str = "", **named: object) -> None:
        super().__init__(message)
        self.named = named


class DatabaseHeld(StoreError):
    """Another process has the database open."""

    code = "database_held"


class WriteFailed(StoreError):
    """The disk refused: full, read-only, or gone. The state is the one before."""

    code = "write_failed"


class DiskFull(WriteFailed):
    """The disk has no room left. The state is the one before."""

    code = "disk_full"


class HomeUnreachable(WriteFailed):
    """The database that several processes share can't be reached. The state is the one before."""

    code = "home_unreachable"


class HomeFull(DiskFull):
    """The database that several processes share has no room left. The state is the one before."""

    code = "home_full"


class HomeDiffers(StoreError):
    """The shared log does not go on where this process's copy of it ends."""

    code = "home_differs"


class HomeOutdated(StoreError):
    """The shared database has the tables of another version: `migrate` brings an older one up."""

    code = "home_outdated"


class CopyDiffers(StoreError):
    """A store that was copied is not what it is copied from: `table` has other rows."""

    code = "copy_differs"

    def __init__(self, table: str) -> None:
        super().__init__(table, table=table)


class DatabaseDamaged(StoreError):
    """The database's file is not what was written: `rebuild` makes it anew from the archive."""

    code = "database_damaged"


class SchemaDiffers(StoreError):
    """The database was made with another schema: `rebuild` makes it anew."""

    code = "schema_differs"


class LogAhead(StoreError):
    """The log's file knows what the database does not: `rebuild` brings it back."""

    code = "log_ahead"


class LogDamaged(StoreError):
    """A line of the log's file is not what was written there; `place` as "log.jsonl:3"."""

    code = "log_damaged"

    def __init__(self, message: str, place: str) -> None:
        super().__init__(message, place=place)


class ArchiveDamaged(StoreError):
    """Archived bytes are missing, or are no longer the ones that were archived."""

    code = "archive_damaged"

    def __init__(self, message: str, file: str) -> None:
        super().__init__(message, file=file)


class WorkbookLost(StoreError):
    """An archived workbook can't be read again, and no database has what was read of it."""

    code = "workbook_lost"

    def __init__(self, batch: int, file: str, archived: str) -> None:
        super().__init__(f"batch {batch}: {file}", batch=batch, file=file, archived=archived)


class BackupRefused(StoreError):
    """A backup holds something, `found`, that is not as it was written."""

    code = "backup_refused"

    def __init__(self, file: str, found: str) -> None:
        super().__init__(f"{file}: {found}", file=file, found=found)


class OutputRefused(StoreError):
    """A file that somebody asked for can't be written where they want it."""

    code = "output_refused"

    def __init__(self, file: str, reason: str) -> None:
        super().__init__(f"{file}: {reason}", file=file, reason=reason)


class PlaceTaken(StoreError):
    """A backup is restored into a new or empty folder only."""

    code = "place_taken"

    def __init__(self, place: str) -> None:
        super().__init__(f"{place} is not empty", place=place)


class HomeTaken(StoreError):
    """A store is copied into a shared database that has none of its data set only."""

    code = "home_taken"

    def __init__(self, data_set: str) -> None:
        super().__init__(f"{data_set} is there already", data_set=data_set)


class StoreMissing(StoreError):
    """A folder that somebody named holds no store."""

    code = "store_missing"

    def __init__(self, place: str) -> None:
        super().__init__(f"no store in {place}", place=place)


class SubmissionRefused(StoreError):
    """A submission that contradicts itself or the schema: a defect of whoever made it."""

    code = "submission_refused"


class ReadingFailed(StoreError):
    """A worker has not read what it was given: a defect of ours, where no more is said."""

    code = "reading_failed"


class ReadingLate(ReadingFailed):
    """It took longer than a worker may."""

    code = "reading_late"


class ReadingHeavy(ReadingFailed):
    """It needed more memory than a worker has."""

    code = "reading_heavy"


class ReadingDied(ReadingFailed):
    """The worker has died of it, or was ended."""

    code = "reading_died"


class ReadingBusy(ReadingFailed):
    """Too many wait for a worker."""

    code = "reading_busy"


class ReadingStopped(ReadingFailed):
    """Whoever asked for it wants it no more."""

    code = "reading_stopped"


class ActorUnknown(StoreError):
    """Nobody has said who acts; nothing is written without a name."""

    code = "actor_unknown"


class RightMissing(StoreError):
    """The role has no right to the act, or not for these `forums`."""

    code = "right_missing"

    def __init__(self, act: str, role: str, forums: Sequence[str]) -> None:
        message = f"{role} may not {act} for {list(forums)}"
        concerned = "、".join(map(name_slot, forums))
        named = {"act": load_acts().acts[act].name, "forums": concerned and f"：{concerned}"}
        super().__init__(message, **named)
        self.act, self.role, self.forums = act, role, tuple(forums)


class PeopleDamaged(StoreError):
    """A file of people is not what was written: nobody is known by it."""

    code = "people_damaged"

    def __init__(self, file: str) -> None:
        super().__init__(file, file=file)


class SessionsDamaged(StoreError):
    """The file of sessions was not what was written: another was begun."""

    code = "sessions_damaged"


class TokenUnknown(StoreError):
    """There is no such token (any more)."""

    code = "token_unknown"


class TokensFull(StoreError):
    """Somebody has as many tokens (`limit`) as one may have."""

    code = "tokens_full"

    def __init__(self, limit: int) -> None:
        super().__init__(f"{limit} tokens", limit=limit)


class PersonUnknown(StoreError):
    """Nobody is registered with this address."""

    code = "person_unknown"


class PersonIncomplete(StoreError):
    """An address, a name, or a coordinator's forums are wanting."""

    code = "person_incomplete"


class LastSecretary(StoreError):
    """Nobody would be left who may register people."""

    code = "last_secretary"


class BatchUnknown(StoreError):
    """There is no load with this number."""

    code = "batch_unknown"


class NothingToUndo(StoreError):
    """The load is undone already (undo) or is not undone (redo)."""

    code = "nothing_to_undo"


class NothingToRelease(StoreError):
    """The load is 確定 already (release) or is 速報 already (withdraw_release)."""

    code = "nothing_to_release"


class InboxItemUnknown(StoreError):
    """The inbox has no such item (any more): somebody else has dealt with it."""

    code = "inbox_item_unknown"


class PreviewOutdated(StoreError):
    """Somebody else's batch was accepted since the preview: look again, then accept."""

    code = "preview_outdated"


class ReasonMissing(StoreError):
    """An undo, a redo or a closing needs its reason in words."""

    code = "reason_missing"


class AlarmsUnconfirmed(StoreError):
    """A load sounds `alarms` (store.decisions.alarms) that nobody has confirmed with a reason."""

    code = "alarms_unconfirmed"

    def __init__(self, alarms: Sequence[Any]) -> None:
        super().__init__(f"{len(alarms)} alarms", alarms="\n".join(each.text for each in alarms))
        self.alarms = tuple(alarms)


class ParkedUnknown(StoreError):
    """There is no such parked row (any more): a newer load or an undo has taken it along."""

    code = "parked_unknown"


class QueryUnknown(StoreError):
    """There is no such query, or it is closed already."""

    code = "query_unknown"


class TextMissing(StoreError):
    """A query and an answer need a text."""

    code = "text_missing"


class DraftUnknown(StoreError):
    """Its owner has no such draft (any more), or its workbooks are not what they were."""

    code = "draft_unknown"


class DraftsFull(StoreError):
    """A person's drafts have as many megabytes (`limit`) as they may have together."""

    code = "drafts_full"

    def __init__(self, limit: int) -> None:
        super().__init__(f"{limit} MB are taken", limit=limit)


class AgendaUnknown(StoreError):
    """There is no such kept agenda (any more)."""

    code = "agenda_unknown"


class NameTaken(StoreError):
    """Another kept agenda has this name."""

    code = "name_taken"

    def __init__(self, name: str) -> None:
        super().__init__(name, name=name)


class TitleUnknown(StoreError):
    """There is no such learned title, or it is revoked already."""

    code = "title_unknown"


#: How the system says that a disk is full, or a person's share of it; DuckDB and SQLite pass the
#: first on, or say it in words of their own.
_FULL = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))
_FULL_WORDINGS = (os.strerror(errno.ENOSPC), "database or disk is full")


def is_full(error: Exception) -> bool:
    """Whether a disk refuses because it is full.

    >>> is_full(OSError(errno.ENOSPC, "")), is_full(OSError(errno.EROFS, ""))
    (True, False)
    """
    said = str(error)
    return getattr(error, "errno", None) in _FULL or any(each in said for each in _FULL_WORDINGS)


def name_refusal(place: object, error: Exception) -> WriteFailed:
    """What a disk's refusal to write at a place is called."""
    return (DiskFull if is_full(error) else WriteFailed)(f"{place}: {error}")


#: What ends with the database made anew from log and archive.
MENDED_BY_REBUILD = (SchemaDiffers, DatabaseDamaged, LogAhead, LogDamaged)
