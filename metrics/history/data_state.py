"""How far the data reach: the last batch that counts, and when it was accepted."""

from dataclasses import dataclass
from datetime import UTC, datetime

from store.batches import list_batches
from store.database import Database
from store.moments import JAPAN
from words import Words

WORDS = Words(ja={"state": "{version}件目の取込まで（{moment}）"})


@dataclass(frozen=True, slots=True)
class DataState:
    """`version`: number of the last batch, 0 when nothing was accepted; the moment in UTC."""

    version: int
    accepted_at: datetime | None

    @property
    def text(self) -> str:
        """For a footer, with the moment in Japanese time; "" when there is nothing."""
        if self.accepted_at is None:
            return ""
        moment = render_japan_time(self.accepted_at)
        return WORDS["state"].format(version=self.version, moment=moment)


def read_data_state(database: Database, as_of: datetime | None = None) -> DataState:
    """The state at a moment (UTC; None: now)."""
    batches = list_batches(database, as_of)
    if not batches:
        return DataState(0, None)
    entry = batches[0].entry
    return DataState(entry.batch_id, entry.accepted_at)


def render_japan_time(moment: datetime) -> str:
    """A moment kept in UTC as Japanese time.

    >>> render_japan_time(datetime(2021, 4, 1, 0, 5))
    '2021年4月1日 9:05'
    """
    local = moment.replace(tzinfo=UTC).astimezone(JAPAN)
    return f"{local.year}年{local.month}月{local.day}日 {local.hour}:{local.minute:02}"
