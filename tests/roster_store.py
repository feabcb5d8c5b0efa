"""A store with the plan and a roster of 令和2年度, made by a rule that a test can repeat.

Of the 1,788 governments, by their place in the list (from 0): each whose place leaves 0 to 3
when divided by 7 joined (1,022); of these each 200th has left within the year, each 250th has
no day of joining.
"""

import csv
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from store.actor import run_as
from store.batches import StoredRecord, Submission, accept
from store.database import Database
from tests.plan_store import fill_plan_store
from tests.stores import filled_once

GOVERNMENTS = Path(__file__).parents[1] / "data" / "reference" / "local_governments.csv"
BOOK = "会員名簿.xlsx"
#: forum | layout | fields; the governments named here are no members by the rule above.
TIES = (
    ("chugoku", "supports", {"government": "342076", "measure": "ニーズの紹介"}),
    ("chugoku", "matchings", {"government": "342084", "requirement": "点検", "stage": "agreed"}),
    ("hokkaido", "events", {"name": "滝川市での見学会", "status": "held", "venue": "現地"}),
    ("hokkaido", "events", {"name": "砂川市での見学会", "status": "cancelled"}),
)


def list_governments() -> list[dict[str, str]]:
    with GOVERNMENTS.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def walk_roster() -> Iterator[tuple[str, date | None, date | None]]:
    """Code, joined, left of every line of the roster."""
    for place, row in enumerate(list_governments()):
        if place % 7 > 3:
            continue
        joined = None if place % 250 == 0 else date(2016 + place % 5, 11, 28)
        yield row["code"], joined, date(2020, 12, 1) if place % 200 == 0 else None


@cache
def list_members() -> frozenset[str]:
    """The codes of those who are members at the end of 令和2年度."""
    return frozenset(code for code, _, left in walk_roster() if left is None)


@filled_once("roster")
def fill_roster_store(root: Path) -> None:
    """The plan's store with the roster and a few ties on top."""
    roster: list[tuple[str, str, dict[str, Any]]] = [
        (
            "congress",
            "members",
            {"government": code, "joined_on": _iso(joined), "left_on": _iso(left)},
        )
        for code, joined, left in walk_roster()
    ]
    with fill_plan_store(root) as database:
        for book, rows in ((BOOK, roster), ("報告.xlsx", TIES)):
            _accept(database, book, rows)


def _accept(
    database: Database, book: str, rows: Sequence[tuple[str, str, Mapping[str, Any]]]
) -> None:
    records = [
        StoredRecord(layout, forum, 2020, "一覧", f"A{row}", {"forum": forum, **fields})
        if layout != "members"
        else StoredRecord(layout, forum, 2020, "一覧", f"A{row}", dict(fields))
        for row, (forum, layout, fields) in enumerate(rows, 2)
    ]
    slots = sorted({(one.forum, one.fiscal_year, one.layout) for one in records})
    accept(
        database,
        Submission(book, book.encode(), None, None, run_as("t"), slots=slots, records=records),
    )


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
