"""The store of the data that are shown, and its readers' answers, kept until it changes."""

import inspect
import pickle
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, partial
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

import streamlit as st

import texts
from loaders.intake.load import ensure_plan_loaded
from loaders.intake.practice import ensure_practice_loaded
from metrics.history.data_state import read_data_state
from store.database import (
    Database,
    data_version,
    find_practice_root,
    find_root,
    is_practice_root,
    open_database,
)
from store.errors import StoreError
from texts import SCREEN_TEXTS as WORDS
from widgets.data_shown import read_as_of, read_switch
from words.store_errors import STORE_ERRORS

P = ParamSpec("P")
Answer = TypeVar("Answer")
#: The data's version while a run of the app is under way in this thread, else None.
VERSION: ContextVar[int | None] = ContextVar("version", default=None)
#: The store of that run: which of the two it is can't change before the next one.
STORE: ContextVar[Database | None] = ContextVar("store", default=None)


@contextmanager
def one_version() -> Iterator[None]:
    """A run asks for the data's version once, and every figure on the page is of it.

    Only while the page runs: what a callback or another run asks is asked anew.
    """
    database = open_store()
    store, version = STORE.set(database), VERSION.set(data_version(database))
    try:
        yield
    finally:
        VERSION.reset(version)
        STORE.reset(store)


def open_store() -> Database:
    """The database of what is shown: the real figures', or the practice data's."""
    if (store := STORE.get()) is not None:
        return store
    return _open_practice(find_practice_root()) if read_switch() else _open_real(find_root())


@st.cache_resource(show_spinner=False)
def _open_real(root: Path) -> Database:
    """The one real database of this process, at the first start filled with the plan's figures."""
    database = open_database(root)
    ensure_plan_loaded(database)
    return database


@st.cache_resource(show_spinner=texts.PRACTICE_TEXTS["loading"])
def _open_practice(root: Path) -> Database:
    """The one practice database of this process, filled when it is first asked for."""
    database = open_database(root)
    ensure_practice_loaded(database)
    return database


def is_practice() -> bool:
    """Whether the figures shown are the invented ones; whatever leaves the app must say so."""
    return is_practice_root(open_store().root)


def read_version() -> int:
    """The data's version: the run's own while one is under way, else asked anew."""
    return VERSION.get() or data_version(open_store())


def fetch(
    reader: Callable[Concatenate[Database, P], Answer], *args: P.args, **kwargs: P.kwargs
) -> Answer:
    """A reader's answer from the store as of the day chosen, kept until a batch is accepted."""
    as_of = read_as_of()
    if as_of and _takes_as_of(reader):
        kwargs.setdefault("as_of", as_of)
    store = open_store()
    name = f"{reader.__module__}.{reader.__qualname__}"
    asked = pickle.dumps((name, str(store.root), read_version(), args, kwargs))
    answer: Answer = _fetch(asked, partial(reader, store, *args, **kwargs))
    return answer


@cache
def _takes_as_of(reader: Callable[..., object]) -> bool:
    return "as_of" in inspect.signature(reader).parameters


@st.cache_data(max_entries=500, show_spinner=False)
def _fetch(asked: bytes, _answer: Callable[[], Any]) -> Any:
    """`asked` tells questions apart: all of one in bytes, which Streamlit hashes far sooner than
    its parts. Two spellings of one question only cost a second answer."""
    return _answer()


def require_store() -> None:
    """Stop with what is to be done when the store can't be opened."""
    try:
        open_store()
    except StoreError as error:
        st.title(WORDS["no_store_title"], anchor=False)
        st.error(STORE_ERRORS[error.code])
        st.stop()


def require_data() -> None:
    """Stop with a plain message while nothing has been loaded."""
    if not fetch(read_data_state).version:
        key = "as_of_nothing" if read_as_of() else "no_data_title"
        st.title((WORDS | texts.UPLOAD_TEXTS)[key], anchor=False)
        st.info(WORDS["no_data"])
        st.stop()
