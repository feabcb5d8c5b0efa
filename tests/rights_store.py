"""A store with something to decide for each act, of a coordinator's own forum and of another."""

import time
from pathlib import Path

import pytest

from data.acts import ROLES
from store.actor import Actor, run_as
from store.batches import accept, undo
from store.database import Database, open_database
from store.decisions.agendas import KeptAgenda, keep_agenda
from store.decisions.parked import close_parked
from store.decisions.queries import ASK, Place, ask_sender
from store.decisions.remarks import Subject, record_remark
from store.disk.inbox import drop_in_inbox
from store.moments import read_today
from store.people.register import register_person
from store.people.tokens import make_token
from store.release import SWITCH
from tests.plan_store import fill_plan_store
from tests.store.hand_made import parked, submission, teach
from tests.stores import filled_once

OWN, OTHER = "chugoku", "kinki"
OPERATOR = run_as("operator", "command_line")


def address(role: str) -> str:
    return f"{role}@example.jp"


@filled_once("rights")
def fill_rights_store(root: Path) -> None:
    """The plan's figures, a person of each role, and over them what waits for somebody."""
    fill_plan_store(root).close()
    with open_database(root) as database, pytest.MonkeyPatch.context() as patch:
        patch.setenv(SWITCH, "on")
        people = {
            role: register_person(
                database, OPERATOR, address(role), f"山田 {role}", role, _list_own(role)
            ).act()
            for role in ROLES
        }
        for forum in (OWN, OTHER):
            _fill_forum(database, forum, people["secretariat"], people["coordinator"])
        drop_in_inbox(root, b"-", "全体.xlsx", fiscal_year=None, forum=None, sent_by="cli")
        for each in people.values():
            make_token(database, each, f"{each.role}の集計表", 365, time.time())
        for each in (people["coordinator"], people["secretariat"]):
            _remark(database, each)
            keep_agenda(database, each, KeptAgenda(each.role, "報告", ("kpi_summary",), {}))


def _list_own(role: str) -> list[str]:
    return [OWN] if role == "coordinator" else []


#: What is said of each of a forum's loads: 確定 (with waiting rows), 速報, 速報 and undone.
_YEARS = (2020, 2019, 2018)


def _fill_forum(database: Database, forum: str, secretary: Actor, coordinator: Actor) -> None:
    sender = Actor("佐藤", "coordinator", frozenset({forum}), "signed_in", f"{forum:0>16}"[:16])
    for year in _YEARS:
        is_released = year == 2020
        waiting = [parked("港", forum), parked("駅", forum, 91)] if is_released else []
        load = submission(
            forum=forum,
            file_name=f"{forum}{year}.xlsx",
            content=f"{forum}{year}".encode(),
            slots=[(forum, year, "matchings")],
            parked=waiting,
            accepted_by=secretary if is_released else sender,
        )
        batch = accept(database, load).batch_id
        if is_released:
            close_parked(database, batch, 2, "dropped", secretary, "重複")
            for each in (secretary, coordinator):
                if each.may(ASK, [forum]):
                    ask_sender(database, each, Place(batch), "確認してください")
        if year == 2018:
            undo(database, batch, sender, "誤り")
    teach(database, f"{forum}の欄", "theme", forum)
    drop_in_inbox(
        database.root, b"-", f"{forum}.xlsx", fiscal_year=2020, forum=forum, sent_by="cli"
    )


def _remark(database: Database, actor: Actor) -> None:
    """Of the screen that a meeting opens on."""
    about = Subject("kpi_summary", "…", 1, 2020, "total")
    record_remark(database, actor, "remark", "意見", read_today().isoformat(), about)
