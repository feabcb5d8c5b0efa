"""Moments and days: Japan's, wherever the program runs."""

from datetime import UTC, date, datetime, timedelta, tzinfo

import pytest

from store.moments import LONGEST_WAIT, follow, read_today


@pytest.mark.parametrize(
    ("moment", "today"),
    [
        (datetime(2021, 4, 1, 14, 59, 59, tzinfo=UTC), date(2021, 4, 1)),
        (datetime(2021, 4, 1, 15, tzinfo=UTC), date(2021, 4, 2)),
    ],
)
def test_today_begins_when_it_does_in_japan(
    monkeypatch: pytest.MonkeyPatch, moment: datetime, today: date
) -> None:
    class Clock(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
            return moment.astimezone(tz)

    monkeypatch.setattr("store.moments.datetime", Clock)
    assert read_today() == today


@pytest.mark.parametrize(
    ("ahead", "is_followed"),
    [
        (-timedelta(seconds=1), False),
        (timedelta(seconds=1), True),
        (LONGEST_WAIT, True),
        (LONGEST_WAIT + timedelta(seconds=1), False),
    ],
)
def test_clock_set_back_is_waited_for_a_day_at_most(ahead: timedelta, is_followed: bool) -> None:
    now = datetime(2021, 4, 1, 9)
    assert follow(now + ahead, now) == (now + ahead if is_followed else now)
