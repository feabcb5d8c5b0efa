"""What a view declares, what it is asked, and what it answers.

A view is one file in `views/`: which page shows the figure, which question is asked, how the
answer is told, drawn and exported. Pages, meeting mode, decks, command line and tests are made
of what it says; nothing about one figure stands anywhere else.
"""

import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Concatenate, Literal, ParamSpec, Protocol, TypeVar

import pandas as pd

from store.database import Database
from store.release import State
from views.model.columns import Declared
from views.model.figure import AnyChart, Column, Figure, Matrix, NativeChart
from views.model.indicators import Pick, none
from views.model.words import HEADINGS, MISSING
from words import Words
from words.terms import UNITS

P = ParamSpec("P")
Said = TypeVar("Said")
Reader = Callable[..., pd.DataFrame]
#: What of a question narrows a view's reader, in the order that it takes them.
Narrowing = Literal["fiscal_year", "scope", "block"]


class Ask(Protocol):
    """Asks a reader of the metrics: a database directly, or the screen's kept answers."""

    def __call__(
        self, reader: Callable[Concatenate[Database, P], Said], *args: P.args, **kwargs: P.kwargs
    ) -> Said: ...


class Chart(Protocol):
    """A module of `charts/`: both functions take the answer's frame first."""

    @property
    def find(self) -> Callable[..., str]: ...
    @property
    def build(self) -> Callable[..., AnyChart]: ...


@dataclass(frozen=True, slots=True)
class Question:
    """What a view is asked, of whom, and up to when the answer reaches.

    `block`: a block's id, "" for all. `as_of`, `version`: the last batch in words and by its
    number. `since`: the last meeting's moment (UTC); `held_on`: the ISO day of the meeting that
    asks, "" for the one after all that left a record. `state`: which loads count.
    """

    ask: Ask
    fiscal_year: int
    scope: str = "total"
    block: str = ""
    as_of: str = ""
    version: int = 0
    is_practice: bool = False
    since: datetime | None = None
    held_on: str = ""
    state: State = ""


@dataclass(frozen=True, eq=False, slots=True)
class Answer:
    """A view's answer; everything but the frame has its usual value in the view.

    frame         what is drawn and told
    given         what the chart's `build` takes beside the frame
    table         the rows that leave the house, where they aren't the frame's
    columns       the table's columns, where they depend on what was answered
    title         the finding, where it needs more than the frame
    definition, notes, completeness  in words
    coded_by      the indicators by whose codes the figure is found again
    found_at      what its address says beyond the question: parameter -> value
    counts        the layouts whose records are counted here, where that depends on the answer
    cells         rows that name the cells (workbook, sheet, cell), where the table's don't
    is_silent     there is nothing to show beside the title (no meeting before this one)
    """

    frame: pd.DataFrame
    given: tuple[Any, ...] = ()
    table: pd.DataFrame | None = None
    columns: Mapping[str, Column] | None = None
    title: str = ""
    definition: str = ""
    notes: tuple[str, ...] = ()
    completeness: str = ""
    coded_by: Sequence[str] = ()
    found_at: Mapping[str, str] = field(default_factory=dict)
    counts: tuple[str, ...] | None = None
    cells: pd.DataFrame | None = None
    is_silent: bool = False


