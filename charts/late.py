"""Altair, which is imported when the first chart is built: with what it brings along it is a quarter
of all that the app imports, and the first page draws none.

The other modules of this folder postpone their annotations, which name its classes.
"""

import gc
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import altair as alt
else:

    class LateAltair:
        """Has what Altair has, once somebody asks."""

        def __getattr__(self, name: str) -> Any:
            found = self.__dict__[name] = getattr(import_altair(), name)
            return found

    alt = LateAltair()

__all__ = ["alt", "import_altair"]


@cache
def import_altair() -> Any:
    """The module."""
    import altair
    from altair.utils import schemapi

    # Each part of a chart would be held against Vega-Lite's schema as it is made; our tests hold
    # the whole of every chart against it, and so the screen and the exports need not.
    schemapi.disable_debug_mode()
    if gc.get_freeze_count():  # a server, which leaves what is imported out of the collector's walk
        gc.freeze()
    return altair
