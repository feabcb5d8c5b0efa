"""確定 in every view: 速報 is in none of its figures, as if it had never been accepted.

Held on every view and both data sets: what is 確定 while some loads are 速報 is what there is
without those loads, and with 速報 it is what there is when all is 確定.
"""

import pickle
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from store.actor import claim
from store.batches import list_batches, undo
from store.database import PRACTICE_NAME, Database
from store.decisions.releasing import withdraw_release
from store.release import State, narrow
from tests.plan_store import fill_plan_store
from tests.practice_store import fill_practice_store
from tests.view_questions import reply
from views import load_views
from views.model.asking import ask_database
from views.model.view import Question, View

SECRETARY = claim("田中")
FILL = {"plan": fill_plan_store, PRACTICE_NAME: fill_practice_store}
YEARS = {"plan": (2020, 2021), PRACTICE_NAME: (2020,)}
#: It lists the loads and undos themselves: what it lists is held apart.
OF_BATCHES = {"changes", "previous_meeting"}
VIEWS = [view for view in load_views().values() if view.id not in OF_BATCHES]


@contextmanager
def _open(data: str, root: Path) -> Iterator[Database]:
    with FILL[data](root / data) as database:
        yield database


def _answer_all(database: Database, data: str, state: State) -> dict[tuple[str, int], bytes]:
    """Every view's answer, to the last digit."""
    ask = ask_database(narrow(database, state))  # one for all: views share readers
    return {
        (view.id, year): _render(view, Question(ask, year, state=state))
        for view in VIEWS
        for year in YEARS[data]
    }


def _render(view: View, question: Question) -> bytes:
    answer = reply(view, question)
    table = answer.frame if answer.table is None else answer.table
    texts = (view.tell(answer), view.say_reported(answer), answer.notes, tuple(answer.coded_by))
    return pickle.dumps(
        (answer.frame.to_json(date_format="iso"), table.to_json(date_format="iso"), texts)
    )


def _pick_loads(database: Database) -> list[int]:
    """Every other load, so that of each kind some are 確定."""
    return [batch.entry.batch_id for batch in list_batches(database)][::2]


@pytest.mark.parametrize("data", FILL)
def test_every_view_is_without_what_is_preliminary_or_with_it(data: str, tmp_path: Path) -> None:
    with _open(data, tmp_path) as database:
        before, loads = _answer_all(database, data, "confirmed"), _pick_loads(database)
        for load in loads:
            withdraw_release(database, load, SECRETARY, "数え直す")
        confirmed = _answer_all(database, data, "confirmed")
        assert _answer_all(database, data, "all") == before
        for load in loads:
            undo(database, load, SECRETARY, "誤り")
        assert _answer_all(database, data, "all") == confirmed
        moved = {view for view, year in before if confirmed[view, year] != before[view, year]}
        assert len(moved) > len(VIEWS) / 3
