"""What a slot's forum is called on screen: a forum, a scope of the KPIs, or neither."""

import csv
from functools import cache
from pathlib import Path

from words import Words, terms

PATH = Path(__file__).with_name("reference") / "forums.csv"
#: Slots that are neither a forum nor a scope.
SLOTS = Words(ja={"congress": "国民会議", "unassigned": "フォーラム不明"})


def name_slot(forum: str) -> str:
    """
    >>> name_slot("chugoku"), name_slot("total"), name_slot("congress")
    ('中国フォーラム', '合計', '国民会議')
    """
    return {**_read_names(), **terms.SCOPES, **SLOTS}.get(forum, forum)


@cache
def _read_names() -> dict[str, str]:
    with PATH.open(encoding="utf-8-sig", newline="") as file:
        return {row["id"]: row["name"] for row in csv.DictReader(file)}
