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


def find_listeners(port: int) -> set[int]:
    """The processes that hold a port open on this machine, or inherited it."""
    lines = [line for name in ("tcp", "tcp6") for line in _read_net(name)]
    ends_in = f":{port:04X}"
    sockets = {
        f"socket:[{line[9]}]" for line in lines if line[1].endswith(ends_in) and line[3] == "0A"
    }
    held = {path: _read_link(path) for path in Path("/proc").glob("[0-9]*/fd/*")}
    return {int(path.parts[2]) for path, to in held.items() if to in sockets}


def _read_net(name: str) -> list[list[str]]:
    return [line.split() for line in Path(f"/proc/net/{name}").read_text().splitlines()]


def _read_link(path: Path) -> str:
    try:
        return os.readlink(path)
    except OSError:  # closed meanwhile
        return ""


def read_processor_below(roots: set[int]) -> float:
    """Seconds of processor so far of processes and all that they started, also of what ended."""
    stats = {int(path.parts[2]): _read_stat(path) for path in Path("/proc").glob("[0-9]*/stat")}
    family, grown = set[int](), set(roots)
    while grown != family:
        family = grown
        grown = family | {each for each, stat in stats.items() if stat and int(stat[1]) in family}
    ticks = (int(stat) for each in family for stat in stats.get(each, [])[11:15])
    return sum(ticks) / os.sysconf("SC_CLK_TCK")


def _read_stat(path: Path) -> list[str]:
    """From the state on: parent at 1; own time at 11 and 12, that of ended children after it."""
    try:
        return path.read_text().rpartition(")")[2].split()
    except OSError:  # ended meanwhile
        return []
