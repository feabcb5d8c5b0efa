"""Member governments, described for the screen."""

from datetime import datetime

import pandas as pd

import texts
from metrics.query import Readable, run, to_number


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
        member_text=[texts.render_value(to_number(n), "団体") for n in answer["member_count"]],
        ratio_text=[texts.render_value(value, "%") for value in answer["member_ratio"]],
    )


def render_span_figures(span: pd.DataFrame) -> dict[str, str]:
    """The three figures of the page by the key of their label: now, needed, missing."""
    row = span.iloc[0]
    now = texts.render_span(int(row["member_count_from"]), int(row["member_count_to"]))
    figures = {"member_now": now}
    if not pd.isna(row["target_ratio"]):
        missing = texts.render_span(int(row["missing_count_from"]), int(row["missing_count_to"]))
        figures |= {"member_needed": f"{int(row['needed_count']):,}", "member_missing": missing}
    return figures
