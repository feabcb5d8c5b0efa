"""A view on a page: the figure with what a click on it does, and its export menu."""

from dataclasses import dataclass
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from exports.spoken_values import speak_figure
from metrics.history.data_state import read_data_state
from views.model.describing import describe
from views.model.figure import Figure
from views.model.view import Answer, Question, View
from widgets.figures.apart import tell_apart
from widgets.figures.charts import Click, show_chart, show_finding
from widgets.figures.sources import render_reach
from widgets.files.export_menu import render_export_menu
from widgets.run import Run


@dataclass(frozen=True, eq=False, slots=True)
class Shown:
    """A view as the page has asked it, once: what is drawn, listed and exported is the same.

    `apart`: how much of it is 確定 and how much 速報, where it holds any; `spoken`: its chart in
    words."""

    view: View
    question: Question
    answer: Answer
    apart: str = ""
    spoken: str = ""

    @property
    def frame(self) -> pd.DataFrame:
        return self.answer.frame

    @property
    def completeness(self) -> str:
        return self.view.say_reported(self.answer)

    def show(self, *captions: str, is_main: bool = False, click: Click | None = None) -> None:
        """The chart under its finding, `captions` and the export menu below it."""
        self.draw(is_main, click)
        for caption in filter(None, captions):
            st.caption(caption)
        self.offer_files()

    def draw(self, is_main: bool = False, click: Click | None = None) -> None:
        """The chart alone; of a view without one, the finding."""
        if chart := self.view.chart:
            given = (self.frame, *self.answer.given)
            show_chart(chart.build, is_main, click, self.apart, self.spoken, *given)
        else:
            show_finding(self.view.tell(self.answer), is_main, self.apart)

    def offer_files(self) -> None:
        render_export_menu(self.describe, f"export_{self.view.id}")

    def describe(self) -> Figure:
        """The figure that leaves the house, and that is read aloud."""
        return describe(self.view, self.question, self.answer)


def ask_view(view: View, run: Run, **choices: Any) -> Shown:
    """The view as the run is narrowed; `choices`: the page's own, by their names in the view's
    `answer`."""
    state = run.fetch(read_data_state)
    question = Question(
        run.fetch,
        run.fiscal_year,
        run.scope,
        run.block,
        as_of=render_reach(state),
        version=state.version,
        is_practice=run.is_practice,
        state=run.state,
    )
    asked = (view.module, question.fiscal_year, question.scope, question.block, choices)
    answer, spoken = run.keep(asked, partial(_reply, view, question, choices))
    apart = tell_apart(view, question, answer, run, **choices)
    return Shown(view, question, answer, apart, spoken)


def _reply(view: View, question: Question, choices: dict[str, Any]) -> tuple[Answer, str]:
    """The answer, and its chart in words."""
    answer = view.reply(question, **choices)
    return answer, speak_figure(describe(view, question, answer)) if view.chart else ""


def show_view(
    view: View,
    run: Run,
    *captions: str,
    is_main: bool = False,
    click: Click | None = None,
    **choices: Any,
) -> pd.DataFrame:
    """A view's chart, captions and export menu; the frame that they are made of."""
    shown = ask_view(view, run, **choices)
    shown.show(*captions, is_main=is_main, click=click)
    return shown.frame
