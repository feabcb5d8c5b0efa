"""Learned titles: which column title a forum uses for which field, from which year on.

A workbook in which a title was mapped by hand teaches it by being accepted: the mapping is
part of the batch's entry in the log. Revoking it is an entry of its own.
"""

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any

from store.actor import Actor
from store.database import Database
from store.errors import TitleUnknown
from store.log.activity import list_entries, record_entry
from store.log.entries import Entry

REVOKE = "revoke_title"
#: What mappings are learned and revoked by, beside loads that tell so.
_ACTS = ("learn_title", REVOKE)
#: What a spreadsheet takes for a formula: also in full-width signs, and behind spaces; a tab or a
#: line end in front is skipped.
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")


@dataclass(frozen=True, slots=True)
class Lesson:
    """A title that means a field, from a fiscal year on; `forum` None holds for every forum.

    `title_key` is what the reader looks titles up by; `title` is as the sender wrote it. A
    later lesson on the same title wins from its own year on.
    """

    layout: str
    forum: str | None
    title: str
    title_key: str
    field: str
    valid_from: int


@dataclass(frozen=True, slots=True)
class LearnedTitle:
    """One lesson as the store keeps it; `title_id` counts all that were ever learned, from 1."""

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


def revoke_title(database: Database, title_id: int, actor: Actor, reason: str = "") -> None:
    """Use a mapping no longer; what was read with it stays. Raises TitleUnknown, WriteFailed."""
    with database.exclusive():
        titles = {each.title_id: each for each in list_titles(database)}
        if title_id not in titles or titles[title_id].revoked_at is not None:
            raise TitleUnknown(f"no learned title has the number {title_id}")
        details = {"title_id": title_id, "reason": reason}
        record_entry(database, actor, REVOKE, [], f"title:{title_id}", details)


def list_titles(database: Database, as_of: datetime | None = None) -> list[LearnedTitle]:
    """Every mapping learned up to a moment, revoked ones too, the newest first."""
    learned: list[LearnedTitle] = []
    for entry in reversed(list_entries(database, as_of, _ACTS, '"learned":')):
        for lesson in _read_lessons(entry):
            learned.append(LearnedTitle(len(learned) + 1, **lesson, by=entry.by, at=entry.at))
        if entry.action == REVOKE:
            place = entry.details["title_id"] - 1
            learned[place] = _revoke(learned[place], entry)
    return learned[::-1]


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


def _read_lessons(entry: Entry) -> list[dict[str, Any]]:
    """What an entry teaches: a batch any number of titles, an entry of its own one."""
    if entry.action == "learn_title":
        return [entry.details]
    lessons: list[dict[str, Any]] = entry.details.get("learned", [])
    return lessons


def _revoke(title: LearnedTitle, entry: Entry) -> LearnedTitle:
    reason = entry.details["reason"] or None
    return replace(title, revoked_at=entry.at, revoked_by=entry.by, reason=reason)


def _render(value: object) -> str:
    """
    >>> _render("=1+1"), _render(None), _render(2020), _render(" \\n＝1+1")
    ("'=1+1", '', '2020', "' \\n＝1+1")
    """
    text = value.isoformat() if isinstance(value, datetime) else str("" if value is None else value)
    return f"'{text}" if _FORMULA.match(text) else text
