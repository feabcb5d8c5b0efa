"""全国フォーラム: the seven bodies' steps on one time axis, their part of the KPI, their plans."""

from functools import partial

import widgets
from metrics.forums.national import read_national_figures, read_national_plans
from pages.national import national_parts
from pages.national.words import WORDS

run = widgets.read_run()
plans = run.fetch(read_national_plans, run.fiscal_year)
figures = run.fetch(read_national_figures, run.fiscal_year)

widgets.show_parts(
    widgets.Part("steps", WORDS["part_steps"], partial(national_parts.show_steps, run, plans)),
    widgets.Part("figures", WORDS["part_figures"], partial(national_parts.show_figures, figures)),
    widgets.Part("plans", WORDS["part_plans"], partial(national_parts.show_plans, plans)),
    keep=(national_parts.BODY,),
)
widgets.show_as_of()
