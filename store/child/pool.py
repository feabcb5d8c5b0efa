"""A few children of one kind, so that a request that takes long holds nobody up."""

import sys
from collections import Counter, OrderedDict, deque
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Future
from contextlib import contextmanager
from contextvars import ContextVar
from threading import Lock

from store.child.process import Child, ChildError
from store.child.stop import Stop

#: For whom this thread works: children are lent in turn to people, not to requests. Whoever
#: fetches a single picture or table is "", one of them.
WORKS_FOR: ContextVar[str] = ContextVar("works_for", default="")

#: So many things a child is remembered to have worked about.
MOST_KNOWN = 4


class _Turn(Future[Child]):
    """Somebody's, to be given a child for work about something; "": about nothing before."""

    def __init__(self, about: str) -> None:
        super().__init__()
        self.about = about


class Pool:
    """Lends each child to one thread at a time; who finds none waits.

    A child that comes free goes to whoever of those waiting has the fewest at work, of several the
    one who was served longest ago. Of those that are idle the one that worked last about the same
    is lent, else the one used last: the others are started only where several are at work. Who
    comes where `most_waiting` wait is refused at once.
    """

    def __init__(
        self, make: Callable[[], Child], count: int, most_waiting: int = sys.maxsize
    ) -> None:
        self._children = [make() for _ in range(count)]
        self._most_waiting = most_waiting
        self._lock = Lock()
        self._idle = list(reversed(self._children))
        #: What each child, by its id, has worked about lately.
        self._known = {id(each): deque[str](maxlen=MOST_KNOWN) for each in self._children}
        #: How many children are at work for whom.
        self._at_work: Counter[str] = Counter()
        #: Each person's requests that wait; who has been served goes behind the others.
        self._waiting: OrderedDict[str, deque[_Turn]] = OrderedDict()

    def start(self) -> None:
        """Start the first, so that its start costs no wait later."""
        self._children[0].start()

    @property
    def waiting_count(self) -> int:
        """How many threads wait for a child."""
        with self._lock:
            return self._count_waiting()

    @contextmanager
    def lend(self, stop: Stop | None = None, about: str = "") -> Iterator[Child]:
        """Raises ChildError: too many wait, or it is stopped while it waits. `about`: what the work
        is about, where a child that worked about it before has less to do."""
        person = WORKS_FOR.get()
        child = self._await_turn(person, _Turn(about), stop or Stop())
        try:
            yield child
        finally:
            self._take_back(child, person)

    @contextmanager
    def lend_idle(self) -> Iterator[Child | None]:
        """A child that nobody uses, without waiting; None where all are at work."""
        person = WORKS_FOR.get()
        with self._lock:
            child = self._idle.pop() if self._idle else None
            if child is not None:
                self._at_work[person] += 1
        try:
            yield child
        finally:
            if child is not None:
                self._take_back(child, person)

    def close(self) -> None:
        """End the processes; a later request starts them anew."""
        for child in self._children:
            child.close()

    def kill(self) -> None:
        """End the processes at once, also those at work."""
        for child in self._children:
            child.kill()

    def _await_turn(self, person: str, turn: "_Turn", stop: Stop) -> Child:
        with stop.ending(turn.cancel):
            with self._lock:
                if self._count_waiting() >= self._most_waiting:
                    raise ChildError("busy")
                self._waiting.setdefault(person, deque()).append(turn)
                self._hand_out()
            try:
                return turn.result()
            except CancelledError as error:
                raise ChildError("stopped") from error

    def _take_back(self, child: Child, person: str) -> None:
        with self._lock:
            self._at_work -= Counter((person,))  # whoever has none is forgotten
            self._idle.append(child)
            self._hand_out()

    def _hand_out(self) -> None:
        while self._idle and self._waiting:
            person = min(self._waiting, key=self._at_work.__getitem__)
            turns = self._waiting[person]
            turn = turns.popleft()
            self._waiting.move_to_end(person)
            if not turns:
                del self._waiting[person]
            if turn.set_running_or_notify_cancel():
                self._at_work[person] += 1
                turn.set_result(self._take_idle(turn.about))

    def _take_idle(self, about: str) -> Child:
        knowing = [child for child in self._idle if about and about in self._known[id(child)]]
        child = knowing[-1] if knowing else self._idle[-1]
        self._idle.remove(child)
        if about and not knowing:
            self._known[id(child)].append(about)
        return child

    def _count_waiting(self) -> int:
        turns = (turn for several in self._waiting.values() for turn in several)
        return sum(not turn.cancelled() for turn in turns)
