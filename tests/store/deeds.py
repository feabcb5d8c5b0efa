"""Every act that the log keeps, done in turns: what follows a load, and how it is written.

With the loads themselves `TURNS` are all of `data/acts.toml` (`test_faults` holds them to that).
"""

import time
from collections.abc import Callable

from loaders.intake.accepting import refuse_inbox_item
from store.actor import Actor, claim
from store.batches import redo, undo
from store.database import Database
from store.decisions.agendas import KeptAgenda, keep_agenda, list_kept, remove_agenda
from store.decisions.meetings import freeze_meeting, record_attendance
from store.decisions.parked import assign_parked, close_parked, reopen_parked
from store.decisions.queries import Place, answer_query, ask_sender, close_query, list_queries
from store.decisions.releasing import release, withdraw_release
from store.decisions.remarks import Subject, list_remarks, record_remark, withdraw_remark
from store.decisions.reminding import record_reminders
from store.decisions.titles import list_titles, revoke_title
from store.disk.inbox import drop_in_inbox
from store.people.names import find_ids
from store.people.register import (
    end_sessions,
    find_person,
    forget_person,
    list_people,
    register_person,
    remove_person,
)
from store.people.tokens import list_tokens, make_token, revoke_token

#: What is done of a load that was just accepted, by its number.
Deed = Callable[[Database, int], object]

SECRETARY = claim("事務局")
#: With `CONGRESS_RELEASE` their loads are 速報.
COORDINATOR = Actor("山田", "coordinator", frozenset({"chugoku"}), "signed_in")
#: Whose tools read the figures.
OWNER = Actor("田中", "viewer", frozenset(), "signed_in", "00000000000000bb")
FIGURE = Subject("matchings", "…", 1, 2020, "total")


def _undo(database: Database, load: int) -> None:
    undo(database, load, SECRETARY, "誤り")


def _redo(database: Database, load: int) -> None:
    redo(database, load, SECRETARY, "正")


def _release(database: Database, load: int) -> None:
    release(database, [load], SECRETARY)


def _withdraw_release(database: Database, load: int) -> None:
    withdraw_release(database, load, SECRETARY, "数え直す")


def _freeze(database: Database, load: int) -> None:
    freeze_meeting(database, f"委員会{load}", "2021-05-01", SECRETARY, [], load)


def _attend(database: Database, load: int) -> None:
    record_attendance(database, SECRETARY, "2021-05-01", [f"委員{load}"])


def _assign(database: Database, load: int) -> None:
    assign_parked(database, load, 1, "佐藤", None, SECRETARY)


def _close(database: Database, load: int) -> None:
    close_parked(database, load, 1, "dropped", SECRETARY, "重複")


def _reopen(database: Database, load: int) -> None:
    reopen_parked(database, load, 1, SECRETARY, "要る")


def _ask(database: Database, load: int) -> None:
    ask_sender(database, SECRETARY, Place(load), "確認してください")


def _answer(database: Database, load: int) -> None:
    answer_query(database, COORDINATOR, list_queries(database)[0].query_id, "正しい値です")


def _close_query(database: Database, load: int) -> None:
    close_query(database, SECRETARY, list_queries(database)[0].query_id)


def _remind(database: Database, load: int) -> None:
    record_reminders(database, SECRETARY, ["chugoku"], 2021)


def _remark(database: Database, load: int) -> None:
    record_remark(database, SECRETARY, "decision", "承認", "2021-05-01", FIGURE)


def _withdraw_remark(database: Database, load: int) -> None:
    withdraw_remark(database, SECRETARY, list_remarks(database)[-1].remark_id)


def _keep_agenda(database: Database, load: int) -> None:
    keep_agenda(database, SECRETARY, KeptAgenda(f"委員会{load}", "報告", ("kpi_summary",), {}))


def _remove_agenda(database: Database, load: int) -> None:
    remove_agenda(database, SECRETARY, list_kept(database)[-1].agenda_id)


def revoke_last_title(database: Database, load: int) -> None:
    revoke_title(database, list_titles(database)[0].title_id, SECRETARY)


def _refuse(database: Database, load: int) -> None:
    item = drop_in_inbox(
        database.root, b"-", "a.xlsx", fiscal_year=None, forum="chugoku", sent_by="cli"
    )
    refuse_inbox_item(database, item.item_id, SECRETARY, "古い版")


def _register(database: Database, load: int) -> None:
    register_person(database, SECRETARY, f"{load}@example.jp", f"山田{load}", "viewer")


def _end_sessions(database: Database, load: int) -> None:
    end_sessions(database, SECRETARY, f"{load}@example.jp")


def _remove(database: Database, load: int) -> None:
    """Where a disk refused only to make sure of it, they are removed already."""
    if find_person(database.root, f"{load}@example.jp"):
        remove_person(database, SECRETARY, f"{load}@example.jp")


def _forget(database: Database, load: int) -> None:
    """By name, which is known until the last of it is done."""
    if find_ids(database.root, f"山田{load}") or list_people(database.root):
        forget_person(database, SECRETARY, f"山田{load}")


def _make_token(database: Database, load: int) -> None:
    make_token(database, OWNER, f"集計表{load}", 30, time.time())


def _revoke_token(database: Database, load: int) -> None:
    """Where a disk refused only to make sure of it, it is revoked already."""
    for token in list_tokens(database.root)[:1]:
        revoke_token(database, OWNER, token.token_id)


#: What can be done again and again to any load, in turns.
OF_ANY_LOAD: list[list[Deed]] = [
    [_undo, _redo],
    [_release, _withdraw_release],
    [_freeze],
    [_attend],
    [_ask, _answer, _close_query],
    [_remind],
    [_assign],
]
#: The same of one with a row that waits, and of what is no load's.
AGAIN_AND_AGAIN: list[list[Deed]] = [
    *OF_ANY_LOAD,
    [_close, _reopen],
    [_register, _end_sessions, _remove],
    [_remark, _withdraw_remark],
    [_keep_agenda, _remove_agenda],
    [_refuse],
    [_register, _forget],
    [_make_token, _revoke_token],
]
TURNS: list[list[Deed]] = [*AGAIN_AND_AGAIN, [_release], [revoke_last_title], [_undo], [_register]]
