"""全国フォーラム: the seven bodies' plans and the national part of the indicators."""

from datetime import datetime

import pandas as pd

from metrics.kpi.figures import read_figures
from metrics.query import Readable, read_years, run


def read_national_plans(
    database: Readable, fiscal_year: int, as_of: datetime | None = None
) -> pd.DataFrame:
    """All seven bodies in their order; texts are None where nothing is reported.

    Columns: those of national_plans.
    """
    answer = run(database, "national_plans", fiscal_year=fiscal_year, as_of=as_of)
    texts = ["goal", "activities", "schedule", "organisation", "events", "other"]
    blank = answer[texts].astype(object).where(answer[texts].notna(), None)
    return answer.assign(**{name: blank[name] for name in texts})


def read_national_figures(
    database: Readable, fiscal_year: int, as_of: datetime | None = None
) -> pd.DataFrame:
    """The national part of the indicators in the latest year up to this one that reports any.

    Empty where none does; the frame's column fiscal_year says which year it is.

    Columns: those of read_figures.
    """
    years = sorted((int(y) for y in read_years(database)["fiscal_year"]), reverse=True)
    for year in (each for each in years if each <= fiscal_year):
        figures = read_figures(database, year, "national", as_of)
        if len(figures) and figures["value"].notna().any():
            return figures
    return read_figures(database, fiscal_year, "national", as_of).head(0)
