"""How far the data reach: the last batch that counts, and when it was accepted."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import texts
from store.batches import list_batches
from store.database import Database

TOKYO = ZoneInfo("Asia/Tokyo")


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
        return texts.CHANGE_TEXTS["state"].format(version=self.version, moment=moment)


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
    local = moment.replace(tzinfo=UTC).astimezone(TOKYO)
    return f"{local.year}年{local.month}月{local.day}日 {local.hour}:{local.minute:02}"


def read_japan_day(text: str) -> datetime:
    """The end of a day in Japan as UTC without zone: what counted at that day's meeting.

    Raises ValueError for a text that is no ISO date.

    >>> read_japan_day("2021-04-01")
    datetime.datetime(2021, 4, 1, 15, 0)
    """
    day = date.fromisoformat(text) + timedelta(days=1)
    return datetime.combine(day, time(), TOKYO).astimezone(UTC).replace(tzinfo=None)
