"""Titles learned by hand: whose, from when, until revoked."""

import csv
import io

import pytest

from store.database import Database
from store.decisions.titles import (
    export_titles,
    find_titles,
    learn_title,
    list_titles,
    revoke_title,
)
from store.errors import TitleUnknown


def learn(
    database: Database, title: str, field: str, forum: str | None = "chugoku", year: int = 2020
) -> int:
    return learn_title(database, "matchings", forum, title, title, field, year, "佐藤")


def test_learned_title_holds_for_its_forum_from_its_year_on(database: Database) -> None:
    learn(database, "困り事", "requirement")
    expected = {("matchings", "困り事"): "requirement"}
    assert find_titles(database, "chugoku", 2020) == expected
    assert find_titles(database, "chugoku", 2021) == expected
    assert find_titles(database, "chugoku", None) == expected
    assert find_titles(database, "chugoku", 2019) == {}
    assert find_titles(database, "kinki", 2020) == {}


def test_later_year_and_own_forum_go_before(database: Database) -> None:
    learn(database, "欄1", "theme", year=2021)
    learn(database, "欄1", "outline", year=2020)
    learn(database, "欄2", "theme")
    learn(database, "欄2", "obstacle", forum=None, year=2021)
    assert find_titles(database, "chugoku", 2021) == {
        ("matchings", "欄1"): "theme",
        ("matchings", "欄2"): "theme",
    }
    assert find_titles(database, "kinki", 2021) == {("matchings", "欄2"): "obstacle"}


def test_revoked_title_is_listed_but_not_used(database: Database) -> None:
    number = learn(database, "困り事", "requirement")
    revoke_title(database, number, "鈴木", "誤り")
    assert find_titles(database, "chugoku", 2020) == {}
    (title,) = list_titles(database)
    assert (title.revoked_by, title.reason) == ("鈴木", "誤り")
    with pytest.raises(TitleUnknown):
        revoke_title(database, number, "鈴木")
    with pytest.raises(TitleUnknown):
        revoke_title(database, 99, "鈴木")


def test_export_gives_every_title_and_no_formula(database: Database) -> None:
    learn(database, "=HYPERLINK(1)", "requirement")
    learn(database, "困り事,\n改行", "theme", forum=None)
    rows = list(csv.DictReader(io.StringIO(export_titles(list_titles(database)), newline="")))
    assert [(row["title"], row["forum"], row["field"]) for row in rows] == [
        ("困り事,\n改行", "", "theme"),
        ("'=HYPERLINK(1)", "chugoku", "requirement"),
    ]
