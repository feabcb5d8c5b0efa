"""Frozen meetings in the log, among all else that it tells."""

import pytest

from store.actor import claim
from store.batches import accept, undo
from store.database import Database, data_version
from store.decisions.meetings import (
    find_meeting,
    freeze_meeting,
    list_meetings,
    list_present,
    record_attendance,
)
from store.decisions.titles import list_titles, revoke_title
from store.log.activity import list_entries
from store.people.register import forget_person
from tests.store.hand_made import HOURS, submission, teach

FIGURES = [{"code": "ALL", "value": 0.1 + 0.2}]


def freeze(database: Database, name: str, hour: int) -> int:
    version = data_version(database)
    return freeze_meeting(
        *(database, name, "2021-04-01", claim("佐藤"), FIGURES, version),
        remarks=" 以上 ",
        decisions=["次回は7月", " "],
        present=["委員長", " ", "山田 太郎 ", "委員長"],
        at=HOURS[hour],
    )


def test_meetings_are_listed_newest_first_and_nothing_else_is(database: Database) -> None:
    accept(database, submission("橋"), HOURS[1])
    first = freeze(database, "第1回", 2)
    undo(database, 1, claim("佐藤"), "誤り", HOURS[3])
    second = freeze(database, "第2回", 4)
    teach(database, "困り事", "requirement")
    revoke_title(database, list_titles(database)[0].title_id, claim("佐藤"))
    assert [each.meeting_id for each in list_meetings(database)] == [second, first]
    assert [each.name for each in list_meetings(database, HOURS[3])] == ["第1回"]
    assert [
        each and each.name for each in (find_meeting(database, n) for n in (first, second))
    ] == [*("第1回", "第2回")]
    assert find_meeting(database, second + 1) is None


def test_meeting_is_kept_as_it_was_said(database: Database) -> None:
    accept(database, submission("橋"), HOURS[1])
    meeting = find_meeting(database, freeze(database, " 第1回 ", 2))
    assert meeting is not None
    assert (meeting.name, meeting.remarks, meeting.decisions) == ("第1回", "以上", ("次回は7月",))
    assert (meeting.version, meeting.frozen_at, meeting.frozen_by) == (1, HOURS[2], "佐藤")
    assert list(meeting.figures) == FIGURES
    assert meeting.present == ("委員長", "山田 太郎")


@pytest.mark.parametrize("behind", [-1, 1])
def test_meeting_on_other_data_than_today_is_refused(database: Database, behind: int) -> None:
    accept(database, submission("橋"))
    with pytest.raises(ValueError, match="have changed"):
        freeze_meeting(database, "第1回", "2021-04-01", claim("佐藤"), [], 1 + behind)
    with pytest.raises(ValueError, match="needs a name"):
        freeze_meeting(database, " ", "2021-04-01", claim("佐藤"), [], 1)
    assert list_meetings(database) == []


def test_last_word_on_who_was_present_counts_be_it_before_a_freeze_or_after(
    database: Database,
) -> None:
    secretary, day = claim("事務局"), "2021-04-01"
    assert list_present(database, day) == ()
    record_attendance(database, secretary, day, ["委員長"])
    record_attendance(database, secretary, "2021-05-01", ["鈴木"])
    assert list_present(database, day) == ("委員長",)
    freeze_meeting(database, "第1回", day, secretary, [], 0)
    assert list_present(database, day) == ("委員長",)  # a freeze that names nobody
    freeze_meeting(database, "第1回", day, secretary, [], 0, present=["委員長", "佐藤"])
    assert list_present(database, day) == ("委員長", "佐藤")
    moment = list_entries(database)[0].at
    record_attendance(database, secretary, day, [])
    assert list_present(database, day) == ()
    assert list_present(database, day, moment) == ("委員長", "佐藤")


def test_name_of_somebody_present_stands_beside_the_log_and_can_be_deleted(
    database: Database,
) -> None:
    secretary, day = claim("事務局"), "2021-04-01"
    record_attendance(database, secretary, day, ["佐藤 花子"])
    assert "佐藤" not in str(list_entries(database)[0].details)
    forget_person(database, secretary, "佐藤 花子")
    assert list_present(database, day) == ("削除された利用者",)
