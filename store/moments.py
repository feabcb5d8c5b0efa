"""Moments as the store keeps them: UTC, without time zone."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time, timedelta, timezone

#: As of this moment everything ever accepted counts.
END_OF_TIME = datetime(9999, 12, 31)

#: Days are Japanese days; Japan has no summer time.
JAPAN = timezone(timedelta(hours=9))

#: How far a clock may be set back and the log still waits for it.
LONGEST_WAIT = timedelta(days=1)


#: How far the clock that counts is ahead of this machine's.
_AHEAD: ContextVar[timedelta] = ContextVar("ahead", default=timedelta())


def read_utc_now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None) + _AHEAD.get()


@contextmanager
def set_clock(now: datetime) -> Iterator[None]:
    """Within the block another clock counts, by which it is now so late."""
    token = _AHEAD.set(now - datetime.now(UTC).replace(tzinfo=None))
    try:
        yield
    finally:
        _AHEAD.reset(token)


def read_today() -> date:
    """Today in Japan, wherever the program runs."""
    return datetime.now(JAPAN).date()


def follow(last: datetime, now: datetime) -> datetime:
    """The moment of what comes after `last`: now, and never before it.

    Where `last` lies further ahead than clocks are set back by, it was the clock then that was
    wrong: it dates its own entry alone.

    >>> follow(datetime(2021, 4, 1, 10), datetime(2021, 4, 1, 9))
    datetime.datetime(2021, 4, 1, 10, 0)
    >>> follow(datetime(2099, 1, 1), datetime(2021, 4, 1, 9))
    datetime.datetime(2021, 4, 1, 9, 0)
    """
    return now if last - now > LONGEST_WAIT else max(now, last)


def drop_time_zone(moment: datetime) -> datetime:
    """A moment with a zone in UTC; one without is taken to be in UTC.

    >>> drop_time_zone(datetime.fromisoformat("2021-04-01T09:00+09:00"))
    datetime.datetime(2021, 4, 1, 0, 0)
    """
    return moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment


def end_of_day(day: date) -> datetime:
    """The last moment of a Japanese day: `as_of` for "as it stood on that day".

    >>> end_of_day(date(2021, 4, 1))
    datetime.datetime(2021, 4, 1, 14, 59, 59, 999999)
    """
    return drop_time_zone(datetime.combine(day, time.max, JAPAN))
