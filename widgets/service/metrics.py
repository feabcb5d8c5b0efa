"""The service's figures for Prometheus: what was told since the start is counted, what is so now
is looked up when it is asked for."""

import logging
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from prometheus_client import REGISTRY, Counter, Histogram, disable_created_metrics
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector
from streamlit.runtime import get_instance

from store.child.work import open_workers
from store.database import DATABASE_NAME, find_root
from store.disk import archive, inbox
from store.events import FACTS, LOGGER
from store.keeping.last_done import read_done
from store.log import entries
from store.shared.home import find_home
from widgets.reader import open_reader

REQUESTS = Counter("congress_requests", "Answers of the server", ["route", "status"])
RUNS = Counter("congress_runs", "Runs of a page", ["page"])
ACTS = Counter("congress_acts", "Acts that the log keeps", ["act"])
REFUSALS = Counter("congress_refusals", "Acts and requests refused, by why", ["code"])
WORKBOOKS = Counter("congress_workbooks_read", "Workbooks opened, by what came of it", ["outcome"])
READER_SECONDS = Histogram(
    "congress_reader_seconds", "Time in the reader, the wait for it included"
)
ACCEPTED = Counter("congress_batches_accepted", "Workbooks accepted, each a batch")
#: The store's parts by name; all else that lies there (damaged files, marks) is "other".
PARTS = {
    DATABASE_NAME: "database",
    f"{DATABASE_NAME}.wal": "database",
    entries.FILE_NAME: "log",
    archive.FOLDER: "archive",
    inbox.FOLDER: "inbox",
}


def _count_workbook(facts: Mapping[str, Any]) -> None:
    WORKBOOKS.labels(facts["outcome"]).inc()
    READER_SECONDS.observe(facts["seconds"])


#: How each event is counted.
COUNTING: dict[str, Callable[[Mapping[str, Any]], None]] = {
    "request": lambda facts: REQUESTS.labels(facts["route"], facts["status"]).inc(),
    "run": lambda facts: RUNS.labels(facts["page"]).inc(),
    "act": lambda facts: ACTS.labels(facts["act"]).inc(),
    "refused": lambda facts: REFUSALS.labels(facts["code"]).inc(),
    "workbook": _count_workbook,
    "accepted": lambda facts: ACCEPTED.inc(),
}


class Counting(logging.Handler):
    """Hears what is told and counts it."""

    def emit(self, record: logging.LogRecord) -> None:
        facts = getattr(record, FACTS, None)
        if facts is not None and record.msg in COUNTING:
            COUNTING[record.msg](facts)


class State(Collector):
    """What is so at the moment that it is asked."""

    def describe(self) -> list[GaugeMetricFamily]:
        """Nothing: else the registry would ask for the figures before there is a store."""
        return []

    def collect(self) -> Iterator[GaugeMetricFamily]:
        root = find_root()
        sessions = get_instance()._session_mgr.num_active_sessions()
        yield GaugeMetricFamily("congress_sessions", "Browser tabs connected", sessions)
        waiting = open_reader().waiting_count
        yield GaugeMetricFamily("congress_reader_queue", "Workbooks that wait", waiting)
        waiting = open_workers().waiting_count
        yield GaugeMetricFamily("congress_work_queue", "Files to be made that wait", waiting)
        lost = float(find_home(root).lost_since is not None)
        yield GaugeMetricFamily("congress_store_lost", "Others' writing can't be seen", lost)
        free = shutil.disk_usage(root).free
        yield GaugeMetricFamily("congress_disk_free_bytes", "Room on the store's disk", free)
        yield _measure_store(root)
        yield from _tell_care(root)


def start_counting() -> None:
    """From now on what is told is counted, and the figures are to be had of REGISTRY."""
    disable_created_metrics()  # type: ignore[no-untyped-call]
    LOGGER.setLevel(logging.INFO)
    LOGGER.addHandler(Counting())
    REGISTRY.register(State())


def _measure_store(root: Path) -> GaugeMetricFamily:
    sizes = dict.fromkeys([*PARTS.values(), "other"], 0)
    for path in root.rglob("*"):
        part = PARTS.get(path.relative_to(root).parts[0], "other")
        sizes[part] += _measure(path)
    family = GaugeMetricFamily("congress_store_bytes", "Size of the store", labels=["part"])
    for part, size in sizes.items():
        family.add_metric([part], size)
    return family


def _measure(path: Path) -> int:
    """A file's size; 0 where it has gone since, or is a folder."""
    try:
        return path.stat().st_size if path.is_file() else 0
    except OSError:
        return 0


def _tell_care(root: Path) -> Iterator[GaugeMetricFamily]:
    """When the store was last backed up and verified; nothing where it never was."""
    backup, verified = read_done(root, "backup"), read_done(root, "verify")
    if backup:
        yield GaugeMetricFamily("congress_backup_timestamp_seconds", "Last backup", backup.at)
    if verified:
        yield GaugeMetricFamily("congress_verify_timestamp_seconds", "Last verify", verified.at)
        what = "What the last verify found that is not as it was written"
        yield GaugeMetricFamily("congress_verify_findings", what, len(verified.found))
