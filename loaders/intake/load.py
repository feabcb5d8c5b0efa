"""From workbooks into the store, one batch a workbook, with nobody at a screen."""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from loaders.check import FileResult, open_ahead
from loaders.checking.problems import Problem
from loaders.intake.handling import Handling
from loaders.intake.submission import explain_refusal, make_submission
from loaders.intake.uploads import Upload, open_upload, read_opened, read_with_learned_titles
from loaders.opening.safe_open import Workbook, WorkbookReader
from store.actor import Actor, run_as
from store.batches import Accepted, Submission, accept, list_batches
from store.database import Database
from store.decisions.alarms import Alarm
from store.errors import AlarmsUnconfirmed, SubmissionRefused

PLAN_FOLDER = Path(__file__).parents[2] / "data" / "plan"

#: Who stands in the history for what the app loads by itself on first start.
PLAN_LOADER = "初期データ（令和3年度 事業計画書）"


@dataclass(frozen=True, slots=True)
class Loaded:
    """One workbook of a load: what was read, and what came of it.

    `batch` is None where nothing was written; then `refusal` says why, unless the file
    was handed to the app's inbox, or sounds `alarms` that no reason was given for.
    """

    file: FileResult
    batch: Accepted | None = None
    record_count: int = 0
    parked_count: int = 0
    refusal: Problem | None = None
    handed_over: bool = False
    alarms: tuple[Alarm, ...] = ()


def load_content(
    database: Database,
    reader: WorkbookReader,
    content: bytes,
    name: str,
    handling: Handling,
    actor: Actor,
    reason: str = "",
) -> Loaded:
    """Read one workbook and write it as one batch; what is not good of it is parked. The `reason`
    confirms its alarms."""
    upload = open_upload(reader, content, name, handling)
    return _load_upload(database, upload, actor, reason)


def _load_upload(database: Database, upload: Upload, actor: Actor, reason: str) -> Loaded:
    if not upload.readable:
        return Loaded(upload.result)
    upload = read_with_learned_titles(database, upload)
    try:
        submission = make_submission(upload, actor)
        batch = _accept(database, submission, reason)
    except AlarmsUnconfirmed as refused:
        return Loaded(upload.result, alarms=refused.alarms)
    except SubmissionRefused as refused:
        logging.getLogger(__name__).warning("%s is refused: %s", upload.name, refused)
        return Loaded(upload.result, refusal=explain_refusal(upload.result))
    return Loaded(upload.result, batch, len(submission.records), len(submission.parked))


def _accept(database: Database, submission: Submission, reason: str) -> Accepted:
    try:
        return accept(database, submission)
    except AlarmsUnconfirmed as refused:
        if not reason:
            raise
        confirmed = {each.key: reason for each in refused.alarms}
        return accept(database, replace(submission, confirmed=confirmed))


def load_files(
    database: Database, paths: Sequence[Path], handling: Handling, actor: Actor, reason: str = ""
) -> Iterator[Loaded]:
    """Load workbooks one by one, each in a batch and a transaction of its own."""
    for content, workbook in open_ahead(_open, paths):
        upload = read_opened(content, workbook, handling)
        yield _load_upload(database, upload, actor, reason)


def _open(path: Path, reader: WorkbookReader) -> tuple[bytes, Workbook]:
    """The file's bytes and its workbook; of one that can't be read no bytes, and the reason why."""
    try:
        content = path.read_bytes()
    except OSError:
        return b"", reader.read(path, path.name)
    return content, reader.read(content, path.name)


def ensure_plan_loaded(database: Database, folder: Path = PLAN_FOLDER) -> int:
    """Load the plan's own workbooks into a store that holds nothing; returns the batches.

    The first start of the app needs no set-up step and no network.
    """
    if list_batches(database):
        return 0
    with database.exclusive():  # of several processes that begin at once the first one does it
        paths = sorted(folder.glob("*.xlsx")) if not list_batches(database) else []
        loaded = list(load_files(database, paths, Handling(), run_as(PLAN_LOADER)))
    return sum(1 for each in loaded if each.batch is not None)
