"""A few children of one kind, so that a request that takes long holds nobody up."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from queue import Empty, LifoQueue
from threading import get_ident

from store.child.process import Child


class Pool:
    """Lends each child to one thread at a time; who finds none waits.

    The one used last is lent first: the others are started only where several are at work.
    """

    def __init__(self, make: Callable[[], Child], count: int) -> None:
        self._children = [make() for _ in range(count)]
        self._idle: LifoQueue[Child] = LifoQueue()
        self._waiting: set[int] = set()
        for child in reversed(self._children):
            self._idle.put(child)

    def start(self) -> None:
        """Start the first, so that its start costs no wait later."""
        self._children[0].start()

    @property
    def waiting_count(self) -> int:
        """How many threads wait for a child."""
        return len(self._waiting)

    @contextmanager
    def lend(self) -> Iterator[Child]:
        self._waiting.add(get_ident())
        try:
            child = self._idle.get()
        finally:
            self._waiting.discard(get_ident())
        try:
            yield child
        finally:
            self._idle.put(child)

    @contextmanager
    def lend_idle(self) -> Iterator[Child | None]:
        """A child that nobody uses, without waiting; None where all are at work."""
        try:
            child = self._idle.get_nowait()
        except Empty:
            yield None
            return
        try:
            yield child
        finally:
            self._idle.put(child)

    def close(self) -> None:
        """End the processes; a later request starts them anew."""
        for child in self._children:
            child.close()
