"""A query to the sender: asked, answered, closed, each an entry of the log; and as a mail."""

from urllib.parse import parse_qs, urlsplit

import pytest

from metrics.forums.mail import LONGEST_LINK
from metrics.forums.queries import render_mail
from store.actor import Actor, claim
from store.batches import accept, undo
from store.database import Database
from store.decisions.queries import (
    Place,
    answer_query,
    ask_sender,
    close_query,
    list_queries,
)
from store.errors import BatchUnknown, QueryUnknown, RightMissing, TextMissing
from store.log.activity import list_entries, verify_log
from tests.store.hand_made import HOURS, submission

SECRETARY = claim("田中")
COORDINATOR = Actor("山田", "coordinator", frozenset({"chugoku"}), "signed_in")
CELL = Place(1, "マッチング", "F9", "令和2年13月", "日付")


@pytest.fixture
def loaded(database: Database) -> Database:
    accept(database, submission("橋"), at=HOURS[1])
    return database


def test_query_is_answered_and_closed_and_the_log_has_each(loaded: Database) -> None:
    number = ask_sender(loaded, SECRETARY, CELL, " 日付を確認してください。 ")
    answer_query(loaded, COORDINATOR, number, "12月です。")
    (query,) = list_queries(loaded)
    assert (query.query_id, query.place, query.forums) == (number, CELL, ("chugoku",))
    assert (query.asked.by, query.asked.text) == ("田中", "日付を確認してください。")
    assert [(each.by, each.text) for each in query.answers] == [("山田", "12月です。")]
    assert not query.is_closed
    close_query(loaded, SECRETARY, number)
    assert list_queries(loaded)[0].is_closed
    assert [(each.action, each.subject) for each in list_entries(loaded)][:3] == [
        ("close_query", "query:2"),
        ("answer_query", "query:2"),
        ("ask_sender", "batch:1"),
    ]
    assert verify_log(loaded) == []


def test_closed_query_takes_no_answer_and_no_second_close(loaded: Database) -> None:
    number = ask_sender(loaded, SECRETARY, CELL, "確認してください")
    close_query(loaded, SECRETARY, number)
    with pytest.raises(QueryUnknown):
        answer_query(loaded, COORDINATOR, number, "はい")
    with pytest.raises(QueryUnknown):
        close_query(loaded, SECRETARY, number)


def test_answer_and_close_are_of_one_query_alone(loaded: Database) -> None:
    numbers = [ask_sender(loaded, SECRETARY, CELL, text) for text in ("一", "二", "三")]
    for text, number in zip("あいう", numbers, strict=True):
        answer_query(loaded, COORDINATOR, number, text)
    close_query(loaded, SECRETARY, numbers[1])
    queries = list_queries(loaded)[::-1]
    assert [query.query_id for query in queries] == numbers
    assert [[each.text for each in query.answers] for query in queries] == [["あ"], ["い"], ["う"]]
    assert [query.is_closed for query in queries] == [False, True, False]
    for number in (0, numbers[0] - 1, numbers[1], numbers[2] + 1):
        with pytest.raises(QueryUnknown):
            close_query(loaded, SECRETARY, number)
    close_query(loaded, SECRETARY, numbers[0])
    assert [query.is_closed for query in list_queries(loaded)] == [False, True, True]


def test_coordinator_closes_their_own_query_alone(loaded: Database) -> None:
    other = ask_sender(loaded, SECRETARY, CELL, "確認してください")
    own = ask_sender(loaded, COORDINATOR, CELL, "確認してください")
    with pytest.raises(RightMissing):
        close_query(loaded, COORDINATOR, other)
    close_query(loaded, COORDINATOR, own)
    assert [each.is_closed for each in list_queries(loaded)] == [True, False]


def test_each_refusal_enters_nothing(loaded: Database) -> None:
    undone = undo(loaded, 1, SECRETARY, "誤り")
    with pytest.raises(TextMissing):
        ask_sender(loaded, SECRETARY, CELL, " \n")
    for batch in (undone, 9):
        with pytest.raises(BatchUnknown):
            ask_sender(loaded, SECRETARY, Place(batch), "確認してください")
    number = ask_sender(loaded, SECRETARY, CELL, "確認してください")
    with pytest.raises(TextMissing):
        answer_query(loaded, COORDINATOR, number, "")
    assert len(list_entries(loaded)) == 3


def test_mail_names_file_sheet_cell_found_and_expected(loaded: Database) -> None:
    number = ask_sender(loaded, SECRETARY, CELL, "日付を確認してください。")
    mail = render_mail(loaded, list_queries(loaded)[0])
    assert mail.subject == f"【照会】chugoku.xlsx（取込番号 1・照会番号 {number}）"
    for part in ("中国フォーラム", "chugoku.xlsx", "シート: マッチング", "セル: F9"):
        assert part in mail.body
    for part in ("記入: 令和2年13月", "求める形: 日付", "日付を確認してください。"):
        assert part in mail.body
    said = parse_qs(urlsplit(mail.link).query)
    assert said == {"subject": [mail.subject], "body": [mail.body.replace("\n", "\r\n")]}


def test_mail_about_a_whole_load_names_no_cell_and_a_long_one_has_no_link(
    loaded: Database,
) -> None:
    ask_sender(loaded, SECRETARY, Place(1), "あ" * (LONGEST_LINK // 9))
    mail = render_mail(loaded, list_queries(loaded)[0])
    assert "セル" not in mail.body
    assert "シート" not in mail.body
    assert mail.link == ""
