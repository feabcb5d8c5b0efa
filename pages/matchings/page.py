"""マッチング: the ladder and what a target would take, where cases stop, the cases."""

from functools import partial

import widgets
from metrics.cases.matchings import read_ladder
from pages.matchings import cases, stages, stops, target
from pages.matchings.words import WORDS

run = widgets.read_run()
ladder = run.fetch(read_ladder, run.fiscal_year, run.scope)
widgets.require_rows(ladder.dropna(subset=["value"]), run)

widgets.show_parts(
    widgets.Part("stages", WORDS["part_stages"], partial(stages.show, run)),
    widgets.Part("target", WORDS["part_target"], partial(target.show, run, ladder)),
    widgets.Part("stops", WORDS["part_stops"], partial(stops.show, run)),
    widgets.Part("cases", WORDS["part_cases"], partial(cases.show, run)),
    keep=(target.TARGET, *cases.CHOICES),
)
widgets.show_as_of()
