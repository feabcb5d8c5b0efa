"""A few children of one kind, so that a request that takes long holds nobody up."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from queue import LifoQueue

from store.child.process import Child


class Pool:
    """Lends each child to one thread at a time; who finds none waits.

    The one used last is lent first: the others are started only where several are at work.
    """

    def __init__(self, make: Callable[[], Child], count: int) -> None:
        self._children = [make() for _ in range(count)]
        self._idle: LifoQueue[Child] = LifoQueue()
        for child in reversed(self._children):
            self._idle.put(child)

    def start(self) -> None:
        """Start the first, so that its start costs no wait later."""
        self._children[0].start()

    @contextmanager
    def lend(self) -> Iterator[Child]:
        child = self._idle.get()
        try:
            yield child
        finally:
            self._idle.put(child)

    def close(self) -> None:
        """End the processes; a later request starts them anew."""
        for child in self._children:
            child.close()