@dataclass(frozen=True, eq=False, slots=True)
class View:
    """One figure.

    module       the file's `__name__`, whose last part is the view's id
    page, part   the page that shows it, and which of its parts
    words        topic (short, names the file); agenda (as agendas call it, where not the
                 topic); definition (how it is counted)
    defined_by   a table of words and its key, where the definition stands elsewhere
    read         the question: a reader of the metrics, given what `narrowed_by` names
    narrowed_by  which filters change the figure, in the reader's order
    answer       instead of `read`, where the question takes more; what it takes beside the
                 question are choices of its page, left as they are everywhere else
    year         "plans": of a year without activity plans, the year after is meant
    chart        a module of `charts/` with `find` and `build`; None: a table
    find         the finding of a view without a chart
    columns      what leaves the house, in the order shown; `headings`: their words
    native       how Office draws it
    matrix       how its table is laid out where people read it, where not a row a row
    form         of an empty form: the shares of the width that its columns take
    reported     how many have reported, in words
    counts       the layouts whose records it counts: its sources, where no cell is named
    source       what else it comes from: a key of `words.SOURCES`
    indicators   the KPIs that it speaks of, the one first that a remark is about
    coded_by     the KPI by whose code the figure is found again; else by its address
    slides       the figures that slides show instead of the one
    measured     the column without any value of which the figure is 未報告
    for_slides   False: a list too long for slides, or one that only its page can ask for
    formerly     the name that links, commands and records knew it by
    """

    module: str
    page: str
    words: Words
    part: str = ""
    read: Reader | None = None
    narrowed_by: tuple[Narrowing, ...] = ("fiscal_year",)
    answer: Callable[..., Answer] | None = None
    year: Literal["results", "plans"] = "results"
    chart: Chart | None = None
    defined_by: tuple[Words, str] | None = None
    find: Callable[[pd.DataFrame], str] | None = None
    columns: Mapping[str, Declared] = field(default_factory=dict)
    headings: Mapping[str, str] = field(default_factory=dict)
    native: NativeChart | None = None
    matrix: Matrix | None = None
    form: tuple[float, ...] = ()
    reported: Callable[[pd.DataFrame], str] | None = None
    counts: tuple[str, ...] = ()
    source: str = ""
    indicators: Pick = none
    coded_by: Pick = none
    slides: Callable[[Figure, Question], list[Figure]] | None = None
    measured: str = ""
    for_slides: bool = True
    formerly: str = ""

    def __post_init__(self) -> None:
        if (self.read is None) == (self.answer is None):
            raise ValueError(f"{self.id}: either read or answer")

    @property
    def is_page_bound(self) -> bool:
        """Whether its answer takes what only its page has."""
        if self.answer is None:
            return False
        _, *choices = inspect.signature(self.answer).parameters.values()
        return any(each.default is each.empty for each in choices)

    @property
    def id(self) -> str:
        return self.module.rpartition(".")[2]

    @property
    def name(self) -> str:
        """As agendas call it."""
        return self.words.get("agenda") or self.words["topic"]

    def is_called(self, name: str) -> bool:
        """Whether a link, a command or a record means this view."""
        return bool(name) and name in (self.id, self.formerly)

    def reply(self, question: Question, **choices: Any) -> Answer:
        """What the figure is made of; `choices`: those of the page, by their names in `answer`."""
        if self.answer is not None:
            return self.answer(question, **choices)
        assert self.read is not None
        return Answer(
            question.ask(self.read, *(getattr(question, name) for name in self.narrowed_by))
        )

    def tell(self, answer: Answer) -> str:
        """The finding."""
        if answer.title:
            return answer.title
        find = self.chart.find if self.chart else self.find
        assert find is not None
        return find(answer.frame)

    def say_reported(self, answer: Answer) -> str:
        """How many have reported, in words."""
        if answer.completeness or self.reported is None:
            return answer.completeness
        return self.reported(answer.frame if answer.table is None else answer.table)

    def is_unreported(self, answer: Answer) -> bool:
        """Whether what it measures is not there."""
        table = answer.frame if answer.table is None else answer.table
        return bool(self.measured) and bool(table[self.measured].isna().all())

    def define(self, answer: Answer) -> str:
        """How the figure is counted, in words."""
        if answer.definition or self.defined_by is None:
            return answer.definition or self.words.get("definition", "")
        words, key = self.defined_by
        return words[key]

    def name_columns(self) -> dict[str, Column]:
        """The columns with their words."""
        return {
            name: column.name(self.headings.get(name) or HEADINGS[name], self._find_word)
            for name, column in self.columns.items()
        }

    def _find_word(self, key: str) -> str:
        """A unit, or what a missing number is called: the view's own word before the shared."""
        return self.words.get(key) or MISSING.get(key) or UNITS[key]
