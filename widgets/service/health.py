"""Whether the service can work: asked by the machine that watches over it, told by codes alone."""

import shutil
from collections.abc import Callable
from threading import Lock

import streamlit as st

from store.database import Database, find_root
from store.errors import StoreError
from store.log import activity
from widgets.reader import open_reader
from widgets.remaking import is_under_way
from widgets.run import open_real

#: Bytes; below it an upload might not be kept.
LEAST_FREE = 200 << 20
#: Seconds for which an answer is given again: whoever asks often makes no work.
AGE = 3.0
OK = "ok"


def check_store() -> str:
    return _ask_store(bool)


def check_log() -> str:
    return _ask_store(activity.check_log)


def check_home() -> str:
    """Whether this process has the log that all share. Where it can't be asked, pages go on:
    `congress_store_lost` of /metrics says so."""
    return _ask_store(Database.catch_up)


def check_disk() -> str:
    return OK if shutil.disk_usage(find_root()).free >= LEAST_FREE else "disk_full"


def check_reader() -> str:
    return OK if open_reader().is_answering() else "no_answer"


def _ask_store(ask: Callable[[Database], object]) -> str:
    if is_under_way(find_root()):
        return "remaking"
    try:
        ask(open_real(find_root()))
    except StoreError as error:
        return error.code
    except OSError:
        return "unreadable"
    return OK


CHECKS: dict[str, Callable[[], str]] = {
    "store": check_store,
    "log": check_log,
    "home": check_home,
    "disk": check_disk,
    "reader": check_reader,
}


_asking = Lock()


def ask_readiness() -> dict[str, str]:
    """Each check's "ok", or the code of what is wrong: the same for a moment."""
    with _asking:
        return _ask()


@st.cache_data(ttl=AGE, show_spinner=False)
def _ask() -> dict[str, str]:
    return {name: check() for name, check in CHECKS.items()}
