"""A process that works on a store and is killed or starved by a test.

hold ROOT             open the store, say "ready", wait for standard input
serve                 for each root on standard input: say a new child's process id;
                      the child says "loading" after its first workbook and works on until it
                          is killed, saying "accepted 3" for each load and "entered 4" for each
                          other act that the log has; say "gone" then
starve ROOT LIMIT     accept while no file may grow over LIMIT bytes (POSIX)
accept ROOT THEME     accept one workbook, not as root, and say what counts then; this and
                          `starve` say what came of it
remake ROOT MOMENT    open an older store and die while it is made anew: at the turn of a load
                      (its number), or before or after the new file takes the old one's place
"""

import encodings.utf_8_sig  # noqa: F401 - as nobody it may not read Python's own library
import importlib
import os
import sys
from collections.abc import Callable, Iterator
from itertools import count, islice
from pathlib import Path
from typing import Any, NoReturn

from store.actor import claim
from store.batches import Submission, accept, redo, undo
from store.database import Database, open_database
from store.decisions.meetings import freeze_meeting
from store.decisions.parked import assign_parked, close_parked, reopen_parked
from store.decisions.titles import Lesson
from store.errors import StoreError
from store.keeping import rebuild
from store.log.activity import log_version
from store.log.batch import BatchEntry
from store.people.register import register_person
from store.schema import compute_schema_digest
from tests.store.hand_made import current_themes, matching, parked, read_again, submission

#: Records of one workbook of `serve`: enough that a load takes a while.
RECORD_COUNT, PARKED_COUNT = 400, 20
NOBODY = 65534
#: Who sees to the rows of `serve` that wait.
OWNER = "高橋"


def hold(root: str) -> None:
    with open_database(Path(root)):
        say("ready")
        sys.stdin.readline()


def serve(load: Callable[[Path], None]) -> None:
    """What each child would first import and parse is here before, so that it is killed at work."""
    importlib.import_module("pandas")
    compute_schema_digest()
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            load(Path(line.strip()))
        say(str(child))
        os.waitpid(child, 0)
        say("gone")


def load_forever(root: Path) -> None:
    """Say each batch's number once it is accepted, each other entry's once it is entered."""
    with open_database(root) as database:
        accept(database, next(workbooks()))
        say("loading")
        for workbook in workbooks():
            batch_id = accept(database, workbook).batch_id
            say(f"accepted {batch_id}")
            for act in ACTS[batch_id % len(ACTS)]:
                act(database, batch_id)
                say(f"entered {log_version(database)}")


def workbooks() -> Iterator[Submission]:
    """Workbooks that differ in every theme, so that a mixture would show."""
    for number in count(int.from_bytes(os.urandom(4))):
        theme = f"版{number}"
        records = [matching(theme, row=row) for row in range(7, 7 + RECORD_COUNT)]
        waiting = [parked(theme, row=row) for row in range(500, 500 + PARKED_COUNT)]
        learned = [Lesson("matchings", "chugoku", f"欄{number}", f"欄{number}", "theme", 2020)]
        yield submission(theme, records=records, parked=waiting, learned=learned, owner=OWNER)


SECRETARY = claim("事務局")


def freeze(database: Database, batch_id: int) -> None:
    freeze_meeting(database, f"委員会{batch_id}", "2021-05-01", SECRETARY, [], batch_id)


def register(database: Database, batch_id: int) -> None:
    register_person(database, SECRETARY, f"{batch_id}@example.jp", "山田", "viewer")


#: What is done after a load; the turn is its number's.
ACTS: list[list[Callable[[Database, int], object]]] = [
    [lambda database, load: undo(database, load, SECRETARY, "誤り")],
    [freeze],
    [
        lambda database, load: undo(database, load, SECRETARY, "誤り"),
        lambda database, load: redo(database, load, SECRETARY, "正"),
    ],
    [lambda database, load: assign_parked(database, load, 1, "佐藤", None, SECRETARY)],
    [
        lambda database, load: close_parked(database, load, 1, "dropped", SECRETARY, "重複"),
        lambda database, load: reopen_parked(database, load, 1, SECRETARY, "要る"),
    ],
    [register],
]


def starve(root: str, limit: str) -> None:
    import resource  # Windows has none, and the other commands do without

    with open_database(Path(root)) as database:
        accept(database, submission("以前"))
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
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["hold", root]:
            hold(root)
        case ["serve"]:
            serve(load_forever)
        case ["starve", root, limit]:
            starve(root, limit)
        case ["accept", root, theme]:
            accept_one(root, theme)
        case ["remake", root, moment]:
            remake(root, moment)
