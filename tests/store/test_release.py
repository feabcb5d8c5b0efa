"""速報 and 確定: what a coordinator accepts counts apart until the secretariat releases it."""

import json
from pathlib import Path
from typing import Any

import pytest

from loaders.__main__ import main
from store.actor import Actor, claim
from store.batches import accept, list_batches, preview, redo, undo
from store.database import Database, open_database
from store.decisions.releasing import list_preliminary, release, withdraw_release
from store.errors import NothingToRelease, ReasonMissing, RightMissing
from store.keeping.rebuild import rebuild
from store.keeping.verify import verify_store
from store.log.activity import list_entries
from store.release import SWITCH, ConfirmedStore, choose_state, narrow
from tests.store.hand_made import (
    HOURS,
    current_themes,
    matching,
    parked,
    read_again,
    read_everything,
    submission,
    themes_as_of,
)

SECRETARY = claim("田中")
COORDINATOR = Actor("山田", "coordinator", frozenset({"chugoku"}), "signed_in")


@pytest.fixture
def switched_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SWITCH, "on")


def _accept(database: Database, actor: Actor, *themes: str, **changes: Any) -> int:
    sent = submission(*themes, accepted_by=actor, **changes)
    return accept(database, sent, at=HOURS[len(list_batches(database)) + 1]).batch_id


def _read(database: Database) -> tuple[str, str]:
    """What is 確定, and what it is with 速報."""
    themes = current_themes(ConfirmedStore(database)), current_themes(database)
    confirmed, both = (each.replace("chugoku | ", "").replace("\n", " ") for each in themes)
    return confirmed, both


