"""How far the data reach, how much of a figure is 速報, and a query as a mail's address."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from metrics.forums.mail import LONGEST_LINK, Mail
from metrics.history.data_state import DataState, read_data_state, render_japan_time
from metrics.history.impact import FigureChange
from metrics.history.preliminary import name_apart, read_apart, render_apart
from store.actor import Actor, claim
from store.batches import accept
from store.database import Database
from store.decisions.releasing import release
from store.release import SWITCH
from tests.store.hand_made import HOURS, submission
from tests.stores import make_empty_store

SECRETARY = claim("田中")
COORDINATOR = Actor("山田", "coordinator", frozenset({"chugoku"}), "signed_in")


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with make_empty_store(tmp_path / "store") as database:
        yield database


def test_data_reach_as_far_as_the_last_load_of_each_moment(database: Database) -> None:
    assert read_data_state(database) == DataState(0, None)
    assert read_data_state(database).text == ""
    accept(database, submission("橋"), at=HOURS[1])
    accept(database, submission("港", forum="kinki"), at=HOURS[2])
    versions = [read_data_state(database, at).version for at in (HOURS[0], HOURS[1], None)]
    assert versions == [0, 1, 2]
    assert read_data_state(database).text == "2件目の取込まで（2021年4月1日 11:00）"


def test_moment_is_told_by_the_clock_in_japan() -> None:
    assert render_japan_time(datetime(2021, 3, 31, 14, 59)) == "2021年3月31日 23:59"
    assert render_japan_time(datetime(2021, 3, 31, 15, 0)) == "2021年4月1日 0:00"


def change(before: float | None, after: float | None, unit: str) -> FigureChange:
    place = ("MATCHINGS", "マッチング", "total", "合計", 2020, unit, "kpi", "台帳")
    return FigureChange(*place, before, after, None)


@pytest.mark.parametrize(
    ("before", "after", "unit", "said"),
    [
        (119, 133, "件", "確定 119件 ＋ 速報 14件"),
        (119, 119, "件", "確定 119件 ＋ 速報 0件"),
        (119, 118, "件", "確定 119件・速報を含めると 118件"),
        (119, None, "件", "確定 119件・速報を含めると 未報告"),
        (None, 14, "件", "速報 14件（確定は未報告）"),
        (1, 2, "", "確定 1 ＋ 速報 1"),
        (0, 14, "件", "確定 0件 ＋ 速報 14件"),
        (0.5, 0.57, "%", "確定 50%・速報を含めると 57%"),
    ],
)
def test_figure_says_how_much_of_it_is_preliminary(
    before: float | None, after: float | None, unit: str, said: str
) -> None:
    assert render_apart(change(before, after, unit)) == said
    assert name_apart(change(before, after, unit)) == f"マッチング（台帳）: {said}"


def test_figures_that_are_other_with_preliminary_loads_are_those_of_the_loads(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(SWITCH, "on")
    accept(database, submission("橋"), at=HOURS[1])
    assert read_apart(database) == {}
    accept(database, submission("橋", "港", accepted_by=COORDINATOR), at=HOURS[2])
    apart = read_apart(database)
    assert {(each.before, each.after) for each in apart.values()} == {(1, 2)}
    assert all(code == each.code for code, each in apart.items())
    assert read_apart(database, HOURS[1]) == {}
    release(database, [2], SECRETARY)
    assert read_apart(database) == {}


def test_mail_has_an_address_as_long_as_programs_take_it_whole() -> None:
    room = LONGEST_LINK - len("mailto:?subject=&body=")
    assert len(Mail("a" * (room - 1), "b").link) == LONGEST_LINK
    assert Mail("a" * room, "b").link == ""
