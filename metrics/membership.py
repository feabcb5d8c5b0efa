"""Member governments, described for the screen."""

from datetime import datetime

import pandas as pd

from metrics.query import Readable, run, to_number
from words import Words, terms
from words.figures import render_fiscal_year, render_span, render_target, render_value

WORDS = Words(
    ja={
        "roster_agrees": "公表値{published}（{span}団体に当たる）と、名簿の{count}団体は合っています。",
        "roster_differs": "公表値{published}（{span}団体に当たる）と、名簿の{count}団体は合いません。名簿の時点を確かめてください。",
        "lead_1": "支援・マッチングの実績あり",
        "lead_2": "行事の名称・会場に名前あり",
        "lead_3": "記録なし",
    }
)


def read_membership(
    database: Readable, fiscal_year: int, denominator: str, as_of: datetime | None = None
) -> pd.DataFrame:
    """The published ratio told in governments: one row, of one denominator.

    Columns: those of membership_span.
    """
    answer = run(database, "membership_span", fiscal_year=fiscal_year, as_of=as_of)
    return answer[answer["denominator"] == denominator].reset_index(drop=True)


def count_exactly(span: pd.DataFrame) -> pd.DataFrame:
    """The span closed where a roster has counted the members: what rounding left open is known.

    Columns: those of span.
    """
    known = span["counted_member_count"].notna()
    counted = span["counted_member_count"].where(known, span["member_count_from"])
    missing = (span["needed_count"] - counted).clip(lower=0)
    exact = span.assign(
        member_count_from=counted,
        member_count_to=counted,
        missing_count_from=missing,
        missing_count_to=missing,
    )
    return exact.where(known, span)


def read_block_counts(
    database: Readable, fiscal_year: int, as_of: datetime | None = None
) -> pd.DataFrame:
    """Each block's denominator and members.

    Columns: those of government_count_by_block; member_text, ratio_text.
    """
    answer = run(database, "government_count_by_block", fiscal_year=fiscal_year, as_of=as_of)
    return answer.assign(
        member_text=[
            render_value(to_number(n), terms.UNITS["governments"]) for n in answer["member_count"]
        ],
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
    everywhere ("").

    Columns: those of member_count_by_group; member_text, ratio_text, needed_text, missing_text.
    """
    answer = run(
        database,
        "member_count_by_group",
        fiscal_year=fiscal_year,
        denominator=denominator,
        block=block,
        as_of=as_of,
    )
    unit = terms.UNITS["governments"]
    ratios = answer["member_ratio"]
    return answer.assign(
        member_text=[render_value(to_number(each), unit) for each in answer["member_count"]],
        ratio_text=[render_value(to_number(each), "%") for each in ratios],
        needed_text=[render_target(to_number(each), unit) for each in answer["needed_count"]],
        missing_text=[render_target(to_number(each), unit) for each in answer["missing_count"]],
    )


def pick_dimension(groups: pd.DataFrame, dimension: str) -> pd.DataFrame:
    """The rows of all, block, prefecture or kind.

    Columns: those of groups.
    """
    return groups[groups["dimension"] == dimension].reset_index(drop=True)


def pick_group(groups: pd.DataFrame, group_id: str) -> pd.DataFrame:
    """Columns: those of groups."""
    return groups[groups["group_id"] == group_id]


def has_roster(groups: pd.DataFrame) -> bool:
    return bool(groups["member_count"].notna().any())


def find_target(groups: pd.DataFrame) -> float | None:
    """The target of the year as a ratio, None without one."""
    return to_number(groups["target_ratio"].iloc[0])


def read_units(database: Readable, fiscal_year: int, as_of: datetime | None = None) -> pd.DataFrame:
    """Every government and whether it is a member.

    Columns: those of government_membership; state_text.
    """
    answer = run(database, "government_membership", fiscal_year=fiscal_year, as_of=as_of)
    # A masked boolean's NA is neither true nor false; None says "not reported" everywhere.
    known = [None if pd.isna(value) else bool(value) for value in answer["is_member"]]
    words = {True: terms.MEMBERSHIP["member"], False: terms.MEMBERSHIP["no_member"]}
    return answer.assign(
        is_member=pd.Series(known, index=answer.index, dtype="object"),
        state_text=[terms.STATES["blank"] if one is None else words[one] for one in known],
    )


def pick_denominator(units: pd.DataFrame, denominator: str) -> pd.DataFrame:
    """All governments, or the municipalities among them.

    Columns: those of units.
    """
    is_whole = units["prefecture"] == units["name"]
    return units if denominator == "governments" else units[~is_whole].reset_index(drop=True)


def read_member_changes(
    database: Readable, fiscal_year: int, block: str = "", as_of: datetime | None = None
) -> pd.DataFrame:
    """Joined, left and the members at its end, one row a fiscal year.

    Columns: those of member_changes_by_year; year_text.
    """
    narrowed = {"fiscal_year": fiscal_year, "block": block}
    answer = run(database, "member_changes_by_year", as_of=as_of, **narrowed)
    years = [render_fiscal_year(int(year)) for year in answer["changed_year"]]
    return answer.assign(year_text=years)


def read_non_members(
    database: Readable, fiscal_year: int, as_of: datetime | None = None
) -> pd.DataFrame:
    """Governments that are no members, those with a tie first.

    Columns: those of non_members_by_lead; lead_text, year_text.
    """
    answer = run(database, "non_members_by_lead", fiscal_year=fiscal_year, as_of=as_of)
    years = [None if pd.isna(y) else render_fiscal_year(int(y)) for y in answer["last_year"]]
    return answer.assign(
        lead_text=[WORDS[f"lead_{order}"] for order in answer["lead_order"]],
        year_text=pd.Series(years, index=answer.index, dtype="object"),
    )


def pick_block(frame: pd.DataFrame, block: str) -> pd.DataFrame:
    """The rows of one block's governments; "": all of them.

    Columns: those of frame.
    """
    return frame[frame["block"] == block].reset_index(drop=True) if block else frame


def pick_kind(frame: pd.DataFrame, kind: str) -> pd.DataFrame:
    """The rows of one kind of government; "": all of them.

    Columns: those of frame.
    """
    return frame[frame["kind"] == kind] if kind else frame


def pick_prefecture(frame: pd.DataFrame, prefecture: str) -> pd.DataFrame:
    """The rows of one prefecture; "": all of them.

    Columns: those of frame.
    """
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
    return WORDS[key].format(
        published=render_value(row["ratio"], "%"),
        span=render_span(first, last),
        count=f"{counted:,.0f}",
    )
