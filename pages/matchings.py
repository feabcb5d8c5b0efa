"""マッチング: the ladder and what a target would take, where cases stop, the cases."""

from functools import partial

import widgets
from metrics.matchings import read_ladder
from pages import _matching_cases, _matching_stages, _matching_stops, _matching_target
from texts import PAGE_TEXTS

filters = widgets.open_page("matchings")
ladder = widgets.fetch(read_ladder, filters.fiscal_year, filters.scope)
widgets.require_rows(ladder.dropna(subset=["value"]), filters, PAGE_TEXTS["matchings"])

widgets.show_parts(
    "matchings",
    {
        "stages": partial(_matching_stages.show, filters, ladder),
        "target": partial(_matching_target.show, filters, ladder),
        "stops": partial(_matching_stops.show, filters),
        "cases": partial(_matching_cases.show, filters),
    },
    keep=(_matching_target.TARGET, *_matching_cases.CHOICES),
)
widgets.show_as_of()
