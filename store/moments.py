"""Moments as the store keeps them: UTC, without time zone."""

from datetime import UTC, datetime

#: As of this moment everything ever accepted counts.
END_OF_TIME = datetime(9999, 12, 31)


def read_utc_now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)


def drop_time_zone(moment: datetime) -> datetime:
    """A moment with a zone in UTC; one without is taken to be in UTC.

    >>> drop_time_zone(datetime.fromisoformat("2021-04-01T09:00+09:00"))
    datetime.datetime(2021, 4, 1, 0, 0)
    """
    return moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment
