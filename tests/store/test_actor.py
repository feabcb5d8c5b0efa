"""Every act asks for its actor's right: each role at each act, for its own forum and for others."""

import ast
import itertools
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import store.database
from data.acts import ROLES, Role, load_acts
from loaders.intake.accepting import refuse_inbox_item
from store.actor import CONGRESS, Actor, claim
from store.batches import accept, redo, undo
from store.database import Database
from store.decisions.agendas import KeptAgenda, keep_agenda, list_kept, remove_agenda
from store.decisions.meetings import freeze_meeting, record_attendance
from store.decisions.parked import assign_parked, close_parked, reopen_parked
from store.decisions.queries import Place, answer_query, ask_sender, close_query
from store.decisions.releasing import release, withdraw_release
from store.decisions.remarks import Subject, record_remark, withdraw_remark
from store.decisions.reminding import record_reminders
from store.decisions.titles import Lesson, list_titles, revoke_title
from store.disk.inbox import drop_in_inbox
from store.errors import ActorUnknown, RightMissing
from store.log.activity import list_entries
from store.log.entries import ACTOR
from store.people.names import note_name
from store.people.register import end_sessions, forget_person, register_person, remove_person
from store.people.tokens import make_token, revoke_token
from tests.store.hand_made import parked, submission, teach
from words.store_errors import explain_error

ACTS = load_acts().acts
ROOT = Path(store.database.__file__).parents[1]
SECRETARY = claim("事務局 田中")
FIGURE = Subject("matchings", "…", 1, 2020, "total")


def _accept(database: Database, actor: Actor, forum: str) -> None:
    waiting = [parked("港", forum)] if forum != CONGRESS else []
    accept(database, submission(forum=forum, parked=waiting, accepted_by=actor))


def _prepare(database: Database, forum: str) -> None:
    _accept(database, SECRETARY, forum)


def _redo(database: Database, actor: Actor, forum: str) -> None:
    _prepare(database, forum)
    undo(database, 1, SECRETARY, "誤り")
    redo(database, 1, actor, "やはり正しい")


def _undo(database: Database, actor: Actor, forum: str) -> None:
    _prepare(database, forum)
    undo(database, 1, actor, "誤り")


def _assign(database: Database, actor: Actor, forum: str) -> None:
    _prepare(database, forum)
    assign_parked(database, 1, 1, "鈴木", date(2021, 5, 1), actor)


def _close(database: Database, actor: Actor, forum: str) -> None:
    _prepare(database, forum)
    close_parked(database, 1, 1, "dropped", actor, "重複")


def _reopen(database: Database, actor: Actor, forum: str) -> None:
    _close(database, SECRETARY, forum)
    reopen_parked(database, 1, 1, actor, "やはり要る")


def _learn(database: Database, actor: Actor, forum: str) -> None:
    lesson = Lesson("matchings", None if forum == CONGRESS else forum, "欄", "欄", "theme", 2020)
    slots = [(forum, 2020, "matchings")]
    accept(database, submission(forum=forum, slots=slots, learned=[lesson], accepted_by=actor))


def _revoke(database: Database, actor: Actor, forum: str) -> None:
    teach(database, "欄", "theme", forum)
    revoke_title(database, list_titles(database)[0].title_id, actor)


def _refuse(database: Database, actor: Actor, forum: str) -> None:
    labelled = None if forum == CONGRESS else forum
    item = drop_in_inbox(
        database.root, b"-", "a.xlsx", fiscal_year=None, forum=labelled, sent_by="cli"
    )
    refuse_inbox_item(database, item.item_id, actor, "古い版")


def _freeze(database: Database, actor: Actor, forum: str) -> None:
    freeze_meeting(database, "委員会", "2021-05-01", actor, [], 0)


def _attend(database: Database, actor: Actor, forum: str) -> None:
    record_attendance(database, actor, "2021-05-01", ["委員長"])


def _remark(database: Database, actor: Actor, forum: str) -> None:
    record_remark(database, actor, "remark", "意見", "2021-05-01", FIGURE)


def _withdraw(database: Database, actor: Actor, forum: str) -> None:
    """Of a remark of one's own ("own" forum), or of somebody else's."""
    said_by = claim(actor.name if forum == OWN else "委員長")
    withdraw_remark(
        database, actor, record_remark(database, said_by, "decision", "承認", "", FIGURE)
    )


def _keep_agenda(database: Database, actor: Actor, forum: str) -> None:
    """In place of one of one's own ("own" forum), or of somebody else's."""
    kept_by = claim(actor.name if forum == OWN else "委員長")
    for each in (kept_by, actor):
        keep_agenda(database, each, KeptAgenda("委員会", "報告", ("kpi_summary",), {}))


def _remove_agenda(database: Database, actor: Actor, forum: str) -> None:
    _keep_agenda(database, claim(actor.name if forum == OWN else "委員長"), OWN)
    remove_agenda(database, actor, list_kept(database)[0].agenda_id)


def _remind(database: Database, actor: Actor, forum: str) -> None:
    record_reminders(database, actor, [forum], 2021, date(2021, 12, 10))


def _register(database: Database, actor: Actor, forum: str) -> None:
    register_person(database, actor, "a@example.jp", "鈴木", "viewer")


def _remove(database: Database, actor: Actor, forum: str) -> None:
    _register(database, SECRETARY, forum)
    remove_person(database, actor, "a@example.jp")


def _end_sessions(database: Database, actor: Actor, forum: str) -> None:
    _register(database, SECRETARY, forum)
    end_sessions(database, actor, "a@example.jp")


def _forget(database: Database, actor: Actor, forum: str) -> None:
    _register(database, SECRETARY, forum)
    forget_person(database, actor, "鈴木")


def _release(database: Database, actor: Actor, forum: str) -> None:
    _withdraw_release(database, SECRETARY, forum)
    release(database, [1], actor)


def _withdraw_release(database: Database, actor: Actor, forum: str) -> None:
    _prepare(database, forum)
    withdraw_release(database, 1, actor, "数え直す")


def _ask(database: Database, actor: Actor, forum: str) -> None:
    _prepare(database, forum)
    ask_sender(database, actor, Place(1), "確認してください")


def _answer(database: Database, actor: Actor, forum: str) -> None:
    _ask(database, SECRETARY, forum)
    answer_query(database, actor, 2, "正しい値です")


def _close_query(database: Database, actor: Actor, forum: str) -> None:
    """Of a query of one's own ("own" forum), or of somebody else's."""
    _prepare(database, OWN)
    asked_by = claim(actor.name if forum == OWN else "委員長")
    close_query(database, actor, ask_sender(database, asked_by, Place(1), "確認してください"))


def _register_as(database: Database, actor: Actor, person_id: str) -> Actor:
    """The actor as a registered person, who alone has tokens."""
    note_name(database.root, person_id, actor.name)
    return replace(actor, person_id=person_id)


def _make_token(database: Database, actor: Actor, forum: str) -> None:
    make_token(database, _register_as(database, actor, "a" * 16), "集計表", 30, 0)


def _revoke_token(database: Database, actor: Actor, forum: str) -> None:
    """One's own ("own" forum), or somebody else's."""
    person = _register_as(database, actor, "a" * 16)
    owner = person if forum == OWN else _register_as(database, SECRETARY, "b" * 16)
    revoke_token(database, person, make_token(database, owner, "集計表", 30, 0).token_id)


#: How each act is done for a forum.
DO: dict[str, Callable[[Database, Actor, str], None]] = {
    "accept": _accept,
    "undo": _undo,
    "redo": _redo,
    "release": _release,
    "withdraw_release": _withdraw_release,
    "assign_parked": _assign,
    "close_parked": _close,
    "reopen_parked": _reopen,
    "learn_title": _learn,
    "revoke_title": _revoke,
    "refuse_inbox": _refuse,
    "freeze_meeting": _freeze,
    "record_attendance": _attend,
    "remark_on_figure": _remark,
    "withdraw_remark": _withdraw,
    "keep_agenda": _keep_agenda,
    "remove_agenda": _remove_agenda,
    "ask_sender": _ask,
    "answer_query": _answer,
    "close_query": _close_query,
    "remind": _remind,
    "register_person": _register,
    "remove_person": _remove,
    "end_sessions": _end_sessions,
    "forget_person": _forget,
    "make_token": _make_token,
    "revoke_token": _revoke_token,
}
OWN, OTHER = "chugoku", "kinki"
#: Acts on rows that wait: what belongs to the Congress has none here.
_OF_ROWS = {"assign_parked", "close_parked", "reopen_parked"}
#: Acts that concern no forum: a right to them that is had somewhere is had everywhere.
_OF_NO_FORUM = {"freeze_meeting", "record_attendance", "remark_on_figure"}

CASES = [
    (act, role, forum)
    for act, role, forum in itertools.product(ACTS, ROLES, (OWN, OTHER, CONGRESS))
    if not (act in _OF_ROWS and forum == CONGRESS)
]


def is_allowed(act: str, role: Role, forum: str) -> bool:
    reach = ACTS[act].reaches[role]
    return reach == "everywhere" or (reach == "own" and forum == OWN)


@pytest.mark.parametrize(("act", "role", "forum"), CASES)
def test_role_does_what_it_has_the_right_to_and_nothing_else(
    database: Database, act: str, role: Role, forum: str
) -> None:
    actor = Actor("山田", role, frozenset({OWN}), "signed_in")
    if is_allowed(act, role, forum):
        DO[act](database, actor, forum)
        entry = list_entries(database)[0]
        assert (entry.by, entry.details[ACTOR]) == (
            "山田",
            {"role": role, "known_by": "signed_in"},
        )
    else:
        with pytest.raises(RightMissing):
            DO[act](database, actor, forum)
        known_by = {entry.details[ACTOR]["known_by"] for entry in list_entries(database)}
        assert "signed_in" not in known_by


@pytest.mark.parametrize("act", ACTS)
def test_nobody_does_nothing(database: Database, act: str) -> None:
    with pytest.raises(ActorUnknown):
        DO[act](database, claim(" "), OTHER)


def test_each_act_can_be_tried_here() -> None:
    assert set(DO) == set(ACTS)


def test_only_opening_writes_without_a_right() -> None:
    """Whatever else writes goes through `append`, which asks the actor."""
    without_right = {
        path.relative_to(ROOT).as_posix()
        for part in ("store", "loaders", "metrics", "widgets", "pages", "exports", "views")
        for path in (ROOT / part).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "database.write"
    }
    assert without_right == {"store/database.py"}


def test_coordinator_cannot_take_a_workbook_that_holds_another_forums_rows(
    database: Database,
) -> None:
    actor = Actor("山田", "coordinator", frozenset({OWN}), "signed_in")
    slots = [(OWN, 2020, "matchings"), (OTHER, 2020, "matchings")]
    with pytest.raises(RightMissing) as refused:
        accept(database, submission("港", forum=OWN, slots=slots, accepted_by=actor))
    assert refused.value.forums == (OTHER,)
    assert list_entries(database) == []


def test_missing_right_is_told_with_act_and_forums_by_name() -> None:
    told = [
        explain_error(RightMissing("accept", "coordinator", each))
        for each in (["kinki", CONGRESS], [])
    ]
    assert told == [
        f"この操作の権限がありません（{what}）。事務局に依頼してください。"
        for what in ("取込の確定：近畿フォーラム、国民会議", "取込の確定")
    ]
