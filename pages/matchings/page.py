"""マッチング: the ladder and what a target would take, where cases stop, the cases."""

from functools import partial

import widgets
from metrics.cases.matchings import read_ladder
from pages.matchings import cases, stages, stops, target
from texts import PAGE_TEXTS

filters = widgets.open_page("matchings")
ladder = widgets.fetch(read_ladder, filters.fiscal_year, filters.scope)
widgets.require_rows(ladder.dropna(subset=["value"]), filters, PAGE_TEXTS["matchings"])

widgets.show_parts(
    "matchings",
    {
        "stages": partial(stages.show, filters, ladder),
        "target": partial(target.show, filters, ladder),
        "stops": partial(stops.show, filters),
        "cases": partial(cases.show, filters),
    },
    keep=(target.TARGET, *cases.CHOICES),
)
widgets.show_as_of()
