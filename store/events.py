"""What happens, told to whoever listens: the service's log and its figures (widgets.service).

A fact is an id, a code or a number: never a person's name or address, a file's name, or a word
of a cell.
"""

import logging
from collections.abc import Sequence

Fact = str | int | float | Sequence[str]
#: Where a record of the logger keeps its facts.
FACTS = "facts"
LOGGER = logging.getLogger("congress")


def tell(event: str, **facts: Fact) -> None:
    LOGGER.info(event, extra={FACTS: facts})
