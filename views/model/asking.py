"""Asking the readers of the metrics, all as of one moment."""

import inspect
from collections.abc import Callable
from datetime import datetime
from functools import cache
from typing import Any, Concatenate, cast

from store.database import Database
from views.model.view import Ask, P, Said


def ask_database(database: Database, as_of: datetime | None = None) -> Ask:
    """Each question is asked once: a deck's figures share readers. The moment in UTC, None: now."""
    answers: dict[object, Any] = {}

    def ask(
        reader: Callable[Concatenate[Database, P], Said], *args: P.args, **kwargs: P.kwargs
    ) -> Said:
        asked = (reader, args, tuple(sorted(kwargs.items())))
        if asked not in answers:
            moment = {"as_of": as_of} if takes_as_of(reader) else {}
            answers[asked] = cast(Callable[..., Said], reader)(database, *args, **moment, **kwargs)
        return cast(Said, answers[asked])

    return ask


@cache
def takes_as_of(reader: Callable[..., object]) -> bool:
    return "as_of" in inspect.signature(reader).parameters
