"""A request to end what another thread waits for."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock


class Stop:
    """Ends what is under way when it is asked for, or as soon as that begins."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._end: Callable[[], object] | None = None
        self.is_asked = False

    def ask(self) -> None:
        with self._lock:
            self.is_asked = True
            if self._end is not None:
                self._end()

    @contextmanager
    def ending(self, end: Callable[[], object]) -> Iterator[None]:
        """Within the block `end` is called, once it is asked for; never after."""
        with self._lock:
            self._end = end
            if self.is_asked:
                end()
        try:
            yield
        finally:
            with self._lock:
                self._end = None
