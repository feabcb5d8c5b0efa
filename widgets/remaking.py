"""A store that another version of the program has made, or that is damaged, is made anew: every
page shows how far.
"""

import threading
from pathlib import Path

import streamlit as st

from loaders.intake.archived import rebuild_store
from loaders.intake.remaking import REASONS, REMAKING, list_warnings
from store.errors import StoreError
from store.keeping.rebuild import Rebuilt, Watcher

#: Seconds between two looks at how far it is.
_LOOK = 0.2


class Remaking(threading.Thread, Watcher):
    """Makes one store anew, whoever still looks on: a page that is left does not stop it."""

    def __init__(self, root: Path) -> None:
        super().__init__(name=f"remaking {root.name}", daemon=True)
        self.root = root
        self.done, self.count = 0, 1
        self.error: StoreError | None = None
        self.outcome: Rebuilt | None = None

    def run(self) -> None:
        try:
            self.outcome = rebuild_store(self.root, self)
        except StoreError as error:
            self.error = error

    def step(self, done: int, count: int) -> None:
        self.done, self.count = done, count


_under_way: dict[Path, Remaking] = {}
_guard = threading.Lock()


def await_remaking(root: Path, why: StoreError) -> list[str]:
    """Stay, and show how far it is, until the store is made anew; returns what is to be looked
    into. Raises StoreError."""
    remaking = _find(root)
    place = st.empty()
    with place.container():
        st.info(REASONS[why.code], icon=":material/database:")
        bar = st.progress(0.0)
    while remaking.is_alive():
        said = REMAKING["step"].format(done=remaking.done, count=remaking.count)
        bar.progress(remaking.done / remaking.count, said)
        remaking.join(_LOOK)
    place.empty()
    if remaking.error:
        raise remaking.error
    assert remaking.outcome is not None
    return list_warnings(remaking.outcome)


def is_under_way(root: Path) -> bool:
    """Whether a store is just being made anew: who asks it then waits."""
    with _guard:
        remaking = _under_way.get(root)
    return remaking is not None and remaking.is_alive()


def _find(root: Path) -> Remaking:
    """The one under way, else a new one."""
    with _guard:
        remaking = _under_way.get(root)
        if remaking is None or not remaking.is_alive():
            remaking = _under_way[root] = Remaking(root)
            remaking.start()
    return remaking
