"""マッチング: the ladder and what a target would take, where cases stop, the cases."""

from functools import partial

import widgets
from metrics.cases.matchings import read_ladder
from pages.matchings import cases, stages, stops, target
from pages.matchings.words import WORDS

filters = widgets.read_run()
ladder = widgets.fetch(read_ladder, filters.fiscal_year, filters.scope)
widgets.require_rows(ladder.dropna(subset=["value"]), filters)

widgets.show_parts(
    widgets.Part("stages", WORDS["part_stages"], partial(stages.show, filters)),
    widgets.Part("target", WORDS["part_target"], partial(target.show, filters, ladder)),
    widgets.Part("stops", WORDS["part_stops"], partial(stops.show, filters)),
    widgets.Part("cases", WORDS["part_cases"], partial(cases.show, filters)),
    keep=(target.TARGET, *cases.CHOICES),
)
widgets.show_as_of()
