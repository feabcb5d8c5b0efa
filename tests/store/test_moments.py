"""Moments and days: Japan's, wherever the program runs."""

from datetime import UTC, date, datetime, tzinfo

import pytest

from store.moments import read_today


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
