"""催促: whom a mail goes to, what it says, and that nothing typed or registered becomes a header."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pandas as pd
import pytest

from data.acts import ROLES
from exports.mail_file import export_mail
from loaders.values.names.forums import load_forums
from metrics.forums.mail import LONGEST_LINK, Mail, list_usable
from metrics.forums.reminders import (
    Letter,
    list_owing,
    list_wanted_forms,
    name_reminded,
    render_reminder,
)
from metrics.forums.submissions import read_submissions
from store.actor import claim
from store.batches import accept
from store.people.register import list_addresses, register_person
from tests.store.hand_made import parked, submission
from tests.stores import make_empty_store
from tests.upload_books import open_plan_store

NOW = datetime(2026, 11, 28, 3, 0)
WHOLE = Letter(
    2021, date(2026, 12, 11), "https://congress.example/upload", "田中 03-0000-0000", True
)


@pytest.fixture(scope="module")
def submissions(tmp_path_factory: pytest.TempPathFactory) -> Iterator[pd.DataFrame]:
    """R3: plans are there; of 中国 a row waits, and 近畿 has handed in its matchings whole."""
    with open_plan_store(tmp_path_factory.mktemp("reminded") / "store") as database:
        row = replace(parked("港", "chugoku"), fiscal_year=2021)
        for forum, waiting in (("chugoku", [row]), ("kinki", [])):
            slots = [(forum, 2021, "matchings")]
            accept(database, submission(forum=forum, slots=slots, parked=waiting))
        yield read_submissions(database, 2021)


def parse(content: bytes) -> EmailMessage:
    message = BytesParser(policy=policy.default).parsebytes(content)
    assert isinstance(message, EmailMessage)
    assert not message.defects
    return message


def test_reminders_go_to_all_forums_and_to_nobody_else(submissions: pd.DataFrame) -> None:
    assert set(name_reminded(submissions)) == {forum.id for forum in load_forums()}
    assert {"total", "congress"} <= set(submissions["forum"])
    assert set(list_owing(submissions)) == {
        forum.id for forum in load_forums() if forum.kind == "regional"
    }


def test_mail_says_what_is_owed_by_when_where_and_who_answers(submissions: pd.DataFrame) -> None:
    mail = render_reminder(submissions, "chugoku", WHOLE)
    assert mail is not None
    assert mail.subject == "【提出のお願い】令和3年度 調査票（中国フォーラム）"
    assert (
        mail.body
        == """\
中国フォーラム ご担当者様

いつもお世話になっております。国民会議事務局です。
令和3年度の報告のうち、次のものをお待ちしております。

・イベント開催実績（未提出）
・マッチング 保留 1件の訂正
・自治体支援（未提出）
・運営ノウハウ あと1件
・市民参画活動（未提出）

期限: 2026年12月11日（金）
取込画面: https://congress.example/upload
添付: 記入用の調査票（年度とフォーラム名は記入してあります）
問い合わせ先: 田中 03-0000-0000

お手元の調査票をそのままお送りいただくか、取込画面から登録してください。
行き違いの場合はご容赦ください。よろしくお願いいたします。
"""
    )
    bare = render_reminder(submissions, "kinki", Letter(2021))
    assert bare is not None
    assert "期限" not in bare.body
    assert "マッチング" not in bare.body
    assert render_reminder(submissions, "overseas_markets", WHOLE) is None


def test_forms_go_with_a_mail_for_what_is_missing_and_not_for_rows_that_wait(
    submissions: pd.DataFrame,
) -> None:
    assert list_wanted_forms(submissions, "chugoku") == [
        *("events", "supports", "know_how", "citizen_activities")
    ]


def test_file_is_a_mail_to_be_sent_with_its_workbooks(submissions: pd.DataFrame) -> None:
    mail = render_reminder(submissions, "chugoku", WHOLE, ("sato@example.jp", "ito@example.jp"))
    assert mail is not None
    message = parse(export_mail(mail, NOW, {"令和3年度_中国フォーラム_運営ノウハウ.xlsx": b"PK"}))
    assert message["X-Unsent"] == "1"
    assert message["To"] == "sato@example.jp, ito@example.jp"
    assert message["Subject"] == mail.subject
    assert message["Date"].datetime.timestamp() == 1795834800
    body = message.get_body()
    assert body is not None
    assert body.get_content_charset() == "utf-8"
    assert body.get_content().replace("\r\n", "\n") == mail.body
    [form] = message.iter_attachments()
    assert form.get_filename() == "令和3年度_中国フォーラム_運営ノウハウ.xlsx"
    assert form.get_content() == b"PK"
    empty = parse(export_mail(mail._replace(to=()), NOW, {}))
    assert not empty["To"]


#: What would begin another header, another address or another line.
EVIL = ["\r\nBcc: evil@example.com", "\nX: y\n\nbody", "\r", "\0", "\u2028X: y", ",c@d.jp", ";"]


@pytest.mark.parametrize("evil", EVIL)
def test_nothing_that_is_typed_or_registered_becomes_a_header(evil: str) -> None:
    name = f"中国{evil}.xlsx"
    plain = parse(export_mail(Mail("件名", "本文", ("a@b.jp",)), NOW, {"a.xlsx": b"-"}))
    mail = Mail(f"件名{evil}", f"本文{evil}", list_usable(["a@b.jp", f"a@b.jp{evil}"]))
    message = parse(export_mail(mail, NOW, {name: b"-"}))
    assert message.keys() == plain.keys()
    assert message["To"] == "a@b.jp"
    [part], [known] = message.iter_attachments(), plain.iter_attachments()
    assert part.keys() == known.keys()
    told = urlsplit(mail.link)
    assert told.path == "a@b.jp"
    assert set(parse_qs(told.query)) == {"subject", "body"}
    assert not set("\r\n\0 ") & set(mail.link)


def test_link_says_the_whole_text_or_a_shorter_one_or_is_none(submissions: pd.DataFrame) -> None:
    for forum in list_owing(submissions):
        mail = render_reminder(submissions, forum, WHOLE, ("tanto@forum.example.jp",) * 2)
        assert mail is not None
        assert 0 < len(mail.link) <= LONGEST_LINK
        told = parse_qs(urlsplit(mail.link).query)
        assert told["subject"] == [mail.subject]
        assert told["body"] == [mail.shorter.replace("\n", "\r\n")]
        assert "期限: 2026年12月11日（金）" in mail.shorter
    assert parse_qs(urlsplit(Mail("件", "短い", shorter="より短い").link).query)["body"] == ["短い"]
    assert Mail("件", "あ" * 300, shorter="い" * 300).link == ""


def test_invented_figures_remind_under_their_own_name(submissions: pd.DataFrame) -> None:
    mail = render_reminder(submissions, "chugoku", Letter(2021, is_practice=True))
    assert mail is not None
    assert mail.subject.startswith("【演習データ（架空）】")


def test_addresses_are_those_of_a_forums_own_coordinators(tmp_path: Path) -> None:
    secretary = claim("事務局")
    with make_empty_store(tmp_path) as database:
        for role in ROLES:
            forums = ["chugoku"] if role == "coordinator" else []
            register_person(database, secretary, f"{role}@example.jp", role, role, forums)
        assert list_addresses(tmp_path, "chugoku") == ["coordinator@example.jp"]
        assert list_addresses(tmp_path, "kinki") == []
