"""推移: indicators year by year, members over time, annual beside cumulative implementations."""

from datetime import datetime

import pandas as pd

from data.figures import load_kpis
from metrics.query import Readable, run, to_number
from words import Words
from words.figures import render_day, render_fiscal_year, render_target, render_value
from words.terms import UNITS

WORDS = Words(
    ja={
        "basis_annual": "{year}の1年間",
        "basis_cumulative": "設立以来の累計",
        "and": "・",
        "period": "{start}～{end}",
    }
)

#: Years that stand side by side on one screen.
MOST_YEARS = 5


def read_trend(
    database: Readable, fiscal_year: int, scope: str, as_of: datetime | None = None
) -> pd.DataFrame:
    """One row an indicator and fiscal year of the latest years up to the one asked for.

    A year that nobody has reported has a row with null value: it is never left out.

    Columns: those of kpi_by_year; name, unit, year_text, value_text, target_text.
    """
    answer = run(database, "kpi_by_year", fiscal_year=fiscal_year, scope=scope, as_of=as_of)
    latest = sorted(answer["fiscal_year"].unique())[-MOST_YEARS:]
    rows = answer[answer["fiscal_year"].isin(latest)]
    kpis = load_kpis()
    rows = rows.assign(
        name=[kpis[indicator].name for indicator in rows["indicator"]],
        unit=[kpis[indicator].unit for indicator in rows["indicator"]],
        year_text=[render_fiscal_year(int(year)) for year in rows["fiscal_year"]],
    )
    return _add_texts(rows.reset_index(drop=True))


def _add_texts(rows: pd.DataFrame) -> pd.DataFrame:
    records = rows.to_dict("records")
    values = [
        render_value(to_number(row["value"]), row["unit"], row["value_state"]) for row in records
    ]
    targets = [render_target(to_number(row["target"]), row["unit"]) for row in records]
    return rows.assign(value_text=values, target_text=targets)


def read_all_members(database: Readable, as_of: datetime | None = None) -> pd.DataFrame:
    """Members of all kinds, one row a day counted.

    Columns: those of all_members_by_date; day_text, count_text.
    """
    answer = run(database, "all_members_by_date", as_of=as_of)
    days = pd.to_datetime(answer["counted_on"])
    return answer.assign(
        counted_on=days,
        day_text=[render_day(day) for day in days],
        count_text=[render_value(count, UNITS["members"]) for count in answer["member_count"]],
    )


def read_implementations(
    database: Readable, fiscal_year: int, as_of: datetime | None = None
) -> pd.DataFrame:
    """One row a period counted that ends with the fiscal year or before; figures of one period
    (8技術, 73現場) in one text.

    The cell is the first figure's.

    Columns: basis, name, value_text, is_zero, is_reported, period_from:day, period_to:day,
    period_text, workbook, sheet, cell.
    """
    answer = run(database, "implementations_by_period", fiscal_year=fiscal_year, as_of=as_of)
    groups = answer.groupby(["basis", "period_from", "period_to"], sort=False)
    rows = [_describe_period(group) for _, group in groups]
    return pd.DataFrame(rows, columns=list(_PERIOD_COLUMNS))


_PERIOD_COLUMNS = (
    *("basis", "name", "value_text", "is_zero", "is_reported"),
    *("period_from", "period_to", "period_text", "workbook", "sheet", "cell"),
)


def _describe_period(group: pd.DataFrame) -> dict[str, object]:
    first = group.iloc[0]
    start, end = pd.Timestamp(first["period_from"]), pd.Timestamp(first["period_to"])
    figures = [
        render_value(to_number(row["counted"]), row["unit"] or "")
        for row in group.to_dict("records")
    ]
    year = render_fiscal_year(int(first["fiscal_year"]))
    return {
        "basis": first["basis"],
        "name": WORDS[f"basis_{first['basis']}"].format(year=year),
        "value_text": WORDS["and"].join(figures),
        "is_zero": bool((group["counted"] == 0).all()),
        "is_reported": bool(group["counted"].notna().all()),
        "period_from": start,
        "period_to": end,
        "period_text": WORDS["period"].format(start=render_day(start), end=render_day(end)),
        **{name: first[name] for name in ("workbook", "sheet", "cell")},
    }
