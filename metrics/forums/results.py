"""The regional forums' own figures, events and know-how, described for the screen."""

from collections.abc import Hashable, Mapping
from datetime import datetime

import pandas as pd

import texts
from metrics.forums.submissions import list_owed_layouts
from metrics.query import Readable, run, to_number
from words.figures import render_value


def read_forum_figures(
    database: Readable, fiscal_year: int, as_of: datetime | None = None
) -> pd.DataFrame:
    """One row a regional forum and figure; value null: not reported. Adds is_owed: whether a
    forum owes at least one."""
    answer = run(database, "figures_by_forum", fiscal_year=fiscal_year, as_of=as_of)
    return answer.assign(is_owed=answer["layout"].isin(list_owed_layouts()))


def lay_out_figures(figures: pd.DataFrame) -> pd.DataFrame:
    """The same as a matrix: one row a forum, one column of text a figure, by its short name."""
    rows: dict[str, dict[str, str]] = {}
    for row in figures.to_dict("records"):
        shown = rows.setdefault(row["forum_name"], {"forum_name": row["forum_name"]})
        shown[row["figure_name"]] = render_value(to_number(row["value"]), row["unit"])
    return pd.DataFrame(list(rows.values()), columns=["forum_name", *list_names(figures)])


def list_names(figures: pd.DataFrame) -> list[str]:
    """The short names of the figures compared, in their order."""
    return list(figures["figure_name"].unique())


def read_held(database: Readable, fiscal_year: int, as_of: datetime | None = None) -> pd.DataFrame:
    """Planned, held, cancelled, postponed; adds their *_text."""
    answer = run(database, "events_planned_and_held", fiscal_year=fiscal_year, as_of=as_of)
    names = ("planned", "held", "cancelled", "postponed")
    return answer.assign(
        **{
            f"{name}_text": [
                render_value(to_number(count), texts.CHART_TEXTS["cases"])
                for count in answer[f"{name}_count"]
            ]
            for name in names
        }
    )


def read_know_how(
    database: Readable, fiscal_year: int, as_of: datetime | None = None
) -> pd.DataFrame:
    """One row a case, or one for a forum that owes it; adds type_text and owed_text."""
    answer = run(database, "know_how_by_forum", fiscal_year=fiscal_year, as_of=as_of)
    return answer.assign(
        type_text=[texts.KNOW_HOW_TEXTS.get(kind, "") for kind in answer["type"].fillna("")],
        owed_text=[_describe_owed(row) for row in answer.to_dict("records")],
    )


def _describe_owed(row: Mapping[Hashable, object]) -> str:
    if isinstance(row["title"], str):
        return texts.KNOW_HOW_TEXTS["given"]
    return texts.KNOW_HOW_TEXTS["zero" if row["is_reported"] else "owed"]


def list_cases(cases: pd.DataFrame) -> pd.DataFrame:
    """The cases alone, without the rows of those that owe one."""
    return cases[cases["title"].notna()]


def read_forum_events(
    database: Readable, fiscal_year: int, forum: str, as_of: datetime | None = None
) -> pd.DataFrame:
    """What one forum held, cancelled or postponed; adds status_text."""
    answer = run(database, "events_of_forum", fiscal_year=fiscal_year, forum=forum, as_of=as_of)
    return answer.assign(
        status_text=[texts.EVENT_STATUS_TEXTS[status] for status in answer["status"]],
        participants_text=[
            render_value(
                to_number(row["participants"]),
                texts.CHART_TEXTS["people"],
                "blank" if row["status"] == "held" else "not_applicable",
            )
            for row in answer.to_dict("records")
        ],
    )


def is_reported(figures: pd.DataFrame, forum: str, layout: str) -> bool:
    """Whether the forum has handed in the layout that figures are counted from."""
    own = figures[(figures["forum"] == forum) & (figures["layout"] == layout)]
    return bool(own["value"].notna().any())
