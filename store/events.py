"""What happens, told to whoever listens: the service's log and its figures (widgets.service), and
the open pages (widgets.news).

A fact is an id, a code or a number: never a person's name or address, a file's name, or a word
of a cell.
"""

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

Fact = str | int | float | Sequence[str]
#: Where a record of the logger keeps its facts.
FACTS = "facts"
LOGGER = logging.getLogger("congress")
_hearing: list[Callable[[], None]] = []


def tell(event: str, **facts: Fact) -> None:
    LOGGER.info(event, extra={FACTS: facts})


@contextmanager
def hear(told: Callable[[], None]) -> Iterator[None]:
    """`told` is called while the block runs, in any thread, whenever a store has something new."""
    _hearing.append(told)
    try:
        yield
    finally:
        _hearing.remove(told)


def announce_news() -> None:
    for told in tuple(_hearing):
        told()
