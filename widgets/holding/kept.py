"""Caches that end: by what their values weigh and how long nobody has asked for them, or by how
many they are and how old."""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from datetime import timedelta
from typing import Any, Generic, TypeVar, cast

import streamlit as st

T = TypeVar("T")
Asked = TypeVar("Asked", bound=Callable[..., Any])
#: After so long a small answer is asked for anew.
AGE_OF_ANSWERS = timedelta(hours=1)


def keep_answers(most: int) -> Callable[[Asked], Asked]:
    """Keep the last answers of a function, of a few hundred KB at most each, for all sessions."""
    keep = st.cache_data(max_entries=most, ttl=AGE_OF_ANSWERS, show_spinner=False)
    return cast("Callable[[Asked], Asked]", keep)


class Kept(Generic[T]):
    """Safe to share between threads. What was asked for last stays, however much it weighs."""

    def __init__(self, most: int, seconds: float, weigh: Callable[[T], int]) -> None:
        self._most, self._seconds, self._weigh = most, seconds, weigh
        #: key -> value, its weight and when it was last asked for; the longest ago first
        self._values: OrderedDict[Hashable, tuple[T, int, float]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        with self._lock:
            self._forget()
            known = self._values.get(key)
        if known:
            value, weight, _ = known
        else:
            value = make()
            weight = self._weigh(value)
        with self._lock:
            self._values[key] = value, weight, time.monotonic()
            self._values.move_to_end(key)
            self._forget()
        return value

    def _forget(self) -> None:
        """Drop from the oldest on what is too old, and what is too much."""
        weight = sum(each for _, each, _ in self._values.values())
        oldest = time.monotonic() - self._seconds
        for key, (_, own, asked) in list(self._values.items())[:-1]:
            if asked >= oldest and weight <= self._most:
                return
            weight -= own
            del self._values[key]
