"""Member governments, described for the screen."""

from datetime import datetime

import pandas as pd

import texts
from metrics.query import Readable, run, to_number
from words import terms
from words.figures import render_fiscal_year, render_span, render_value

GOVERNMENTS = texts.CHART_TEXTS["governments"]


def read_membership(
    database: Readable, fiscal_year: int, denominator: str, as_of: datetime | None = None
) -> pd.DataFrame:
    """The published ratio told in governments: one row, of one denominator."""
    answer = run(database, "membership_span", fiscal_year=fiscal_year, as_of=as_of)
    return answer[answer["denominator"] == denominator].reset_index(drop=True)


def read_block_counts(
    database: Readable, fiscal_year: int, as_of: datetime | None = None
) -> pd.DataFrame:
    """Each block's denominator and members; adds member_text and ratio_text."""
    answer = run(database, "government_count_by_block", fiscal_year=fiscal_year, as_of=as_of)
    return answer.assign(
        member_text=[render_value(to_number(n), "団体") for n in answer["member_count"]],
        ratio_text=[render_value(value, "%") for value in answer["member_ratio"]],
    )


def render_span_figures(span: pd.DataFrame) -> dict[str, str]:
    """The three figures of the page by the key of their label: now, needed, missing."""
    row = span.iloc[0]
    now = render_span(int(row["member_count_from"]), int(row["member_count_to"]))
    figures = {"member_now": now}
    if not pd.isna(row["target_ratio"]):
        missing = render_span(int(row["missing_count_from"]), int(row["missing_count_to"]))
        figures |= {"member_needed": f"{int(row['needed_count']):,}", "member_missing": missing}
    return figures


# ------------------------------------------------------------------ with a roster


def read_member_groups(
    database: Readable,
    fiscal_year: int,
    denominator: str,
    block: str = "",
    as_of: datetime | None = None,
) -> pd.DataFrame:
    """Members by block, prefecture, kind and of all (column dimension), in one block or
    everywhere (""); adds member_text, ratio_text, needed_text and missing_text."""
    answer = run(
        database,
        "member_count_by_group",
        fiscal_year=fiscal_year,
        denominator=denominator,
        block=block,
        as_of=as_of,
    )
    return answer.assign(
        member_text=_render(answer["member_count"], GOVERNMENTS),
        ratio_text=_render(answer["member_ratio"].astype(float).round(3), "%"),
        needed_text=_render(answer["needed_count"], GOVERNMENTS, "no_target"),
        missing_text=_render(answer["missing_count"], GOVERNMENTS, "no_target"),
    )


def pick_dimension(groups: pd.DataFrame, dimension: str) -> pd.DataFrame:
    """The rows of all, block, prefecture or kind."""
    return groups[groups["dimension"] == dimension].reset_index(drop=True)


def pick_group(groups: pd.DataFrame, group_id: str) -> pd.DataFrame:
    return groups[groups["group_id"] == group_id]


def has_roster(groups: pd.DataFrame) -> bool:
    return bool(groups["member_count"].notna().any())


def find_target(groups: pd.DataFrame) -> float | None:
    """The target of the year as a ratio, None without one."""
    return to_number(groups["target_ratio"].iloc[0])


def read_units(database: Readable, fiscal_year: int, as_of: datetime | None = None) -> pd.DataFrame:
    """Every government and whether it is a member; adds state_text."""
    answer = run(database, "government_membership", fiscal_year=fiscal_year, as_of=as_of)
    # A masked boolean's NA is neither true nor false; None says "not reported" everywhere.
    known = [None if pd.isna(value) else bool(value) for value in answer["is_member"]]
    words = {True: texts.CHART_TEXTS["is_member"], False: texts.CHART_TEXTS["is_no_member"]}
    return answer.assign(
        is_member=pd.Series(known, index=answer.index, dtype="object"),
        state_text=[terms.STATES["blank"] if one is None else words[one] for one in known],
    )


def pick_denominator(units: pd.DataFrame, denominator: str) -> pd.DataFrame:
    """All governments, or the municipalities among them."""
    is_whole = units["prefecture"] == units["name"]
    return units if denominator == "governments" else units[~is_whole].reset_index(drop=True)


def read_member_changes(
    database: Readable, fiscal_year: int, block: str = "", as_of: datetime | None = None
) -> pd.DataFrame:
    """Joined, left and the members at its end, one row a fiscal year; adds year_text."""
    narrowed = {"fiscal_year": fiscal_year, "block": block}
    answer = run(database, "member_changes_by_year", as_of=as_of, **narrowed)
    years = [render_fiscal_year(int(year)) for year in answer["changed_year"]]
    return answer.assign(year_text=years)


def read_non_members(
    database: Readable, fiscal_year: int, as_of: datetime | None = None
) -> pd.DataFrame:
    """Governments that are no members, those with a tie first; adds lead_text, year_text."""
    answer = run(database, "non_members_by_lead", fiscal_year=fiscal_year, as_of=as_of)
    years = [None if pd.isna(y) else render_fiscal_year(int(y)) for y in answer["last_year"]]
    return answer.assign(
        lead_text=[texts.LEAD_TEXTS[order] for order in answer["lead_order"]],
        year_text=pd.Series(years, index=answer.index, dtype="object"),
    )


def pick_block(frame: pd.DataFrame, block: str) -> pd.DataFrame:
    """The rows of one block's governments; "": all of them."""
    return frame[frame["block"] == block].reset_index(drop=True) if block else frame


def pick_kind(frame: pd.DataFrame, kind: str) -> pd.DataFrame:
    """The rows of one kind of government; "": all of them."""
    return frame[frame["kind"] == kind] if kind else frame


def pick_prefecture(frame: pd.DataFrame, prefecture: str) -> pd.DataFrame:
    """The rows of one prefecture; "": all of them."""
    return frame[frame["prefecture"] == prefecture] if prefecture else frame


def render_roster_figures(groups: pd.DataFrame) -> dict[str, str]:
    """The big figures by the key of their label: members now, needed, missing."""
    row = pick_dimension(groups, "all").iloc[0]
    figures = {"roster_now": f"{row['member_count']:,.0f}"}
    if not pd.isna(row["target_ratio"]):
        figures |= {
            "member_needed": f"{row['needed_count']:,.0f}",
            "roster_missing": f"{row['missing_count']:,.0f}",
        }
    return figures


def render_agreement(groups: pd.DataFrame, span: pd.DataFrame) -> str:
    """Whether the roster's count rounds to the published ratio; "" where none is published."""
    counted = to_number(pick_dimension(groups, "all")["member_count"].iloc[0])
    published = span.dropna(subset=["ratio"])
    if published.empty or counted is None:
        return ""
    row = published.iloc[0]
    first, last = int(row["member_count_from"]), int(row["member_count_to"])
    key = "roster_agrees" if first <= counted <= last else "roster_differs"
    return texts.SCREEN_TEXTS[key].format(
        published=render_value(row["ratio"], "%"),
        span=render_span(first, last),
        count=f"{counted:,.0f}",
    )


def _render(values: "pd.Series[float]", unit: str, missing: str = "") -> list[str]:
    """Each value with its unit; a missing one as 未報告, or as the named word."""
    none = texts.SCREEN_TEXTS[missing] if missing else terms.STATES["blank"]
    numbers = [to_number(value) for value in values]
    return [none if number is None else render_value(number, unit) for number in numbers]
