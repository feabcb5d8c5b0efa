"""A process that works on a store and is killed or starved by a test.

hold ROOT             open the store, say "ready", wait for standard input
serve                 for each root on standard input: say a new child's process id;
                      the child says "loading" after its first workbook and loads on until it
                          is killed, saying "accepted 3" for each; say "gone" then
starve ROOT LIMIT     accept while no file may grow over LIMIT bytes (POSIX)
accept ROOT THEME     accept one workbook, not as root, and say what counts then; this and
                          `starve` say what came of it
remake ROOT MOMENT    open an older store and die while it is made anew: at the turn of a load
                      (its number), or before or after the new file takes the old one's place
"""

import encodings.utf_8_sig  # noqa: F401 - as nobody it may not read Python's own library
import os
import sys
from collections.abc import Callable, Iterator
from itertools import count, islice
from pathlib import Path
from typing import Any, NoReturn

from store.actor import claim
from store.batches import Submission, accept, undo
from store.database import Database, open_database
from store.decisions.parked import assign_parked
from store.errors import StoreError
from store.keeping import rebuild
from store.log.batch import BatchEntry
from tests.store.hand_made import current_themes, matching, parked, read_again, submission

#: Records of one workbook of `serve`: enough that a load takes a while.
RECORD_COUNT, PARKED_COUNT = 400, 20
NOBODY = 65534


def hold(root: str) -> None:
    with open_database(Path(root)):
        say("ready")
        sys.stdin.readline()


def serve(load: Callable[[Path], None]) -> None:
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            load(Path(line.strip()))
        say(str(child))
        os.waitpid(child, 0)
        say("gone")


def load_forever(root: Path) -> None:
    """Say each batch's number once it is accepted."""
    with open_database(root) as database:
        accept(database, submission("最初"))
        say("loading")
        for workbook in workbooks():
            batch_id = accept(database, workbook).batch_id
            say(f"accepted {batch_id}")
            if batch_id % 5 == 0:
                undo(database, batch_id, claim("事務局"), "誤り")
            elif batch_id % 7 == 0:
                assign_parked(database, batch_id, 1, "佐藤", None, claim("事務局"))


def workbooks() -> Iterator[Submission]:
    """Workbooks that differ in every theme, so that a mixture would show."""
    for number in count(int.from_bytes(os.urandom(4))):
        theme = f"版{number}"
        records = [matching(theme, row=row) for row in range(7, 7 + RECORD_COUNT)]
        waiting = [parked(theme, row=row) for row in range(500, 500 + PARKED_COUNT)]
        yield submission(theme, records=records, parked=waiting)


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
