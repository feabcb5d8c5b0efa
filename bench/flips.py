"""Bits of a sampled store flipped: python -m bench.flips [--database 300] [--sessions 3000].

One at a time: every bit of the log, of the files of people and of an archived workbook; so many of
the database and of the file of sessions, drawn by chance. Prints how many were neither named (by
opening, reading or verifying) nor harmless (all that the store says is the same). What is named of
the database has to be brought back by a rebuild; no session that was ended may act again.
"""

import argparse
import random
import tempfile
from pathlib import Path

from store.database import DATABASE_NAME
from store.people.sessions import FILE_NAME as SESSIONS_NAME
from tests.store.flipping import (
    SMALL_FILES,
    count_bits,
    count_session_bits,
    fill_sample,
    list_unnoticed,
    list_unnoticed_of_database,
    list_unnoticed_of_sessions,
)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--database", type=int, default=300)
    parser.add_argument("--sessions", type=int, default=3000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "store"
        fill_sample(root)
        for name in SMALL_FILES:
            bits = range(count_bits(root, name))
            show(name, len(bits), list_unnoticed(root, name, bits))
        chance = random.Random(options.seed)  # noqa: S311 - bits, not secrets
        drawn = chance.sample(range(count_bits(root, DATABASE_NAME)), options.database)
        show(DATABASE_NAME, len(drawn), list_unnoticed_of_database(root, drawn))
        drawn = chance.sample(range(count_session_bits(root)), options.sessions)
        show(SESSIONS_NAME, len(drawn), list_unnoticed_of_sessions(root, drawn))


def show(name: str, count: int, unnoticed: list[int]) -> None:
    print(f"{name:<16} {count:7,} bits, {len(unnoticed)} unnoticed {unnoticed[:10]}", flush=True)


if __name__ == "__main__":
    main()
