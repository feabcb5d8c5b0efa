"""Totals against their parts, described for the screen."""

from collections.abc import Hashable
from datetime import datetime
from typing import Any

import pandas as pd

from data.figures import load_kpis
from metrics.query import Readable, run
from words import Words, terms
from words.figures import render_value

#: What comes of holding a total against its parts.
CHECKS = Words(
    ja={
        "equal": "一致",
        "differs": "不一致",
        "incomplete": "照合できない（未報告あり）",
        "not_applicable": "照合の対象外",
    }
)

DESCRIPTION = (
    *("name", "national_text", "regional_text", "total_text", "computed_text", "check_text"),
)


def read_scope_totals(
    database: Readable, fiscal_year: int, as_of: datetime | None = None
) -> pd.DataFrame:
    """National + regional against the total of every count.

    Columns: those of scope_totals; name, national_text, regional_text, total_text,
    computed_text, check_text.
    """
    answer = run(database, "scope_totals", fiscal_year=fiscal_year, as_of=as_of)
    rows = [{**row, **_describe(row)} for row in answer.to_dict("records")]
    return pd.DataFrame(rows, columns=[*answer.columns, *DESCRIPTION])


def _describe(row: dict[Hashable, Any]) -> dict[Hashable, Any]:
    """A scope that the catalogue does not give the indicator is not applicable there."""
    kpi = load_kpis()[row["indicator"]]
    state = {s: "blank" if s in kpi.scopes else "not_applicable" for s in terms.SCOPES}
    whole = "not_applicable" if "not_applicable" in state.values() else "blank"
    is_open = row["check_result"] == "incomplete" and whole == "not_applicable"
    return {
        "name": kpi.name,
        "national_text": render_value(row["national_value"], "", state["national"]),
        "regional_text": render_value(row["regional_value"], "", state["regional"]),
        "total_text": render_value(row["total_value"], "", state["total"]),
        "computed_text": render_value(row["computed_total"], "", whole),
        "check_text": CHECKS["not_applicable" if is_open else row["check_result"]],
    }


def read_stage_totals(
    database: Readable, fiscal_year: int, as_of: datetime | None = None
) -> pd.DataFrame:
    """The four stages against the published matchings, one row a scope.

    Columns: those of stage_totals; scope_text, sum_text, computed_text, total_text, check_text.
    """
    answer = run(database, "stage_totals", fiscal_year=fiscal_year, as_of=as_of)
    return answer.assign(
        scope_text=[terms.SCOPES.get(scope, scope) for scope in answer["scope"]],
        sum_text=[" ＋ ".join(_render(values.tolist())) for values in answer["stage_values"]],
        computed_text=_render(answer["computed_total"]),
        total_text=_render(answer["published_total"]),
        check_text=_render_checks(answer),
    )


def _render(values: Any) -> list[str]:
    return [render_value(value, "") for value in values]


def _render_checks(answer: pd.DataFrame) -> list[str]:
    return [CHECKS[result] for result in answer["check_result"]]
