"""Works for a worker: `store.child.work_process` knows them by their names."""

import os
import signal
import time
from collections.abc import Callable, Iterator


def upper(text: bytes) -> Iterator[bytes]:
    yield text.upper()
    yield text


def count(to: int, report: Callable[[str, int], None]) -> bytes:
    for number in range(to):
        report("counted", number)
    return b"done"


def sleep_reporting(report: Callable[[int], None]) -> bytes:
    report(os.getpid())
    time.sleep(600)
    return b""


def die(*_: object) -> bytes:
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(600)
    return b""


def fill_memory() -> bytes:
    return b"0" * (1 << 40)


def spin() -> bytes:
    while True:
        pass


def sleep(*_: object) -> bytes:
    time.sleep(600)
    return b""


def tell_nonsense(*_: object) -> bytes:
    return b"cos\nsystem\n(S'echo'\ntR."


class RefusedError(Exception):
    reason = "no_such_year"
    facts = {"year": 2020}  # noqa: RUF012 - as an export's error says it


def refuse() -> bytes:
    raise RefusedError


def mistake() -> bytes:
    raise ValueError("佐藤")


def tell_process() -> bytes:
    return str(os.getpid()).encode()
