"""Submissions made by hand, and the store read back as small text tables."""

import textwrap
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from store.actor import claim
from store.batches import (
    ParkedRecord,
    StoredCell,
    StoredProblem,
    StoredRecord,
    Submission,
    accept,
)
from store.database import Database, open_database
from store.decisions.titles import Lesson
from store.log.batch import BatchEntry

#: 2021-04-01 at one o'clock, two o'clock, … (UTC)
HOURS = [datetime(2021, 4, 1, hour) for hour in range(24)]


def matching(theme: str, forum: str = "chugoku", row: int = 7, **fields: Any) -> StoredRecord:
    """A matching with a theme of its own, and where its theme and stage stood."""
    cells = [
        StoredCell("theme", f"C{row}", theme, "reported", "text"),
        StoredCell("stage", f"H{row}", "未定", "undecided", "choice"),
    ]
    known = {"forum": forum, "theme": theme, "government": "342025", "fields": ["道路", "河川"]}
    return StoredRecord("matchings", forum, 2020, "マッチング", f"B{row}", known | fields, cells)


def parked(theme: str, forum: str = "chugoku", row: int = 90, **fields: Any) -> ParkedRecord:
    """A matching that waits because its government is unknown."""
    problem = StoredProblem(
        "error", "unknown_government", "マッチング", f"D{row}", "自治体名", "まぼろし市"
    )
    known = {"forum": forum, "theme": theme, "government": None}
    return ParkedRecord(
        "matchings", forum, 2020, "マッチング", f"B{row}", known | fields, [problem]
    )


def event_plan(
    name: str, scheduled: Mapping[str, Any] | None, forum: str = "kinki"
) -> StoredRecord:
    fields = {"forum": forum, "name": name, "scheduled": scheduled}
    return StoredRecord("event_plans", forum, 2021, "活動計画", "B5", fields)


def submission(*themes: str, forum: str = "chugoku", **changes: Any) -> Submission:
    """A workbook of matchings of one forum; the themes are its bytes, too."""
    parts: dict[str, Any] = {
        "file_name": f"{forum}.xlsx",
        "content": f"{forum} {' '.join(themes)}".encode(),
        "fiscal_year": 2020,
        "forum": None,
        "accepted_by": claim("事務局"),
        "slots": [(forum, 2020, "matchings")],
        "records": [matching(theme, forum, row) for row, theme in enumerate(themes, 7)],
        "problems": [StoredProblem("warning", "hidden_content", "マッチング", "A9")],
    }
    return Submission(**parts | changes)


def read_again(content: bytes, entry: BatchEntry) -> Submission:
    """The hand-made workbooks' loader: their bytes are the forum and the themes."""
    forum, *themes = content.decode().split()
    waiting = [parked(theme, forum) for theme in entry.options.get("waiting", ())]
    return submission(
        *themes, forum=forum, file_name=entry.file_name, options=entry.options, parked=waiting
    )


def teach(
    database: Database,
    title: str,
    field: str,
    forum: str | None = "chugoku",
    year: int = 2020,
    layout: str = "matchings",
) -> None:
    """Learn a title: with a load that brings no records."""
    lesson = Lesson(layout, forum, title, title, field, year)
    content = repr(lesson).encode()
    slots = [("congress", 2020, "members")]
    accept(
        database,
        submission(content=content, slots=slots, learned=[lesson], accepted_by=claim("佐藤")),
    )


def make_older(root: Path) -> None:
    """The store as a program left it whose schemas had numbers, not digests."""
    with open_database(root) as database, database.write() as cursor:
        cursor.execute("ALTER TABLE batches DROP COLUMN options")
        cursor.execute("ALTER TABLE store_version ALTER version TYPE INTEGER USING 3")


def current_themes(database: Database) -> str:
    """Forum and theme of every matching that counts, one a line."""
    return _read_themes(
        database, "SELECT slot_forum, theme FROM current_matchings ORDER BY ALL", {}
    )


def themes_as_of(database: Database, moment: datetime) -> str:
    query = "SELECT slot_forum, theme FROM matchings_as_of($as_of) ORDER BY ALL"
    return _read_themes(database, query, {"as_of": moment})


def read_everything(database: Database) -> dict[str, list[str]]:
    """Every row of every table, as text and in a defined order."""
    with database.read() as cursor:
        names = cursor.execute("SELECT table_name FROM duckdb_tables() ORDER BY ALL").fetchall()
        return {name: sorted(map(repr, cursor.table(name).fetchall())) for (name,) in names}


def table(text: str) -> str:
    """A text table without its indentation and outer line ends."""
    return textwrap.dedent(text).strip()


def _read_themes(database: Database, query: str, parameters: Mapping[str, Any]) -> str:
    with database.read() as cursor:
        rows = cursor.execute(query, parameters).fetchall()
    return "\n".join(f"{forum} | {theme}" for forum, theme in rows)
