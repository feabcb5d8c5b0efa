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
    {
        WORDS["part_stages"]: partial(stages.show, filters, ladder),
        WORDS["part_target"]: partial(target.show, filters, ladder),
        WORDS["part_stops"]: partial(stops.show, filters),
        WORDS["part_cases"]: partial(cases.show, filters),
    },
    keep=(target.TARGET, *cases.CHOICES),
)
widgets.show_as_of()
