"""The service's log and figures: of whatever is done and fails, ids and codes alone."""

import io
import json
import logging
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from prometheus_client import REGISTRY

from loaders.intake.accepting import accept_upload
from loaders.opening.safe_open import WorkbookReader
from store.actor import Actor
from store.batches import undo
from store.errors import RightMissing
from store.events import LOGGER, tell
from store.keeping.backup import write_backup
from store.keeping.last_done import read_done
from tests.stores import make_empty_store
from tests.upload_books import BAD_TOWN, BRIDGE, matchings_book, open_book
from widgets.service.log import JsonLine
from widgets.service.metrics import COUNTING, Counting

MARK = "〼印"
PERSON = Actor(f"山田{MARK}", "secretariat", frozenset(), "signed_in", "0a1b")
STRANGER = Actor(f"佐藤{MARK}", "viewer", frozenset(), "signed_in")


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """What the root's JSON handler writes, of every level, whatever app a test before started."""
    for name in ("uvicorn", "uvicorn.error"):
        monkeypatch.setattr(logging.getLogger(name), "propagate", True)
        monkeypatch.setattr(logging.getLogger(name), "handlers", [])
    stream = io.StringIO()
    lines, counting = logging.StreamHandler(stream), Counting()
    lines.setFormatter(JsonLine())
    levels = [(each, each.level) for each in (logging.root, LOGGER)]
    for logger, _ in levels:
        logger.setLevel(logging.DEBUG)
    logging.root.addHandler(lines)
    monkeypatch.setattr(LOGGER, "handlers", [counting])
    yield stream
    logging.root.removeHandler(lines)
    for logger, level in levels:
        logger.setLevel(level)


def read_lines(written: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in written.getvalue().splitlines()]


def find_event(written: io.StringIO, event: str) -> list[dict[str, Any]]:
    kept = [line for line in read_lines(written) if line["event"] == event]
    return [
        {name: line[name] for name in line if name not in ("at", "event", "level", "seconds")}
        for line in kept
    ]


def count(name: str, **labels: str) -> float:
    return REGISTRY.get_sample_value(name, labels) or 0.0


def test_workbook_accepted_is_told_and_counted_without_a_word_of_it(
    written: io.StringIO, tmp_path: Path
) -> None:
    names = ("congress_batches_accepted_total", "congress_reader_seconds_count")
    before = [count(name) for name in names]
    book = matchings_book((MARK, *BRIDGE[1:]), (MARK, *BAD_TOWN[1:]))
    with make_empty_store(tmp_path / "real") as database, WorkbookReader() as reader:
        upload = open_book(reader, book, f"{MARK}.xlsx")
        reader.read(MARK.encode(), f"{MARK}.xlsx")
        accept_upload(database, upload, PERSON, None, owner=f"鈴木{MARK}")
        with pytest.raises(RightMissing):
            undo(database, 1, STRANGER, MARK)
        undo(database, 1, PERSON, MARK)
    assert MARK not in json.dumps(read_lines(written), ensure_ascii=False)
    assert [line["outcome"] for line in find_event(written, "workbook")] == [
        "read",
        "unreadable_file",
    ]
    assert find_event(written, "accepted") == [{"batch": 1, "records": 1, "waiting": 1}]
    acts = find_event(written, "act")
    assert [(line["act"], line["forums"], line["person"]) for line in acts] == [
        ("accept", ["chugoku"], "0a1b"),
        ("undo", ["chugoku"], "0a1b"),
    ]
    refused = {"act": "undo", "code": "right_missing", "role": "viewer"}
    assert [refused.items() <= line.items() for line in find_event(written, "refused")] == [True]
    assert [count(name) - had for name, had in zip(names, before, strict=True)] == [1.0, 2.0]


def fail_with_words() -> None:
    try:
        raise KeyError(MARK)
    except KeyError as error:
        raise ValueError(f"cell {MARK}") from error


def test_errors_words_are_not_told_but_where_it_came_from(written: io.StringIO) -> None:
    try:
        fail_with_words()
    except ValueError:
        logging.getLogger("pandas").exception("can't read %s", MARK)
    logging.getLogger("uvicorn.error").warning(f"GET /{MARK}")  # noqa: G004 - as a library might
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        logging.captureWarnings(False)  # as another test's app may have left it
        logging.captureWarnings(True)
        warnings.warn(MARK, stacklevel=1)
        logging.captureWarnings(False)
    failure, request, warning = read_lines(written)
    assert MARK not in json.dumps([failure, request, warning], ensure_ascii=False)
    assert failure["error"] == "ValueError"
    assert [step.partition(":")[0] for step in failure["way"]] == [
        "tests/pages/test_service_log.py"
    ] * 2
    assert failure["way"][-1].endswith("fail_with_words")
    assert request["where"].startswith("uvicorn.error:")
    assert warning["where"].startswith("py.warnings:")


def test_every_event_that_is_counted_takes_the_facts_that_are_told(written: io.StringIO) -> None:
    told: dict[str, dict[str, Any]] = {
        "request": {"route": "/", "status": 200},
        "run": {"page": "kpi"},
        "act": {"act": "accept"},
        "refused": {"code": "host"},
        "workbook": {"outcome": "read", "seconds": 0.1},
        "accepted": {},
    }
    assert told.keys() == COUNTING.keys()
    before = count("congress_runs_total", page="kpi")
    for event, facts in told.items():
        tell(event, **facts)
    tell("heard for the first time")
    assert count("congress_runs_total", page="kpi") == before + 1


# ------------------------------------------------------------------ when the store was last cared for


def test_backup_leaves_its_mark(tmp_path: Path) -> None:
    make_empty_store(root := tmp_path / "real").close()
    assert read_done(root, "backup") is None
    write_backup(root, tmp_path / "backup.zip")
    assert read_done(root, "backup").found == ()
    assert read_done(root, "verify") is None
