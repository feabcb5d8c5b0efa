"""What the charts of 推移 say in words, each from its frame (metrics/kpi/trends.py)."""

import pandas as pd

from texts import TREND_TEXTS as WORDS


def find_trend(trend: pd.DataFrame) -> str:
    """How the latest reported year stands against the one before; one row an indicator and year."""
    reported = trend[trend["value"].notna()]
    years = sorted(reported["fiscal_year"].unique())
    if not years:
        return WORDS["trend_missing"]
    name = _name_year(trend, years[-1])
    if len(years) == 1:
        return WORDS["trend_one"].format(year=name)
    both = _pair_up(reported, years[-2], years[-1])
    if both.empty:
        return WORDS["trend_apart"].format(year=name, before=_name_year(trend, years[-2]))
    change = both["after"] - both["before"]
    return WORDS["trend"].format(
        year=name,
        before=_name_year(trend, years[-2]),
        count=len(both),
        up=int((change > 0).sum()),
        down=int((change < 0).sum()),
        same=int((change == 0).sum()),
    )


def _pair_up(reported: pd.DataFrame, before: int, after: int) -> pd.DataFrame:
    """The indicators that both years report, with the two values."""
    years = {
        name: reported[reported["fiscal_year"] == year].set_index("indicator")["value"]
        for name, year in (("before", before), ("after", after))
    }
    return pd.DataFrame(years).dropna()


def _name_year(trend: pd.DataFrame, year: int) -> str:
    return str(trend[trend["fiscal_year"] == year]["year_text"].iloc[0])


def find_all_members(members: pd.DataFrame) -> str:
    """From the first to the last day counted."""
    if members.empty:
        return WORDS["members_missing"]
    first, last = members.iloc[0], members.iloc[-1]
    if len(members) == 1:
        return WORDS["members_one"].format(day=last["day_text"], count=last["count_text"])
    key = "members" if last["member_count"] != first["member_count"] else "members_same"
    return WORDS[key].format(
        first=first["count_text"],
        first_day=first["day_text"],
        last=last["count_text"],
        last_day=last["day_text"],
    )


def find_implementations(periods: pd.DataFrame) -> str:
    """The latest reported year and the sum since the founding, each called what it is."""
    annual = periods[(periods["basis"] == "annual") & periods["is_reported"]]
    total = periods[(periods["basis"] == "cumulative") & periods["is_reported"]]
    parts = [
        WORDS[f"implementations_{key}"].format(
            name=rows.iloc[-1]["name"], value=rows.iloc[-1]["value_text"]
        )
        for key, rows in (("annual", annual), ("cumulative", total))
        if len(rows)
    ]
    return WORDS["joint"].join(parts) or WORDS["implementations_missing"]
