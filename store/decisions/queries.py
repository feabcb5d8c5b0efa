"""Queries (照会): what somebody asks the sender of a load, what is answered, and that it is closed.

Each is an entry of the log, as remarks are: nothing changes or removes it.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from store.actor import Actor
from store.batches import list_batches
from store.database import Database
from store.errors import BatchUnknown, QueryUnknown, TextMissing
from store.log.activity import list_concerned, list_entries, record_entry
from store.log.entries import Entry

ASK, ANSWER, CLOSE = "ask_sender", "answer_query", "close_query"


@dataclass(frozen=True, slots=True)
class Place:
    """What is asked about: a load, one of its sheets, a row or cell of it; what stands there, and
    what should."""

    batch_id: int
    sheet: str = ""
    cell: str = ""
    found: str = ""
    expected: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    at: datetime
    by: str
    text: str


@dataclass(frozen=True, slots=True)
class Query:
    """`query_id` is its entry in the log; `forums` are those that the load speaks for."""

    query_id: int
    place: Place
    file_name: str
    forums: tuple[str, ...]
    asked: Said
    answers: tuple[Said, ...]
    is_closed: bool


def ask_sender(database: Database, actor: Actor, place: Place, text: str) -> int:
    """Ask about a load; returns the query's number.

    Raises TextMissing, BatchUnknown, ActorUnknown, RightMissing, WriteFailed.
    """
    batches = {each.entry.batch_id: each for each in list_batches(database)}
    batch = batches.get(place.batch_id)
    if batch is None or batch.entry.kind != "load":
        raise BatchUnknown(f"no load has the number {place.batch_id}")
    forums = list(dict.fromkeys(slot.forum for slot in batch.slots))
    details = {
        "text": _require_text(text),
        "file_name": batch.entry.file_name or "",
        "forums": forums,
        "place": asdict(place),
    }
    return record_entry(database, actor, ASK, forums, f"batch:{place.batch_id}", details)


def answer_query(database: Database, actor: Actor, query_id: int, text: str) -> int:
    """Answer an open query; raises QueryUnknown, and as `ask_sender`."""
    with database.exclusive():
        query = _find_open(database, query_id)
        details = {"query_id": query_id, "text": _require_text(text)}
        subject = f"query:{query_id}"
        return record_entry(database, actor, ANSWER, query.forums, subject, details)


def close_query(database: Database, actor: Actor, query_id: int) -> int:
    """Close an open query; somebody else's only who may close any.

    Raises QueryUnknown, ActorUnknown, RightMissing, WriteFailed.
    """
    with database.exclusive():
        _find_open(database, query_id)
        forums, details = list_concerned(database, actor, query_id), {"query_id": query_id}
        return record_entry(database, actor, CLOSE, forums, f"query:{query_id}", details)


def list_queries(database: Database, as_of: datetime | None = None) -> list[Query]:
    """Every query up to a moment, the newest first."""
    entries = list_entries(database, as_of, [ASK, ANSWER, CLOSE])[::-1]
    return [_build(each, entries) for each in reversed(entries) if each.action == ASK]


def _build(entry: Entry, entries: Sequence[Entry]) -> Query:
    about = [each for each in entries if each.details.get("query_id") == entry.number]
    return Query(
        entry.number,
        Place(**entry.details["place"]),
        entry.details["file_name"],
        tuple(entry.details["forums"]),
        _read_said(entry),
        tuple(_read_said(each) for each in about if each.action == ANSWER),
        any(each.action == CLOSE for each in about),
    )


def _read_said(entry: Entry) -> Said:
    return Said(entry.at, entry.by, entry.details["text"])


def _find_open(database: Database, query_id: int) -> Query:
    for query in list_queries(database):
        if query.query_id == query_id and not query.is_closed:
            return query
    raise QueryUnknown(f"no open query has the number {query_id}")


def _require_text(text: str) -> str:
    if not text.strip():
        raise TextMissing("a query and an answer need a text")
    return text.strip()
