"""A process that works on a store and is killed or starved by a test.

hold ROOT             open the store, say "ready", wait for standard input
serve                 for each root on standard input: say a new child's process id;
                      the child says "began undo" for each act, "accepted 3" for each load and
                          "entered 4" for each other act that the log has, and "rested" in the
                          end; say "gone" when it was killed
starve ROOT LIMIT     accept while no file may grow over LIMIT bytes (POSIX)
accept ROOT THEME     accept one workbook, not as root, and say what counts then; this and
                          `starve` say what came of it
remake ROOT MOMENT    open an older store and die while it is made anew: at the turn of a load
                      (its number), or before or after the new file takes the old one's place
"""

import encodings.utf_8_sig  # noqa: F401 - as nobody it may not read Python's own library
import importlib
import os
import signal
import sys
from collections.abc import Callable, Iterable, Iterator
from itertools import count, islice
from pathlib import Path
from typing import Any, NoReturn

from store.actor import Actor
from store.batches import Submission, accept
from store.database import Database, log_version, open_database
from store.decisions.titles import Lesson
from store.errors import StoreError
from store.keeping import rebuild
from store.log.batch import BatchEntry
from store.schema import compute_schema_digest
from tests.store.deeds import COORDINATOR, TURNS
from tests.store.hand_made import current_themes, matching, parked, read_again, submission

#: Records of one workbook of `serve`: enough that a load takes a while.
RECORD_COUNT, PARKED_COUNT = 200, 20
NOBODY = 65534
#: Who sees to the rows of `serve` that wait.
OWNER = "高橋"


def hold(root: str) -> None:
    with open_database(Path(root)):
        say("ready")
        sys.stdin.readline()


def serve(work: Callable[[Path], None]) -> None:
    """What each child would first import and parse is here before, so that it is killed at work."""
    importlib.import_module("pandas")
    compute_schema_digest()
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            work_and_rest(work, Path(line.strip()))
        say(str(child))
        os.waitpid(child, 0)
        say("gone")


def work_and_rest(work: Callable[[Path], None], root: Path) -> NoReturn:
    """Say each act that begins (all come by `Database.append`), and that all are done."""
    append = Database.append

    def begin(database: Database, actor: Actor, act: str, forums: Iterable[str]) -> Any:
        say(f"began {act}")
        return append(database, actor, act, forums)

    Database.append = begin  # type: ignore[assignment,method-assign]
    work(root)
    say("rested")
    signal.pause()
    raise AssertionError("killed by no signal")


def work_on_loads(root: Path) -> None:
    """Say each batch's number once it is accepted, each other entry's once it is entered."""
    database = open_database(root)  # it stays open: it is killed so
    for workbook in islice(workbooks(), 2):
        batch_id = accept(database, workbook).batch_id
        say(f"accepted {batch_id}")
        for deed in TURNS[batch_id % len(TURNS)]:
            deed(database, batch_id)
            say(f"entered {log_version(database)}")


def workbooks() -> Iterator[Submission]:
    """Workbooks that differ in every theme, so that a mixture would show."""
    for number in count(int.from_bytes(os.urandom(4))):
        theme = f"版{number}"
        records = [matching(theme, row=row) for row in range(7, 7 + RECORD_COUNT)]
        waiting = [parked(theme, row=row) for row in range(500, 500 + PARKED_COUNT)]
        learned = [Lesson("matchings", "chugoku", f"欄{number}", f"欄{number}", "theme", 2020)]
        parts: dict[str, Any] = {"parked": waiting, "learned": learned, "owner": OWNER}
        yield submission(theme, records=records, accepted_by=COORDINATOR, **parts)


def starve(root: str, limit: str) -> None:
    import resource  # Windows has none, and the other commands do without

    with open_database(Path(root)) as database:
        accept(database, submission("以前", forum="kinki"))
        with database.read() as cursor:
            # DuckDB then tidies its file after every load, and the limit strikes there, too.
            cursor.execute("SET checkpoint_threshold = '1KB'")
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(limit), resource.RLIM_INFINITY))
        for workbook in islice(workbooks(), 12):
            accept_and_say(database, workbook)


def accept_one(root: str, theme: str) -> None:
    become_ordinary_user()
    try:
        with open_database(Path(root)) as database:
            accept_and_say(database, submission(theme))
            say(current_themes(database))
    except StoreError as error:
        say(f"{type(error).__name__}: {error}")


def remake(root: str, moment: str) -> NoReturn:
    def read(content: bytes, batch: BatchEntry) -> Submission:
        if str(batch.batch_id) == moment:
            os._exit(0)
        return read_again(content, batch)

    def swap_and_die(*swapped: Any) -> NoReturn:
        if moment == "after":
            swap(*swapped)
        os._exit(0)

    swap = rebuild._swap
    rebuild._swap = swap_and_die  # type: ignore[assignment]
    rebuild.open_current(Path(root), read)
    raise AssertionError(f"{root} was no older store")


def become_ordinary_user() -> None:
    """Root may write into read-only folders; nobody may not."""
    if os.getuid() == 0:
        os.setgid(NOBODY)
        os.setuid(NOBODY)


def accept_and_say(database: Database, workbook: Submission) -> None:
    try:
        say(f"accepted {accept(database, workbook).batch_id}")
    except StoreError as error:
        say(f"{type(error).__name__}: {error}")


def say(text: str) -> None:
    """To whoever started the process, whatever the screen is."""
    assert sys.__stdout__ is not None
    sys.__stdout__.write(text + "\n")
    sys.__stdout__.flush()


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["hold", root]:
            hold(root)
        case ["serve"]:
            serve(work_on_loads)
        case ["starve", root, limit]:
            starve(root, limit)
        case ["accept", root, theme]:
            accept_one(root, theme)
        case ["remake", root, moment]:
            remake(root, moment)
