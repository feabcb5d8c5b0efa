"""A running app seen from outside: the processor and the memory of its process (Linux)."""

import os
import time
from pathlib import Path

#: Linux's clock of another process's processor time: its number, inverted, with this kind.
_PROCESS_CLOCK = 2


def find_server(address: str) -> int:
    """The process, among those that this one has started, that serves an address."""
    own = Path(f"/proc/{os.getpid()}/task")
    children = " ".join(each.read_text() for each in own.glob("*/children")).split()
    port = f"--server.port={address.rpartition(':')[2]}"
    return next(int(each) for each in children if port in read_file(int(each), "cmdline"))


def read_processor(process: int) -> float:
    """Seconds of processor so far, of all threads, also of those that have ended."""
    return time.clock_gettime(~process << 3 | _PROCESS_CLOCK)


def read_megabytes(process: int) -> float:
    """Resident now."""
    lines = read_file(process, "status").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))


def read_file(process: int, name: str) -> str:
    return Path(f"/proc/{process}/{name}").read_text(encoding="utf-8")
