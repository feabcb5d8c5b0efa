"""Whose load has been superseded by somebody else's."""

from datetime import datetime, timedelta
from pathlib import Path

from metrics.history.superseded import list_superseded
from store.actor import claim
from store.batches import accept, undo
from store.database import Database
from tests.store.hand_made import HOURS, submission
from tests.stores import make_empty_store

ALWAYS = datetime(2000, 1, 1)
FIRST, SECOND = claim("山田"), claim("近藤")


def find(database: Database, name: str, since: datetime = ALWAYS) -> list[tuple[int, int]]:
    found = list_superseded(database, name, since)
    return [(each.own.batch_id, each.other.batch_id) for each in found]


def test_sender_hears_of_the_load_that_speaks_instead(tmp_path: Path) -> None:
    with make_empty_store(tmp_path / "store") as database:
        accept(database, submission("橋", accepted_by=FIRST), at=HOURS[1])
        accept(database, submission("港", forum="kinki", accepted_by=SECOND), at=HOURS[2])
        assert find(database, "山田") == []
        accept(database, submission("川", accepted_by=SECOND), at=HOURS[3])
        assert find(database, "山田") == [(1, 3)]
        assert find(database, "近藤") == find(database, "") == []
        assert find(database, "山田", HOURS[3]) == [(1, 3)]
        assert find(database, "山田", HOURS[3] + timedelta(seconds=1)) == []

        accept(database, submission("道", accepted_by=FIRST), at=HOURS[4])
        assert find(database, "山田") == []
        assert find(database, "近藤") == [(3, 4)]
        undo(database, 4, SECOND, "誤り", HOURS[5])
        assert (find(database, "山田"), find(database, "近藤")) == ([(1, 3)], [])
