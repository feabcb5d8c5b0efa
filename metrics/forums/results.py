"""The regional forums' own figures, events and know-how, described for the screen."""

from collections.abc import Hashable, Mapping
from datetime import datetime

import pandas as pd

from data.layout_names import name_choice
from metrics.forums.submissions import list_owed_layouts
from metrics.query import Readable, run, to_number
from words import Words, terms
from words.figures import render_value

WORDS = Words(
    ja={
        "given": "提出済み",
        "zero": "あと1件（0件の報告）",
        "owed": "あと1件（未提出）",
    }
)


def read_forum_figures(
    database: Readable, fiscal_year: int, as_of: datetime | None = None
) -> pd.DataFrame:
    """One row a regional forum and figure; value null: not reported. `is_owed`: whether a forum
    owes at least one.

    Columns: those of figures_by_forum; is_owed.
    """
    answer = run(database, "figures_by_forum", fiscal_year=fiscal_year, as_of=as_of)
    return answer.assign(is_owed=answer["layout"].isin(list_owed_layouts()))


def lay_out_figures(figures: pd.DataFrame) -> pd.DataFrame:
    """The same as a matrix: one row a forum.

    Columns: forum_name; … one of text a figure, by its short name.
    """
    rows: dict[str, dict[str, str]] = {}
    for row in figures.to_dict("records"):
        shown = rows.setdefault(row["forum_name"], {"forum_name": row["forum_name"]})
        shown[row["figure_name"]] = render_value(to_number(row["value"]), row["unit"])
    return pd.DataFrame(list(rows.values()), columns=["forum_name", *list_names(figures)])


def list_names(figures: pd.DataFrame) -> list[str]:
    """The short names of the figures compared, in their order."""
    return list(figures["figure_name"].unique())


def read_held(database: Readable, fiscal_year: int, as_of: datetime | None = None) -> pd.DataFrame:
    """Each forum's events: planned, held, cancelled, postponed.

    Columns: those of events_planned_and_held; planned_text, held_text, cancelled_text,
    postponed_text.
    """
    answer = run(database, "events_planned_and_held", fiscal_year=fiscal_year, as_of=as_of)
    names = ("planned", "held", "cancelled", "postponed")
    return answer.assign(
        **{
            f"{name}_text": [
                render_value(to_number(count), terms.UNITS["cases"])
                for count in answer[f"{name}_count"]
            ]
            for name in names
        }
    )


def read_know_how(
    database: Readable, fiscal_year: int, as_of: datetime | None = None
) -> pd.DataFrame:
    """One row a case, or one for a forum that owes it.

    Columns: those of know_how_by_forum; type_text, owed_text.
    """
    answer = run(database, "know_how_by_forum", fiscal_year=fiscal_year, as_of=as_of)
    return answer.assign(
        type_text=[
            name_choice("know_how", "type", kind) if isinstance(kind, str) else ""
            for kind in answer["type"]
        ],
        owed_text=[_describe_owed(row) for row in answer.to_dict("records")],
    )


def _describe_owed(row: Mapping[Hashable, object]) -> str:
    if isinstance(row["title"], str):
        return WORDS["given"]
    return WORDS["zero" if row["is_reported"] else "owed"]


def list_cases(cases: pd.DataFrame) -> pd.DataFrame:
    """The cases alone, without the rows of those that owe one.

    Columns: those of cases.
    """
    return cases[cases["title"].notna()]


def read_forum_events(
    database: Readable, fiscal_year: int, forum: str, as_of: datetime | None = None
) -> pd.DataFrame:
    """What one forum held, cancelled or postponed.

    Columns: those of events_of_forum; status_text, participants_text.
    """
    answer = run(database, "events_of_forum", fiscal_year=fiscal_year, forum=forum, as_of=as_of)
    return answer.assign(
        status_text=[name_choice("events", "status", status) for status in answer["status"]],
        participants_text=[
            render_value(
                to_number(row["participants"]),
                terms.UNITS["people"],
                "blank" if row["status"] == "held" else "not_applicable",
            )
            for row in answer.to_dict("records")
        ],
    )


def is_reported(figures: pd.DataFrame, forum: str, layout: str) -> bool:
    """Whether the forum has handed in the layout that figures are counted from."""
    own = figures[(figures["forum"] == forum) & (figures["layout"] == layout)]
    return bool(own["value"].notna().any())
