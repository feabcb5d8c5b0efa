"""催促: the mails that ask forums for what they owe."""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from metrics.forums.mail import Mail
from metrics.forums.submissions import OTHERS
from words import Words, terms
from words.figures import render_day, render_fiscal_year

WORDS = Words(
    ja={
        "subject": "【提出のお願い】{year} 調査票（{forum}）",
        "practice": "【{kind}】{subject}",
        "body": """\
{forum} ご担当者様

いつもお世話になっております。国民会議事務局です。
{year}の報告のうち、次のものをお待ちしております。

{owed}

{details}お手元の調査票をそのままお送りいただくか、取込画面から登録してください。
行き違いの場合はご容赦ください。よろしくお願いいたします。
""",
        "shorter": "{forum} ご担当者様\n\n次のものをお待ちしております。\n{owed}\n\n{details}",
        "owed": "・{text}",
        "due": "期限: {day}（{weekday}）",
        "address": "取込画面: {address}",
        "forms": "添付: 記入用の調査票（年度とフォーラム名は記入してあります）",
        "contact": "問い合わせ先: {contact}",
        "weekdays": "月火水木金土日",
    }
)


@dataclass(frozen=True, slots=True)
class Letter:
    """What all reminders say beside what is owed; empty parts are left out. `address`: of 取込;
    `has_forms`: whether blank forms go with them."""

    fiscal_year: int
    due_on: date | None = None
    address: str = ""
    contact: str = ""
    has_forms: bool = False
    is_practice: bool = False


def name_reminded(submissions: pd.DataFrame) -> dict[str, str]:
    """Forum id -> name, of those to remind: the totals and the roster are the secretariat's own."""
    forums = submissions[submissions["forum_kind"] != OTHERS]
    return dict(zip(forums["forum"], forums["forum_name"], strict=True))


def list_owing(submissions: pd.DataFrame) -> list[str]:
    """The forums that owe something."""
    owing = set(submissions[submissions["owed_text"] != ""]["forum"])
    return [forum for forum in name_reminded(submissions) if forum in owing]


def list_wanted_forms(submissions: pd.DataFrame, forum: str) -> list[str]:
    """The layouts whose sheets are still to be filled in; a row that waits is mended in its own."""
    own = submissions[(submissions["forum"] == forum) & (submissions["owed_count"] > 0)]
    return list(own["layout"])


def render_reminder(
    submissions: pd.DataFrame, forum: str, letter: Letter, to: tuple[str, ...] = ()
) -> Mail | None:
    """The mail that asks a forum for what it owes; None when it owes nothing."""
    rows = submissions[(submissions["forum"] == forum) & (submissions["owed_text"] != "")]
    if rows.empty:
        return None
    told = {
        "forum": rows["forum_name"].iloc[0],
        "year": render_fiscal_year(letter.fiscal_year),
        "owed": "\n".join(WORDS["owed"].format(text=text) for text in rows["owed_text"]),
        "details": _render_details(letter),
    }
    subject = WORDS["subject"].format_map(told)
    if letter.is_practice:
        kind = terms.DATA_KINDS["practice"]
        subject = WORDS["practice"].format(kind=kind, subject=subject)
    body, shorter = (WORDS[key].format_map(told) for key in ("body", "shorter"))
    return Mail(subject, body, to, shorter)


def _render_details(letter: Letter) -> str:
    """A line each, and one between them and what follows; "" without any."""
    lines = []
    if letter.due_on:
        weekday = WORDS["weekdays"][letter.due_on.weekday()]
        lines.append(WORDS["due"].format(day=render_day(letter.due_on), weekday=weekday))
    if letter.address:
        lines.append(WORDS["address"].format(address=letter.address))
    if letter.has_forms:
        lines.append(WORDS["forms"])
    if letter.contact:
        lines.append(WORDS["contact"].format(contact=letter.contact))
    return "".join(f"{line}\n" for line in [*lines, ""]) if lines else ""
