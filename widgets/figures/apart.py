"""Where 速報 is told from 確定: how much of a figure is which, said beside it."""

from dataclasses import replace
from typing import Any

from metrics.history.preliminary import name_apart, read_apart, render_apart
from metrics.tracing.figure_codes import FigureKind, encode_figure
from store.decisions.releasing import list_preliminary
from views.model.view import Answer, Question, View
from widgets.run import Run, read_run
from words import Words

WORDS = Words(
    ja={
        "differs": "速報を含みます。確定だけの数値とは異なります。",
        "finding": "確定だけでは: {finding}",
        "others": "{first}　ほか{count}個の数値も異なります。",
    }
)


def tell_apart(view: View, question: Question, answer: Answer, run: Run, **choices: Any) -> str:
    """What a view that holds 速報 is without it: its first indicator's figure that differs, else
    the finding that it would have."""
    if question.state != "all" or not run.fetch(list_preliminary):
        return ""
    confirmed = replace(run, state="confirmed")
    without = view.reply(replace(question, ask=confirmed.fetch, state="confirmed"), **choices)
    if without.frame.equals(answer.frame):
        return ""
    apart = run.fetch(read_apart)
    codes = _list_codes(view, question, answer)
    said = [name_apart(apart[code]) for code in codes if code in apart]
    if len(said) > 1:
        return WORDS["others"].format(first=said[0], count=len(said) - 1)
    if said:
        return said[0]
    finding = view.tell(without)
    is_told = finding != view.tell(answer)
    return WORDS["finding"].format(finding=finding) if is_told else WORDS["differs"]


def _list_codes(view: View, question: Question, answer: Answer) -> list[str]:
    """The figures that a view speaks of: published ones where it is found by their codes, else
    counted ones."""
    kind: FigureKind = "value" if answer.coded_by or view.coded_by() else "counted"
    is_narrowed = "block" in view.narrowed_by and question.block
    scope = question.scope if "scope" in view.narrowed_by else "total"
    place = question.block if is_narrowed else scope
    return [encode_figure(each, place, question.fiscal_year, kind) for each in view.indicators()]


def tell_figure_apart(code: str) -> str:
    """The same of one figure; "" where 速報 changes nothing, or is not shown."""
    run = read_run()
    if run.state != "all" or not run.fetch(list_preliminary):
        return ""
    change = run.fetch(read_apart).get(code)
    return render_apart(change) if change else ""
