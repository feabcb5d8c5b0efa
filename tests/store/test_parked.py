"""Rows that wait: counted apart, in somebody's hands, gone with the load that brought them."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from store.actor import claim
from store.batches import accept, redo, undo
from store.database import Database
from store.decisions.parked import (
    UNASSIGNED,
    assign_parked,
    close_parked,
    list_parked,
    reopen_parked,
)
from store.errors import ParkedUnknown, ReasonMissing, SubmissionRefused
from tests.store.hand_made import HOURS, current_themes, parked, submission, table


def show(database: Database) -> str:
    return "\n".join(
        f"{each.batch_id} | {each.forum} | {each.fields['theme']} | {each.state}"
        f" | {each.owner} | {each.due_on}"
        for each in list_parked(database)
    )


def test_parked_row_is_in_no_table_of_records(database: Database) -> None:
    accept(database, submission("橋", parked=[parked("堤")]))
    assert current_themes(database) == "chugoku | 橋"
    (waiting,) = list_parked(database)
    assert (waiting.cell, waiting.file_name, waiting.accepted_by) == (
        "B90",
        "chugoku.xlsx",
        "事務局",
    )
    assert [problem.found for problem in waiting.problems] == ["まぼろし市"]


def test_newer_load_takes_the_parked_rows_of_its_slots_along(database: Database) -> None:
    accept(database, submission("橋", parked=[parked("堤")]))
    accept(database, submission("港", forum="kinki", parked=[parked("壁", "kinki")]))
    accept(database, submission("川"))
    assert show(database) == "2 | kinki | 壁 | open | None | None"
    undo(database, 3, claim("事務局"), "誤り")
    assert show(database) == table("""
        1 | chugoku | 堤 | open | None | None
        2 | kinki | 壁 | open | None | None
    """)


def test_undo_takes_parked_rows_out_and_redo_brings_them_back(database: Database) -> None:
    accept(database, submission("橋", parked=[parked("堤")]))
    undo(database, 1, claim("事務局"), "誤り")
    assert show(database) == ""
    redo(database, 1, claim("事務局"), "正")
    assert show(database) == "1 | chugoku | 堤 | open | None | None"


def test_row_of_unknown_forum_waits_as_long_as_its_load_speaks(database: Database) -> None:
    accept(database, submission("橋", parked=[parked("堤", UNASSIGNED)]))
    assert show(database) == "1 | unassigned | 堤 | open | None | None"
    accept(database, submission("川"))
    assert show(database) == ""


def test_load_of_nothing_but_rows_of_unknown_forum_can_be_accepted(database: Database) -> None:
    alone = submission(slots=[(UNASSIGNED, 2020, "matchings")], parked=[parked("堤", UNASSIGNED)])
    accept(database, alone)
    assert show(database) == "1 | unassigned | 堤 | open | None | None"


def test_parked_row_outside_the_slots_is_refused(database: Database) -> None:
    with pytest.raises(SubmissionRefused):
        accept(database, submission("橋", parked=[parked("堤", "kinki")]))


@pytest.mark.parametrize("changed", [{"sheet": None}, {"cell": "\ud800"}, {"fields": {(1,): 1}}])
def test_parked_row_that_cannot_be_kept_is_refused(
    database: Database, changed: dict[str, Any]
) -> None:
    with pytest.raises(SubmissionRefused):
        accept(database, submission("橋", parked=[replace(parked("堤"), **changed)]))
    assert show(database) == current_themes(database) == ""


def test_decision_is_on_one_row_of_one_load(database: Database) -> None:
    for forum in ("chugoku", "kinki"):
        rows = [parked(theme, forum, row) for row, theme in enumerate("堤壁島", 90)]
        accept(database, submission("橋", forum=forum, parked=rows))
    assign_parked(database, 1, 2, "鈴木", None, claim("事務局"))
    assign_parked(database, 2, 2, "佐藤", None, claim("事務局"))
    assert show(database) == table("""
        1 | chugoku | 堤 | open | None | None
        1 | chugoku | 壁 | open | 鈴木 | None
        1 | chugoku | 島 | open | None | None
        2 | kinki | 堤 | open | None | None
        2 | kinki | 壁 | open | 佐藤 | None
        2 | kinki | 島 | open | None | None
    """)


def test_owner_due_date_and_closing_are_kept_with_their_moment(database: Database) -> None:
    accept(database, submission("橋", parked=[parked("堤"), parked("壁", row=91)]), at=HOURS[1])
    assign_parked(database, 1, 1, "鈴木", date(2021, 5, 1), claim("事務局"))
    close_parked(database, 1, 2, "dropped", claim("事務局"), "対象外")
    assert show(database) == table("""
        1 | chugoku | 堤 | open | 鈴木 | 2021-05-01
        1 | chugoku | 壁 | dropped | None | None
    """)
    assert {each.state for each in list_parked(database, HOURS[1])} == {"open"}
    reopen_parked(database, 1, 2, claim("事務局"), "やはり対象")
    assert [each.reason for each in list_parked(database)] == [None, "やはり対象"]
    assert {each.state for each in list_parked(database)} == {"open"}


def test_closing_without_reason_or_of_an_unknown_row_is_refused(database: Database) -> None:
    accept(database, submission("橋", parked=[parked("堤")]))
    with pytest.raises(ReasonMissing):
        close_parked(database, 1, 1, "resolved", claim("事務局"), " ")
    for place in ((1, 2), (2, 1)):
        with pytest.raises(ParkedUnknown):
            assign_parked(database, *place, "鈴木", None, claim("事務局"))
    assert show(database) == "1 | chugoku | 堤 | open | None | None"


def test_closed_row_no_longer_counts_as_waiting(database: Database) -> None:
    accept(database, submission("橋", parked=[parked("堤"), parked("壁", row=91)]))
    close_parked(database, 1, 1, "resolved", claim("事務局"), "電話で確認")
    with database.read() as cursor:
        rows = cursor.execute(
            "SELECT parked_id, is_open FROM parked_as_of(TIMESTAMP 'infinity') ORDER BY ALL"
        ).fetchall()
    assert rows == [(1, False), (2, True)]
