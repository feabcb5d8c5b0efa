"""What is new reaches the open pages within a second: this process's own writing, and that of the
others where the store is shared."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from store.database import ROOT_VARIABLE, find_root
from store.errors import StoreError
from store.shared.home import is_address


@contextmanager
def follow_news() -> Iterator[None]:
    """While the block runs on the server's loop. The app's parts want its server running."""
    from widgets.news import wake_open_pages

    with wake_open_pages(), _follow_others():
        yield


@contextmanager
def _follow_others() -> Iterator[None]:
    named = os.environ.get(ROOT_VARIABLE, "")
    if not is_address(named):
        yield
        return
    from store.shared.listening import follow_others  # its libraries take a while to load
    from widgets.run import open_real

    with suppress(StoreError):  # each look says it
        open_real(find_root())  # who may sign in stands there, too
    with follow_others(named):
        yield
