"""One run of the app: which data it shows, as of when, narrowed to what, and who works.

It is read once, so that every figure on the screen is of the same state.
"""

import pickle
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache, partial
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from loaders.intake.load import ensure_plan_loaded
from loaders.intake.practice import ensure_practice_loaded
from store.actor import Actor
from store.database import (
    Database,
    data_version,
    find_practice_root,
    find_root,
    is_practice_root,
    log_version,
    open_database,
)
from store.people.names import find_stamp
from store.release import State
from store.release import narrow as narrow_store
from views.model.asking import takes_as_of
from widgets.data_shown import read_as_of, read_day, read_switch
from widgets.holding.kept import keep_answers
from widgets.page_facts import PageFacts
from widgets.people.person import read_actor
from widgets.people.sign_in import is_set_up
from words import Words, terms
from words.figures import render_fiscal_year

P = ParamSpec("P")
Answer = TypeVar("Answer")
WORDS = Words(ja={"loading": "演習データ（架空）を準備しています…"})


class PageOver(Exception):  # noqa: N818
    """A page has said all that it has to say; what stands around it follows."""


@dataclass(frozen=True, slots=True)
class Run:
    """What one run of the app shows.

    `version`: that of the store's data; `as_of`: the moment shown, None for now; `day`: the day
    at which the pages stand, today unless one is chosen; `actor`: who works, without a name while
    nobody has said so; `stamp`: that of the names that stand in answers; `pages`: all of them by
    name, `page` the one that runs ("" outside a run of the app, in a callback), `offered`: as they
    are linked.

    Once the filters are drawn: `fiscal_year`, resolved, never "latest"; `scope`; `block`, an
    id, "" for all of them; `state`, which loads count.
    """

    store: Database
    version: int
    as_of: datetime | None
    day: date
    actor: Actor
    pages: Mapping[str, PageFacts] = field(default_factory=dict)
    page: str = ""
    fiscal_year: int = 0
    scope: str = "total"
    block: str = ""
    state: State = ""
    stamp: tuple[int, ...] = ()
    offered: Mapping[str, StreamlitPage] = field(default_factory=dict)

    @property
    def facts(self) -> PageFacts:
        return self.pages[self.page]

    @property
    def is_practice(self) -> bool:
        """Whether the figures are the invented ones; whatever leaves the app must say so."""
        return is_practice_root(self.store.root)

    @property
    def year_text(self) -> str:
        return render_fiscal_year(self.fiscal_year)

    @property
    def scope_text(self) -> str:
        return terms.SCOPES[self.scope]

    @property
    def block_text(self) -> str:
        """The block's name, "" for all of them."""
        return terms.BLOCKS[self.block] if self.block else ""

    @property
    def state_text(self) -> str:
        return terms.RELEASE_STATES[self.state] if self.state else ""

    def is_open(self, page: str) -> bool:
        """Whether a page is for whoever works here."""
        facts = self.pages[page]
        may = not facts.act or self.actor.may(facts.act, self.actor.forums)
        return may and (not facts.of_signing_in or is_set_up())

    def fetch(
        self,
        reader: Callable[Concatenate[Database, P], Answer],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> Answer:
        """A reader's answer from the store as of the day chosen, of the loads that count, kept
        until a batch is accepted."""
        if self.as_of and takes_as_of(reader):
            kwargs.setdefault("as_of", self.as_of)
        name = f"{reader.__module__}.{reader.__qualname__}"
        store = narrow_store(self.store, self.state)
        return self.keep((name, args, kwargs), partial(reader, store, *args, **kwargs))

    def recall(
        self,
        reader: Callable[Concatenate[Database, P], Answer],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> Answer:
        """A reader's answer from the log, kept until its next entry."""
        name = f"{reader.__module__}.{reader.__qualname__}"
        asked = (name, log_version(self.store), args, kwargs)
        return self.keep(asked, partial(reader, self.store, *args, **kwargs))

    def keep(self, asked: object, ask: Callable[[], Answer]) -> Answer:
        """What `ask` answers of what is shown, kept as long; `asked` tells it from all else."""
        shown = (str(self.store.root), self.version, self.as_of, self.stamp, self.state)
        answer: Answer = _answer(pickle.dumps((shown, asked)), ask)
        return answer


#: The run that is under way in this thread; a callback or a fragment of its own has none.
RUN: ContextVar[Run | None] = ContextVar("run", default=None)


def read_run(
    pages: Mapping[str, PageFacts] | None = None,
    page: str = "",
    offered: Mapping[str, StreamlitPage] | None = None,
) -> Run:
    """The run that is under way; in a callback the state now."""
    if (run := RUN.get()) is not None:
        return run
    store = open_store()
    return Run(
        store,
        data_version(store),
        read_as_of(),
        read_day(),
        read_actor(),
        pages or {},
        page,
        stamp=find_stamp(find_root(), store.root),
        offered=offered or {},
    )


@contextmanager
def under_way(run: Run) -> Iterator[None]:
    """For `read_run` within the block; what a callback or another thread asks is asked anew."""
    token = RUN.set(run)
    try:
        yield
    finally:
        RUN.reset(token)


def open_store() -> Database:
    """The database of what is shown: the real figures', or the practice data's."""
    return (open_practice if read_switch() else open_real)(find_root_shown())


def find_root_shown() -> Path:
    return find_practice_root() if read_switch() else find_root()


@st.cache_resource(show_spinner=False)
def open_real(root: Path) -> Database:
    """The one real database of this process, at the first start filled with the plan's figures."""
    database = open_database(root)
    ensure_plan_loaded(database)
    return database


def open_practice(root: Path) -> Database:
    """The one practice database of this process, filled when it is first asked for."""
    return _fill_with_words(WORDS["loading"])(root)


@cache
def _fill_with_words(loading: str) -> Callable[[Path], Database]:
    """Streamlit reads the source of what it is to keep each time that it is told to."""
    return st.cache_resource(show_spinner=loading)(_fill_practice)


def _fill_practice(root: Path) -> Database:
    database = open_database(root)
    ensure_practice_loaded(database)
    return database


@keep_answers(500)
def _answer(asked: bytes, _ask: Callable[[], Any]) -> Any:
    """`asked` tells questions apart: all of one in bytes, which Streamlit hashes far sooner than
    its parts. Two spellings of one question only cost a second answer."""
    return _ask()
