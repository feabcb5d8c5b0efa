"""All speeds against their floors and goals, one line each: `python -m bench [PART…]` (Linux).

Six minutes on two quiet cores. Each part is measured in a process of its own, one after another;
`python -m bench.PART` shows more of it. A goal is issue K's.
"""

import argparse
import os
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from bench.table import HEAD, Row, measure_part, show_rows

PARTS = (
    *("reader", "steps", "pages", "first_paint", "beside", "plan", "million", "memory"),
    *("command", "start"),
)


def measure_apart(parts: list[str]) -> Iterator[Row]:
    for part in parts:
        began = time.monotonic()
        try:
            with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
                yield from process.submit(measure_part, part).result()
        except Exception as error:  # the other parts are measured all the same
            print(f"  {part}: FAILED {error!r}")
        print(f"  ({part}: {time.monotonic() - began:.0f} s, load {os.getloadavg()[0]:.1f})")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    parts = parser.parse_args().parts or list(PARTS)
    began = time.monotonic()
    print(HEAD)
    show_rows(measure_apart(parts))
    print(f"{time.monotonic() - began:.0f} s altogether")


if __name__ == "__main__":
    main()
