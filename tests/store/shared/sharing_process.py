"""A process of a shared store: accepts loads one after the other, says each, then its tables.

`python -m tests.store.shared.sharing_process FORUM COUNT`; a line on standard input begins it.
"""

import json
import sys

from store.batches import accept
from store.database import open_database
from store.shared.copying import digest_tables
from tests.store.hand_made import submission


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main(forum: str, count: int) -> None:
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
    main(sys.argv[1], int(sys.argv[2]))
