"""Where 速報 is told from 確定: how much of a figure is which, said beside it."""

from dataclasses import replace
from typing import Any

from metrics.history.preliminary import name_apart, read_apart, render_apart
from metrics.tracing.figure_codes import encode_figure
from store.releasing import list_preliminary
from views.model.view import Answer, Question, View
from widgets.run import Run, read_run
from words import Words

WORDS = Words(
    ja={
        "differs": "速報を含みます。確定だけの数値とは異なります。",
        "others": "{first}　ほか{count}個の数値も異なります。",
    }
)


def tell_apart(view: View, question: Question, answer: Answer, run: Run, **choices: Any) -> str:
    """What a view that holds 速報 is without it: its first indicator's figure that differs, else
    that it does."""
    if question.state != "all" or not run.fetch(list_preliminary):
        return ""
    confirmed = replace(run, state="confirmed")
    without = view.reply(replace(question, ask=confirmed.fetch, state="confirmed"), **choices)
    if without.frame.equals(answer.frame):
        return ""
    apart = run.fetch(read_apart)
    said = [name_apart(apart[code]) for code in _list_codes(view, question) if code in apart]
    if len(said) > 1:
        return WORDS["others"].format(first=said[0], count=len(said) - 1)
    return said[0] if said else WORDS["differs"]


def _list_codes(view: View, question: Question) -> list[str]:
    """The published and the counted figures that a view speaks of."""
    is_narrowed = "block" in view.narrowed_by and question.block
    scope = question.scope if "scope" in view.narrowed_by else "total"
    return [
        encode_figure(indicator, question.block if is_narrowed else scope, year, kind)
        for indicator in view.indicators()
        for year in [question.fiscal_year]
        for kind in ("value", "counted")
    ]


def tell_figure_apart(code: str) -> str:
    """The same of one figure; "" where 速報 changes nothing, or is not shown."""
    run = read_run()
    if run.state != "all" or not run.fetch(list_preliminary):
        return ""
    change = run.fetch(read_apart).get(code)
    return render_apart(change) if change else ""