@pytest.mark.parametrize("value", ["off", " OFF ", ""])
def test_without_the_switch_all_is_as_before(
    database: Database, monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    monkeypatch.setenv(SWITCH, value)
    _accept(database, COORDINATOR, "橋")
    assert _read(database) == ("橋", "橋")
    assert (choose_state(), choose_state(with_preliminary=True)) == ("", "")
    undo(database, 1, COORDINATOR, "誤り")
    assert _read(database) == ("", "")


@pytest.mark.usefixtures("switched_on")
def test_coordinators_load_is_preliminary_and_the_secretariats_is_not(database: Database) -> None:
    _accept(database, SECRETARY, "橋")
    _accept(database, COORDINATOR, "港")
    assert _read(database) == ("橋", "港")
    assert [each.is_preliminary for each in list_batches(database)] == [True, False]
    assert [each.entry.batch_id for each in list_batches(ConfirmedStore(database))] == [1]
    assert (choose_state(), choose_state(with_preliminary=True)) == ("confirmed", "all")


@pytest.mark.usefixtures("switched_on")
def test_released_load_counts_and_counts_no_longer_once_that_is_withdrawn(
    database: Database,
) -> None:
    _accept(database, SECRETARY, "橋")
    batch = _accept(database, COORDINATOR, "港")
    assert release(database, [batch], SECRETARY) == [3]
    assert _read(database) == ("港", "港")
    withdraw_release(database, batch, SECRETARY, "数え直す")
    assert _read(database) == ("橋", "港")
    release(database, [batch], SECRETARY)
    assert _read(database) == ("港", "港")
    assert [(entry.action, entry.subject) for entry in list_entries(database)][:3] == [
        ("release", "batch:5"),
        ("withdraw_release", "batch:4"),
        ("release", "batch:3"),
    ]
    assert themes_as_of(ConfirmedStore(database), HOURS[3]) == "chugoku | 橋"


@pytest.mark.usefixtures("switched_on")
def test_what_was_confirmed_at_once_can_be_made_preliminary(database: Database) -> None:
    batch = _accept(database, SECRETARY, "橋")
    withdraw_release(database, batch, SECRETARY, "数え直す")
    assert _read(database) == ("", "橋")


@pytest.mark.usefixtures("switched_on")
def test_undo_and_redo_work_on_both_and_the_released_are_the_secretariats(
    database: Database,
) -> None:
    _accept(database, SECRETARY, "橋")
    batch = _accept(database, COORDINATOR, "港")
    undo(database, batch, COORDINATOR, "誤り")
    assert _read(database) == ("橋", "橋")
    redo(database, batch, COORDINATOR, "正しい")
    assert _read(database) == ("橋", "港")
    release(database, [batch], SECRETARY)
    with pytest.raises(RightMissing):
        undo(database, batch, COORDINATOR, "誤り")
    undo(database, batch, SECRETARY, "誤り")
    assert _read(database) == ("橋", "橋")
    with pytest.raises(RightMissing):
        redo(database, batch, COORDINATOR, "正しい")


@pytest.mark.usefixtures("switched_on")
def test_rows_that_wait_follow_their_load(database: Database) -> None:
    waiting = [parked("港")]
    _accept(database, COORDINATOR, "橋", parked=waiting)
    question = "SELECT count(*) FROM parked_as_of(TIMESTAMP 'infinity')"
    counts = []
    for store in (ConfirmedStore(database), database):
        with store.read() as cursor:
            counts += cursor.execute(question).fetchall()
    assert counts == [(0,), (1,)]


@pytest.mark.usefixtures("switched_on")
def test_release_of_a_forum_is_of_all_that_speaks_for_it_or_of_nothing(database: Database) -> None:
    other = Actor("鈴木", "coordinator", frozenset({"kinki"}), "signed_in")
    old = _accept(database, COORDINATOR, "橋")
    new = _accept(database, COORDINATOR, "港")
    kinki = _accept(database, other, "道", forum="kinki")
    assert [each.entry.batch_id for each in list_preliminary(database)] == [new, kinki]
    assert [each.entry.batch_id for each in list_preliminary(database, "kinki")] == [kinki]
    with pytest.raises(NothingToRelease):
        release(database, [old, old], SECRETARY)
    assert len(list_entries(database)) == 3
    release(database, [new, kinki], SECRETARY)
    assert list_preliminary(database) == []


@pytest.mark.usefixtures("switched_on")
def test_each_refusal_changes_nothing(database: Database) -> None:
    batch = _accept(database, COORDINATOR, "橋")
    with pytest.raises(NothingToRelease):
        withdraw_release(database, batch, SECRETARY, "数え直す")
    with pytest.raises(ReasonMissing):
        withdraw_release(database, batch, SECRETARY, " ")
    with pytest.raises(RightMissing):
        release(database, [batch], COORDINATOR)
    assert len(list_entries(database)) == 1


@pytest.mark.usefixtures("switched_on")
def test_store_made_anew_tells_the_same_apart(database: Database) -> None:
    _accept(database, SECRETARY, "橋")
    _accept(database, COORDINATOR, "港")
    _accept(database, COORDINATOR, "道")
    release(database, [2], SECRETARY)
    withdraw_release(database, 2, SECRETARY, "数え直す")
    before = read_everything(database)
    assert verify_store(database) == []
    rebuild(database.root, read_again)
    assert read_everything(database) == before
    assert _read(database) == ("橋", "道")


@pytest.mark.usefixtures("switched_on")
def test_preview_shows_figures_with_what_is_preliminary(database: Database) -> None:
    sent = submission("橋", accepted_by=COORDINATOR, records=[matching("橋")])
    with preview(narrow(database, "confirmed"), sent) as cursor:
        assert cursor.execute("SELECT theme FROM current_matchings").fetchall() == [("橋",)]


@pytest.mark.usefixtures("switched_on")
def test_operator_releases_by_number_and_by_forum_and_takes_it_back(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with open_database(tmp_path) as database:
        _accept(database, COORDINATOR, "橋")
    store = ["--database", str(tmp_path)]
    assert main(["release", *store]) == 0
    assert capsys.readouterr().out == "1\tchugoku.xlsx\tchugoku\n"
    assert main(["release", "--json", *store]) == 0
    told = {"batch": 1, "file": "chugoku.xlsx", "forums": ["chugoku"], "is_preliminary": True}
    assert json.loads(capsys.readouterr().out) == {"batches": [told]}
    assert main(["release", "--forum", "近畿フォーラム", *store]) == 0
    assert capsys.readouterr().out == ""
    assert main(["release", "--forum", "中国フォーラム", *store]) == 0
    assert main(["release", "1", *store]) == 2
    assert main(["release", "1", "--withdraw", *store]) == 2
    assert main(["release", "1", "--withdraw", "--reason", "数え直す", *store]) == 0
    assert main(["release", "1", *store]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said == [f"取込番号 1 を{how}しました" for how in ("確定に", "速報に戻", "確定に")]
