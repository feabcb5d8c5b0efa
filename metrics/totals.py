"""Totals against their parts, described for the screen."""

from datetime import datetime
from typing import Any

import pandas as pd

import texts
from metrics.catalog import load_catalog
from metrics.query import Readable, run


def read_scope_totals(
    database: Readable, fiscal_year: int, as_of: datetime | None = None
) -> pd.DataFrame:
    """National + regional against the total; adds name and the *_text columns."""
    answer = run(database, "scope_totals", fiscal_year=fiscal_year, as_of=as_of)
    kpis = load_catalog().kpis
    order = [kpis[indicator].order for indicator in answer["indicator"]]
    described = answer.assign(
        order=order,
        name=[kpis[indicator].name for indicator in answer["indicator"]],
        national_text=_render(answer["national_value"]),
        regional_text=_render(answer["regional_value"]),
        total_text=_render(answer["total_value"]),
        computed_text=_render(answer["computed_total"]),
        check_text=_render_checks(answer),
    )
    return described.sort_values("order", ignore_index=True)


def read_stage_totals(
    database: Readable, fiscal_year: int, as_of: datetime | None = None
) -> pd.DataFrame:
    """The four stages against the published matchings, one row a scope."""
    answer = run(database, "stage_totals", fiscal_year=fiscal_year, as_of=as_of)
    stages = answer[["considered", "agreed", "trials", "implemented"]]
    return answer.assign(
        scope_text=[texts.SCOPE_TEXTS.get(scope, scope) for scope in answer["scope"]],
        sum_text=[" ＋ ".join(_render(row)) for row in stages.itertuples(index=False)],
        computed_text=_render(answer["computed_total"]),
        total_text=_render(answer["published_total"]),
        check_text=_render_checks(answer),
    )


def _render(values: Any) -> list[str]:
    return [texts.render_value(value, "") for value in values]


def _render_checks(answer: pd.DataFrame) -> list[str]:
    return [texts.CHECK_TEXTS[result] for result in answer["check_result"]]
