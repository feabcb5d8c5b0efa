"""Learned titles: which column title a forum uses for which field, from which year on.

A mapping is an entry of the activity log; revoking it is another. `title_key` is what the
reader looks titles up by; `title` is as the sender wrote it.
"""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime

from store.activity import Activity, list_activity, record_activity
from store.database import Database
from store.errors import TitleUnknown


@dataclass(frozen=True, slots=True)
class LearnedTitle:
    """One mapping; `forum` None holds for every forum. `title_id` is its log entry's number."""

    title_id: int
    layout: str
    forum: str | None
    title: str
    title_key: str
    field: str
    valid_from: int
    by: str
    at: datetime
    revoked_at: datetime | None = None
    revoked_by: str | None = None
    reason: str | None = None


_TAUGHT = ("layout", "forum", "title", "title_key", "field", "valid_from")


def learn_title(
    database: Database,
    layout: str,
    forum: str | None,
    title: str,
    title_key: str,
    field: str,
    valid_from: int,
    by: str,
) -> int:
    """Keep a mapping from a fiscal year on; returns its number.

    A later mapping of the same title wins from its own year on. Raises WriteFailed.
    """
    values = (layout, forum, title, title_key, field, valid_from)
    details = dict(zip(_TAUGHT, values, strict=True))
    subject = f"title:{layout}:{forum or ''}:{title_key}"
    return record_activity(database, by, "learn_title", subject, details)


def revoke_title(database: Database, title_id: int, by: str, reason: str = "") -> None:
    """Use a mapping no longer; what was read with it stays. Raises TitleUnknown, WriteFailed."""
    with database.lock:
        titles = {each.title_id: each for each in list_titles(database)}
        if title_id not in titles or titles[title_id].revoked_at is not None:
            raise TitleUnknown(f"no learned title has the number {title_id}")
        details = {"title_id": title_id, "reason": reason}
        record_activity(database, by, "revoke_title", f"title:{title_id}", details)


def list_titles(database: Database, as_of: datetime | None = None) -> list[LearnedTitle]:
    """Every mapping learned up to a moment, revoked ones too, the newest first."""
    learned: dict[int, LearnedTitle] = {}
    for entry in reversed(list_activity(database, as_of)):
        if entry.action == "learn_title":
            learned[entry.activity_id] = _build(entry)
        elif entry.action == "revoke_title":
            number = entry.details["title_id"]
            learned[number] = replace(
                learned[number],
                revoked_at=entry.at,
                revoked_by=entry.by,
                reason=entry.details["reason"] or None,
            )
    return list(learned.values())[::-1]


def find_titles(
    database: Database, forum: str | None, fiscal_year: int | None
) -> dict[tuple[str, str], str]:
    """{(layout, title key): field} for a forum's workbook of a year (Options.titles).

    A forum's own mapping goes before one for all, a later year's before an earlier's. Where
    the year is not known, every mapping holds.
    """
    held = [
        each
        for each in list_titles(database)
        if each.revoked_at is None
        and each.forum in (None, forum)
        and (fiscal_year is None or each.valid_from <= fiscal_year)
    ]
    held.sort(key=lambda each: (each.forum is not None, each.valid_from, each.title_id))
    return {(each.layout, each.title_key): each.field for each in held}


def export_titles(titles: Sequence[LearnedTitle]) -> str:
    """The mappings as CSV with a header line, moments in ISO (UTC).

    A text that a spreadsheet would take for a formula gets an apostrophe before it.
    """
    file = io.StringIO()
    names = [each.name for each in fields(LearnedTitle)]
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(names)
    for title in titles:
        writer.writerow([_render(getattr(title, name)) for name in names])
    return file.getvalue()


def _build(entry: Activity) -> LearnedTitle:
    taught = {name: entry.details[name] for name in _TAUGHT}
    return LearnedTitle(entry.activity_id, **taught, by=entry.by, at=entry.at)


def _render(value: object) -> str:
    """
    >>> _render("=1+1"), _render(None), _render(2020)
    ("'=1+1", '', '2020')
    """
    text = value.isoformat() if isinstance(value, datetime) else str("" if value is None else value)
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
