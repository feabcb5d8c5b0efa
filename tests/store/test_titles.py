"""Titles learned by hand: whose, from when, until revoked."""

import csv
import io

import pytest

from store.actor import claim
from store.database import Database
from store.decisions.titles import (
    export_titles,
    find_titles,
    list_titles,
    revoke_title,
)
from store.errors import TitleUnknown
from tests.store.hand_made import teach


def test_learned_title_holds_for_its_forum_from_its_year_on(database: Database) -> None:
    teach(database, "困り事", "requirement")
    expected = {("matchings", "困り事"): "requirement"}
    assert find_titles(database, "chugoku", 2020) == expected
    assert find_titles(database, "chugoku", 2021) == expected
    assert find_titles(database, "chugoku", None) == expected
    assert find_titles(database, "chugoku", 2019) == {}
    assert find_titles(database, "kinki", 2020) == {}


def test_later_year_and_own_forum_go_before(database: Database) -> None:
    teach(database, "欄1", "theme", year=2021)
    teach(database, "欄1", "outline", year=2020)
    teach(database, "欄2", "theme")
    teach(database, "欄2", "obstacle", forum=None, year=2021)
    assert find_titles(database, "chugoku", 2021) == {
        ("matchings", "欄1"): "theme",
        ("matchings", "欄2"): "theme",
    }
    assert find_titles(database, "kinki", 2021) == {("matchings", "欄2"): "obstacle"}


def test_revoked_title_is_listed_but_not_used(database: Database) -> None:
    teach(database, "別の欄", "theme", forum="kinki")
    teach(database, "困り事", "requirement")
    number = list_titles(database)[0].title_id
    revoke_title(database, number, claim("鈴木"), "誤り")
    assert find_titles(database, "chugoku", 2020) == {}
    title, other = list_titles(database)
    assert (title.title, title.by, title.revoked_by, title.reason) == (
        *("困り事", "佐藤"),
        *("鈴木", "誤り"),
    )
    assert (other.title_id, other.revoked_at) == (number - 1, None)
    with pytest.raises(TitleUnknown):
        revoke_title(database, number, claim("鈴木"))
    with pytest.raises(TitleUnknown):
        revoke_title(database, 99, claim("鈴木"))


def test_export_gives_every_title_and_no_formula(database: Database) -> None:
    teach(database, "=HYPERLINK(1)", "requirement")
    teach(database, "困り事,\n改行", "theme", forum=None)
    rows = list(csv.DictReader(io.StringIO(export_titles(list_titles(database)), newline="")))
    assert [(row["title"], row["forum"], row["field"]) for row in rows] == [
        ("困り事,\n改行", "", "theme"),
        ("'=HYPERLINK(1)", "chugoku", "requirement"),
    ]
