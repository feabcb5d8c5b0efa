"""A process of a shared store: accepts loads one after the other, says each, then its tables.

`python -m tests.store.shared.sharing_process FORUM COUNT HOURS`; a line on standard input begins it.
HOURS: by how many its clock is ahead.
"""

import json
import sys
from datetime import datetime, timedelta, tzinfo

from store import moments
from store.batches import accept
from store.database import open_database
from store.shared.copying import digest_tables
from tests.store.hand_made import submission


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def set_clock(hours: float) -> None:
    class Wrong(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> "Wrong":
            return super().now(tz) + timedelta(hours=hours)

    setattr(moments, "datetime", Wrong)  # noqa: B010


def main(forum: str, count: int, hours: float) -> None:
    set_clock(hours)
    with open_database() as database:
        say("ready")
        sys.stdin.readline()
        for number in range(count):
            accepted = accept(database, submission(f"{database.root}{number}", forum=forum))
            say(str(accepted.batch_id))
        say("done")
        sys.stdin.readline()
        database.catch_up()
        say(json.dumps(digest_tables(database)))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), float(sys.argv[3]))
